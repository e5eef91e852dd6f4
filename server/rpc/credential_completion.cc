// SPDX-License-Identifier: Apache-2.0
#include "server/rpc/credential_completion.h"

#include "frameworks/core/resource_name.h"
#include "server/rpc/request_check.h"

#include <algorithm>
#include <optional>
#include <string>
#include <string_view>

namespace crosswalk::rpc {
namespace {

using registry::AlignmentSource;
using registry::LevelAssertion;
using registry::OutcomeAlignment;

constexpr int kMostWarnings = 20;

class Completion {
 public:
  Completion(const LoadedGeneration& generation, Warnings& warnings)
      : generation_(generation), warnings_(warnings) {}

  void Complete(const std::string& path, OutcomeAlignment& alignment) {
    if (alignment.concept_name.empty() && !alignment.uri.empty()) {
      const auto node = generation_.snapshot().FindByUri(alignment.uri);
      if (!node.ok()) return;  // A framework that the index need not have.
      const auto item = generation_.snapshot().Load(*node);
      if (!item.ok()) return;
      alignment.concept_name = core::FormatConceptName(*item);
      SetRelease(item->framework, alignment);
      return;
    }
    const auto name = core::ParseConceptName(alignment.concept_name);
    if (!name.ok() || generation_.FindFramework(name->framework) == nullptr) return;
    if (!alignment.uri.empty() && !alignment.framework_release.empty()) return;
    const auto node = generation_.snapshot().FindByName(name->framework, name->id);
    if (!node.ok()) {
      Warn(path, alignment.concept_name);
      return;
    }
    SetRelease(name->framework, alignment);
    if (!alignment.uri.empty()) return;
    const auto item = generation_.snapshot().Load(*node);
    if (item.ok()) alignment.uri = item->uri;
  }

  void Complete(const std::string& path, std::optional<LevelAssertion>& level) {
    if (!level || level->number != 0) return;
    const auto name = core::ParseConceptName(level->qualification);
    if (!name.ok() || generation_.FindFramework(name->framework) == nullptr) return;
    const auto& concepts = generation_.qualification_concepts();
    const auto found = std::find_if(concepts.begin(), concepts.end(), [&name](const auto& item) {
      return item.framework == name->framework && item.id == name->id;
    });
    if (found == concepts.end()) {
      Warn(path, level->qualification);
    } else if (const auto* qualification = generation_.FindQualification(found->uri)) {
      level->number = qualification->number;
    }
  }

 private:
  void SetRelease(std::string_view framework, OutcomeAlignment& alignment) {
    const index_schema::FrameworkSummary* summary = generation_.FindFramework(framework);
    if (alignment.framework_release.empty() && summary != nullptr) {
      alignment.framework_release = summary->framework.release;
    }
  }

  void Warn(const std::string& path, const std::string& name) {
    if (warnings_.size() >= kMostWarnings) return;
    AddWarning("CONCEPT_NOT_INDEXED",
               path + ": the index has no '" + name + "'; check it, or its release",
               {{"field", path}, {"concept", name}}, warnings_);
  }

  const LoadedGeneration& generation_;
  Warnings& warnings_;
};

}  // namespace

void CompleteCredential(const LoadedGeneration* generation, registry::Credential& credential,
                        Warnings& warnings) {
  for (std::size_t i = 0; i < credential.outcomes.size(); ++i) {
    auto& alignments = credential.outcomes[i].alignments;
    for (std::size_t k = 0; k < alignments.size(); ++k) {
      if (alignments[k].source == AlignmentSource::kUnspecified) {
        alignments[k].source = AlignmentSource::kDeclared;
      }
      if (generation == nullptr) continue;
      Completion(*generation, warnings)
          .Complete(FieldPath(FieldPath("outcomes", i, "alignments"), k), alignments[k]);
    }
  }
  if (generation == nullptr) return;
  Completion completion(*generation, warnings);
  completion.Complete("level.suggested", credential.level.suggested);
  completion.Complete("level.declared", credential.level.declared);
  completion.Complete("level.confirmed", credential.level.confirmed);
}

}  // namespace crosswalk::rpc
