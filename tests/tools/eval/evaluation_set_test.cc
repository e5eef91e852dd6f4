// SPDX-License-Identifier: Apache-2.0
#include "tools/eval/evaluation_set.h"

#include "tests/support/temp_folder.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>

namespace crosswalk::eval {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;

TEST(EvaluationSetTest, ReadsJsonLinesWithTextsThatNoSkillFits) {
  const test::TempFolder folder;
  const auto set = ReadEvaluationSet(
      folder.Write("adverts.jsonl",
                   "{\"text\": \"one\", \"skills\": [\"u:2\", \"u:1\", \"u:1\"]}\n\n"
                   "{\"text\": \"two\", \"skills\": []}\n"));
  ASSERT_TRUE(set.ok()) << set.status().message();
  EXPECT_EQ(set->name, "adverts");
  ASSERT_EQ(set->examples.size(), 2U);
  EXPECT_EQ(set->examples[0].text, "one");
  EXPECT_THAT(set->examples[0].gold, ElementsAre("u:1", "u:2"));
  EXPECT_EQ(set->examples[1].text, "two");
  EXPECT_THAT(set->examples[1].gold, IsEmpty());
}

TEST(EvaluationSetTest, ReadsOutcomesWithFurtherSkills) {
  const test::TempFolder folder;
  const auto set = ReadEvaluationSet(folder.Write(
      "outcomes.tsv", "u:1\t3\tDo this.\t\nu:2\t7\tDo that.\tu:3 u:4\n\t7\tSay hello.\n"));
  ASSERT_TRUE(set.ok()) << set.status().message();
  ASSERT_EQ(set->examples.size(), 3U);
  EXPECT_THAT(set->examples[0].gold, ElementsAre("u:1"));
  EXPECT_EQ(set->examples[1].text, "Do that.");
  EXPECT_THAT(set->examples[1].gold, ElementsAre("u:2", "u:3", "u:4"));
  EXPECT_EQ(set->examples[2].text, "Say hello.");
  EXPECT_THAT(set->examples[2].gold, IsEmpty());
}

TEST(EvaluationSetTest, AFoldHasEachSoManyethText) {
  const test::TempFolder folder;
  const auto set = ReadEvaluationSet(
      folder.Write("o.tsv", "u:0\t3\ta\nu:1\t3\tb\nu:2\t3\tc\nu:3\t3\td\nu:4\t3\te\n"));
  ASSERT_TRUE(set.ok()) << set.status().message();
  EvaluationSet fold = *set;
  ASSERT_TRUE(KeepFold({1, 3}, fold).ok());
  ASSERT_EQ(fold.examples.size(), 2U);
  EXPECT_EQ(fold.examples[0].text, "b");
  EXPECT_EQ(fold.examples[0].place, 1U);
  EXPECT_EQ(fold.examples[1].text, "e");
  EXPECT_EQ(fold.examples[1].place, 4U);
  EvaluationSet all = *set;
  ASSERT_TRUE(KeepFold({}, all).ok());
  EXPECT_EQ(all.examples.size(), 5U);
  EvaluationSet none = *set;
  const core::Status status = KeepFold({5, 6}, none);
  EXPECT_EQ(status.reason(), "EVALUATION_SET_INVALID");
  EXPECT_EQ(status.message(), "o: has no example in fold 5 of 6");
}

struct Fault {
  std::string name;
  std::string bytes;
  std::string says;
};

class EvaluationSetFaultTest : public testing::TestWithParam<Fault> {};

INSTANTIATE_TEST_SUITE_P(
    Faults, EvaluationSetFaultTest,
    testing::Values(Fault{"a.jsonl", "{\"text\": \"x\", \"skills\": [\"u\"]}\n[]\n", "line 2"},
                    Fault{"b.jsonl", "{\"text\": 3, \"skills\": []}", "\"text\""},
                    Fault{"c.jsonl", "{\"text\": \"x\"}", "\"skills\""},
                    Fault{"d.tsv", "u:1\t3\n", "line 1"}, Fault{"e.jsonl", "", "no examples"}));

TEST_P(EvaluationSetFaultTest, NamesFileAndPlace) {
  const test::TempFolder folder;
  const auto set = ReadEvaluationSet(folder.Write(GetParam().name, GetParam().bytes));
  ASSERT_FALSE(set.ok());
  EXPECT_THAT(set.status().message(), HasSubstr(GetParam().name));
  EXPECT_THAT(set.status().message(), HasSubstr(GetParam().says));
}

TEST(EvaluationSetFaultTest, MissingFileIsNamed) {
  const auto set = ReadEvaluationSet("no/such/set.jsonl");
  ASSERT_FALSE(set.ok());
  EXPECT_EQ(set.status().reason(), "EVALUATION_SET_MISSING");
}

}  // namespace
}  // namespace crosswalk::eval
