// SPDX-License-Identifier: Apache-2.0
#include "server/rpc/pathway_service.h"

#include "server/pathways/dead_ends.h"
#include "server/pathways/gap.h"
#include "server/pathways/skill_graph_loader.h"
#include "server/registry/credential_check.h"
#include "server/rpc/filter_reader.h"
#include "server/rpc/page_token.h"
#include "server/rpc/request_check.h"

#include <algorithm>
#include <utility>
#include <vector>

namespace crosswalk::rpc {
namespace {

using pathways::NodePtr;
using pathways::SkillEvidence;
using pathways::SkillId;

constexpr std::size_t kMostHeld = 50;
constexpr std::size_t kMostHeldSkills = 500;

// A number from 0, which means `standard`, to `most`.
std::size_t ReadCount(std::int64_t asked, std::size_t standard, std::int64_t most,
                      std::string_view field, RequestCheck& check) {
  if (asked < 0 || asked > most) {
    check.Add("VALUE_OUT_OF_RANGE", field, "takes 0 to " + std::to_string(most));
    return standard;
  }
  return asked == 0 ? standard : static_cast<std::size_t>(asked);
}

// Whether `value` is a number from 0 to 1; NaN is none.
void CheckShare(double value, std::string_view field, RequestCheck& check) {
  if (!(value >= 0 && value <= 1)) check.Add("VALUE_OUT_OF_RANGE", field, "takes 0 to 1");
}

SkillEvidence ReadEvidence(const v1::EvidenceFilter& filter, RequestCheck& check) {
  CheckShare(filter.min_confidence(), "evidence.min_confidence", check);
  return {filter.confirmed_only(), filter.min_confidence()};
}

void CheckCredentialName(const std::string& name, const std::string& field, RequestCheck& check) {
  const auto id = registry::ParseCredentialName(name);
  if (!id.ok()) check.Add(id.status().reason(), field, id.status().message());
}

void CheckCredentialNames(const google::protobuf::RepeatedPtrField<std::string>& names,
                          RequestCheck& check) {
  check.LimitCount("credentials", static_cast<std::size_t>(names.size()), kMostHeld);
  for (int i = 0; i < names.size(); ++i) {
    CheckCredentialName(names[i], FieldPath("credentials", static_cast<std::size_t>(i)), check);
  }
}

core::Result<NodePtr> Require(const std::string& name, const pathways::CredentialGraph& graph) {
  NodePtr node = graph.Find(name);
  if (node == nullptr) {
    return core::NotFound("CREDENTIAL_NOT_PUBLISHED", "no credential '" + name + "' is published")
        .WithMetadata("name", name);
  }
  return node;
}

// The credentials of the names, without doubles.
core::Result<std::vector<NodePtr>> RequireAll(
    const google::protobuf::RepeatedPtrField<std::string>& names,
    const pathways::CredentialGraph& graph) {
  std::vector<NodePtr> nodes;
  for (const std::string& name : names) {
    auto node = Require(name, graph);
    if (!node.ok()) return node.status();
    if (std::find(nodes.begin(), nodes.end(), *node) == nodes.end()) {
      nodes.push_back(*std::move(node));
    }
  }
  return nodes;
}

// The concept in a field of the request, if it is of a kind that the field takes.
core::Result<SkillId> ReadConcept(const std::string& name, const std::string& field,
                                  core::ConceptType type, const LoadedGeneration& generation,
                                  pathways::SkillNames& names) {
  const auto node = ReadConceptName(name, field, generation);
  if (!node.ok()) return node.status();
  if (generation.snapshot().facts(*node).type != type) {
    RequestCheck check;
    check.Add("CONCEPT_TYPE_MISMATCH", field,
              "takes a concept of the type " + std::string(core::ConceptTypeName(type)));
    return check.ToStatus();
  }
  return names.Intern(name);
}

bool LeadsOn(const std::vector<NodePtr>& held, const pathways::PathwayAnswer& answer) {
  const auto stacks = [&](const registry::Requirement& link) {
    return link.credential.empty() ||
           std::none_of(answer.dangling.begin(), answer.dangling.end(), [&](const auto& dangling) {
             return dangling.link.credential == link.credential;
           });
  };
  return std::any_of(held.begin(), held.end(), [&](const NodePtr& node) {
    return std::any_of(node->stacks_into.begin(), node->stacks_into.end(), stacks);
  });
}

void WriteTarget(const TaggedText& title, v1::AnalyzeGapResponse& out) {
  out.set_target_title(title.text);
  out.set_target_title_language_code(title.language);
}

}  // namespace

PathwayServiceImpl::PathwayServiceImpl(CallHandler& calls, Registry& registry,
                                       std::string default_language)
    : calls_(calls), registry_(registry), default_language_(std::move(default_language)) {
  if (registry_.store != nullptr) follower_.emplace(*registry_.store, names_);
}

core::Result<std::shared_ptr<const pathways::SkillGraph>> PathwayServiceImpl::SkillsOf(
    const LoadedGeneration& generation) {
  const std::lock_guard lock(skills_mutex_);
  if (skills_ != nullptr && skills_generation_ == generation.id()) return skills_;
  const auto concept_names = generation.ConceptNames();
  if (!concept_names.ok()) return concept_names.status();
  auto loaded = pathways::LoadSkillGraph(generation.snapshot(), **concept_names, names_);
  if (!loaded.ok()) return loaded.status();
  skills_ = *std::move(loaded);
  skills_generation_ = generation.id();
  return skills_;
}

core::Result<PathwayServiceImpl::Graphs> PathwayServiceImpl::Open(
    const LoadedGeneration& generation) {
  if (core::Status status = registry_.Require(); !status.ok()) return status;
  auto skills = SkillsOf(generation);
  if (!skills.ok()) return skills.status();
  auto catalogue = follower_->Read();
  if (!catalogue.ok()) return catalogue.status();
  return Graphs{*std::move(catalogue), *std::move(skills)};
}

void PathwayServiceImpl::WarmUp(const LoadedGeneration& generation) {
  static_cast<void>(Open(generation));  // Whoever calls meets the same error and hears of it.
}

grpc::Status PathwayServiceImpl::FindPathways(grpc::ServerContext* context,
                                              const v1::FindPathwaysRequest* request,
                                              v1::FindPathwaysResponse* response) {
  constexpr std::string_view method = "crosswalk.v1.PathwayService/FindPathways";
  return calls_.Run(method, CallKind::kIndexed, *context, [&](Call& call) -> core::Status {
    RequestCheck check;
    const LanguageWishes wishes =
        ReadWishes(request->language_codes(), call.accept_language(), default_language_, check);
    if (request->credentials().empty()) {
      check.Add("FIELD_REQUIRED", "credentials", "takes 1 to 50 credentials that are held");
    }
    CheckCredentialNames(request->credentials(), check);
    pathways::PathwayRules rules;
    rules.max_steps = static_cast<int>(ReadCount(request->max_steps(), 4, 8, "max_steps", check));
    rules.max_paths = ReadCount(request->max_pathways(), 10, 50, "max_pathways", check);
    rules.max_continuations =
        ReadCount(request->max_continuations(), 10, 50, "max_continuations", check);
    rules.declared_only = request->declared_only();
    rules.evidence = ReadEvidence(request->evidence(), check);
    CheckShare(request->min_occupation_coverage(), "min_occupation_coverage", check);
    if (request->min_occupation_coverage() > 0) {
      rules.destinations.min_occupation_coverage = request->min_occupation_coverage();
    }
    rules.cancelled = [&call] { return call.Cancelled(); };
    if (!check.ok()) return check.ToStatus();

    const auto graphs = Open(call.generation());
    if (!graphs.ok()) return graphs.status();
    const pathways::CredentialGraph& catalogue = graphs->catalogue.graph();
    const auto held = RequireAll(request->credentials(), catalogue);
    if (!held.ok()) return held.status();
    const auto answer = pathways::FindPathways(*held, catalogue, *graphs->skills, rules);
    if (!answer.ok()) return answer.status();

    const PathwayContext writing{call.generation(), wishes, catalogue,
                                 *graphs->skills,   names_, rules.evidence};
    PathwayWriter writer(writing);
    bool asked_for = false;
    for (const NodePtr& node : *held) {
      writer.Write(*node, *response->add_held());
      asked_for |= !catalogue.Requiring(node->name).empty();
    }
    for (const auto& pathway : answer->pathways) writer.Write(pathway, *response->add_pathways());
    for (const auto& step : answer->continuations) {
      writer.Write(step, *response->add_continuations());
    }
    for (const auto& reached : answer->reached) writer.Write(reached, *response->add_reached());
    for (const auto& near : answer->near_fits) writer.Write(near, *response->add_near_fits());
    for (const auto& occupation : answer->nearest_occupations) {
      writer.Write(occupation, *response->add_nearest_occupations());
    }
    for (const auto& dangling : answer->dangling) {
      WriteRequirement(dangling.link, *response->add_missing_targets());
    }
    response->set_dead_end(!asked_for && !LeadsOn(*held, *answer));
    response->set_truncated(answer->truncated);
    response->set_examined(static_cast<std::int32_t>(answer->examined));
    response->set_registry_sequence(graphs->catalogue.sequence());
    writer.Finish(*response);
    call.CountItems(held->size(), answer->pathways.size());
    return {};
  });
}

grpc::Status PathwayServiceImpl::AnalyzeGap(grpc::ServerContext* context,
                                            const v1::AnalyzeGapRequest* request,
                                            v1::AnalyzeGapResponse* response) {
  constexpr std::string_view method = "crosswalk.v1.PathwayService/AnalyzeGap";
  return calls_.Run(method, CallKind::kIndexed, *context, [&](Call& call) -> core::Status {
    const LoadedGeneration& generation = call.generation();
    RequestCheck check;
    const LanguageWishes wishes =
        ReadWishes(request->language_codes(), call.accept_language(), default_language_, check);
    CheckCredentialNames(request->credentials(), check);
    check.LimitCount("skills", static_cast<std::size_t>(request->skills_size()), kMostHeldSkills);
    if (request->target_case() == v1::AnalyzeGapRequest::TARGET_NOT_SET) {
      check.Add("FIELD_REQUIRED", "target", "takes an occupation, a credential or a qualification");
    }
    if (request->has_credential()) CheckCredentialName(request->credential(), "credential", check);
    pathways::GapRules rules;
    rules.max_credentials =
        ReadCount(request->max_closing_credentials(), 5, 20, "max_closing_credentials", check);
    if (!v1::ClosingCost_IsValid(request->closing_cost())) {
      check.Add("VALUE_UNKNOWN", "closing_cost", "takes one of the named values");
    }
    if (request->closing_cost() == v1::CLOSING_COST_HOURS)
      rules.cost = pathways::ClosingCost::kHours;
    rules.close_optional = request->close_optional_skills();
    rules.evidence = ReadEvidence(request->evidence(), check);
    rules.cancelled = [&call] { return call.Cancelled(); };
    if (!check.ok()) return check.ToStatus();

    const auto graphs = Open(generation);
    if (!graphs.ok()) return graphs.status();
    const pathways::CredentialGraph& catalogue = graphs->catalogue.graph();
    const auto held = RequireAll(request->credentials(), catalogue);
    if (!held.ok()) return held.status();
    std::vector<SkillId> skills;
    for (int i = 0; i < request->skills_size(); ++i) {
      const auto skill =
          ReadConcept(request->skills(i), FieldPath("skills", static_cast<std::size_t>(i)),
                      core::ConceptType::kSkill, generation, names_);
      if (!skill.ok()) return skill.status();
      skills.push_back(*skill);
    }
    const PathwayContext writing{generation,      wishes, catalogue,
                                 *graphs->skills, names_, rules.evidence};
    PathwayWriter writer(writing);
    pathways::GapTarget target;
    if (request->has_occupation()) {
      const auto occupation = ReadConcept(request->occupation(), "occupation",
                                          core::ConceptType::kOccupation, generation, names_);
      if (!occupation.ok()) return occupation.status();
      target = pathways::TargetOfOccupation(*occupation, *graphs->skills);
      WriteTarget(writer.LabelOf(request->occupation()), *response);
    } else if (request->has_credential()) {
      const auto node = Require(request->credential(), catalogue);
      if (!node.ok()) return node.status();
      target = pathways::TargetOfCredential(*node, *graphs->skills, rules.evidence);
      v1::CredentialSummary summary;
      writer.Write(**node, summary);
      WriteTarget({summary.title(), summary.language_code()}, *response);
    } else {
      const auto qualification = ReadConcept(request->qualification(), "qualification",
                                             core::ConceptType::kQualification, generation, names_);
      if (!qualification.ok()) return qualification.status();
      const pathways::Rung* rung = graphs->skills->FindRung(request->qualification());
      if (rung != nullptr) target.level = rung->number;
      WriteTarget(writer.LabelOf(request->qualification()), *response);
    }
    const auto gap = pathways::AnalyzeGap(*held, skills, target, catalogue, *graphs->skills, rules);
    if (!gap.ok()) return gap.status();
    writer.Write(*gap, *response);
    response->set_registry_sequence(graphs->catalogue.sequence());
    writer.Finish(*response);
    call.CountItems(held->size() + skills.size(), gap->skills.size());
    return {};
  });
}

grpc::Status PathwayServiceImpl::ReportDeadEnds(grpc::ServerContext* context,
                                                const v1::ReportDeadEndsRequest* request,
                                                v1::ReportDeadEndsResponse* response) {
  constexpr std::string_view method = "crosswalk.v1.PathwayService/ReportDeadEnds";
  return calls_.Run(method, CallKind::kIndexed, *context, [&](Call& call) -> core::Status {
    RequestCheck check;
    const LanguageWishes wishes =
        ReadWishes(request->language_codes(), call.accept_language(), default_language_, check);
    if (request->issuer_id().empty()) {
      check.Add("FIELD_REQUIRED", "issuer_id", "takes the identifier of an issuer");
    } else if (!registry::IsId(request->issuer_id())) {
      check.Add("RESOURCE_NAME_INVALID", "issuer_id", "takes [a-z0-9.-]");
    }
    pathways::DeadEndRules rules;
    rules.max_continuations =
        ReadCount(request->max_continuations(), 3, 20, "max_continuations", check);
    rules.max_near_fits = ReadCount(request->max_near_fits(), 3, 20, "max_near_fits", check);
    rules.evidence = ReadEvidence(request->evidence(), check);
    rules.cancelled = [&call] { return call.Cancelled(); };
    const std::size_t size = PageSize(request->page_size(), 50, 500, check);
    if (!check.ok()) return check.ToStatus();
    const std::uint64_t fingerprint = RequestFingerprint(method, *request);
    const auto offset = ParsePageToken(request->page_token(), fingerprint, call.generation().id());
    if (!offset.ok()) return offset.status();

    const auto graphs = Open(call.generation());
    if (!graphs.ok()) return graphs.status();
    const pathways::CredentialGraph& catalogue = graphs->catalogue.graph();
    rules.first = *offset;
    rules.limit = size;
    const auto report =
        pathways::ReportDeadEnds(request->issuer_id(), catalogue, *graphs->skills, rules);
    if (!report.ok()) return report.status();
    const PathwayContext writing{call.generation(), wishes, catalogue,
                                 *graphs->skills,   names_, rules.evidence};
    PathwayWriter writer(writing);
    for (const auto& dead_end : report->dead_ends)
      writer.Write(dead_end, *response->add_dead_ends());
    const std::size_t next = *offset + report->dead_ends.size();
    if (next < report->total) {
      response->set_next_page_token(FormatPageToken(next, fingerprint, call.generation().id()));
    }
    response->set_total_size(static_cast<std::int32_t>(report->total));
    response->set_examined_count(static_cast<std::int32_t>(report->examined));
    response->set_registry_sequence(graphs->catalogue.sequence());
    writer.Finish(*response);
    call.CountItems(report->examined, report->dead_ends.size());
    return {};
  });
}

}  // namespace crosswalk::rpc
