// SPDX-License-Identifier: Apache-2.0
// An engine on the test index, and its answers in the words of the index's files.
#pragma once

#include "server/search/index_snapshot.h"
#include "server/search/search_engine.h"
#include "tests/support/test_index.h"

#include <gtest/gtest.h>

#include <memory>
#include <string>
#include <vector>

namespace crosswalk::search {

class SearchFixture : public testing::Test {
 protected:
  void SetUp() override {
    auto opened = IndexSnapshot::Open(test::TestIndexHome(test::Vectors::kNone), {});
    ASSERT_TRUE(opened.ok()) << opened.status().ToString();
    snapshot_ = *opened;
    engine_ = SearchEngine::Create(snapshot_);
  }

  ConceptOrdinal Skill(int number) const {
    const auto found = snapshot_->FindByUri(test::TestSkillUri(number));
    EXPECT_TRUE(found.ok()) << found.status().ToString();
    return found.ok() ? *found : 0;
  }

  static SearchQuery Query(std::string text, std::vector<std::string> languages = {}) {
    SearchQuery query;
    query.text = std::move(text);
    query.languages = std::move(languages);
    return query;
  }

  SearchAnswer Search(const SearchQuery& query) const {
    auto answer = engine_->Search(query);
    EXPECT_TRUE(answer.ok()) << answer.status().ToString();
    return answer.ok() ? *answer : SearchAnswer{};
  }
  SearchAnswer Search(std::string text, std::vector<std::string> languages = {}) const {
    return Search(Query(std::move(text), std::move(languages)));
  }

  // Preferred English labels of the hits.
  static std::vector<std::string> Labels(const SearchAnswer& answer) {
    std::vector<std::string> labels;
    for (const SearchHit& hit : answer.hits)
      labels.push_back(hit.item.BestLabels({"en"}).preferred);
    return labels;
  }
  std::vector<std::string> Found(std::string text, std::vector<std::string> languages = {}) const {
    return Labels(Search(std::move(text), std::move(languages)));
  }
  // The first of them; empty where there is none.
  std::string First(std::string text, std::vector<std::string> languages = {}) const {
    const std::vector<std::string> found = Found(std::move(text), std::move(languages));
    return found.empty() ? "" : found.front();
  }

  // The text with its highlights in brackets.
  static std::string Marked(const LabelMatch& match) {
    std::string marked;
    std::size_t copied = 0;
    for (const text::Span& span : match.highlights) {
      marked += match.text.substr(copied, span.begin - copied);
      marked += "[" + match.text.substr(span.begin, span.end - span.begin) + "]";
      copied = span.end;
    }
    return marked + match.text.substr(copied);
  }

  std::shared_ptr<const IndexSnapshot> snapshot_;
  std::unique_ptr<SearchEngine> engine_;
};

}  // namespace crosswalk::search
