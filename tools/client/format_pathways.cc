// SPDX-License-Identifier: Apache-2.0
#include "tools/client/format_pathways.h"

#include "tools/client/format_step.h"
#include "tools/client/vocabulary.h"

#include <cmath>
#include <utility>
#include <vector>

namespace crosswalk::client {
namespace {

// Paths that begin alike, as a tree: each step stands once.
struct Branch {
  const v1::PathwayStep* step = nullptr;   // nullptr at the root.
  const v1::Pathway* ends_here = nullptr;  // The path that ends with this step.
  std::vector<Branch> branches;            // In the order of the best path through each.
};

void Insert(const v1::Pathway& pathway, Branch& root) {
  Branch* at = &root;
  for (const v1::PathwayStep& step : pathway.steps()) {
    Branch* next = nullptr;
    for (Branch& branch : at->branches) {
      if (branch.step->credential().name() == step.credential().name()) next = &branch;
    }
    if (next == nullptr) next = &at->branches.emplace_back(Branch{&step, nullptr, {}});
    at = next;
  }
  at->ends_here = &pathway;
}

std::string EndLine(const v1::Pathway& pathway) {
  std::string line = "score " + Fixed(pathway.score(), 2);
  if (pathway.hours() > 0) line += ", " + Grouped(std::lround(pathway.hours())) + " hours in all";
  line += ", " + Counted(pathway.skill_count(), "skill");
  return line;
}

void WriteBranch(const Branch& branch, const std::string& margin, bool is_last, const Look& look,
                 std::string& out) {
  const std::string rest = margin + (is_last ? "   " : "│  ");
  const std::string below = rest + (branch.branches.empty() ? "   " : "│  ");
  out +=
      RenderParagraph(StepHeading(*branch.step), look, margin + (is_last ? "└─ " : "├─ "), below);
  out += RenderParagraph(StepReason(*branch.step), look, below, below, 3);
  if (branch.ends_here != nullptr) {
    for (const v1::PathwayDestination& destination : branch.ends_here->destinations()) {
      out += RenderParagraph(DestinationLine(destination), look, below + "→ ", below + "  ");
    }
    out += RenderParagraph(StyledText(EndLine(*branch.ends_here), Emphasis::kFaint), look, below,
                           below);
  }
  for (std::size_t i = 0; i < branch.branches.size(); ++i) {
    WriteBranch(branch.branches[i], rest, i + 1 == branch.branches.size(), look, out);
  }
}

// What comes near where nothing follows.
std::string Nearest(const google::protobuf::RepeatedPtrField<v1::NearFit>& near_fits,
                    const google::protobuf::RepeatedPtrField<v1::PathwayDestination>& occupations,
                    const Look& look) {
  std::string out;
  for (const v1::NearFit& near : near_fits) {
    out += RenderParagraph(StepHeading(near.step()), look, "  nearly fits ", "    ");
    out += RenderParagraph(ObstacleLine(near), look, "    ", "    ", 3);
  }
  for (const v1::PathwayDestination& occupation : occupations) {
    out += RenderParagraph(DestinationLine(occupation), look, "  nearest work: ", "    ");
  }
  return out;
}

}  // namespace

std::string FormatPathways(const v1::FindPathwaysResponse& response, const Look& look) {
  std::string out;
  for (const v1::CredentialSummary& held : response.held()) {
    out += RenderParagraph(CredentialLine(held), look, "", "  ");
  }
  for (const v1::PathwayDestination& reached : response.reached()) {
    out += RenderParagraph(DestinationLine(reached), look, "→ ", "  ");
  }
  for (const v1::CredentialRequirement& missing : response.missing_targets()) {
    StyledText line("declares to stack into ", Emphasis::kPoor);
    line.Append(SafeText(missing.credential())).Append(", which is not published");
    out += RenderParagraph(line, look, "! ", "  ");
  }
  if (response.dead_end()) {
    out += RenderParagraph(
        StyledText("A dead end: nothing is declared to follow.", Emphasis::kFair), look, "", "");
  }
  if (response.pathways().empty()) {
    out += RenderParagraph(StyledText("Nothing published continues it."), look, "", "");
    return out + Nearest(response.near_fits(), response.nearest_occupations(), look);
  }
  Branch root;
  for (const v1::Pathway& pathway : response.pathways()) Insert(pathway, root);
  for (std::size_t i = 0; i < root.branches.size(); ++i) {
    WriteBranch(root.branches[i], "", i + 1 == root.branches.size(), look, out);
  }
  if (response.truncated()) {
    out += RenderParagraph(
        StyledText("There may be more: the search stops at its bounds.", Emphasis::kFaint), look,
        "", "");
  }
  return out;
}

std::string FormatDeadEnds(const v1::ReportDeadEndsResponse& response, const Look& look) {
  StyledText heading(Counted(response.total_size(), "dead end"), Emphasis::kStrong);
  heading.Append(" among " + Counted(response.examined_count(), "published credential"));
  std::string out = RenderParagraph(heading, look, "", "");
  for (const v1::DeadEnd& dead_end : response.dead_ends()) {
    out += "\n" + RenderParagraph(CredentialLine(dead_end.credential()), look, "", "  ");
    for (const v1::CredentialRequirement& missing : dead_end.missing_targets()) {
      StyledText line("declares to stack into ", Emphasis::kPoor);
      line.Append(SafeText(missing.credential())).Append(", which is not published");
      out += RenderParagraph(line, look, "  ! ", "    ");
    }
    for (const v1::PathwayStep& step : dead_end.continuations()) {
      out += RenderParagraph(StepHeading(step), look, "  could lead to ", "    ");
      out += RenderParagraph(StepReason(step), look, "    ", "    ", 2);
    }
    out += Nearest(dead_end.near_fits(), dead_end.nearest_occupations(), look);
    if (dead_end.continuations().empty() && dead_end.near_fits().empty() &&
        dead_end.nearest_occupations().empty()) {
      out += RenderParagraph(StyledText("nothing published comes near", Emphasis::kFaint), look,
                             "  ", "  ");
    }
  }
  return out;
}

}  // namespace crosswalk::client
