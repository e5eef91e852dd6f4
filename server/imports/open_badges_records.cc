// SPDX-License-Identifier: Apache-2.0
#include "server/imports/open_badges_records.h"

#include "frameworks/io/json_document.h"
#include "server/imports/framework_links.h"
#include "server/imports/identity.h"
#include "server/imports/json_findings.h"
#include "server/imports/language_texts.h"
#include "server/imports/result_words.h"
#include "server/registry/credential_check.h"

#include <algorithm>
#include <array>
#include <optional>
#include <utility>

namespace crosswalk::imports {
namespace {

using io::JsonType;
using io::JsonValue;
using registry::Credential;
using registry::CredentialType;

struct AchievementType {
  std::string_view word;
  CredentialType type;
  bool is_same;  // Whether the type says all that the word says.
};

// The vocabulary of OB 3.0, section B.5.1; what is not here is OTHER and told as not held.
constexpr std::array<AchievementType, 24> kAchievementTypes = {{
    {"MicroCredential", CredentialType::kMicroCredential, true},
    {"Certificate", CredentialType::kCertificate, true},
    {"CertificateOfCompletion", CredentialType::kCertificate, false},
    {"Diploma", CredentialType::kDiploma, true},
    {"SecondarySchoolDiploma", CredentialType::kDiploma, false},
    {"GeneralEducationDevelopment", CredentialType::kDiploma, false},
    {"Degree", CredentialType::kDegree, true},
    {"AssociateDegree", CredentialType::kDegree, false},
    {"BachelorDegree", CredentialType::kDegree, false},
    {"MasterDegree", CredentialType::kDegree, false},
    {"DoctoralDegree", CredentialType::kDegree, false},
    {"ProfessionalDoctorate", CredentialType::kDegree, false},
    {"ResearchDoctorate", CredentialType::kDegree, false},
    {"Course", CredentialType::kCourse, true},
    {"License", CredentialType::kLicence, true},
    {"Badge", CredentialType::kBadge, true},
    {"ApprenticeshipCertificate", CredentialType::kApprenticeship, true},
    {"JourneymanCertificate", CredentialType::kCertification, false},
    {"MasterCertificate", CredentialType::kCertification, false},
    {"Certification", CredentialType::kCertification, true},
    {"QualityAssuranceCredential", CredentialType::kCertification, false},
    {"LearningProgram", CredentialType::kProgram, true},
    {"Achievement", CredentialType::kUnspecified, true},
    {"ext:MicroCredential", CredentialType::kMicroCredential, true},
}};

bool IsWebAddress(std::string_view text) {
  return text.starts_with("https://") || text.starts_with("http://");
}

bool HasType(const JsonValue& object, std::initializer_list<std::string_view> words) {
  for (const std::string_view key : {"type", "@type"}) {
    const std::optional<JsonValue> type = object.Find(key);
    if (!type) continue;
    std::vector<JsonValue> values = type->children();
    values.push_back(*type);
    for (const JsonValue& value : values) {
      if (std::find(words.begin(), words.end(), value.text()) != words.end()) return true;
    }
  }
  return false;
}

class BadgeReader {
 public:
  BadgeReader(JsonFindings& findings, const ImportOptions& options)
      : findings_(findings), options_(options), language_(options.default_language) {}

  Credential Read(const JsonValue& root) {
    if (root.type() != JsonType::kObject) {
      Refuse(root);
    } else if (root.Find("credentialSubject")) {
      ReadAward(root);
    } else if (root.Find("badge")) {
      ReadAssertion(root);
    } else if (HasType(root, {"Achievement", "BadgeClass"}) ||
               (root.Find("name") && root.Find("criteria"))) {
      ReadAchievement(root, "");
    } else {
      Refuse(root);
    }
    if (!findings_.has_problems()) End(root);
    return std::move(credential_);
  }

 private:
  void Refuse(const JsonValue& value) {
    findings_.Fail(value, "", "RECORD_NOT_CREDENTIAL",
                   "is neither an Achievement nor a BadgeClass, nor an award that holds one");
  }

