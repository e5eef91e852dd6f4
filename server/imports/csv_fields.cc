// SPDX-License-Identifier: Apache-2.0
#include "server/imports/csv_fields.h"

#include "frameworks/core/text.h"

#include <algorithm>
#include <array>

namespace crosswalk::imports {
namespace {

struct FieldNames {
  CsvField field;
  std::string_view name;
  // Headings beside the name itself, folded and with single blanks for all else than letters and
  // digits; separated by '|'.
  std::string_view headings;
};

constexpr std::array<FieldNames, 40> kFields = {{
    {CsvField::kCredentialId, "credential_id", "credential|identifiant du titre"},
    {CsvField::kExternalId, "external_id",
     "course code|course number|program code|credential code|code du cours|code du "
     "programme|numero|"
     "numero du cours|sigle|no de cours|reference"},
    {CsvField::kTitle, "title",
     "name|credential title|credential name|course title|course name|program title|program name|"
     "micro credential|microcredential|micro credential title|titre|nom|intitule|titre du cours|"
     "nom du cours|titre du programme|nom du programme|microcertification|"
     "titre de la microcertification"},
    {CsvField::kDescription, "description",
     "summary|resume|sommaire|course description|"
     "description du cours"},
    {CsvField::kIssuerId, "issuer_id",
     "institution id|provider id|college id|"
     "identifiant de l etablissement"},
    {CsvField::kIssuerName, "issuer_name",
     "issuer|institution|provider|college|university|organization|organisation|school|"
     "etablissement|emetteur|fournisseur|universite|nom de l etablissement"},
    {CsvField::kIssuerUrl, "issuer_url",
     "institution url|issuer website|institution website|"
     "site de l etablissement"},
    {CsvField::kIssuerRegion, "issuer_region", "institution region|region de l etablissement"},
    {CsvField::kIssuerType, "issuer_type", "institution type|type d etablissement"},
    {CsvField::kType, "type", "credential type|kind|type de titre|genre|categorie|category"},
    {CsvField::kOutcome, "outcome",
     "outcome text|learning outcome|learning outcomes|outcomes|competency|competence|skill|"
     "statement|resultat d apprentissage|resultats d apprentissage|resultat|acquis d apprentissage|"
     "objectif|objectif d apprentissage"},
    {CsvField::kOutcomeId, "outcome_id", "identifiant du resultat"},
    {CsvField::kOutcomeCode, "outcome_code",
     "code|outcome number|lo|lo code|learning outcome code|"
     "code du resultat|numero du resultat"},
    {CsvField::kOutcomeLanguage, "outcome_language",
     "language of outcome|text language|"
     "langue du resultat|langue du texte"},
    {CsvField::kConcept, "concept",
     "concept uri|skill uri|esco|esco uri|esco skill|alignment|alignment uri|aligned skill|"
     "competence esco|uri esco|alignement"},
    {CsvField::kConceptRelation, "concept_relation",
     "relation|match|alignment relation|"
     "relation d alignement"},
    {CsvField::kLevel, "level", "oqf|oqf level|qualification level|niveau|niveau cctco|cctco"},
    {CsvField::kHours, "hours",
     "hours of instruction|instructional hours|contact hours|total hours|heures|"
     "heures d enseignement|nombre d heures|duree heures|duration hours"},
    {CsvField::kCredits, "credits",
     "credit|credit value|number of credits|unites|credits unites|"
     "nombre de credits"},
    {CsvField::kDeliveryMode, "delivery_mode",
     "delivery|delivery method|mode of delivery|delivery format|mode|mode de prestation|"
     "mode d enseignement|modalite|formule"},
    {CsvField::kLanguage, "language",
     "languages|language code|language codes|language of instruction|langue|langues|"
     "langue d enseignement"},
    {CsvField::kStartDate, "start_date", "start|starts|begins|date de debut|debut"},
    {CsvField::kEndDate, "end_date", "end|ends|date de fin|fin"},
    {CsvField::kRegistrationDeadline, "registration_deadline",
     "registration closes|apply by|deadline|date limite d inscription|date limite"},
    {CsvField::kDuration, "duration", "length|duree"},
    {CsvField::kCost, "cost",
     "price|fee|fees|tuition|cost amount|cout|prix|frais|"
     "frais de scolarite"},
    {CsvField::kCurrency, "currency", "cost currency|devise|monnaie"},
    {CsvField::kRegion, "region", "area"},
    {CsvField::kLocation, "location", "city|town|campus|place|lieu|ville|endroit"},
    {CsvField::kUrl, "url",
     "link|web page|webpage|website|web address|page web|site web|lien|"
     "adresse web"},
    {CsvField::kImageUrl, "image_url", "image|badge image|logo|url de l image"},
    {CsvField::kPrerequisite, "prerequisite",
     "prerequisites|pre requisites|entry requirements|admission requirements|prealable|prealables|"
     "prerequis|conditions d admission"},
    {CsvField::kStacksInto, "stacks_into",
     "stacks to|leads to|pathway|mene a|permet d acceder a|"
     "s empile vers"},
    {CsvField::kAssessmentMethod, "assessment_method",
     "assessment|evaluation|assessment type|"
     "mode d evaluation|methode d evaluation"},
    {CsvField::kAssessmentDescription, "assessment_description",
     "assessment details|description de l evaluation"},
    {CsvField::kEndorsement, "endorsement",
     "endorsements|endorsed by|partner|partners|industry partner|partenaire|partenaires|"
     "appuye par"},
    {CsvField::kExpiryDate, "expiry_date", "expires|expires on|date d expiration|expiration"},
    {CsvField::kExpiryMonths, "expiry_months",
     "valid for months|validity months|validite mois|"
     "valide mois"},
    {CsvField::kTags, "tags",
     "tag|keywords|key words|mots cles|etiquettes|subject|subjects|sujet|"
     "sujets|domaine"},
    {CsvField::kExtension, "extensions", ""},
}};

// Lower case, no accents, and single blanks for all that is no letter or digit.
std::string HeadingKey(std::string_view heading) {
  std::string key;
  for (const char c : core::FoldText(heading)) {
    const bool is_word = (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') ||
                         (static_cast<unsigned char>(c) & 0x80) != 0;
    if (is_word) {
      key += c;
    } else if (!key.empty() && key.back() != ' ') {
      key += ' ';
    }
  }
  if (key.ends_with(' ')) key.pop_back();
  return key;
}

bool HasHeading(std::string_view headings, std::string_view key) {
  while (!headings.empty()) {
    const std::size_t end = std::min(headings.find('|'), headings.size());
    if (headings.substr(0, end) == key) return true;
    headings.remove_prefix(std::min(end + 1, headings.size()));
  }
  return false;
}

bool TakesLanguage(CsvField field) {
  return field == CsvField::kTitle || field == CsvField::kDescription ||
         field == CsvField::kIssuerName;
}

// The language that the last word of a heading names: "title en", "titre (francais)".
std::string_view LanguageWord(std::string_view word) {
  for (const std::string_view english : {"en", "english", "anglais", "ang"}) {
    if (word == english) return "en";
  }
  for (const std::string_view french : {"fr", "french", "francais", "fra"}) {
    if (word == french) return "fr";
  }
  return {};
}

}  // namespace

bool IsOfOutcome(CsvField field) {
  switch (field) {
    case CsvField::kOutcome:
    case CsvField::kOutcomeId:
    case CsvField::kOutcomeCode:
    case CsvField::kOutcomeLanguage:
    case CsvField::kConcept:
    case CsvField::kConceptRelation:
      return true;
    default:
      return false;
  }
}

std::optional<CsvColumnTarget> CsvFieldOf(std::string_view name) {
  const std::size_t point = std::min(name.find('.'), name.size());
  const std::string_view part = name.substr(std::min(point + 1, name.size()));
  for (const FieldNames& field : kFields) {
    if (field.name != name.substr(0, point)) continue;
    const bool takes_part = TakesLanguage(field.field) || field.field == CsvField::kExtension;
    const bool fits =
        point == name.size() ? field.field != CsvField::kExtension : takes_part && !part.empty();
    if (!fits) return std::nullopt;
    return CsvColumnTarget{field.field, std::string(part)};
  }
  return std::nullopt;
}

std::optional<CsvColumnTarget> CsvFieldOfHeading(std::string_view heading) {
  if (const auto named = CsvFieldOf(heading)) return named;
  const std::string key = HeadingKey(heading);
  if (key.empty()) return std::nullopt;
  const auto find = [](std::string_view words) -> const FieldNames* {
    for (const FieldNames& field : kFields) {
      if (field.field == CsvField::kExtension) continue;
      if (HeadingKey(field.name) == words || HasHeading(field.headings, words)) return &field;
    }
    return nullptr;
  };
  if (const FieldNames* field = find(key)) return CsvColumnTarget{field->field, {}};
  const std::size_t blank = key.rfind(' ');
  if (blank == std::string::npos) return std::nullopt;
  const std::string_view language = LanguageWord(std::string_view(key).substr(blank + 1));
  const FieldNames* field = language.empty() ? nullptr : find(key.substr(0, blank));
  if (field == nullptr || !TakesLanguage(field->field)) return std::nullopt;
  return CsvColumnTarget{field->field, std::string(language)};
}

std::vector<std::string_view> CsvFieldNames() {
  std::vector<std::string_view> names;
  names.reserve(kFields.size());
  for (const FieldNames& field : kFields) names.push_back(field.name);
  return names;
}

}  // namespace crosswalk::imports
