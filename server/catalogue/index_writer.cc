// SPDX-License-Identifier: Apache-2.0
#include "server/catalogue/index_writer.h"

#include "indexer/schema/terms.h"
#include "server/catalogue/catalogue_fence.h"
#include "server/catalogue/terms.h"

#include <charconv>
#include <filesystem>
#include <utility>

namespace crosswalk::catalogue {

core::Result<std::unique_ptr<IndexWriter>> IndexWriter::Open(const std::string& path, bool make) {
  std::unique_ptr<IndexWriter> writer(new IndexWriter(path));
  std::error_code error;
  std::filesystem::create_directories(std::filesystem::path(path).parent_path(), error);
  const auto opened = Guarded("open the live index", [&] {
    const int action = make ? Xapian::DB_CREATE_OR_OVERWRITE : Xapian::DB_OPEN;
    writer->database_ = Xapian::WritableDatabase(path, action | Xapian::DB_BACKEND_GLASS);
    if (make) {
      writer->database_.set_metadata(kSchemaKey, SchemaText());
      writer->database_.commit();
    }
    if (writer->database_.get_metadata(kSchemaKey) != SchemaText()) return false;
    writer->Load();
    return true;
  });
  if (!opened.ok()) return opened.status();
  if (!*opened) {
    return core::FailedPrecondition("CATALOGUE_SCHEMA",
                                    "another version of the program wrote the live index");
  }
  return writer;
}

void IndexWriter::Load() {
  const std::string sequence = database_.get_metadata(kSequenceKey);
  std::from_chars(sequence.data(), sequence.data() + sequence.size(), place_.sequence);
  place_.entry = database_.get_metadata(kEntryKey);
  for (auto value = database_.valuestream_begin(kRowSlot);
       value != database_.valuestream_end(kRowSlot); ++value) {
    columns_.Set(value.get_docid(), ReadRow(*value, *names_));
  }
}

std::optional<Xapian::docid> IndexWriter::Find(const std::string& term) {
  const Xapian::PostingIterator posting = database_.postlist_begin(term);
  if (posting == database_.postlist_end(term)) return std::nullopt;
  return *posting;
}

core::Status IndexWriter::Put(const registry::Credential& credential) {
  return Guarded("write to the live index",
                 [&] {
                   const IndexedCredential indexed = indexer_.Index(credential);
                   const std::string term = index_schema::BooleanTerm(kNamePrefix, credential.name);
                   const Xapian::docid id = database_.replace_document(term, indexed.document);
                   for (const std::string& word : indexed.words) database_.add_spelling(word);
                   columns_.Set(id, ReadRow(indexed.row, *names_));
                   return true;
                 })
      .status();
}

core::Status IndexWriter::Remove(std::string_view name) {
  return Guarded("write to the live index",
                 [&] {
                   const std::string term = index_schema::BooleanTerm(kNamePrefix, name);
                   if (const auto id = Find(term)) {
                     database_.delete_document(*id);
                     columns_.Remove(*id);
                   }
                   return true;
                 })
      .status();
}

core::Status IndexWriter::Commit(LogPlace place) {
  return Guarded("commit the live index",
                 [&] {
                   database_.set_metadata(kSequenceKey, std::to_string(place.sequence));
                   database_.set_metadata(kEntryKey, place.entry);
                   database_.commit();
                   place_ = std::move(place);
                   return true;
                 })
      .status();
}

}  // namespace crosswalk::catalogue
