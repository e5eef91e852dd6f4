// SPDX-License-Identifier: Apache-2.0
#include "tools/client/format_credential.h"

#include "tools/client/vocabulary.h"

#include <google/protobuf/repeated_ptr_field.h>

#include <algorithm>
#include <string_view>

namespace crosswalk::client {
namespace {

const std::string kMargin(4, ' ');

std::string StateOf(const v1::Credential& credential) {
  std::string state = WordFor(CredentialStates(), credential.state());
  if (credential.version() > 0) state += ", version " + std::to_string(credential.version());
  return state;
}

std::string ShortName(const std::string& name) {
  constexpr std::string_view kPrefix = "credentials/";
  return name.starts_with(kPrefix) ? name.substr(kPrefix.size()) : name;
}

std::string LastSegment(const std::string& name) { return name.substr(name.rfind('/') + 1); }

std::string Joined(const google::protobuf::RepeatedPtrField<std::string>& parts) {
  std::string joined;
  for (const std::string& part : parts) joined += (joined.empty() ? "" : ", ") + SafeText(part);
  return joined;
}

// 18 or 42.5.
std::string Number(double value) {
  std::string text = Fixed(value, 2);
  while (text.ends_with('0')) text.pop_back();
  if (text.ends_with('.')) text.pop_back();
  return text;
}

class CredentialFormat {
 public:
  CredentialFormat(const ConceptLabels& labels, const std::vector<std::string>& languages,
                   const Look& look)
      : labels_(labels), languages_(languages), look_(look) {}

  std::string All(const v1::Credential& credential) {
    StyledText title(SafeText(PickText(credential.title(), languages_)), Emphasis::kStrong);
    if (title.empty()) title.Append("(no title)", Emphasis::kFaint);
    title.Append("  " + StateOf(credential), Emphasis::kFaint);
    out_ += RenderParagraph(title, look_, "", kMargin);
    out_ += RenderParagraph(StyledText(SafeText(credential.name()), Emphasis::kFaint), look_, "",
                            kMargin);
    const std::string description = PickText(credential.description(), languages_);
    if (!description.empty()) {
      out_ += "\n" + RenderParagraph(StyledText(SafeText(description)), look_, "", "");
    }
    out_ += "\n";
    Facts(credential);
    Levels(credential.level());
    Outcomes(credential);
    return std::move(out_);
  }

 private:
  void Fact(std::string_view name, const std::string& value) {
    if (value.empty()) return;
    StyledText line(std::string(name) + ": ", Emphasis::kFaint);
    out_ += RenderParagraph(line.Append(value), look_, "", kMargin);
  }

  void Facts(const v1::Credential& credential) {
    const v1::CredentialIssuer& issuer = credential.issuer();
    std::string by = SafeText(PickText(issuer.name(), languages_));
    if (by.empty()) by = SafeText(issuer.id());
    if (!issuer.region().empty()) by += ", " + SafeText(issuer.region());
    Fact("Issuer", by);
    Fact("Number", SafeText(credential.external_id()));
    Fact("Type", WordFor(CredentialTypes(), credential.type()));
    if (credential.has_hours()) Fact("Hours", Number(credential.hours()));
    if (credential.has_credits()) Fact("Credits", Number(credential.credits()));
    Fact("Delivery", WordFor(DeliveryModes(), credential.delivery_mode()));
    Fact("Languages", Joined(credential.language_codes()));
    std::string dates = SafeText(credential.start_date());
    if (!credential.end_date().empty()) dates += " to " + SafeText(credential.end_date());
    if (!credential.duration().empty()) {
      dates += (dates.empty() ? "" : ", ") + SafeText(credential.duration());
    }
    Fact("Dates", dates);
    Fact("Register by", SafeText(credential.registration_deadline()));
    if (credential.has_cost()) {
      Fact("Cost", SafeText(credential.cost().amount() + " " + credential.cost().currency()));
    }
    std::string place = SafeText(credential.location());
    if (!credential.region().empty()) {
      place += (place.empty() ? "" : ", ") + SafeText(credential.region());
    }
    Fact("Place", place);
    Fact("Page", SafeText(credential.url()));
    Requirements("Prerequisite", credential.prerequisites());
    Requirements("Stacks into", credential.stacks_into());
    std::string assessment = SafeText(credential.assessment().method());
    if (!credential.assessment().description().empty()) {
      assessment +=
          (assessment.empty() ? "" : ". ") + SafeText(credential.assessment().description());
    }
    Fact("Assessment", assessment);
    for (const v1::Endorsement& partner : credential.endorsements()) {
      Fact("Endorsed by",
           SafeText(partner.name()) +
               (partner.role().empty() ? "" : " (" + SafeText(partner.role()) + ")"));
    }
    if (!credential.expiry().date().empty()) {
      Fact("Expires", SafeText(credential.expiry().date()));
    } else if (credential.expiry().has_months()) {
      Fact("Expires", "after " + Counted(credential.expiry().months(), "month"));
    }
    Fact("Tags", Joined(credential.tags()));
    for (const auto& [key, value] : std::map<std::string, std::string>(
             credential.extensions().begin(), credential.extensions().end())) {
      Fact(SafeText(key), SafeText(value));
    }
  }

  void Requirements(std::string_view name,
                    const google::protobuf::RepeatedPtrField<v1::CredentialRequirement>& all) {
    for (const v1::CredentialRequirement& requirement : all) {
      std::string text = SafeText(requirement.text());
      for (const std::string* other : {&requirement.credential(), &requirement.qualification()}) {
        if (!other->empty()) text += (text.empty() ? "" : "; ") + SafeText(*other);
      }
      Fact(name, text);
    }
  }

