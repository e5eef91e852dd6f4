// SPDX-License-Identifier: Apache-2.0
// The ranking stage: candidates to scores and confidences. An interface, so that later models
// replace it without touching anything else. Private to server/mapping.
#pragma once

#include "frameworks/core/status.h"
#include "server/mapping/candidate.h"

#include <filesystem>
#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace crosswalk::mapping {

struct RankedCandidate {
  std::size_t candidate = 0;  // Index into the candidates.
  double score = 0.0;         // Comparable within one outcome only.
  double confidence = 0.0;    // 0..1.
};

// Deterministic; thread-safe.
class Ranker {
 public:
  virtual ~Ranker() = default;

  // All candidates, best first; ties in the candidates' order.
  [[nodiscard]] virtual std::vector<RankedCandidate> Rank(
      std::span<const Candidate> candidates) const = 0;
  // What each feature adds to the log-odds of the candidate's being right, in the order of Feature.
  [[nodiscard]] virtual std::vector<double> Contributions(const Candidate& candidate) const = 0;
};

// Which of a file's models ranks an outcome.
inline constexpr std::string_view kEncoderLanguageModel = "encoder-language";
inline constexpr std::string_view kOtherLanguageModel = "other-language";
inline constexpr std::string_view kWordsModel = "words";

// The linear ranker under models.<model> of the ranker file's `json`, whose form docs/mapping.md
// describes. FAILED_PRECONDITION / ENCODER_INVALID, with `file` in the message, where it has no
// such model or one that cannot be used: a feature that this server does not know, a number
// missing.
core::Result<std::unique_ptr<Ranker>> ParseRanker(std::string_view json, std::string_view model,
                                                  const std::string& file);

// The same for a file.
core::Result<std::unique_ptr<Ranker>> ReadRanker(const std::filesystem::path& file,
                                                 std::string_view model);

// The ranker for indexes without vectors, compiled in.
core::Result<std::unique_ptr<Ranker>> WordsRanker();

}  // namespace crosswalk::mapping
