// SPDX-License-Identifier: Apache-2.0
// The words of a query and the documents that have them. Private to server/catalogue.
#pragma once

#include "server/catalogue/page_cursor.h"
#include "server/catalogue/scored_documents.h"
#include "server/catalogue/snapshot.h"
#include "server/catalogue/word_forms.h"

#include <set>
#include <string>
#include <vector>

namespace crosswalk::catalogue {

// Words past this number are not searched.
inline constexpr std::size_t kMostQueryWords = 24;

// A query's text, read on one snapshot. Not thread-safe.
class TextMatch {
 public:
  // Mends words that nothing has where a close spelling exists; with a `cursor` the text and
  // weights are its. Throws Xapian::Error.
  TextMatch(const std::string& text, const Snapshot& snapshot, Xapian::Database& database,
            const PageCursor* cursor);

  // Whether there are words to search for.
  [[nodiscard]] bool empty() const { return words_.empty(); }
  // Documents with all words, or with any. Scores are 0 to total_weight(): what a document has of
  // the words' weights (BM25, https://doi.org/10.1561/1500000019, with a fixed average
  // length, so that a score does not change as others come and go).
  [[nodiscard]] const ScoredDocuments& all_words() const { return all_; }
  [[nodiscard]] ScoredDocuments AnyWord() const;

  // The text as it was read; empty where it was not mended.
  [[nodiscard]] const std::string& corrected_text() const { return corrected_; }
  [[nodiscard]] std::vector<float> weights() const;
  // Their sum: the greatest score there could be. Positive unless empty().
  [[nodiscard]] float total_weight() const { return total_weight_; }

  // Byte ranges of words in `text`, of a language, that the query has.
  [[nodiscard]] std::vector<text::Span> Highlights(const std::string& text, const std::string& tag);

 private:
  struct QueryWord {
    index_schema::Word word;
    // Its terms, a list a language: a text has a word under all forms, but it counts once.
    std::vector<std::vector<std::string>> terms;
    std::size_t documents = 0;  // That have it, about.
    float weight = 0;           // How telling it is: its inverse document frequency.
  };

  [[nodiscard]] QueryWord LookUp(index_schema::Word word);
  void Read(std::vector<index_schema::Word> words);
  // Replaces words that nothing has; the text with them.
  std::string MendWords(const std::string& text);
  // A word that documents have, close to `word`, or nothing.
  [[nodiscard]] std::string Mend(const index_schema::Word& word);
  // Documents that have `word`, with its part of the score; only those in `among` unless null.
  [[nodiscard]] ScoredDocuments Documents(const QueryWord& word,
                                          const ScoredDocuments* among) const;
  [[nodiscard]] ScoredDocuments Postings(const std::string& term,
                                         const ScoredDocuments* among) const;
  void FindAllWords();

  const Snapshot& snapshot_;
  Xapian::Database& database_;
  WordForms forms_;
  std::vector<QueryWord> words_;
  ScoredDocuments all_;
  float total_weight_ = 0;
  std::string corrected_;
  std::set<std::string> query_terms_;  // For highlights.
};

}  // namespace crosswalk::catalogue
