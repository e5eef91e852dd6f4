// SPDX-License-Identifier: Apache-2.0
// A level alignment as a curriculum committee reads it aloud: one screen. Thread-safe.
#pragma once

#include "tools/client/text_layout.h"

#include "crosswalk/v1/mapping_service.pb.h"

#include <cstddef>
#include <string>

namespace crosswalk::client {

struct AlignmentView {
  std::size_t max_evidence = 1;  // Pieces of evidence shown of each category, and against.
  // Whole texts in place of single lines, what each outcome shows, and what it was computed with.
  bool full = false;
};

// In the language of the response: the answer in a sentence, the ladder of qualifications with the
// probability of each and the credible range marked, what the outcomes show in each category with
// the descriptor, what speaks against, what would move the answer, declared facts apart from it,
// volume, outcomes to rewrite, the indicative level of the European framework, and the caveat. With
// the least evidence and whole programmes it takes some 50 lines of 80 cells.
std::string FormatAlignment(const v1::AlignLevelResponse& response, const std::string& title,
                            const AlignmentView& view, const Look& look);

}  // namespace crosswalk::client
