// SPDX-License-Identifier: Apache-2.0
#include "frameworks/core/localized_text.h"

#include <gtest/gtest.h>

namespace crosswalk::core {
namespace {

TEST(PickTextTest, TakesTheLanguageThenEnglishThenAny) {
  const LocalizedText texts = {{"de", "Schwei\u00DFen"}, {"en", "welding"}, {"fr", "soudage"}};
  EXPECT_EQ(PickText(texts, "fr"), "soudage");
  EXPECT_EQ(PickText(texts, "it"), "welding");
  EXPECT_EQ(PickText({{"fr", "soudage"}}, "it"), "soudage");
  EXPECT_EQ(PickText({}, "en"), "");
}

}  // namespace
}  // namespace crosswalk::core
