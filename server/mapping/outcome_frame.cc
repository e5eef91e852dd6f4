// SPDX-License-Identifier: Apache-2.0
#include "server/mapping/outcome_frame.h"

#include "frameworks/core/list_mark.h"

#include <re2/re2.h>

#include <algorithm>
#include <array>
#include <cctype>
#include <cstddef>
#include <optional>
#include <string>

namespace crosswalk::mapping {
namespace {

// More layers are no frame that somebody meant.
constexpr int kMostLayers = 8;

// What opens and closes around the whole of a text.
struct Wrap {
  std::string_view open;
  std::string_view close;
};
constexpr std::array kWraps = {Wrap{"**", "**"}, Wrap{"__", "__"}, Wrap{"*", "*"}, Wrap{"_", "_"},
                               Wrap{"`", "`"},   Wrap{"\"", "\""}, Wrap{"'", "'"}, Wrap{"“", "”"},
                               Wrap{"„", "“"},   Wrap{"‘", "’"},   Wrap{"«", "»"}, Wrap{"‹", "›"}};

// The inside of `wrap`, with a stop after it or without; nothing where the marks open or close
// something else than the whole.
std::optional<std::string_view> Inside(std::string_view text, const Wrap& wrap) {
  if (!text.starts_with(wrap.open)) return std::nullopt;
  text.remove_prefix(wrap.open.size());
  if (text.ends_with('.') || text.ends_with(';') || text.ends_with(',')) {
    text.remove_suffix(1);
    text = core::TrimBlanks(text);
  }
  if (!text.ends_with(wrap.close)) return std::nullopt;
  text.remove_suffix(wrap.close.size());
  const bool whole = text.find(wrap.open) == std::string_view::npos &&
                     text.find(wrap.close) == std::string_view::npos;
  return whole ? std::optional(text) : std::nullopt;
}

// `text` as a pattern that ignores case, where a space stands for blanks, those of French
// typography included, and ~ for blanks or none.
std::string Spaced(std::string_view text) {
  constexpr char kBlank[] = R"([\s\x{00A0}\x{202F}])";
  std::string pattern = "(?is)";
  for (const char c : text) {
    if (c == ' ' || c == '~') {
      pattern.append(kBlank).append(c == ' ' ? "+" : "*");
    } else {
      pattern += c;
    }
  }
  return pattern;
}

// "By the end of this course", "upon completion".
constexpr char kOccasion[] =
    "(?:by|at|upon|on|after|following) (?:the )?(?:successful(?:ly)? )?"
    "(?:completion|(?:end|completion|completing|finishing|conclusion) [^,.;:]{0,60}?"
    R"(\b(?:courses?|modules?|units?|program(?:me)?s?|training|workshops?|sessions?|class|lessons?|)"
    R"(micro-?credentials?|certificates?|semester|term|curriculum|studies|seminar|placement|)"
    R"(internship|practicum|learning|chapter)\b[^,.;:]{0,40}?))";
// « À la fin du cours », « au terme de la formation ».
constexpr char kFrenchOccasion[] =
    "(?:(?:à|a) (?:la fin|l['’]issue)|au terme|une fois)[^,.;:]{0,60}?(?: |['’])"
    "(?:cours|modules?|unités?|programmes?|formation|atelier|séance|session|stage|parcours|"
    "micro-?certification|certificat|trimestre|séminaire|apprentissage|chapitre)[^,.;:]{0,40}?";

constexpr char kLearner[] =
    "(?:(?:the|each|every|all|a|an) )?(?:successful )?"
    "(?:students?|learners?|participants?|graduates?|candidates?|trainees?|apprentices?|"
    "attendees?)(?: who (?:successfully )?(?:complete|finish|pass) [^,.;:]{1,60}?)?";
constexpr char kFrenchLearner[] =
    "(?:l['’]|les? |la |une? |chaque |tou(?:te)?s les )?"
    "(?:étudiant|apprenant|participant|apprenti|stagiaire|diplômé|candidat|élève|finissant|"
    R"(personne)[\p{L}·().-]{0,10})"
    "(?:(?: (?:et|ou) (?:l['’]|les? |la )?| )(?:étudiant|apprenant|participant|diplômé)e?s?)?";

// What learners are able to do; and what they will do, which after "they" may be the point itself:
// "they can food for winter".
constexpr char kAble[] =
    "(?:(?:(?:will|should|shall|can|must|would|are|is) )?(?:also )?(?:be )?"
    "(?:able|expected|prepared) to(?: be able to)?|"
    "(?:will |should )?(?:also )?have the (?:ability|skills?|knowledge) to)";
constexpr char kWill[] = "(?:will|should|shall|can|must)(?: also)?";
constexpr char kFrenchAble[] =
    "(?:sera|seront|serez|devra|devront|devrez|pourra|pourront|pourrez|doit|doivent|devez|est|"
    "sont|êtes) (?:être )?(?:capables?|aptes?|en mesure) (?:de(?:~:)? |d['’]|à(?:~:)? )";
constexpr char kFrenchWill[] =
    "(?:devra|devront|devrez|pourra|pourront|pourrez|saura|sauront|saurez)(?:~:)? ";

// A group is what is left.
struct Patterns {
  RE2 heading{Spaced("(?:#{1,6}|[ivx]{1,4}[)]) ")};
  RE2 line_title{
      Spaced("(?:(?:(?:course |learning )?(?:outcome|objective|competenc(?:e|y|ie))s?|"
             "(?:résultat|objectif)s?(?: d['’]apprentissage)?|compétences?)~\\d{0,2}~[:–—-]) ")};
  RE2 occasion{Spaced(std::string("(?:") + kOccasion + "|" + kFrenchOccasion + ")~[,:] ")};
  // The group is what learners will or are able to do.
  RE2 learner{Spaced(std::string("(?:(?:") + kOccasion + "~,? )?" + kLearner + " (?:" + kAble +
                     "|" + kWill + ")|" + kOccasion + "~,? (?:you|they) (?:" + kAble + "|" + kWill +
                     ")|(?:you|they) " + kAble + "|be able to)~:? (\\S.*)")};
  RE2 french_learner{Spaced(std::string("(?:(?:") + kFrenchOccasion + "~,? )?" + kFrenchLearner +
                            " (?:" + kFrenchAble + "|" + kFrenchWill + ")|" + kFrenchOccasion +
                            "~,? (?:vous|ils?|elles?) (?:" + kFrenchAble + "|" + kFrenchWill +
                            ")|(?:vous|ils?|elles?) " + kFrenchAble + ")(\\S.*)")};
  // What a learner is or has is no lead-in: "Students will have access to the laboratory."
  RE2 being{R"((?is)(?:be|have|not|être|avoir)\b.*)"};