  [[nodiscard]] std::string LabelOf(const std::string& name) const {
    const auto found = labels_.find(name);
    return SafeText(found == labels_.end() ? LastSegment(name) : found->second);
  }

  void Level(std::string_view who, const v1::LevelAssertion& level) {
    std::string text = LabelOf(level.qualification());
    if (level.number() > 0) text += " (" + std::to_string(level.number()) + ")";
    if (!level.low().empty() && level.low() != level.high()) {
      text += ", between " + LabelOf(level.low()) + " and " + LabelOf(level.high());
    }
    if (!level.actor().empty()) text += ", by " + SafeText(level.actor());
    Fact(who, text);
  }

  void Levels(const v1::CredentialLevel& level) {
    if (level.has_confirmed()) Level("Level, confirmed", level.confirmed());
    if (level.has_declared()) Level("Level, declared", level.declared());
    if (level.has_suggested()) Level("Level, suggested", level.suggested());
  }

  void Outcomes(const v1::Credential& credential) {
    int number = 0;
    for (const v1::CredentialOutcome& outcome : credential.outcomes()) {
      ++number;
      const std::string code =
          outcome.code().empty() ? std::to_string(number) : SafeText(outcome.code());
      StyledText line(code + "  ", Emphasis::kFaint);
      line.Append(SafeText(outcome.text()));
      out_ += "\n" + RenderParagraph(line, look_, "", kMargin);
      std::vector<std::vector<StyledText>> rows;
      for (const v1::OutcomeAlignment& alignment : outcome.alignments()) {
        rows.push_back(Row(alignment));
      }
      out_ += RenderTable({{}, {.flexible = true}, {}}, rows, look_, 4);
    }
  }

  [[nodiscard]] std::vector<StyledText> Row(const v1::OutcomeAlignment& alignment) const {
    std::string source = WordFor(AlignmentSources(), alignment.source());
    if (alignment.has_confidence()) source += " " + Fixed(alignment.confidence(), 2);
    const Emphasis emphasis =
        alignment.source() == v1::ALIGNMENT_SOURCE_SUGGESTED ? Emphasis::kFair : Emphasis::kGood;
    return {StyledText(source, emphasis),
            StyledText(alignment.concept_name().empty() ? SafeText(alignment.uri())
                                                        : LabelOf(alignment.concept_name())),
            StyledText(WordFor(MatchRelations(), alignment.relation()), Emphasis::kFaint)};
  }

  const ConceptLabels& labels_;
  const std::vector<std::string>& languages_;
  const Look& look_;
  std::string out_;
};

// The level that counts: confirmed before declared before suggested.
std::string LevelCell(const v1::CredentialLevel& level) {
  const v1::LevelAssertion& counts = level.has_confirmed()  ? level.confirmed()
                                     : level.has_declared() ? level.declared()
                                                            : level.suggested();
  return counts.qualification().empty() ? "" : SafeText(LastSegment(counts.qualification()));
}

}  // namespace

std::vector<std::string> ConceptsOf(const v1::Credential& credential) {
  std::vector<std::string> names;
  const auto add = [&names](const std::string& name) {
    if (!name.empty() && std::find(names.begin(), names.end(), name) == names.end()) {
      names.push_back(name);
    }
  };
  for (const v1::CredentialOutcome& outcome : credential.outcomes()) {
    for (const v1::OutcomeAlignment& alignment : outcome.alignments()) {
      add(alignment.concept_name());
    }
  }
  for (const v1::LevelAssertion* level :
       {&credential.level().confirmed(), &credential.level().declared(),
        &credential.level().suggested()}) {
    add(level->qualification());
    add(level->low());
    add(level->high());
  }
  return names;
}

std::string PickText(const google::protobuf::Map<std::string, std::string>& texts,
                     const std::vector<std::string>& languages) {
  // A map of the message has no order; the same text must come out each time.
  const std::map<std::string, std::string> sorted(texts.begin(), texts.end());
  std::vector<std::string> wishes = languages;
  wishes.emplace_back("en");
  for (const std::string& wish : wishes) {
    for (const auto& [language, text] : sorted) {
      if (language == wish || language.starts_with(wish + "-")) return text;
    }
  }
  return sorted.empty() ? std::string() : sorted.begin()->second;
}

std::string FormatCredentialLine(const v1::Credential& credential) {
  return SafeText(credential.name()) + ": " + StateOf(credential) + "\n";
}

std::string FormatCredential(const v1::Credential& credential, const ConceptLabels& labels,
                             const std::vector<std::string>& languages, const Look& look) {
  return CredentialFormat(labels, languages, look).All(credential);
}

std::string FormatCredentials(const v1::ListCredentialsResponse& response,
                              const std::vector<std::string>& languages, const Look& look) {
  if (response.credentials().empty()) return "No credentials.\n";
  std::vector<std::vector<StyledText>> rows;
  for (const v1::Credential& credential : response.credentials()) {
    rows.push_back(
        {StyledText(SafeText(ShortName(credential.name()))),
         StyledText(SafeText(PickText(credential.title(), languages)), Emphasis::kStrong),
         StyledText(LevelCell(credential.level())),
         StyledText(StateOf(credential), Emphasis::kFaint)});
  }
  return RenderTable({{.header = "Credential", .flexible = true},
                      {.header = "Title", .flexible = true},
                      {.header = "Level"},
                      {.header = "State"}},
                     rows, look, 0);
}

}  // namespace crosswalk::client
