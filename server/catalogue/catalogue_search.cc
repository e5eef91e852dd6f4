// SPDX-License-Identifier: Apache-2.0
#include "server/catalogue/catalogue_search.h"

#include "server/catalogue/facet_counter.h"
#include "server/catalogue/matched_texts.h"
#include "server/catalogue/record_codec.h"
#include "server/catalogue/row_filter.h"
#include "server/catalogue/search_advice.h"
#include "server/catalogue/skill_match.h"
#include "server/catalogue/snapshot_call.h"
#include "server/catalogue/text_match.h"
#include "server/catalogue/top_hits.h"

#include <algorithm>
#include <utility>

namespace crosswalk::catalogue {
namespace {

// One search on one snapshot.
class Search {
 public:
  Search(const Snapshot& snapshot, const SkillExpansion& expansion, const SearchQuery& query,
         const PageCursor* cursor)
      : snapshot_(snapshot),
        expansion_(expansion),
        query_(query),
        cursor_(cursor),
        database_(snapshot.Borrow()),
        filter_(query.filter, snapshot.names()),
        text_(query.text, snapshot, *database_, cursor) {}

  core::Result<SearchAnswer> Run() {
    DocumentCollector collector(query_.skills.empty() ? 0 : snapshot_.columns().end());
    for (const std::string& skill : query_.skills) {
      skills_.push_back(Expand(skill, query_, expansion_));
      answer_.widened_by.push_back(skills_.back().answers.size() - 1);
      teaching_.push_back(
          TeachingDocuments(skills_.back(), query_.confirmed_only, *database_, collector));
    }
    answer_.indexed_sequence = snapshot_.sequence();
    answer_.corrected_text = text_.corrected_text();
    answer_.any_word = cursor_ != nullptr && cursor_->any_word;
    words_ = answer_.any_word ? text_.AnyWord() : text_.all_words();
    core::Status status = Collect();
    if (!status.ok()) return status;
    if (answer_.total == 0 && cursor_ == nullptr && !text_.empty() && !answer_.any_word) {
      words_ = text_.AnyWord();
      answer_.any_word = !words_.empty();
      if (answer_.any_word) status = Collect();
      if (!status.ok()) return status;
    }
    if (answer_.total == 0) {
      answer_.any_word = false;
      answer_.advice = Advise(
          {snapshot_, *database_, query_, filter_, expansion_, text_.empty(), words_, teaching_});
    }
    return std::move(answer_);
  }

 private:
  // What teaches the skills as they are asked for. Scores add up.
  [[nodiscard]] ScoredDocuments Taught() const {
    ScoredDocuments taught = teaching_.front();
    for (std::size_t i = 1; i < teaching_.size(); ++i) {
      taught = query_.all_skills ? Intersect(taught, teaching_[i]) : Unite(taught, teaching_[i]);
    }
    return taught;
  }

  // Calls visit(id, relevance) for each document that has text and skills.
  template <typename Visit>
  void ForEachCandidate(Visit visit) const {
    const float text_share = text_.empty() ? 0.0F : 1.0F / text_.total_weight();
    const float skill_share =
        teaching_.empty() ? 0.0F : 1.0F / static_cast<float>(teaching_.size());
    if (text_.empty() && teaching_.empty()) {
      for (DocumentId id = 0; id < snapshot_.columns().end(); ++id) {
        if (snapshot_.columns().row(id).live) visit(id, 1.0F);
      }
      return;
    }
    if (teaching_.empty()) {
      for (const ScoredDocument& found : words_) visit(found.id, found.score * text_share);
      return;
    }
    const ScoredDocuments taught = Taught();
    if (text_.empty()) {
      for (const ScoredDocument& found : taught) visit(found.id, found.score * skill_share);
      return;
    }
    for (auto i = words_.begin(), j = taught.begin(); i != words_.end() && j != taught.end();) {
      if (i->id == j->id) visit(i->id, (i->score * text_share + j->score * skill_share) / 2);
      const bool step = i->id <= j->id;
      if (j->id <= i->id) ++j;
      if (step) ++i;
    }
  }

  // Counts, ranks and reads what the candidates come to.
  core::Status Collect() {
    std::optional<SortKey> after;
    if (cursor_ != nullptr) after = cursor_->last;
    TopHits top(snapshot_.columns(), query_.sort, filter_.currency(), query_.limit, after);
    FacetCounter facets(snapshot_.names(), filter_.currency());
    answer_.total = 0;
    ForEachCandidate([&](DocumentId id, float relevance) {
      const Row& row = snapshot_.columns().row(id);
      const std::uint32_t failing = filter_.Failing(row);
      if (query_.facets) facets.Count(row, failing);
      if (failing != 0) return;
      ++answer_.total;
      top.Offer(id, relevance);
    });
    bool more = false;
    const std::vector<TopHits::Entry> entries = top.Take(more);
    if (more && !entries.empty()) {
      const std::string text =
          answer_.corrected_text.empty() ? query_.text : answer_.corrected_text;
      answer_.next_page_token = WriteCursor(
          {top.KeyOf(entries.back()), text, answer_.any_word, text_.weights()}, query_.fingerprint);
    }
    for (const TopHits::Entry& entry : entries) {
      auto hit = ReadHit(entry);
      if (!hit.ok()) return hit.status();
      answer_.hits.push_back(*std::move(hit));
    }
    if (query_.facets) answer_.facets = facets.Take();
    return {};
  }

  core::Result<Hit> ReadHit(const TopHits::Entry& entry) {
    auto record = ReadRecord(database_->get_document(entry.id).get_data());
    if (!record.ok()) return record.status();
    Hit hit;
    hit.credential = *std::move(record);
    hit.relevance = static_cast<double>(entry.relevance);
    hit.skills = SkillHits(hit.credential, skills_, query_.confirmed_only);
    hit.texts = MatchedTexts(hit.credential, text_);
    return hit;
  }

  const Snapshot& snapshot_;
  const SkillExpansion& expansion_;
  const SearchQuery& query_;
  const PageCursor* cursor_;
  Snapshot::Lease database_;
  RowFilter filter_;
  TextMatch text_;
  ScoredDocuments words_;  // What has the words: all of them, or any.
  std::vector<AskedSkill> skills_;
  std::vector<ScoredDocuments> teaching_;  // By asked skill.
  SearchAnswer answer_;
};

}  // namespace

core::Result<SearchAnswer> SearchCatalogue(const LiveIndex& index, const SkillExpansion& expansion,
                                           const SearchQuery& query) {
  std::optional<PageCursor> cursor;
  if (!query.page_token.empty()) {
    auto read = ReadCursor(query.page_token, query.fingerprint);
    if (!read.ok()) return read.status();
    cursor = *std::move(read);
  }
  return WithSnapshot(index, "search the live index", [&](const Snapshot& snapshot) {
    return Search(snapshot, expansion, query, cursor ? &*cursor : nullptr).Run();
  });
}

}  // namespace crosswalk::catalogue