  // OB 3.0: AchievementCredential.
  void ReadAward(const JsonValue& root) {
    JsonMembers award(root, "", findings_);
    for (const std::string_view key : {"@context", "type", "@type"}) award.Skip(key);
    const std::optional<JsonValue> subject_value = award.Take("credentialSubject");
    const std::optional<JsonValue> issuer = award.Take("issuer");
    JsonValue subject_object = *subject_value;
    if (subject_object.type() == JsonType::kArray) {
      const std::vector<JsonValue> subjects = subject_object.children();
      if (subjects.empty()) return Refuse(subject_object);
      subject_object = subjects.front();
    }
    JsonMembers subject(subject_object, "credentialSubject", findings_);
    subject.Skip("type");
    const std::optional<JsonValue> achievement = subject.Take("achievement");
    if (!achievement || achievement->type() != JsonType::kObject) {
      return findings_.Fail(achievement.value_or(subject_object), "credentialSubject.achievement",
                            "RECORD_NOT_CREDENTIAL",
                            "must be the achievement itself; a link is not followed");
    }
    ReadAchievement(*achievement, "credentialSubject.achievement");
    if (issuer) {
      if (credential_.issuer == registry::Issuer()) {
        ReadProfile(*issuer, "issuer");
      } else {
        findings_.NotHeld("issuer");
      }
    }
    // Mostly the achievement's own texts again.
    for (const std::string_view key : {"name", "description"}) {
      const std::optional<JsonValue> text = award.Take(key);
      const std::optional<JsonValue> same = achievement->Find(key);
      if (text && !(same && same->text() == text->text())) award.NotHeld(key);
    }
    award.ReportRest();
    subject.ReportRest();
  }

  // OB 2.0: Assertion.
  void ReadAssertion(const JsonValue& root) {
    JsonMembers award(root, "", findings_);
    for (const std::string_view key : {"@context", "type", "@type"}) award.Skip(key);
    const std::optional<JsonValue> badge = award.Take("badge");
    if (!badge || badge->type() != JsonType::kObject) {
      return findings_.Fail(root, "badge", "RECORD_NOT_CREDENTIAL",
                            "must be the BadgeClass itself; a link is not followed");
    }
    ReadAchievement(*badge, "badge");
    award.ReportRest();
  }

  void ReadAchievement(const JsonValue& value, const std::string& path) {
    JsonMembers badge(value, path, findings_);
    for (const std::string_view key : {"@context", "type", "@type"}) badge.Skip(key);
    for (const std::string_view key : {"inLanguage", "@language"}) {
      const std::string language = badge.TakeText(key);
      if (language.empty()) continue;
      language_ = language;
      credential_.language_codes = {language};
    }
    identifier_ = badge.TakeText("id");
    credential_.title = TakeTexts(badge, "name");
    credential_.description = TakeTexts(badge, "description");
    if (credential_.title.empty()) {
      findings_.Fail(value, badge.PathOf("name"), "FIELD_REQUIRED", "the achievement has no name");
    }
    ReadType(badge);
    ReadCredits(badge);
    ReadCriteria(badge);
    ReadIdentifiers(badge);
    ReadImage(badge);
    for (const std::string_view key : {"tag", "tags", "fieldOfStudy", "specialization"}) {
      for (const auto& [tag, tag_path] : badge.TakeList(key)) AddTag(tag, tag_path);
    }
    for (const std::string_view key : {"creator", "issuer"}) {
      if (const std::optional<JsonValue> profile = badge.Take(key)) {
        ReadProfile(*profile, badge.PathOf(key));
      }
    }
    for (const auto& [alignment, at] : badge.TakeList("alignment")) ReadAlignment(alignment, at);
    for (const auto& [result, at] : badge.TakeList("resultDescription")) {
      AddAssessment(DescribeResult(result, at, findings_));
    }
    for (const auto& [endorsement, at] : badge.TakeList("endorsement")) {
      ReadEndorsement(endorsement, at);
    }
    badge.ReportRest();
  }

  registry::TextByLanguage TakeTexts(JsonMembers& members, std::string_view key) {
    const std::optional<JsonValue> value = members.Take(key);
    if (!value) return {};
    return ReadLanguageTexts(*value, members.PathOf(key), language_, findings_);
  }

  void ReadType(JsonMembers& badge) {
    const std::string word = badge.TakeText("achievementType");
    if (word.empty()) return;
    for (const AchievementType& entry : kAchievementTypes) {
      if (entry.word != word) continue;
      credential_.type = entry.type;
      if (!entry.is_same) badge.NotHeld("achievementType");
      return;
    }
    credential_.type = CredentialType::kOther;
    badge.NotHeld("achievementType");
  }

  void ReadCredits(JsonMembers& badge) {
    const std::optional<JsonValue> value = badge.Take("creditsAvailable");
    if (!value) return;
    credential_.credits = value->number();
    if (!credential_.credits) {
      findings_.Fail(*value, badge.PathOf("creditsAvailable"), "VALUE_TYPE_INVALID",
                     "must be a number");
    }
  }

  // OB 2.0 may have an address alone.
  void ReadCriteria(JsonMembers& badge) {
    for (const auto& [value, path] : badge.TakeList("criteria")) {
      if (value.type() == JsonType::kString) {
        TakeAddress(std::string(value.text()), path);
        continue;
      }
      JsonMembers criteria(value, path, findings_);
      criteria.Skip("type");
      const std::string address = criteria.TakeText("id");
      if (!address.empty()) TakeAddress(address, criteria.PathOf("id"));
      AddAssessment(criteria.TakeLines("narrative"));
      criteria.ReportRest();
    }
  }

