// SPDX-License-Identifier: Apache-2.0
#include "server/mapping/outcome_frame.h"

#include "frameworks/core/list_mark.h"

#include <re2/re2.h>

#include <array>
#include <cstddef>
#include <optional>

namespace crosswalk::mapping {
namespace {

// What opens and closes around the whole of a text.
struct Wrap {
  std::string_view open;
  std::string_view close;
};
constexpr std::array kWraps = {Wrap{"**", "**"}, Wrap{"__", "__"}, Wrap{"*", "*"}, Wrap{"_", "_"},
                               Wrap{"`", "`"},   Wrap{"\"", "\""}, Wrap{"“", "”"}, Wrap{"„", "“"},
                               Wrap{"‘", "’"},   Wrap{"«", "»"},   Wrap{"‹", "›"}};

// The inside of `wrap`, with a stop after it or without; nothing where the marks open or close
// something else than the whole.
std::optional<std::string_view> Inside(std::string_view text, const Wrap& wrap) {
  if (!text.starts_with(wrap.open)) return std::nullopt;
  text.remove_prefix(wrap.open.size());
  if (text.ends_with('.') || text.ends_with(';') || text.ends_with(',')) text.remove_suffix(1);
  if (!text.ends_with(wrap.close)) return std::nullopt;
  text.remove_suffix(wrap.close.size());
  const bool whole = text.find(wrap.open) == std::string_view::npos &&
                     text.find(wrap.close) == std::string_view::npos;
  return whole ? std::optional(text) : std::nullopt;
}

// HTML's elements of running text and lists: other names stand for something, as in "<NAME> is".
constexpr char kTags[] = "(?:li|ul|ol|p|div|span|b|i|u|em|strong|font|td|tr|h[1-6]|br)";

// A group is what is left.
struct Patterns {
  RE2 opening_tag{std::string("(?i)<") + kTags + R"((?:\s[^<>]*)?/?>)"};
  RE2 closing_tag{std::string("(?is)(.*)(?:</") + kTags + R"(\s*>|<br\s*/?>))"};

  RE2 line_title{
      R"((?i)(?:(?:course\s+|learning\s+)?(?:outcome|objective|competenc[ey])|)"
      R"((?:résultat|objectif)s?(?:\s+d['’]apprentissage)?|compétence)\s*\d{0,2}\s*[:–—-]\s+)"};

  // "By the end of this course," « À la fin du cours, »
  RE2 occasion{
      R"((?i)(?:(?:by|at|upon|on|after|following)\s+(?:the\s+)?(?:successful\s+)?)"
      R"((?:end|completion|completing|finishing|conclusion)\b|)"
      R"((?:à|a)\s+(?:la\s+fin|l['’]issue)\b|au\s+terme\b|une\s+fois\b)[^,.;:]{0,80}[,:]\s+)"};

  // "Students will", "the learner is able to"; the group is what they will or are able to do.
  RE2 english_learner{
      R"((?is)(?:(?:by|at|upon|on|after|following)\s+(?:the\s+)?(?:successful\s+)?)"
      R"((?:end|completion|completing|finishing|conclusion)\b[^,.;:]{0,80}?\s+)?)"
      R"((?:(?:the|each|every|all)\s+)?(?:successful\s+)?)"
      R"((?:students?|learners?|participants?|graduates?|candidates?|trainees?|apprentices?|)"
      R"(attendees?|you|they)\s+)"
      R"((?:(?:(?:will|should|shall|can|must|would|are|is)\s+)?(?:be\s+)?(?:able|expected|prepared)\s+to|)"
      R"((?:will\s+|should\s+)?have\s+the\s+(?:ability|skills?|knowledge)\s+to|)"
      R"((?:will|should|shall|can|must))\s*:?\s+(\S.*))"};
  RE2 french_learner{
      R"((?is)(?:(?:à|a)\s+(?:la\s+fin|l['’]issue)\b[^,.;:]{0,80}?\s+|au\s+terme\b[^,.;:]{0,80}?\s+)?)"
      R"((?:(?:l['’]|les?\s+|la\s+|chaque\s+|tou(?:te)?s\s+les\s+)?)"
      R"((?:étudiant|apprenant|participant|apprenti|stagiaire|diplômé|candidat|élève|finissant|)"
      R"(personne)[\p{L}·().-]{0,10}(?:\s+(?:étudiante|apprenante|participante|diplômée)s?)?|)"
      R"(vous|ils?|elles?)\s+)"
      R"((?:(?:sera|seront|serez|devra|devront|devrez|pourra|pourront|pourrez|doit|doivent|devez|)"
      R"(est|sont|êtes)\s+(?:être\s+)?(?:capables?\s+|aptes?\s+|en\s+mesure\s+)(?:de\s+|d['’]|à\s+)|)"
      R"((?:devra|devront|devrez|pourra|pourront|pourrez|saura|sauront|saurez)\s+)(\S.*))"};
  // What a learner is or has is no lead-in: "Students will have access to the laboratory."
  RE2 being{R"((?is)(?:be|have|also|not|être|avoir)\b.*)"};

  // Of a text with something to say.
  RE2 content{R"([\pL\pN])"};
};

const Patterns& ThePatterns() {
  static const Patterns* const patterns = new Patterns;  // Never destroyed: used until the end.
  return *patterns;
}

// The text without the outermost part of its frame; the same where there is none.
std::string_view Peel(std::string_view text) {
  const Patterns& patterns = ThePatterns();
  text = core::TrimBlanks(text);
  if (const std::size_t mark = core::ListMarkLength(text); mark > 0) return text.substr(mark);
  for (const Wrap& wrap : kWraps) {
    if (const auto inside = Inside(text, wrap)) return *inside;
  }
  re2::StringPiece rest = text;
  if (RE2::Consume(&rest, patterns.opening_tag) || RE2::Consume(&rest, patterns.line_title) ||
      RE2::Consume(&rest, patterns.occasion)) {
    return {rest.data(), rest.size()};
  }
  re2::StringPiece left;
  if (RE2::FullMatch(text, patterns.closing_tag, &left)) return {left.data(), left.size()};
  for (const RE2* learner : {&patterns.english_learner, &patterns.french_learner}) {
    if (RE2::FullMatch(text, *learner, &left) && !RE2::FullMatch(left, patterns.being)) {
      return {left.data(), left.size()};
    }
  }
  return text;
}

}  // namespace

std::string_view WithoutFrame(std::string_view text) {
  std::string_view peeled = text;
  std::size_t size = 0;
  do {
    size = peeled.size();
    peeled = Peel(peeled);
  } while (peeled.size() != size);
  return RE2::PartialMatch(peeled, ThePatterns().content) ? peeled : core::TrimBlanks(text);
}

}  // namespace crosswalk::mapping
