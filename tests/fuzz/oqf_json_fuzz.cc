// SPDX-License-Identifier: Apache-2.0
// The OQF's two files: every input is read as the ladder and as an override of ours.
#include "frameworks/core/diagnostics.h"
#include "frameworks/io/json_document.h"
#include "frameworks/io/source_file.h"
#include "frameworks/oqf/ladder.h"
#include "tests/fuzz/framework_check.h"

#include <cstddef>
#include <cstdint>
#include <string_view>
#include <utility>

namespace {

using crosswalk::core::Diagnostics;
using crosswalk::core::FrameworkData;
using crosswalk::fuzz::Check;
using crosswalk::io::JsonDocument;

// The ladder that the project ships.
FrameworkData ReadOurs() {
  const auto bytes = crosswalk::io::ReadSourceFile(CROSSWALK_OQF_FILE);
  Check(bytes.ok(), "the project's oqf.json is there");
  const auto document = JsonDocument::Parse("oqf.json", *bytes);
  Check(document.ok(), "the project's oqf.json is JSON");
  Diagnostics diagnostics;
  auto data = crosswalk::oqf::ReadLadder(*document, diagnostics);
  Check(data.ok(), "the project's oqf.json is a ladder");
  return std::move(data).value();
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* bytes, std::size_t size) {
  static const FrameworkData ours = ReadOurs();
  const auto document =
      JsonDocument::Parse("input.json", {reinterpret_cast<const char*>(bytes), size});
  if (!document.ok()) return 0;

  Diagnostics diagnostics;
  const auto ladder = crosswalk::oqf::ReadLadder(*document, diagnostics);
  Check(ladder.ok() == diagnostics.kept().empty(), "a ladder is refused when it has findings");
  if (ladder.ok()) crosswalk::fuzz::CheckFramework(*ladder);

  Diagnostics override_diagnostics;
  FrameworkData data = ours;
  const auto applied = crosswalk::oqf::ApplyOverride(*document, override_diagnostics, data);
  Check(applied.ok() == override_diagnostics.kept().empty(),
        "an override is refused when it has findings");
  Check(applied.ok() || data.qualifications == ours.qualifications,
        "a refused override changes nothing");
  crosswalk::fuzz::CheckFramework(data);
  return 0;
}
