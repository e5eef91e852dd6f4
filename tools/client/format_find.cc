// SPDX-License-Identifier: Apache-2.0
#include "tools/client/format_find.h"

#include "tools/client/format_credential.h"
#include "tools/client/vocabulary.h"

#include <algorithm>
#include <map>
#include <utility>

namespace crosswalk::client {
namespace {

const std::string kMargin(4, ' ');
// Values of a facet that fit on a line or two.
constexpr int kMostValues = 12;

std::string LastSegment(const std::string& name) { return name.substr(name.rfind('/') + 1); }

std::string LabelOf(const v1::ResolvedSkill& skill) {
  return SafeText(skill.label().empty() ? skill.concept_name() : skill.label());
}

StyledText Marked(const v1::HighlightedText& text) {
  std::vector<Stretch> stretches;
  for (const v1::TextSpan& span : text.spans()) {
    if (span.start_byte() < 0 || span.end_byte() < 0) continue;
    stretches.push_back(
        {static_cast<std::size_t>(span.start_byte()), static_cast<std::size_t>(span.end_byte())});
  }
  return Highlight(text.text(), std::move(stretches), Emphasis::kEvidence);
}

std::string Amount(double value) {
  std::string text = Fixed(value, 1);
  return text.ends_with(".0") ? text.substr(0, text.size() - 2) : text;
}

class FindFormat {
 public:
  FindFormat(const v1::SearchCredentialsResponse& response,
             const std::vector<std::string>& languages, const Look& look)
      : response_(response), languages_(languages), look_(look) {}

  std::string All(bool facets) {
    Understood();
    int number = 0;
    for (const v1::CredentialSearchResult& result : response_.results()) Result(++number, result);
    if (number == 0) Nothing();
    if (number > 0) {
      std::string count = Counted(response_.total_size(), "credential");
      if (number < response_.total_size()) {
        count = "1 to " + std::to_string(number) + " of " + count;
      }
      Line(StyledText(count, Emphasis::kFaint), "");
    }
    if (facets) Facets(response_.facets());
    Freshness();
    return std::move(out_);
  }

 private:
  void Line(const StyledText& text, std::string_view first, std::size_t max_lines = 0) {
    out_ += RenderParagraph(text, look_, first, kMargin, max_lines);
  }

  void Understood() {
    if (!response_.corrected_query().empty()) {
      StyledText line("Results for ");
      Line(line.Append(SafeText(response_.corrected_query()), Emphasis::kStrong), "");
    }
    if (response_.any_word()) Line(StyledText("No credential has all the words; some have:"), "");
    if (response_.has_occupation()) {
      StyledText line("Occupation: ", Emphasis::kFaint);
      Line(line.Append(LabelOf(response_.occupation())), "");
    }
    for (const v1::ResolvedSkill& skill : response_.skills()) {
      StyledText line("Skill: ", Emphasis::kFaint);
      line.Append(LabelOf(skill));
      if (skill.by_words() && SafeText(skill.asked()) != LabelOf(skill)) {
        line.Append(" (for \"" + SafeText(skill.asked()) + "\")", Emphasis::kFaint);
      }
      if (skill.widened_by() > 0) {
        line.Append(" and " + Counted(skill.widened_by(), "other concept"), Emphasis::kFaint);
      }
      Line(line, "");
    }
  }

  StyledText Title(const v1::CredentialSearchResult& result) const {
    const std::string title = PickText(result.credential().title(), languages_);
    for (const v1::HighlightedText& text : result.highlights()) {
      if (text.field() == "title" && text.text() == title) return Marked(text);
    }
    return StyledText(SafeText(title), Emphasis::kStrong);
  }

  // "Maple College, micro-credential, diploma-2, 40 hours, online, 120.00 CAD".
  std::string Facts(const v1::Credential& credential) const {
    std::vector<std::string> facts;
    const std::string issuer = PickText(credential.issuer().name(), languages_);
    facts.push_back(SafeText(issuer.empty() ? credential.issuer().id() : issuer));
    facts.push_back(WordFor(CredentialTypes(), credential.type()));
    const v1::CredentialLevel& level = credential.level();
    const v1::LevelAssertion& counts = level.has_confirmed()  ? level.confirmed()
                                       : level.has_declared() ? level.declared()
                                                              : level.suggested();
    facts.push_back(SafeText(LastSegment(counts.qualification())));
    if (credential.has_hours()) facts.push_back(Amount(credential.hours()) + " hours");
    facts.push_back(WordFor(DeliveryModes(), credential.delivery_mode()));
    if (credential.has_cost()) {
      facts.push_back(SafeText(credential.cost().amount() + " " + credential.cost().currency()));
    }
    if (!credential.start_date().empty()) {
      facts.push_back("from " + SafeText(credential.start_date()));
    }
    std::string joined;
    for (const std::string& fact : facts) {
      if (!fact.empty()) joined += (joined.empty() ? "" : ", ") + fact;
    }
    return joined;
  }

