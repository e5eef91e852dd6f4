// SPDX-License-Identifier: Apache-2.0
#include "frameworks/text/funnel.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <memory>
#include <string>
#include <utility>
#include <vector>

namespace crosswalk::text {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;

class FunnelTest : public testing::Test {
 protected:
  FunnelTest() {
    auto opened = OpenSentencePieceTokenizer({.model = CROSSWALK_PIECES_MODEL});
    EXPECT_TRUE(opened.ok()) << opened.status().ToString();
    tokenizer_ = *std::move(opened);
  }

  core::Result<Funnel> Make(std::vector<std::string> dropped) {
    return Funnel::Make({.input = "kept", .dropped_pieces = std::move(dropped)}, *tokenizer_,
                        "tiny/encoder.json");
  }

  std::vector<std::int64_t> Keep(const Funnel& funnel, const std::string& text) {
    return funnel.Keep(tokenizer_->Tokenize(text).ids);
  }

  std::unique_ptr<Tokenizer> tokenizer_;
};

TEST_F(FunnelTest, KeepsSpecialTokensAndWhatIsNotDropped) {
  const auto funnel = Make({"\u2581the", ","});
  ASSERT_TRUE(funnel.ok()) << funnel.status().ToString();
  EXPECT_THAT(Keep(*funnel, "the weld, safe"), ElementsAre(0, 2, 4, 5));
  EXPECT_THAT(Keep(*funnel, "welds"), ElementsAre(0, 1, 2, 3));
}

TEST_F(FunnelTest, KeepsAllWhereNothingElseWouldBeLeft) {
  const auto funnel = Make({"\u2581the", ","});
  ASSERT_TRUE(funnel.ok()) << funnel.status().ToString();
  EXPECT_THAT(Keep(*funnel, "the, the"), ElementsAre(0, 1, 2, 3, 4));
  EXPECT_THAT(Keep(*funnel, ""), ElementsAre(0, 1));
}

TEST_F(FunnelTest, KeepsSpecialTokensThatAreDroppedWithin) {
  const auto funnel = Make({"<s>", "</s>"});
  ASSERT_TRUE(funnel.ok()) << funnel.status().ToString();
  EXPECT_THAT(Keep(*funnel, "weld"), ElementsAre(0, 1, 2));
}

TEST_F(FunnelTest, KeepsEverythingWhereNothingIsDropped) {
  const auto funnel = Make({});
  ASSERT_TRUE(funnel.ok()) << funnel.status().ToString();
  EXPECT_THAT(Keep(*funnel, "the weld"), ElementsAre(0, 1, 2, 3));
}

TEST_F(FunnelTest, RefusesPiecesThatTheVocabularyDoesNotHave) {
  const auto funnel = Make({",", "the"});
  ASSERT_FALSE(funnel.ok());
  EXPECT_EQ(funnel.status().code(), core::StatusCode::kFailedPrecondition);
  EXPECT_EQ(funnel.status().reason(), "ENCODER_INVALID");
  EXPECT_THAT(funnel.status().message(), HasSubstr("tiny/encoder.json"));
  EXPECT_THAT(funnel.status().message(), HasSubstr("\"funnel.dropped_pieces\""));
  EXPECT_THAT(funnel.status().message(), HasSubstr("\"the\""));
}

}  // namespace
}  // namespace crosswalk::text