  // HTML's elements of running text and lists: other names stand for something: "<NAME> is".
  RE2 opening_tag{
      R"((?i)<(li|ul|ol|p|div|section|span|b|i|u|em|strong|font|td|tr|h[1-6]|br)(?:\s[^<>]*)?/?>)"};
  RE2 line_break{R"((?is)(.*)<br\s*/?>)"};

  // Of a text with something to say.
  RE2 content{R"([\pL\pN])"};
};

const Patterns& ThePatterns() {
  static const Patterns* const patterns = new Patterns;  // Never destroyed: used until the end.
  return *patterns;
}

std::string_view View(const re2::StringPiece& piece) { return {piece.data(), piece.size()}; }

bool IsSameName(char a, char b) {
  return std::tolower(static_cast<unsigned char>(a)) == std::tolower(static_cast<unsigned char>(b));
}

// The inside of the element that is the whole of a text, or that nothing closes.
std::optional<std::string_view> InsideElement(std::string_view text) {
  re2::StringPiece rest = text;
  re2::StringPiece name;
  if (!RE2::Consume(&rest, ThePatterns().opening_tag, &name)) return std::nullopt;
  std::string_view inside = View(rest);
  if (inside.find("</") == std::string_view::npos) return inside;
  const std::string close = "</" + std::string(View(name)) + ">";
  const auto at = std::search(inside.begin(), inside.end(), close.begin(), close.end(), IsSameName);
  if (static_cast<std::size_t>(inside.end() - at) != close.size()) return std::nullopt;
  inside.remove_suffix(close.size());
  return inside;
}

// The text without the outermost part of its frame; the same where there is none.
std::string_view Peel(std::string_view text) {
  const Patterns& patterns = ThePatterns();
  text = core::TrimBlanks(text);
  if (const std::size_t mark = core::ListMarkLength(text); mark > 0) return text.substr(mark);
  for (const Wrap& wrap : kWraps) {
    if (const auto inside = Inside(text, wrap)) return *inside;
  }
  if (const auto inside = InsideElement(text)) return *inside;
  re2::StringPiece left;
  if (RE2::FullMatch(text, patterns.line_break, &left)) return View(left);
  for (const RE2* learner : {&patterns.learner, &patterns.french_learner}) {
    if (RE2::FullMatch(text, *learner, &left) && !RE2::FullMatch(left, patterns.being)) {
      return View(left);
    }
  }
  left = text;
  for (const RE2* start : {&patterns.heading, &patterns.line_title, &patterns.occasion}) {
    if (RE2::Consume(&left, *start)) return View(left);
  }
  return text;
}

}  // namespace

std::string_view WithoutFrame(std::string_view text) {
  std::string_view peeled = text;
  for (int layer = 0; layer < kMostLayers; ++layer) {
    const std::size_t size = peeled.size();
    peeled = Peel(peeled);
    if (peeled.size() == size) break;
  }
  peeled = core::TrimBlanks(peeled);
  return RE2::PartialMatch(peeled, ThePatterns().content) ? peeled : core::TrimBlanks(text);
}

}  // namespace crosswalk::mapping
