// SPDX-License-Identifier: Apache-2.0
#include "server/rpc/facts_reader.h"

#include "frameworks/core/resource_name.h"
#include "server/rpc/filter_reader.h"

#include <algorithm>
#include <cstddef>
#include <set>
#include <string>
#include <string_view>
#include <vector>

namespace crosswalk::rpc {
namespace {

constexpr double kMostHours = 20'000.0;
constexpr double kMostCredits = 1000.0;
// All qualifications of the OQF.
constexpr std::size_t kMostPrerequisites = 13;

// The API numbers its enums as the aligner does.
static_assert(v1::ISSUER_TYPE_CAREER_COLLEGE ==
              static_cast<int>(alignment::IssuerType::kCareerCollege));
static_assert(v1::ISSUER_TYPE_OTHER == static_cast<int>(alignment::IssuerType::kOther));
static_assert(v1::ADMISSION_REQUIREMENT_NONE ==
              static_cast<int>(alignment::AdmissionRequirement::kNone));
static_assert(v1::ADMISSION_REQUIREMENT_MASTERS_DEGREE ==
              static_cast<int>(alignment::AdmissionRequirement::kMastersDegree));

// Numbers of the qualifications with these names, ascending.
std::vector<int> ReadPrerequisites(const google::protobuf::RepeatedPtrField<std::string>& names,
                                   const LoadedGeneration& generation, RequestCheck& check) {
  constexpr std::string_view kField = "facts.prerequisite_qualifications";
  std::set<int> numbers;
  const auto count = static_cast<std::size_t>(names.size());
  check.LimitCount(kField, count, kMostPrerequisites);
  for (std::size_t i = 0; i < std::min(count, kMostPrerequisites); ++i) {
    const std::string& name = names[static_cast<int>(i)];
    const std::string path = FieldPath(kField, i);
    if (name.size() > kLongestName) {
      check.LimitText(path, name, kLongestName);
      continue;
    }
    const auto parsed = core::ParseConceptName(name);
    if (!parsed.ok()) {
      check.AddStatus(path, parsed.status());
      continue;
    }
    const auto& concepts = generation.qualification_concepts();
    const auto found = std::find_if(concepts.begin(), concepts.end(), [&parsed](const auto& item) {
      return item.framework == parsed->framework && item.id == parsed->id;
    });
    if (found == concepts.end()) {
      check.Add("QUALIFICATION_UNKNOWN", path, "takes the name of a qualification of the index");
      continue;
    }
    const auto index = static_cast<std::size_t>(found - concepts.begin());
    numbers.insert(generation.snapshot().qualifications()[index].number);
  }
  return {numbers.begin(), numbers.end()};
}

}  // namespace

alignment::DeclaredFacts ReadFacts(const v1::DeclaredFacts& facts,
                                   const LoadedGeneration& generation, RequestCheck& check) {
  alignment::DeclaredFacts read;
  // Written so that NaN fails.
  if (facts.has_hours()) {
    read.hours = facts.hours();
    if (!(facts.hours() > 0.0 && facts.hours() <= kMostHours)) {
      check.Add("VALUE_OUT_OF_RANGE", "facts.hours", "takes more than 0 to 20000");
    }
  }
  if (facts.has_credits()) {
    read.credits = facts.credits();
    if (!(facts.credits() > 0.0 && facts.credits() <= kMostCredits)) {
      check.Add("VALUE_OUT_OF_RANGE", "facts.credits", "takes more than 0 to 1000");
    }
  }
  if (!v1::IssuerType_IsValid(facts.issuer_type())) {
    check.Add("VALUE_UNKNOWN", "facts.issuer_type", "takes one of the named values");
  } else if (facts.issuer_type() != v1::ISSUER_TYPE_UNSPECIFIED) {
    read.issuer_type = static_cast<alignment::IssuerType>(facts.issuer_type());
  }
  if (!v1::AdmissionRequirement_IsValid(facts.admission_requirement())) {
    check.Add("VALUE_UNKNOWN", "facts.admission_requirement", "takes one of the named values");
  } else if (facts.admission_requirement() != v1::ADMISSION_REQUIREMENT_UNSPECIFIED) {
    read.admission_requirement =
        static_cast<alignment::AdmissionRequirement>(facts.admission_requirement());
  }
  read.prerequisites = ReadPrerequisites(facts.prerequisite_qualifications(), generation, check);
  return read;
}

}  // namespace crosswalk::rpc
