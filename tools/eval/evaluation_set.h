// SPDX-License-Identifier: Apache-2.0
// Texts with the skills that people or authors gave them.
#pragma once

#include "frameworks/core/status.h"

#include <cstddef>
#include <filesystem>
#include <set>
#include <string>
#include <vector>

namespace crosswalk::eval {

struct Example {
  std::size_t place = 0;  // In the file's examples, from 0.
  std::string text;
  std::set<std::string> gold;  // URIs of all skills that count as right; empty: none fits.
};

struct EvaluationSet {
  std::string name;  // The file's name without extension.
  std::vector<Example> examples;
};

// Reads JSON lines {"text": "...", "skills": ["uri", ...]} from *.jsonl, or lines of
// `uri TAB level TAB outcome [TAB further uris, separated by blanks]` from *.tsv, the uri empty for
// a text that no skill fits. INVALID_ARGUMENT / EVALUATION_SET_INVALID with file and line for
// anything else, NOT_FOUND / EVALUATION_SET_MISSING where the file cannot be read.
core::Result<EvaluationSet> ReadEvaluationSet(const std::filesystem::path& file);

// The examples whose place leaves `rest` when divided by `folds`. REQUIRES: rest < folds.
struct Fold {
  std::size_t rest = 0;
  std::size_t folds = 1;
};
// Leaves only those of the fold. INVALID_ARGUMENT / EVALUATION_SET_INVALID where that is none.
core::Status KeepFold(const Fold& fold, EvaluationSet& set);

}  // namespace crosswalk::eval
