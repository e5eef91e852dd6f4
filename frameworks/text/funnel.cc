// SPDX-License-Identifier: Apache-2.0
#include "frameworks/text/funnel.h"

#include <cstddef>
#include <numeric>
#include <optional>

namespace crosswalk::text {

core::Result<Funnel> Funnel::Make(const FunnelSettings& settings, const Tokenizer& tokenizer,
                                  const std::filesystem::path& file) {
  Funnel funnel;
  for (const std::string& piece : settings.dropped_pieces) {
    const std::optional<std::int64_t> id = tokenizer.Find(piece);
    if (!id) {
      constexpr char kField[] = "funnel.dropped_pieces";
      core::Status status = core::FailedPrecondition(
          "ENCODER_INVALID", file.string() + ": field \"" + kField + "\" names the piece \"" +
                                 piece + "\", which the vocabulary does not have");
      status.WithMetadata("file", file.string()).WithMetadata("field", kField);
      return status;
    }
    funnel.dropped_.insert(*id);
  }
  return funnel;
}

std::vector<std::int64_t> Funnel::Keep(std::span<const std::int64_t> ids) const {
  std::vector<std::int64_t> kept;
  kept.reserve(ids.size());
  for (std::size_t i = 0; i < ids.size(); ++i) {
    const bool special = i == 0 || i + 1 == ids.size();
    if (special || !dropped_.contains(ids[i])) kept.push_back(static_cast<std::int64_t>(i));
  }
  if (kept.size() <= 2) {
    kept.resize(ids.size());
    std::iota(kept.begin(), kept.end(), std::int64_t{0});
  }
  return kept;
}

}  // namespace crosswalk::text
