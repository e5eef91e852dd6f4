// SPDX-License-Identifier: Apache-2.0
#include "server/imports/csv_row.h"

#include "server/imports/csv_values.h"
#include "server/imports/framework_links.h"
#include "server/imports/problem_reasons.h"
#include "server/registry/credential_check.h"

#include <algorithm>
#include <set>
#include <utility>

namespace crosswalk::imports {
namespace {

using registry::Credential;

// Paths of a credential as registry::CheckCredential names them, and the field of each.
struct PathField {
  std::string_view path;
  CsvField field;
};
constexpr PathField kPaths[] = {
    {"external_id", CsvField::kExternalId},
    {"title", CsvField::kTitle},
    {"description", CsvField::kDescription},
    {"issuer.id", CsvField::kIssuerId},
    {"issuer.name", CsvField::kIssuerName},
    {"issuer.url", CsvField::kIssuerUrl},
    {"issuer.region", CsvField::kIssuerRegion},
    {"issuer.type", CsvField::kIssuerType},
    {"outcomes[0].id", CsvField::kOutcomeId},
    {"outcomes[0].code", CsvField::kOutcomeCode},
    {"outcomes[0].text", CsvField::kOutcome},
    {"outcomes[0].language_code", CsvField::kOutcomeLanguage},
    {"outcomes[0].alignments", CsvField::kConcept},
    {"level", CsvField::kLevel},
    {"hours", CsvField::kHours},
    {"credits", CsvField::kCredits},
    {"language_codes", CsvField::kLanguage},
    {"start_date", CsvField::kStartDate},
    {"end_date", CsvField::kEndDate},
    {"registration_deadline", CsvField::kRegistrationDeadline},
    {"duration", CsvField::kDuration},
    {"cost.currency", CsvField::kCurrency},
    {"cost", CsvField::kCost},
    {"region", CsvField::kRegion},
    {"location", CsvField::kLocation},
    {"url", CsvField::kUrl},
    {"image_url", CsvField::kImageUrl},
    {"prerequisites", CsvField::kPrerequisite},
    {"stacks_into", CsvField::kStacksInto},
    {"assessment.method", CsvField::kAssessmentMethod},
    {"assessment.description", CsvField::kAssessmentDescription},
    {"endorsements", CsvField::kEndorsement},
    {"expiry.months", CsvField::kExpiryMonths},
    {"expiry", CsvField::kExpiryDate},
    {"tags", CsvField::kTags},
    {"extensions", CsvField::kExtension},
};

class RowReader {
 public:
  RowReader(const CsvColumns& columns, const CsvRow& row, const ImportOptions& options,
            std::vector<ImportProblem>& problems)
      : columns_(columns), row_(row), options_(options), problems_(problems) {}

  Credential Read() {
    for (std::size_t i = 0; i < row_.cells.size(); ++i) {
      const std::optional<CsvColumnTarget>& target = columns_.targets[i];
      if (!target || row_.cells[i].empty()) continue;
      column_ = i;
      if (IsOfOutcome(target->field)) {
        ReadOutcome(target->field, row_.cells[i]);
      } else {
        ReadField(*target, row_.cells[i]);
      }
    }
    EndOutcome();
    Check();
    return std::move(credential_);
  }

 private:
  void Fail(std::string reason, std::string message) {
    FailAt(column_, std::move(reason), std::move(message));
  }
  void FailAt(std::size_t column, std::string reason, std::string message) {
    if (!failed_.insert(column).second) return;  // One complaint a cell: the first is the cause.
    problems_.push_back({row_.line, static_cast<int>(column) + 1, columns_.headings[column],
                         std::move(reason), std::move(message)});
  }

  // Keeps a value that was understood, or complains.
  template <typename T, typename Field>
  void Keep(std::optional<T> value, Field& field, const char* reason, const char* message) {
    if (!value) return Fail(reason, message);
    field = *std::move(value);
  }

  std::string PartOr(const CsvColumnTarget& target) const {
    return target.part.empty() ? options_.default_language : target.part;
  }