  void TakeAddress(const std::string& address, const std::string& path) {
    if (credential_.url.empty() && IsWebAddress(address)) {
      credential_.url = address;
    } else if (address != identifier_ && address != credential_.url) {
      findings_.NotHeld(path);
    }
  }

  void AddAssessment(const std::string& text) {
    if (text.empty()) return;
    if (!credential_.assessment) credential_.assessment.emplace();
    std::string& description = credential_.assessment->description;
    if (!description.empty()) description += '\n';
    description += text;
  }

  // One number is held: the code for people, else an identifier in another system, else the badge's
  // own; the latter is the address where the criteria have none.
  void ReadIdentifiers(JsonMembers& badge) {
    credential_.external_id = badge.TakeText("humanCode");
    for (const auto& [value, path] : badge.TakeList("otherIdentifier")) {
      JsonMembers other(value, path, findings_);
      other.Skip("type");
      const std::string identifier = other.TakeText("identifier");
      if (credential_.external_id.empty()) {
        credential_.external_id = identifier;
      } else if (!identifier.empty()) {
        other.NotHeld("identifier");
      }
      other.ReportRest();
    }
    if (identifier_.empty()) return;
    if (credential_.external_id.empty()) {
      credential_.external_id = identifier_;
    } else if (credential_.url.empty() && IsWebAddress(identifier_)) {
      credential_.url = identifier_;
    } else if (credential_.url != identifier_) {
      badge.NotHeld("id");
    }
  }

  void ReadImage(JsonMembers& badge) {
    const std::optional<JsonValue> value = badge.Take("image");
    if (!value) return;
    const std::string path = badge.PathOf("image");
    if (value->type() == JsonType::kString) return TakeImage(std::string(value->text()), path);
    JsonMembers image(*value, path, findings_);
    image.Skip("type");
    TakeImage(image.TakeText("id"), image.PathOf("id"));
    image.ReportRest();
  }

  void TakeImage(const std::string& address, const std::string& path) {
    if (address.empty()) return;
    if (IsWebAddress(address)) {
      credential_.image_url = address;
    } else {
      findings_.NotHeld(path);  // Mostly the picture itself, as a data: address.
    }
  }

  void AddTag(const JsonValue& value, const std::string& path) {
    if (value.type() != JsonType::kString) {
      return findings_.Fail(value, path, "VALUE_TYPE_INVALID", "must be a string");
    }
    std::vector<std::string>& tags = credential_.tags;
    std::string tag(value.text());
    if (!tag.empty() && std::find(tags.begin(), tags.end(), tag) == tags.end()) {
      tags.push_back(std::move(tag));
    }
  }

  void ReadProfile(const JsonValue& value, const std::string& path) {
    registry::Issuer& issuer = credential_.issuer;
    if (value.type() == JsonType::kString) {
      issuer.id = IssuerIdFrom(value.text());
      if (IsWebAddress(value.text())) issuer.url = std::string(value.text());
      return;
    }
    JsonMembers profile(value, path, findings_);
    for (const std::string_view key : {"@context", "type", "@type"}) profile.Skip(key);
    const std::string id = profile.TakeText("id");
    issuer.name = TakeTexts(profile, "name");
    issuer.url = profile.TakeText("url");
    if (id.empty()) {
      issuer.id.clear();  // The default issuer's, or one made of the name.
    } else {
      const bool is_address = IsWebAddress(id);
      issuer.id = is_address || issuer.name.empty() ? IssuerIdFrom(id)
                                                    : IdFrom(issuer.name.begin()->second, id);
      if (is_address && issuer.url.empty()) issuer.url = id;
      if (issuer.url != id) profile.NotHeld("id");
    }
    if (const std::optional<JsonValue> place = profile.Take("address")) {
      JsonMembers address(*place, profile.PathOf("address"), findings_);
      address.Skip("type");
      std::string region = address.TakeText("addressLocality");
      for (const std::string_view key : {"addressRegion", "addressCountry"}) {
        const std::string part = address.TakeText(key);
        if (part.empty()) continue;
        region += (region.empty() ? "" : ", ") + part;
      }
      issuer.region = region;
      address.ReportRest();
    }
    profile.ReportRest();
  }

