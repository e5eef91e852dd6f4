// SPDX-License-Identifier: Apache-2.0
#include "indexer/schema/words.h"

#include "frameworks/core/text.h"

#include <unicode/locid.h>
#include <unicode/normalizer2.h>
#include <unicode/uchar.h>
#include <unicode/unistr.h>
#include <unicode/utf8.h>

#include <algorithm>
#include <array>
#include <cstdint>
#include <optional>

namespace crosswalk::index_schema {
namespace {

// French and Italian words that lose their vowel before another word.
constexpr std::array<std::string_view, 14> kElided = {
    "l", "d", "j", "m", "t", "s", "n", "c", "qu", "jusqu", "lorsqu", "puisqu", "quoiqu", "dell"};

// What English puts behind an apostrophe.
constexpr std::array<std::string_view, 7> kContracted = {"s", "t", "d", "m", "ll", "re", "ve"};

template <std::size_t n>
bool Contains(const std::array<std::string_view, n>& list, std::string_view word) {
  return std::find(list.begin(), list.end(), word) != list.end();
}

// The code point at `offset`; negative where the bytes are ill-formed. Advances `offset`.
UChar32 NextCodePoint(std::string_view text, std::size_t& offset) {
  const auto window = static_cast<std::int32_t>(std::min<std::size_t>(4, text.size() - offset));
  const auto* bytes = reinterpret_cast<const std::uint8_t*>(text.data()) + offset;
  std::int32_t length = 0;
  UChar32 c = 0;
  U8_NEXT(bytes, length, window, c);
  offset += static_cast<std::size_t>(length);
  return c;
}

UChar32 PeekCodePoint(std::string_view text, std::size_t offset) {
  return offset < text.size() ? NextCodePoint(text, offset) : -1;
}

bool IsApostrophe(UChar32 c) { return c == '\'' || c == 0x2019 || c == 0x02BC || c == 0x2032; }

bool IsWordStart(UChar32 c) { return c >= 0 && u_isalnum(c) != 0; }

bool IsWordPart(UChar32 c) {
  if (c < 0) return false;
  if (u_isalnum(c) != 0) return true;
  return (U_GET_GC_MASK(c) & (U_GC_MN_MASK | U_GC_MC_MASK)) != 0;
}

bool IsIdeograph(UChar32 c) { return c >= 0 && u_hasBinaryProperty(c, UCHAR_IDEOGRAPHIC) != 0; }

// Where the signs of "c++" and "c#" end, or `end` where the word has none.
std::size_t SkipSigns(std::string_view text, std::size_t end) {
  std::size_t signs_end = end;
  if (text.substr(end).starts_with("++")) {
    signs_end = end + 2;
  } else if (text.substr(end).starts_with("#")) {
    signs_end = end + 1;
  }
  return IsWordStart(PeekCodePoint(text, signs_end)) ? end : signs_end;
}

bool IsAscii(std::string_view text) {
  return std::all_of(text.begin(), text.end(), [](char c) { return (c & 0x80) == 0; });
}

std::string AsciiLower(std::string_view text) {
  std::string out(text);
  for (char& c : out) {
    if (c >= 'A' && c <= 'Z') c = static_cast<char>(c - 'A' + 'a');
  }
  return out;
}

void Replace(std::string& text, std::string_view from, std::string_view to) {
  for (std::size_t at = text.find(from); at != std::string::npos; at = text.find(from, at)) {
    text.replace(at, from.size(), to);
    at += to.size();
  }
}

std::string Lower(std::string_view text) {
  if (IsAscii(text)) return AsciiLower(text);
  UErrorCode error = U_ZERO_ERROR;
  icu::UnicodeString unicode =
      icu::UnicodeString::fromUTF8({text.data(), static_cast<std::int32_t>(text.size())});
  unicode = icu::Normalizer2::getNFCInstance(error)->normalize(unicode, error);
  std::string out;
  unicode.toLower(icu::Locale::getRoot()).toUTF8String(out);
  return out;
}

// FoldText, and letters that Unicode does not decompose although people type them apart.
std::string Fold(std::string_view text) {
  if (IsAscii(text)) return AsciiLower(text);
  std::string out = core::FoldText(text);
  Replace(out, "\u0153", "oe");
  Replace(out, "\u00E6", "ae");
  Replace(out, "\u00F8", "o");
  Replace(out, "\u0142", "l");
  return out;
}

std::string Cut(std::string word) {
  word.resize(core::CutText(word, kMaxWordBytes).size());
  return word;
}

struct Rule {
  std::string_view from;
  std::string_view to;
};

// Endings where British and American English differ, to their common form. Sources: the spelling
// tables of the Oxford and Merriam-Webster dictionaries for -ise/-ize, -our/-or, -re/-er,
// -ogue/-og.
constexpr std::array<Rule, 25> kEnglishEndings = {
    {{"ize", "ise"},         {"izes", "ises"},         {"ized", "ised"},
     {"izing", "ising"},     {"izer", "iser"},         {"izers", "isers"},
     {"ization", "isation"}, {"izations", "isations"}, {"izational", "isational"},
     {"yze", "yse"},         {"yzes", "yses"},         {"yzed", "ysed"},
     {"yzing", "ysing"},     {"yzer", "yser"},         {"yzers", "ysers"},
     {"tre", "ter"},         {"tres", "ters"},         {"ibre", "iber"},
     {"ibres", "ibers"},     {"ogue", "og"},           {"ogues", "ogs"},
     {"gramme", "gram"},     {"grammes", "grams"},     {"ageing", "aging"},
     {"inium", "inum"}}};

// "-our" with what may follow it.
constexpr std::array<Rule, 14> kOurEndings = {{{"our", "or"},
                                               {"ours", "ors"},
                                               {"oured", "ored"},
                                               {"ouring", "oring"},
                                               {"ourings", "orings"},
                                               {"oural", "oral"},
                                               {"ourally", "orally"},
                                               {"ourist", "orist"},
                                               {"ourable", "orable"},
                                               {"ourably", "orably"},
                                               {"ourful", "orful"},
                                               {"ourless", "orless"},
                                               {"ourer", "orer"},
                                               {"ourers", "orers"}}};

// Word beginnings.
constexpr std::array<Rule, 26> kEnglishBeginnings = {
    {{"paediatr", "pediatr"},  {"orthopaed", "orthoped"}, {"encyclopaed", "encycloped"},
     {"anaesth", "anesth"},    {"gynaec", "gynec"},       {"haem", "hem"},
     {"oestro", "estro"},      {"oesoph", "esoph"},       {"foet", "fet"},
     {"manoeuvr", "maneuver"}, {"sulph", "sulf"},         {"artefact", "artifact"},
     {"archaeo", "archeo"},    {"licence", "license"},    {"defence", "defense"},
     {"offence", "offense"},   {"practise", "practice"},  {"practising", "practicing"},
     {"jeweller", "jewelr"},   {"mould", "mold"},         {"plough", "plow"},
     {"grey", "gray"},         {"enrol", "enroll"},       {"fulfil", "fulfill"},
     {"instal", "install"},    {"skilful", "skillful"}}};

// Verbs that double their "l" before an ending in British English only.
constexpr std::array<std::string_view, 16> kDoubling = {
    "model", "travel", "label",   "counsel", "cancel", "level", "signal", "fuel",
    "panel", "tunnel", "channel", "marshal", "equal",  "dial",  "total",  "spiral"};

std::optional<std::string> LevelEnding(const std::string& word) {
  for (const Rule& rule : kEnglishEndings) {
    // At least three letters before: "size" and "prize" have one spelling. ("tre" needs two:
    // "metre", "litre".)
    const std::size_t least = rule.from.starts_with("tre") ? 2 : 3;
    if (word.size() >= rule.from.size() + least && word.ends_with(rule.from)) {
      return word.substr(0, word.size() - rule.from.size()).append(rule.to);
    }
  }
  for (const Rule& rule : kOurEndings) {
    // "hour", "four", "tour", "flour" keep theirs.
    if (word.size() >= rule.from.size() + 3 && word.ends_with(rule.from)) {
      return word.substr(0, word.size() - rule.from.size()).append(rule.to);
    }
  }
  return std::nullopt;
}

std::string LevelEnglish(std::string word) {
  if (word.size() < 4) return word;
  for (const Rule& rule : kEnglishBeginnings) {
    // "enrol" levels to "enroll"; "enroll" stays.
    if (word.starts_with(rule.from) && !word.starts_with(rule.to)) {
      word.replace(0, rule.from.size(), rule.to);
      break;
    }
  }
  for (const std::string_view verb : kDoubling) {
    if (word.starts_with(verb) && std::string_view(word).substr(verb.size()).starts_with("l") &&
        word.size() > verb.size() + 1) {
      word.erase(verb.size(), 1);
      break;
    }
  }
  return LevelEnding(word).value_or(word);
}

}  // namespace

std::vector<Word> SplitWords(std::string_view text) {
  std::vector<Word> words;
  bool after_apostrophe = false;  // The previous character was one that closed a word.
  std::size_t offset = 0;
  while (offset < text.size()) {
    const std::size_t begin = offset;
    const UChar32 first = NextCodePoint(text, offset);
    if (!IsWordStart(first)) {
      after_apostrophe = IsApostrophe(first) && !words.empty() && words.back().span.end == begin;
      continue;
    }
    std::size_t end = offset;
    if (!IsIdeograph(first)) {
      while (end < text.size()) {
        std::size_t next = end;
        const UChar32 c = NextCodePoint(text, next);
        if (!IsWordPart(c) || IsIdeograph(c)) break;
        end = next;
      }
      end = SkipSigns(text, end);
    }
    offset = end;
    const std::string_view raw = text.substr(begin, end - begin);
    Word word{Cut(Lower(raw)), Cut(Fold(raw)), {begin, end}};
    const bool contracted = after_apostrophe && Contains(kContracted, word.folded);
    if (after_apostrophe && Contains(kElided, words.back().folded) && !contracted) {
      words.pop_back();
    }
    after_apostrophe = false;
    if (!contracted && !word.folded.empty()) words.push_back(std::move(word));
  }
  return words;
}

std::vector<std::string> StemForms(const Word& word, std::string_view language,
                                   const StemFunction& stem) {
  std::vector<std::string> forms;
  if (language == "en") {
    forms.push_back(Cut(stem(LevelEnglish(word.folded))));
    return forms;
  }
  forms.push_back(Cut(Fold(stem(word.lower))));
  if (word.lower != word.folded) {
    std::string plain = Cut(stem(word.folded));
    if (plain != forms.front()) forms.push_back(std::move(plain));
  }
  return forms;
}

}  // namespace crosswalk::index_schema
