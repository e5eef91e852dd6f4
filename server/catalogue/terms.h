// SPDX-License-Identifier: Apache-2.0
// What the live index has of a credential: terms, slot, metadata. A change here needs a new
// kSchemaVersion; an index of another version is built anew. Private to server/catalogue.
#pragma once

#include <string>
#include <string_view>

namespace crosswalk::catalogue {

inline constexpr int kSchemaVersion = 2;

// Words of title, description, outcomes, tags and issuer: "W", language, ":", form
// (indexer/schema/words.h). The wdf adds up the weights of the fields that have the word.
inline constexpr char kWordPrefix[] = "W";
inline constexpr int kTitleWeight = 6;
inline constexpr int kTagWeight = 4;
inline constexpr int kOutcomeWeight = 2;
inline constexpr int kIssuerWeight = 2;
inline constexpr int kDescriptionWeight = 1;

// These with index_schema::BooleanTerm. kSkillPrefix: a concept that an outcome is aligned with,
// by resource name, else by URI; the wdf is the best AlignmentSource (1 suggested, 2 declared, 3
// confirmed). Concepts that are merely related (RELATED_MATCH) are left out.
inline constexpr char kSkillPrefix[] = "XK";
inline constexpr char kNamePrefix[] = "Q";  // Resource name; one document has it.

// What filters, facets and sorting need, as bytes (row.h).
inline constexpr unsigned kRowSlot = 0;

// Metadata. The sequence and the entry it names are written in the commit of the documents.
inline constexpr char kSchemaKey[] = "catalogue.schema";      // SchemaText().
inline constexpr char kSequenceKey[] = "catalogue.sequence";  // Up to where the log is in it.
inline constexpr char kEntryKey[] = "catalogue.entry";        // EntryText() of that entry.

// What kSchemaKey must hold: version and the record's layout.
std::string SchemaText();

// "W" and a language, the beginning of all its words' terms.
std::string WordTermPrefix(std::string_view language);

// The language whose stemmer and terms a text of `tag` has: its primary subtag in lower case;
// "und" where there is none.
std::string TermLanguage(std::string_view tag);

}  // namespace crosswalk::catalogue