  // A competency becomes an outcome in the concept's own words; a level of the OQF, the level.
  void ReadAlignment(const JsonValue& value, const std::string& path) {
    JsonMembers alignment(value, path, findings_);
    alignment.Skip("type");
    alignment.Skip("@type");
    const auto take = [&](std::string_view key, std::string_view old_key) {
      std::string text = alignment.TakeText(key);
      return text.empty() ? alignment.TakeText(old_key) : text;  // OB 1.x: name, url, description.
    };
    const std::string name = take("targetName", "name");
    const std::string address = take("targetUrl", "url");
    const std::string description = take("targetDescription", "description");
    const std::string framework = alignment.TakeText("targetFramework");
    const std::string code = alignment.TakeText("targetCode");
    const std::string type = alignment.TakeText("targetType");
    if (IsOqf(framework) || IsOqf(type) || IsOqf(address) || IsOqf(code)) {
      std::optional<registry::LevelAssertion> level = OqfLevel(code);
      if (!level) level = OqfLevel(name);
      if (level && !credential_.level.declared) {
        credential_.level.declared = std::move(level);
        if (!description.empty()) alignment.NotHeld("targetDescription");
      } else {
        findings_.NotHeld(path);
      }
    } else if (type == "ceterms:Credential" || type == "CTDL" || (name + description).empty()) {
      findings_.NotHeld(path);  // Of the whole credential with another: no outcome.
    } else {
      registry::Outcome& outcome = credential_.outcomes.emplace_back();
      outcome.code = code;
      outcome.language_code = language_;
      outcome.text = name.empty() ? description : name;
      if (!name.empty() && !description.empty() && name != description) {
        outcome.text += ": " + description;
      }
      if (!address.empty()) {
        registry::OutcomeAlignment declared = DeclaredAlignment(address);
        declared.relation = registry::MatchRelation::kExactMatch;
        declared.framework_release = EscoRelease(framework);
        const bool is_esco = !declared.concept_name.empty();
        outcome.alignments.push_back(std::move(declared));
        if (!framework.empty() && !is_esco) alignment.NotHeld("targetFramework");
      } else if (!framework.empty()) {
        alignment.NotHeld("targetFramework");
      }
      if (!type.empty()) alignment.NotHeld("targetType");
    }
    alignment.ReportRest();
  }

  // An EndorsementCredential (3.0) or Endorsement (2.0): who, and what they say.
  void ReadEndorsement(const JsonValue& value, const std::string& path) {
    if (value.type() != JsonType::kObject) return findings_.NotHeld(path);
    JsonMembers endorsement(value, path, findings_);
    for (const std::string_view key : {"@context", "type", "@type"}) endorsement.Skip(key);
    registry::Endorsement held;
    if (const std::optional<JsonValue> issuer = endorsement.Take("issuer")) {
      if (issuer->type() == JsonType::kObject) {
        JsonMembers profile(*issuer, endorsement.PathOf("issuer"), findings_);
        profile.Skip("type");
        held.name = profile.TakeText("name");
        held.url = profile.TakeText("url");
        const std::string id = profile.TakeText("id");
        if (held.url.empty() && IsWebAddress(id)) held.url = id;
        if (!id.empty() && held.url != id) profile.NotHeld("id");
        profile.ReportRest();
      } else {
        held.name = std::string(issuer->text());
        if (IsWebAddress(held.name)) held.url = held.name;
      }
    }
    for (const std::string_view key : {"credentialSubject", "claim"}) {
      const std::optional<JsonValue> claim = endorsement.Take(key);
      if (!claim) continue;
      JsonMembers subject(*claim, endorsement.PathOf(key), findings_);
      subject.Skip("type");
      subject.Skip("id");  // The achievement itself.
      held.role = subject.TakeLines("endorsementComment");
      subject.ReportRest();
    }
    if (held.name.empty()) return findings_.NotHeld(path);
    credential_.endorsements.push_back(std::move(held));
    endorsement.ReportRest();
  }

  void End(const JsonValue& root) {
    const std::string& title = credential_.title.begin()->second;
    const bool has_code =
        credential_.external_id != identifier_ && !credential_.external_id.empty();
    std::string id;
    if (has_code) {
      id = IdFrom(credential_.external_id);
    } else {
      id = identifier_.empty() ? IdFrom(title) : IdFrom(title, identifier_);
    }
    Complete(options_, id, credential_);
    if (credential_.name.empty() && !identifier_.empty()) {
      credential_.name = registry::FormatCredentialName(IdFrom(title, identifier_));
    }
    if (credential_.type == CredentialType::kUnspecified &&
        HasType(root, {"BadgeClass", "Assertion"})) {
      credential_.type = CredentialType::kBadge;
    }
  }

  JsonFindings& findings_;
  const ImportOptions& options_;
  Credential credential_;
  std::string language_;    // Of texts.
  std::string identifier_;  // The achievement's own.
};

}  // namespace

ImportRecord ReadBadgeRecord(const JsonSlice& slice, const ImportOptions& options) {
  return ReadRecord(slice, [&options](JsonFindings& findings, const io::JsonValue& root) {
    return BadgeReader(findings, options).Read(root);
  });
}

}  // namespace crosswalk::imports
