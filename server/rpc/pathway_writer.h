// SPDX-License-Identifier: Apache-2.0
// Pathways, gaps and dead ends as the API shows them.
#pragma once

#include "server/pathways/dead_ends.h"
#include "server/pathways/gap.h"
#include "server/pathways/pathway_search.h"
#include "server/rpc/concept_writer.h"

#include "crosswalk/v1/pathway_service.pb.h"

#include <string>
#include <unordered_map>
#include <vector>

namespace crosswalk::rpc {

// What writing one answer needs beside the answer. Kept by reference.
struct PathwayContext {
  const LoadedGeneration& generation;
  const LanguageWishes& wishes;
  const pathways::CredentialGraph& credentials;
  const pathways::SkillGraph& skills;
  const pathways::SkillNames& names;
  pathways::SkillEvidence evidence;
};

// Writes the parts of one answer. Not thread-safe.
class PathwayWriter {
 public:
  explicit PathwayWriter(const PathwayContext& context)
      : context_(context), concepts_(context.generation, context.wishes) {}

  void Write(const pathways::CredentialNode& node, v1::CredentialSummary& out) const;
  void Write(const pathways::Step& step, v1::PathwayStep& out);
  void Write(const pathways::Destination& destination, v1::PathwayDestination& out);
  void Write(const pathways::Pathway& pathway, v1::Pathway& out);
  void Write(const pathways::NearFit& near, v1::NearFit& out);
  void Write(const pathways::DeadEnd& dead_end, v1::DeadEnd& out);
  void Write(const pathways::Gap& gap, v1::AnalyzeGapResponse& out);
  void Write(const pathways::PrerequisiteState& state, v1::PrerequisiteCheck& out);

  // Preferred label of a concept by resource name; the last part of the name, in no language, where
  // the index lacks it.
  const TaggedText& LabelOf(const std::string& name);

  // Ends a response: names the generation and adds the warnings.
  template <typename Response>
  void Finish(Response& response) const {
    concepts_.Finish(response);
  }

 private:
  void Write(pathways::SkillId skill, v1::SkillReference& out);
  void Write(const pathways::SkillMatch& match, v1::SkillLink& out);
  // The first of `skills` that an answer has room for, in the order given.
  void WriteSome(const std::vector<pathways::SkillId>& skills,
                 google::protobuf::RepeatedPtrField<v1::SkillReference>& out);

  const PathwayContext& context_;
  ConceptWriter concepts_;
  std::unordered_map<std::string, TaggedText> labels_;  // By resource name.
};

void WriteRequirement(const registry::Requirement& requirement, v1::CredentialRequirement& out);

}  // namespace crosswalk::rpc
