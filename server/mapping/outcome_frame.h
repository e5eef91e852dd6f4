// SPDX-License-Identifier: Apache-2.0
// What stands around an outcome and tells nothing of what is learnt. Private to server/mapping.
#pragma once

#include <string_view>

namespace crosswalk::mapping {

// `text` without what its source put around it, however often: list marks (frameworks/core),
// quotation marks, Markdown's emphasis and headings, HTML's elements around the whole of it, the
// title of the line ("Outcome 2:"), and the lead-in ("By the end of this course, students will be
// able to"; « À la fin du cours, l'étudiant sera en mesure de »). At most eight layers of these, so
// that the time is linear in the text. All of it, but for blanks, where nothing else has a letter
// or a digit. A part of `text`, UTF-8. Thread-safe.
std::string_view WithoutFrame(std::string_view text);

}  // namespace crosswalk::mapping
