// SPDX-License-Identifier: Apache-2.0
// The one table of term prefixes and value slots in a generation's concept index. Builder and
// server both use it, so that a term is written and asked for in the same words. Format:
// SCHEMA.md; prefixes follow https://xapian.org/docs/omega/termprefixes.html.
#pragma once

#include <array>
#include <string>
#include <string_view>

namespace crosswalk::index_schema {

// Boolean terms: one exact value each. What relations.bin and the value slots say (hierarchy,
// occupations, types) has no terms.
inline constexpr std::string_view kUriTerm = "Q";            // Publisher's URI (hashed when long).
inline constexpr std::string_view kNameTerm = "XN";          // {framework}/{id}
inline constexpr std::string_view kCodeTerm = "XCODE";       // Notation, folded.
inline constexpr std::string_view kCollectionTerm = "XCOL";  // Collection id.
// Free-text fields, one prefix per field and language. Words are those of SplitWords: prefix +
// folded word with positions (labels of a field are 100 positions apart), and "Z" + prefix + stem
// without positions for each of StemForms (words.h). No stop words are left out. kDescription holds
// description, definition and scope note.
enum class TextField { kPreferred, kAlternative, kHidden, kDescription };
inline constexpr std::array<TextField, 4> kTextFields = {
    TextField::kPreferred, TextField::kAlternative, TextField::kHidden, TextField::kDescription};

// For example "XPEN" for preferred labels in English. Prefixes are upper case only and words are
// folded, so that the border between them is never in doubt.
std::string TextPrefix(TextField field, std::string_view language);

// Value slots. Never renumber.
enum class Slot : unsigned {
  kConceptType = 0,  // One byte: core::ConceptType.
  kSkillType = 1,    // One byte: core::SkillType.
  kReuseLevel = 2,   // One byte: core::ReuseLevel.
  kFramework = 3,    // Framework id.
};

// The index's only metadata key: kFormatVersion in decimal.
inline constexpr char kFormatVersionKey[] = "crosswalk.format_version";

// A boolean term: prefix + value, with a ":" between them where the prefix is longer than a letter
// and the value starts with an upper-case letter or ":" (Xapian's convention). Values that would
// exceed Xapian's limit of 245 bytes (a NUL byte counts twice) are replaced by "sha256-" and their
// SHA-256.
std::string BooleanTerm(std::string_view prefix, std::string_view value);
// The value of kNameTerm.
std::string NameValue(std::string_view framework, std::string_view id);

// Name of the Snowball stemmer for a BCP-47 language, as Xapian::Stem takes it; "none" where there
// is none.
std::string_view StemmerName(std::string_view language);

}  // namespace crosswalk::index_schema
