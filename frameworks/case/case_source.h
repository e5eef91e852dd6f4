// SPDX-License-Identifier: Apache-2.0
// Reader for competency frameworks in 1EdTech CASE 1.0 and 1.1, as a CFPackage in JSON
// (https://www.imsglobal.org/spec/case/v1p1): what GET /CFPackages/{id} answers.
#pragma once

#include "frameworks/core/framework.h"
#include "frameworks/core/status.h"

#include <filesystem>
#include <memory>
#include <string>

namespace crosswalk::case_format {

// Opens the package at `path`. How it becomes a framework:
//
// - CFDocument is the framework. `framework_id` is its id in resource names, [a-z0-9-]+; when
// empty,
//   one is made of the title ("Food Safety" becomes "food-safety"). The release is `version`, else
//   the day of `lastChangeDateTime`.
// - A CFItem is a concept: `identifier` its id, `humanCodingScheme` its code, `fullStatement` its
//   preferred label, `abbreviatedStatement` an alternative, `conceptKeywords` hidden labels,
//   `notes` its scope note. `alternativeLabel` is left out: it renames the word "competency", not
//   the item.
// - An item that others are children of is a skill group, unless its `CFItemType` says that it is
//   itself something to be learned (competency, skill, outcome, objective, indicator, standard).
//   Every other item is a skill; of the type "Knowledge" it is knowledge.
// - `isChildOf` is the broader relation; to the document itself it says nothing and is dropped.
// Other
//   associations have no place in the model and are left out with a note of their number.
// - Languages lose their region ("en-CA" is "en"): labels are kept by language. An item without one
//   takes the document's, and the document's is English when it names none.
//
// Findings, by file, line and JSON pointer: bad-value and missing-field (the record is left out),
// duplicate-uri, missing-uri (a warning; the URI becomes urn:uuid:…), association-left-out (a
// note). Errors of opening: NOT_FOUND (SOURCE_NOT_FOUND), INVALID_ARGUMENT (SOURCE_UNREADABLE,
// SOURCE_TOO_LARGE, SOURCE_SYNTAX, FRAMEWORK_ID_INVALID). Reading adds SOURCE_FIELD_MISSING: no
// CFDocument, or one without identifier, uri or title.
core::Result<std::unique_ptr<core::FrameworkSource>> OpenCaseSource(
    const std::filesystem::path& path, std::string framework_id = "");

// The same for a package in memory; `file` stands for it in messages.
core::Result<std::unique_ptr<core::FrameworkSource>> MakeCaseSource(std::string file,
                                                                    std::string bytes,
                                                                    std::string framework_id = "");

}  // namespace crosswalk::case_format
