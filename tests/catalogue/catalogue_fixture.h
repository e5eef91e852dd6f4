// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "server/catalogue/catalogue_search.h"
#include "server/catalogue/live_index.h"
#include "tests/registry/sample_credential.h"
#include "tests/registry/test_store.h"
#include "tests/support/temp_folder.h"

#include <gtest/gtest.h>

#include <map>
#include <memory>
#include <string>
#include <vector>

namespace crosswalk::catalogue {

// A framework of a few skills: tree and relations are set by the test.
class SomeSkills : public SkillExpansion {
 public:
  std::map<std::string, std::vector<std::string>> narrower;  // Directly.
  std::map<std::string, std::vector<std::string>> related;

  [[nodiscard]] std::vector<std::string> Narrower(const std::string& skill) const override {
    std::vector<std::string> all;
    const auto found = narrower.find(skill);
    if (found == narrower.end()) return all;
    for (const std::string& child : found->second) {
      all.push_back(child);
      for (std::string& below : Narrower(child)) all.push_back(std::move(below));
    }
    return all;
  }
  [[nodiscard]] std::vector<std::string> Related(const std::string& skill) const override {
    const auto found = related.find(skill);
    return found == related.end() ? std::vector<std::string>() : found->second;
  }
  [[nodiscard]] std::vector<std::string> Broader(const std::string& skill) const override {
    std::vector<std::string> parents;
    for (const auto& [parent, children] : narrower) {
      for (const std::string& child : children) {
        if (child == skill) parents.push_back(parent);
      }
    }
    return parents;
  }
};

inline std::string SkillName(const std::string& id) { return "frameworks/esco/concepts/" + id; }

// A store with its live index.
class CatalogueTest : public testing::Test {
 protected:
  CatalogueTest() { OpenIndex(); }

  void OpenIndex() {
    index_.reset();
    auto opened = LiveIndex::Open(*store_, Options());
    ASSERT_TRUE(opened.ok()) << opened.status().ToString();
    index_ = std::move(opened).value();
    Settle();
  }
  void CloseIndex() { index_.reset(); }
  [[nodiscard]] LiveIndexOptions Options() const {
    LiveIndexOptions options;
    options.directory = folder_.path() / "catalogue";
    options.commit_interval = std::chrono::milliseconds(0);
    return options;
  }
  // Until searches see everything.
  void Settle() {
    ASSERT_TRUE(index_->WaitUntilIndexed(store_->LatestSequence(), std::chrono::seconds(20)))
        << index_->freshness().error.ToString();
  }

  // A credential like any other, with a skill per outcome.
  static registry::Credential Sample(const std::string& id, const std::string& title,
                                     const std::vector<std::string>& skills = {}) {
    registry::Credential credential = test::PlainCredential(id);
    credential.title = {{"en", title}};
    credential.outcomes.resize(1 + skills.size(), credential.outcomes.front());
    for (std::size_t i = 0; i < skills.size(); ++i) {
      registry::OutcomeAlignment alignment;
      alignment.concept_name = SkillName(skills[i]);
      alignment.relation = registry::MatchRelation::kExactMatch;
      alignment.source = registry::AlignmentSource::kDeclared;
      credential.outcomes[i + 1].text = "Do " + skills[i];
      credential.outcomes[i + 1].alignments = {alignment};
    }
    return credential;
  }
  void Publish(const registry::Credential& credential) {
    const auto known = store_->Get(credential.name, registry::CredentialView::Current());
    const auto kept = known.ok() ? store_->Update(credential, "", test::kEditor)
                                 : store_->Create(credential, test::kEditor);
    ASSERT_TRUE(kept.ok()) << kept.status().ToString();
    const auto published = store_->Publish(kept->name, "", test::kEditor);
    ASSERT_TRUE(published.ok()) << published.status().ToString();
  }
  [[nodiscard]] SearchAnswer Search(const SearchQuery& query) {
    auto answer = SearchCatalogue(*index_, skills_, query);
    EXPECT_TRUE(answer.ok()) << answer.status().ToString();
    return answer.ok() ? *std::move(answer) : SearchAnswer();
  }
  // Ids of the hits, in order.
  static std::vector<std::string> Ids(const SearchAnswer& answer) {
    std::vector<std::string> ids;
    for (const Hit& hit : answer.hits) ids.push_back(hit.credential.name.substr(12));
    return ids;
  }
  std::vector<std::string> IdsFor(const std::string& text) {
    SearchQuery query;
    query.text = text;
    return Ids(Search(query));
  }
  std::vector<std::string> IdsWith(const SearchFilter& filter) {
    SearchQuery query;
    query.filter = filter;
    return Ids(Search(query));
  }

  test::TestStore store_;
  test::TempFolder folder_;
  SomeSkills skills_;
  std::unique_ptr<LiveIndex> index_;
};

}  // namespace crosswalk::catalogue
