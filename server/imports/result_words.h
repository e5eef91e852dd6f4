// SPDX-License-Identifier: Apache-2.0
// How an achievement is graded, in words: the model has one text for it.
#pragma once

#include "frameworks/io/json_document.h"
#include "server/imports/json_findings.h"

#include <string>

namespace crosswalk::imports {

// One line for a ResultDescription of Open Badges 3.0: its name, then each of its properties under
// its own name, which is the same in every language: "Final grade: resultType LetterGrade;
// allowedValue A, B, C; requiredValue C". Identifiers and alignments are told as not held.
std::string DescribeResult(const io::JsonValue& value, const std::string& path,
                           JsonFindings& findings);

// Lines for a CFRubric of CASE: one with its title and description, and one for each criterion with
// its levels.
std::string DescribeRubric(const io::JsonValue& value, const std::string& path,
                           JsonFindings& findings);

}  // namespace crosswalk::imports
