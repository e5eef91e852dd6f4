// SPDX-License-Identifier: Apache-2.0
// Runs what is dispatched by Highway on one of the processor's targets.
#pragma once

#include <gtest/gtest.h>
#include <hwy/targets.h>

#include <cstdint>
#include <string>

namespace crosswalk::mapping {

// As long as it lives, for the whole process. 0 is the target that is chosen anyhow.
class OnHighwayTarget {
 public:
  explicit OnHighwayTarget(std::int64_t target) { Choose(target); }
  ~OnHighwayTarget() { Choose(0); }
  OnHighwayTarget(const OnHighwayTarget&) = delete;
  OnHighwayTarget& operator=(const OnHighwayTarget&) = delete;

 private:
  static void Choose(std::int64_t target) {
    hwy::SetSupportedTargetsForTest(target);
    hwy::GetChosenTarget().DeInit();
  }
};

// Tests that run on every target:
//   INSTANTIATE_TEST_SUITE_P(Targets, A_CLASS_OF_IT, EveryHighwayTarget(), NameOfTarget);
class HighwayTargetTest : public testing::TestWithParam<std::int64_t> {
  const OnHighwayTarget on_{GetParam()};
};

inline auto EveryHighwayTarget() { return testing::ValuesIn(hwy::SupportedAndGeneratedTargets()); }

inline std::string NameOfTarget(const testing::TestParamInfo<std::int64_t>& target) {
  return hwy::TargetName(target.param);
}

}  // namespace crosswalk::mapping
