// SPDX-License-Identifier: Apache-2.0
#include "server/alignment/declared_facts.h"

#include "frameworks/core/localized_text.h"
#include "server/alignment/outcome_words.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <cstddef>
#include <numeric>
#include <optional>
#include <string>
#include <utility>

namespace crosswalk::alignment {
namespace {

// Fewer are no whole program of any qualification above the first, and say nothing about the level.
constexpr double kFewestHours = 240.0;
constexpr double kFewestCredits = 30.0;
// Programs of one qualification differ in volume by such factors (standard deviation of the log).
constexpr double kHoursSpread = 0.2;
constexpr double kCreditsSpread = 0.15;
// No fact rules a qualification out.
constexpr double kUnlikely = 0.03;
// Qualifications that no hours or no credits are set for.
constexpr double kUnmeasured = 0.3;
// A fact is typical of the qualifications that it speaks for at least half as much as for the best.
constexpr double kTypical = 0.5;

// How much a fact speaks for the qualifications 1 to 13 of the OQF, the best 1.
using Table = std::array<double, 13>;

// By who awards what (frameworks/oqf/data, `providers`, `credential_awarded`). Nothing where the
// kind of body says nothing.
std::optional<Table> TableOf(IssuerType type) {
  switch (type) {
    case IssuerType::kCareerCollege:
      return Table{1, 1, .03, .03, .1, 1, .03, .2, .2, .03, .03, .03, .03};
    case IssuerType::kCollege:
      return Table{.05, .5, .2, .03, 1, .03, 1, 1, 1, .1, .3, .03, .03};
    case IssuerType::kUniversity:
      return Table{.03, .03, .03, .03, .03, .03, .03, .03, .1, 1, 1, 1, 1};
    case IssuerType::kTradesAuthority:
      return Table{.03, .03, 1, 1, .03, .03, .03, .03, .03, .03, .03, .03, .03};
    case IssuerType::kIndigenousInstitute:  // May award any of them.
    case IssuerType::kProfessionalBody:
    case IssuerType::kEmployer:
    case IssuerType::kOther:
      return std::nullopt;
  }
  return std::nullopt;
}

// By what each qualification asks of those who enter (frameworks/oqf/data, `admission`).
Table TableOf(AdmissionRequirement requirement) {
  switch (requirement) {
    case AdmissionRequirement::kNone:
      // Short courses at every level are open to all: it speaks softly.
      return {1, .7, .3, .3, .4, .3, .3, .3, .3, .3, .3, .3, .3};
    case AdmissionRequirement::kSecondarySchool:
      return {.5, 1, .3, .05, 1, 1, 1, 1, .05, 1, 1, .03, .03};
    case AdmissionRequirement::kApprentice:
      return {.03, .03, 1, 1, .03, .03, .03, .03, .03, .03, .03, .03, .03};
    case AdmissionRequirement::kPostsecondary:
      return {.03, .03, .03, .03, .05, .05, .05, .05, 1, .1, .1, .3, .1};
    case AdmissionRequirement::kBachelorsDegree:
      return {.03, .03, .03, .03, .03, .03, .03, .03, .4, .03, .05, 1, .15};
    case AdmissionRequirement::kMastersDegree:
      return {.03, .03, .03, .03, .03, .03, .03, .03, .05, .03, .03, .15, 1};
  }
  return {};
}

struct Words {
  std::string_view one;   // "typical of qualification {}".
  std::string_view many;  // "typical of qualifications {}".
  std::string_view nothing;
  std::string_view last;  // "and".
  std::string_view hours;
  std::string_view credits;
  std::string_view issuer;
  std::string_view admission;
  std::string_view prerequisites;
  std::array<std::string_view, 8> issuers;
  std::array<std::string_view, 6> requirements;
};

constexpr Words kEnglish = {
    .one = ": typical of qualification ",
    .many = ": typical of qualifications ",
    .nothing = ": says nothing about the level",
    .last = " and ",
    .hours = " hours",
    .credits = " credits",
    .issuer = "Awarded by ",
    .admission = "Entrants need ",
    .prerequisites = "Entrants hold ",
    .issuers = {"a career college", "a public college", "a university", "an Indigenous institute",
                "an authority for skilled trades", "a professional body", "an employer",
                "another body"},
    .requirements = {"nothing", "a secondary school diploma", "registration as an apprentice",
                     "a diploma or degree", "a bachelor's degree", "a master's degree"},
};

constexpr Words kFrench = {
    .one = "\u00A0: typique du titre ",
    .many = "\u00A0: typique des titres ",
    .nothing = "\u00A0: ne dit rien du niveau",
    .last = " et ",
    .hours = " heures",
    .credits = " crédits",
    .issuer = "Décerné par ",
    .admission = "À l'entrée, il faut ",
    .prerequisites = "À l'entrée, il faut détenir ",
    .issuers = {"un collège privé d'enseignement professionnel", "un collège public",
                "une université", "un établissement autochtone",
                "un organisme des métiers spécialisés", "un ordre professionnel", "un employeur",
                "un autre organisme"},
    .requirements = {"n'avoir rien de particulier", "un diplôme d'études secondaires",
                     "être inscrit comme apprenti", "un diplôme ou un grade", "un baccalauréat",
                     "une maîtrise"},
};

// Without a fraction where there is none.
std::string Amount(double value) {
  if (value == std::floor(value)) return std::to_string(static_cast<long long>(value));
  std::string text = std::to_string(value);
  text.erase(text.find_last_not_of('0') + 1);
  return text;
}

class FactReader {
 public:
  FactReader(const std::vector<core::Qualification>& ladder, std::string_view language)
      : ladder_(ladder), language_(language), words_(language == "fr" ? kFrench : kEnglish) {}

