// SPDX-License-Identifier: Apache-2.0
// What is measured of an outcome and a concept that might be meant by it. Private to
// server/mapping.
#pragma once

#include "server/mapping/label_words.h"
#include "server/search/index_snapshot.h"

#include <array>
#include <cstddef>
#include <optional>
#include <string_view>

namespace crosswalk::mapping {

// docs/mapping.md describes each.
enum class Feature : std::size_t {
  kSentenceLabel,
  kSentenceDescribed,
  kSentenceHigher,
  kTokenLabel,
  kTokenDescribed,
  kTokenHigher,
  kLabelWords,
  kDescriptionWords,
  kPreferredShare,
  kBestLabelShare,
  kBestLabelWeight,
  kWholeLabel,
  kKnowledge,
  kLabelLength,
  kBroader,
  kOutcomeLength,
  kWindowLabel,
  kWindowDescribed,
  kSentenceLabelGap,
  kSentenceDescribedGap,
  kTokenLabelGap,
  kTokenDescribedGap,
  kSentencePlace,
  kTokenPlace,
  kEssentialFor,
  kOptionalFor,
  kBroaderLead,
  kNarrowerLead,
  kStaticSentenceLabel,
  kStaticSentenceDescribed,
  kStaticTokenLabel,
  kStaticTokenDescribed,
  kOutcomeInLabel,
  kLabelInOutcome,
  kOutcomeInDescribed,
  kDescribedInOutcome,
  kOutcomeInAll,
  kStaticWindowLabel,
  kStaticWindowDescribed,
  kReuseLevel,
  kAffinity,
};

// Names as evidence and ranker.json spell them, in the order of Feature.
inline constexpr std::array<std::string_view, 41> kFeatureNames = {
    "sentence-label",
    "sentence-described",
    "sentence-higher",
    "token-label",
    "token-described",
    "token-higher",
    "label-words",
    "description-words",
    "preferred-share",
    "best-label-share",
    "best-label-weight",
    "whole-label",
    "knowledge",
    "label-length",
    "broader",
    "outcome-length",
    "window-label",
    "window-described",
    "sentence-label-gap",
    "sentence-described-gap",
    "token-label-gap",
    "token-described-gap",
    "sentence-place",
    "token-place",
    "essential-for",
    "optional-for",
    "broader-lead",
    "narrower-lead",
    "static-sentence-label",
    "static-sentence-described",
    "static-token-label",
    "static-token-described",
    "outcome-in-label",
    "label-in-outcome",
    "outcome-in-described",
    "described-in-outcome",
    "outcome-in-all",
    "static-window-label",
    "static-window-described",
    "reuse-level",
    "affinity",
};

using Features = std::array<float, kFeatureNames.size()>;

struct Candidate {
  search::ConceptOrdinal node = 0;
  Features features{};
  bool measured = false;  // Whether all features are set: only those of the most promising are.
  std::optional<LabelOverlap> shown_label;  // Of its labels in the outcome's language.

  float& operator[](Feature feature) { return features[static_cast<std::size_t>(feature)]; }
  float operator[](Feature feature) const { return features[static_cast<std::size_t>(feature)]; }
};

}  // namespace crosswalk::mapping
