// SPDX-License-Identifier: Apache-2.0
// Searches as people type them, on the real classification: what must come near the top. Needs
// ESCO's bundles ($CROSSWALK_DATA/esco, else ../shared/data/esco beside the repository).
#include "frameworks/core/text.h"
#include "frameworks/esco/esco_source.h"
#include "indexer/build/index_builder.h"
#include "server/search/index_snapshot.h"
#include "server/search/search_engine.h"
#include "tests/support/data_folder.h"
#include "tests/support/temp_folder.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <cstdlib>
#include <filesystem>
#include <memory>
#include <string>
#include <vector>

namespace crosswalk::search {
namespace {

namespace fs = std::filesystem;

// One of the first `within` hits shows a label that has all of `words`, folded.
struct Judgement {
  const char* query;
  const char* language;
  std::size_t within;
  std::vector<std::string> words;
};

std::vector<fs::path> Bundles() {
  const fs::path folder = test::DataFolder() / "esco";
  std::vector<fs::path> bundles;
  std::error_code error;
  for (const auto& entry : fs::directory_iterator(folder, error)) {
    if (entry.path().extension() == ".zip") bundles.push_back(entry.path());
  }
  std::sort(bundles.begin(), bundles.end());
  return bundles;
}

class SearchQualityTest : public testing::Test {
 protected:
  static void SetUpTestSuite() {
    const std::vector<fs::path> bundles = Bundles();
    if (bundles.empty()) return;
    auto source = esco::OpenEscoSource(bundles);
    ASSERT_TRUE(source.ok()) << source.status().ToString();
    home_ = new test::TempFolder;
    index_builder::BuildOptions options;
    options.sources = {source->get()};
    options.home = home_->path() / "home";
    options.max_bad_records = 100;
    core::Diagnostics diagnostics;
    const auto report = index_builder::BuildGeneration(options, diagnostics);
    ASSERT_TRUE(report.ok()) << report.status().ToString();
    auto snapshot = IndexSnapshot::Open(report->generation, {});
    ASSERT_TRUE(snapshot.ok()) << snapshot.status().ToString();
    engine_ = SearchEngine::Create(*snapshot).release();
  }
  static void TearDownTestSuite() {
    delete engine_;
    delete home_;
    engine_ = nullptr;
    home_ = nullptr;
  }
  void SetUp() override {
    if (engine_ == nullptr) GTEST_SKIP() << "no ESCO bundles: set CROSSWALK_DATA";
  }

  // Folded labels shown for the query, best first.
  static std::vector<std::string> Shown(const char* text, const char* language,
                                        core::ConceptType type) {
    SearchQuery query;
    query.text = text;
    query.languages = {language};
    query.filter.types = {type};
    std::vector<std::string> shown;
    const auto answer = engine_->Search(query);
    if (!answer.ok()) return shown;
    for (const SearchHit& hit : answer->hits) {
      shown.push_back(
          core::FoldText(hit.item.BestLabels({language}).preferred + " / " + hit.matched.text));
    }
    return shown;
  }

  static test::TempFolder* home_;
  static SearchEngine* engine_;
};

test::TempFolder* SearchQualityTest::home_ = nullptr;
SearchEngine* SearchQualityTest::engine_ = nullptr;

TEST_F(SearchQualityTest, SkillsThatPeopleLookFor) {
  const std::vector<Judgement> judgements = {
      {"machine learning", "en", 1, {"machine", "learning"}},
      {"first aid", "en", 1, {"first", "aid"}},
      {"customer service", "en", 1, {"customer", "service"}},
      {"project management", "en", 1, {"project", "management"}},
      {"c++", "en", 1, {"c++"}},
      {"python", "en", 1, {"python"}},
      {"french", "en", 1, {"french"}},
      {"GDPR", "en", 1, {"gdpr"}},
      {"bookkeeping", "en", 1, {"bookkeeping"}},
      {"data analysis", "en", 2, {"data", "analysis"}},
      {"critical thinking", "en", 2, {"think", "critical"}},
      {"blood pressure", "en", 1, {"blood", "pressure"}},
      {"managment of staff", "en", 1, {"manage", "staff"}},
      {"javascript programing", "en", 1, {"javascript"}},
      {"organize events", "en", 3, {"organise", "events"}},
      {"cybersecurity", "en", 1, {"cyber"}},
      {"recieve deliveries", "en", 5, {"receive", "deliver"}},
      {"accounts payable", "en", 3, {"account"}},
      {"reconcile bank accounts", "en", 3, {"bank", "account"}},
      {"prepare the financial statements of small companies", "en", 3, {"financial", "statement"}},
      {"how to look after elderly people in care homes", "en", 5, {"elderly"}},
      {"comptabilite", "fr", 1, {"comptabilite"}},
      {"travailler en \xC3\xA9quipe", "fr", 1, {"travailler", "equipe"}},
      {"gestion de projet", "fr", 1, {"gestion", "projet"}},
      {"base de donn\xC3\xA9\x65s", "fr", 1, {"base", "donnees"}},
      {"r\xC3\xA9\x64iger des rapports techniques", "fr", 1, {"rediger", "rapports", "techniques"}},
      {"l'eau potable", "fr", 5, {"eau"}},
  };
  for (const Judgement& judgement : judgements) {
    std::vector<std::string> shown =
        Shown(judgement.query, judgement.language, core::ConceptType::kSkill);
    shown.resize(std::min(shown.size(), judgement.within));
    const bool found = std::any_of(shown.begin(), shown.end(), [&](const std::string& label) {
      return std::all_of(
          judgement.words.begin(), judgement.words.end(),
          [&label](const std::string& word) { return label.find(word) != std::string::npos; });
    });
    EXPECT_TRUE(found) << judgement.query << ": " << testing::PrintToString(shown);
  }
}

TEST_F(SearchQualityTest, OccupationsThatPeopleLookFor) {
  for (const char* query : {"software developer", "electrician", "translator"}) {
    const auto shown = Shown(query, "en", core::ConceptType::kOccupation);
    ASSERT_FALSE(shown.empty()) << query;
    EXPECT_THAT(shown.front(), testing::StartsWith(std::string(query) + " /"));
  }
}

TEST_F(SearchQualityTest, EveryPreferredLabelFindsItsConcept) {
  ConceptFilter skills;
  skills.types = {core::ConceptType::kSkill};
  std::size_t asked = 0;
  std::size_t first = 0;
  // Every 97th skill by label: some 140 of them.
  for (std::size_t offset = 0;; offset += 97) {
    auto listed = engine_->List(skills, offset, 1);
    ASSERT_TRUE(listed.ok());
    if (listed->hits.empty()) break;
    SearchQuery query;
    query.text = listed->hits[0].item.BestLabels({"en"}).preferred;
    query.languages = {"en"};
    query.filter = skills;
    const auto answer = engine_->Search(query);
    ASSERT_TRUE(answer.ok()) << query.text;
    ++asked;
    if (!answer->hits.empty() && answer->hits[0].node == listed->hits[0].node) ++first;
  }
  EXPECT_GT(asked, 100U);
  // Some labels are those of two concepts.
  EXPECT_GE(static_cast<double>(first), 0.98 * static_cast<double>(asked));
}

}  // namespace
}  // namespace crosswalk::search