  void ReadOutcome(CsvField field, const std::string& cell) {
    if (!outcome_column_) outcome_column_ = column_;
    switch (field) {
      case CsvField::kOutcome:
        outcome_.text = cell;
        break;
      case CsvField::kOutcomeId:
        outcome_.id = cell;
        break;
      case CsvField::kOutcomeCode:
        outcome_.code = cell;
        break;
      case CsvField::kOutcomeLanguage:
        outcome_.language_code = LanguageFrom(cell);
        break;
      case CsvField::kConcept:
        for (const std::string& link : ListFrom(cell, /*commas=*/true)) {
          registry::OutcomeAlignment alignment = DeclaredAlignment(link);
          if (!alignment.uri.empty() && alignment.uri.find(':') == std::string::npos) {
            Fail("CONCEPT_LINK_INVALID", "'" + link.substr(0, 100) +
                                             "' is neither the URI of a concept nor its resource "
                                             "name frameworks/{framework}/concepts/{concept}");
          }
          outcome_.alignments.push_back(std::move(alignment));
        }
        break;
      default:
        Keep(RelationFrom(cell), relation_, "VALUE_UNKNOWN",
             "must be one of EXACT_MATCH, CLOSE_MATCH, BROAD_MATCH, NARROW_MATCH, RELATED_MATCH");
        break;
    }
  }

  void EndOutcome() {
    if (!outcome_column_) return;
    const std::optional<std::size_t> text = columns_.Find(CsvField::kOutcome);
    if (outcome_.text.empty()) {
      return FailAt(text.value_or(*outcome_column_), "FIELD_REQUIRED",
                    "the row says something of an outcome but not the outcome itself");
    }
    if (outcome_.language_code.empty()) outcome_.language_code = options_.default_language;
    for (registry::OutcomeAlignment& alignment : outcome_.alignments)
      alignment.relation = relation_;
    credential_.outcomes.push_back(std::move(outcome_));
  }

  void ReadRequirements(const std::string& cell, std::vector<registry::Requirement>& into) {
    for (std::string& part : ListFrom(cell, /*commas=*/false)) {
      registry::Requirement& one = into.emplace_back();
      if (part.starts_with("credentials/")) {
        one.credential = std::move(part);
      } else if (part.starts_with("frameworks/")) {
        one.qualification = std::move(part);
      } else {
        one.text = std::move(part);
      }
    }
  }

  void ReadField(const CsvColumnTarget& target, const std::string& cell) {
    Credential& into = credential_;
    switch (target.field) {
      case CsvField::kCredentialId: {
        into.name = cell.starts_with("credentials/") ? cell : registry::FormatCredentialName(cell);
        if (!registry::ParseCredentialName(into.name).ok()) {
          Fail("ID_INVALID", "must be of [a-z0-9.-], a letter or digit first and last");
        }
        break;
      }
      case CsvField::kExternalId:
        into.external_id = cell;
        break;
      case CsvField::kTitle:
        into.title[PartOr(target)] = cell;
        break;
      case CsvField::kDescription:
        into.description[PartOr(target)] = cell;
        break;
      case CsvField::kIssuerId:
        into.issuer.id = cell;
        break;
      case CsvField::kIssuerName:
        into.issuer.name[PartOr(target)] = cell;
        break;
      case CsvField::kIssuerUrl:
        into.issuer.url = cell;
        break;
      case CsvField::kIssuerRegion:
        into.issuer.region = cell;
        break;
      case CsvField::kIssuerType:
        into.issuer.type = cell;
        break;
      case CsvField::kType:
        Keep(TypeFrom(cell), into.type, "VALUE_UNKNOWN",
             "must be one of MICRO_CREDENTIAL, CERTIFICATE, DIPLOMA, DEGREE, COURSE, LICENCE, "
             "BADGE, APPRENTICESHIP, CERTIFICATION, PROGRAM, OTHER, in English or French");
        break;
      case CsvField::kLevel:
        Keep(OqfLevel(cell), into.level.declared, "VALUE_UNKNOWN",
             "must be a qualification of the Ontario Qualifications Framework: a number from 1 to "
             "13 or its title");
        break;
      case CsvField::kHours:
        Keep(NumberFrom(cell), into.hours, "NUMBER_INVALID", "must be a number such as 18 or 12.5");
        break;
      case CsvField::kCredits:
        Keep(NumberFrom(cell), into.credits, "NUMBER_INVALID", "must be a number such as 3 or 0.5");
        break;
      case CsvField::kDeliveryMode:
        Keep(DeliveryModeFrom(cell), into.delivery_mode, "VALUE_UNKNOWN",
             "must be one of ONLINE, IN_PERSON, HYBRID, WORKPLACE, OTHER, in English or French");
        break;
      case CsvField::kLanguage:
        for (const std::string& part : ListFrom(cell, /*commas=*/true)) {
          into.language_codes.push_back(LanguageFrom(part));
        }
        break;
      default:
        ReadOffer(target, cell);
    }
  }