  void Result(int number, const v1::CredentialSearchResult& result) {
    std::string place = std::to_string(number) + ". ";
    place.insert(0, place.size() < 4 ? 4 - place.size() : 0, ' ');
    Line(Title(result), place);
    Line(StyledText(Facts(result.credential())), kMargin);
    for (const v1::HighlightedText& text : result.highlights()) {
      if (text.field() != "title") Line(Marked(text), kMargin + "\u201c", 2);
    }
    // An outcome once, with the skills it teaches.
    std::map<int, std::string> taught;
    for (const v1::TaughtSkill& skill : result.taught_skills()) {
      if (skill.skill_index() < 0 || skill.skill_index() >= response_.skills_size()) continue;
      std::string& text = taught[skill.outcome_index()];
      text += (text.empty() ? "" : ", ") + LabelOf(response_.skills(skill.skill_index()));
      text += skill.confirmed() ? " (confirmed)" : "";
    }
    for (const auto& [outcome, skills] : taught) {
      if (outcome < 0 || outcome >= result.credential().outcomes_size()) continue;
      StyledText line(skills + ": ", Emphasis::kGood);
      Line(line.Append(SafeText(result.credential().outcomes(outcome).text())), kMargin, 2);
    }
    Line(StyledText(SafeText(result.credential().name()), Emphasis::kFaint), kMargin);
  }

  void Nothing() {
    Line(StyledText("No credential was found."), "");
    for (const v1::SearchAdvice& advice : response_.advice()) {
      const std::string label =
          SafeText(advice.label().empty() ? advice.subject() : advice.label());
      std::string what;
      switch (advice.kind()) {
        case v1::SEARCH_ADVICE_KIND_DROP_QUERY:
          what = "without the words";
          break;
        case v1::SEARCH_ADVICE_KIND_DROP_SKILL:
          what = label.empty() ? "without the skills" : "without the skill " + label;
          break;
        case v1::SEARCH_ADVICE_KIND_DROP_FILTER:
          what = "without the filter on " + SafeText(advice.subject());
          break;
        case v1::SEARCH_ADVICE_KIND_BROADER_SKILL:
          what = "for the broader skill " + label;
          break;
        default:
          continue;
      }
      Line(StyledText(Counted(advice.count(), "credential") + " " + what), kMargin);
    }
  }

  void Facet(std::string_view name,
             const google::protobuf::RepeatedPtrField<v1::FacetCount>& counts) {
    if (counts.empty()) return;
    StyledText line(std::string(name) + ": ", Emphasis::kFaint);
    for (int i = 0; i < std::min(counts.size(), kMostValues); ++i) {
      line.Append((i == 0 ? "" : ", ") + SafeText(counts[i].value()) + " ");
      line.Append(Grouped(counts[i].count()), Emphasis::kStrong);
    }
    if (counts.size() > kMostValues) line.Append(", \u2026");
    Line(line, "");
  }

  void Facets(const v1::CredentialFacets& facets) {
    Facet("Issuers", facets.issuers());
    Facet("Types", facets.types());
    Facet("Delivery", facets.delivery_modes());
    Facet("Languages", facets.languages());
    Facet("Regions", facets.regions());
    Facet("Levels", facets.levels());
    Facet("Hours", facets.hours());
    Facet("Costs", facets.costs());
  }

  void Freshness() {
    const v1::IndexFreshness& freshness = response_.freshness();
    const auto behind = freshness.latest_sequence() - freshness.indexed_sequence();
    if (behind > 0) {
      Line(StyledText("The index is " + Counted(behind, "change") + " behind.", Emphasis::kFair),
           "");
    }
  }

  const v1::SearchCredentialsResponse& response_;
  const std::vector<std::string>& languages_;
  const Look& look_;
  std::string out_;
};

}  // namespace

std::string FormatFind(const v1::SearchCredentialsResponse& response,
                       const std::vector<std::string>& languages, bool facets, const Look& look) {
  return FindFormat(response, languages, look).All(facets);
}

}  // namespace crosswalk::client