  FactReading Hours(double hours) const {
    std::vector<double> weights;
    if (hours >= kFewestHours) {
      for (const core::Qualification& rung : ladder_) {
        weights.push_back(Fit(hours, rung.volume_hours, rung.typical_hours, kHoursSpread));
      }
    }
    return Reading(DeclaredFact::kHours, Amount(hours).append(words_.hours), weights);
  }

  FactReading Credits(double credits) const {
    std::vector<double> weights;
    if (credits >= kFewestCredits) {
      for (const core::Qualification& rung : ladder_) {
        weights.push_back(Fit(credits, rung.volume_credits, rung.credits, kCreditsSpread));
      }
    }
    return Reading(DeclaredFact::kCredits, Amount(credits).append(words_.credits), weights);
  }

  FactReading Issuer(IssuerType type) const {
    const std::size_t index = static_cast<std::size_t>(type) - 1;
    return Reading(DeclaredFact::kIssuerType,
                   std::string(words_.issuer).append(words_.issuers[index]), Along(TableOf(type)));
  }

  FactReading Admission(AdmissionRequirement requirement) const {
    const std::size_t index = static_cast<std::size_t>(requirement) - 1;
    return Reading(DeclaredFact::kAdmissionRequirement,
                   std::string(words_.admission).append(words_.requirements[index]),
                   Along(TableOf(requirement)));
  }

  // A qualification that presupposes one of `numbers` is what comes next; those not above the
  // lowest of them cannot ask for it.
  FactReading Prerequisites(const std::vector<int>& numbers) const {
    std::vector<double> weights;
    std::vector<std::string> titles;
    for (const core::Qualification& rung : ladder_) {
      const auto names = [&numbers](int number) {
        return std::find(numbers.begin(), numbers.end(), number) != numbers.end();
      };
      if (names(rung.number)) titles.push_back(TitleOf(rung));
      if (std::any_of(rung.presupposes.begin(), rung.presupposes.end(), names)) {
        weights.push_back(1.0);
      } else {
        weights.push_back(rung.number > numbers.front() ? kUnmeasured : kUnlikely);
      }
    }
    return Reading(DeclaredFact::kPrerequisites,
                   std::string(words_.prerequisites).append(JoinItems(titles, words_.last)),
                   weights);
  }