  void ReadOffer(const CsvColumnTarget& target, const std::string& cell) {
    Credential& into = credential_;
    constexpr const char* kDay = "must be a day such as 2026-11-26";
    switch (target.field) {
      case CsvField::kStartDate:
        Keep(DayFrom(cell), into.start_date, "DATE_INVALID", kDay);
        break;
      case CsvField::kEndDate:
        Keep(DayFrom(cell), into.end_date, "DATE_INVALID", kDay);
        break;
      case CsvField::kRegistrationDeadline:
        Keep(DayFrom(cell), into.registration_deadline, "DATE_INVALID", kDay);
        break;
      case CsvField::kExpiryDate: {
        if (!into.expiry) into.expiry.emplace();
        Keep(DayFrom(cell), into.expiry->date, "DATE_INVALID", kDay);
        break;
      }
      case CsvField::kExpiryMonths: {
        if (!into.expiry) into.expiry.emplace();
        Keep(WholeNumberFrom(cell), into.expiry->months, "NUMBER_INVALID",
             "must be a whole number of months");
        break;
      }
      case CsvField::kCost: {
        const std::optional<std::size_t> column = columns_.Find(CsvField::kCurrency);
        const std::string currency = column ? row_.cells[*column] : std::string();
        Keep(CostFrom(cell, currency.empty() ? "CAD" : currency), into.cost, "COST_INVALID",
             "must be an amount such as 120.00");
        break;
      }
      case CsvField::kCurrency:
        break;  // Read with the amount.
      case CsvField::kDuration:
        into.duration = cell;
        break;
      case CsvField::kRegion:
        into.region = cell;
        break;
      case CsvField::kLocation:
        into.location = cell;
        break;
      case CsvField::kUrl:
        into.url = cell;
        break;
      case CsvField::kImageUrl:
        into.image_url = cell;
        break;
      case CsvField::kPrerequisite:
        ReadRequirements(cell, into.prerequisites);
        break;
      case CsvField::kStacksInto:
        ReadRequirements(cell, into.stacks_into);
        break;
      case CsvField::kAssessmentMethod:
        if (!into.assessment) into.assessment.emplace();
        into.assessment->method = cell;
        break;
      case CsvField::kAssessmentDescription:
        if (!into.assessment) into.assessment.emplace();
        into.assessment->description = cell;
        break;
      case CsvField::kEndorsement:
        for (std::string& name : ListFrom(cell, /*commas=*/false)) {
          into.endorsements.push_back({.name = std::move(name), .url = {}, .role = {}});
        }
        break;
      case CsvField::kTags:
        into.tags = ListFrom(cell, /*commas=*/true);
        break;
      default:
        into.extensions[target.part] = cell;
    }
  }

  // What the registry would refuse, by column.
  void Check() {
    for (const core::FieldViolation& violation : registry::CheckCredential(credential_)) {
      std::size_t column = outcome_column_.value_or(0);
      for (const PathField& entry : kPaths) {
        if (!violation.field.starts_with(entry.path)) continue;
        const std::string_view rest = std::string_view(violation.field).substr(entry.path.size());
        if (!rest.empty() && rest.front() != '.' && rest.front() != '[') continue;
        column = columns_.Find(entry.field).value_or(column);
        break;
      }
      FailAt(column, ReasonOf(violation), violation.description);
    }
  }

  const CsvColumns& columns_;
  const CsvRow& row_;
  const ImportOptions& options_;
  std::vector<ImportProblem>& problems_;
  Credential credential_;
  registry::Outcome outcome_;
  registry::MatchRelation relation_ = registry::MatchRelation::kUnspecified;
  std::size_t column_ = 0;                     // Of the cell being read.
  std::optional<std::size_t> outcome_column_;  // The first that says something of an outcome.
  std::set<std::size_t> failed_;               // Columns complained about.
};

}  // namespace

std::optional<std::size_t> CsvColumns::Find(CsvField field) const {
  for (std::size_t i = 0; i < targets.size(); ++i) {
    if (targets[i] && targets[i]->field == field) return i;
  }
  return std::nullopt;
}

Credential ReadCsvRow(const CsvColumns& columns, const CsvRow& row, const ImportOptions& options,
                      std::vector<ImportProblem>& problems) {
  return RowReader(columns, row, options, problems).Read();
}

}  // namespace crosswalk::imports