 private:
  [[nodiscard]] std::string TitleOf(const core::Qualification& rung) const {
    const std::string title = core::PickText(rung.title, language_);
    return std::to_string(rung.number) + (title.empty() ? "" : " " + title);
  }

  // How well a volume fits a qualification: 1 within its range, less by its distance from the
  // whole.
  static double Fit(double amount, const std::optional<int>& whole,
                    const std::optional<core::Range>& range, double spread) {
    if (!whole) return kUnmeasured;
    if (range && range->max > 0 && amount >= range->min && amount <= range->max) return 1.0;
    const double distance = std::log(amount / *whole) / spread;
    return std::max(kUnlikely, std::exp(-distance * distance / 2.0));
  }

  [[nodiscard]] std::vector<double> Along(const std::optional<Table>& table) const {
    std::vector<double> weights;
    if (!table) return weights;
    for (const core::Qualification& rung : ladder_) {
      const auto index = static_cast<std::size_t>(rung.number - 1);
      weights.push_back(index < table->size() ? (*table)[index] : kUnmeasured);
    }
    return weights;
  }

  // `said` with what it is typical of. No weights: it says nothing.
  [[nodiscard]] FactReading Reading(DeclaredFact fact, std::string said,
                                    const std::vector<double>& weights) const {
    FactReading reading;
    reading.evidence.fact = fact;
    reading.log_likelihood.assign(ladder_.size(), 0.0);
    std::vector<std::string> typical;
    const double best = weights.empty() ? 0.0 : *std::max_element(weights.begin(), weights.end());
    for (std::size_t i = 0; i < weights.size(); ++i) {
      reading.log_likelihood[i] = std::log(weights[i] / best);
      if (weights[i] < kTypical * best) continue;
      if (typical.empty()) reading.evidence.lowest = ladder_[i].number;
      reading.evidence.highest = ladder_[i].number;
      typical.push_back(std::to_string(ladder_[i].number));
    }
    if (typical.empty()) {
      said.append(words_.nothing);
    } else {
      said.append(typical.size() == 1 ? words_.one : words_.many)
          .append(JoinItems(typical, words_.last));
    }
    reading.evidence.message = std::move(said.append("."));
    return reading;
  }

  const std::vector<core::Qualification>& ladder_;
  std::string_view language_;
  const Words& words_;
};

}  // namespace

std::vector<FactReading> ReadFacts(const DeclaredFacts& facts,
                                   const std::vector<core::Qualification>& ladder,
                                   std::string_view language) {
  const FactReader reader(ladder, language);
  std::vector<FactReading> readings;
  if (facts.hours) readings.push_back(reader.Hours(*facts.hours));
  if (facts.credits) readings.push_back(reader.Credits(*facts.credits));
  if (facts.issuer_type) readings.push_back(reader.Issuer(*facts.issuer_type));
  if (facts.admission_requirement) {
    readings.push_back(reader.Admission(*facts.admission_requirement));
  }
  if (!facts.prerequisites.empty()) readings.push_back(reader.Prerequisites(facts.prerequisites));
  return readings;
}

std::vector<double> WithFacts(const std::vector<double>& probabilities,
                              const std::vector<FactReading>& facts) {
  std::vector<double> together = probabilities;
  for (const FactReading& fact : facts) {
    for (std::size_t i = 0; i < together.size(); ++i) {
      together[i] *= std::exp(fact.log_likelihood[i]);
    }
  }
  const double sum = std::accumulate(together.begin(), together.end(), 0.0);
  for (double& probability : together) probability /= sum;
  return together;
}

}  // namespace crosswalk::alignment
