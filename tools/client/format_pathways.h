// SPDX-License-Identifier: Apache-2.0
// Pathways, gaps and dead ends as a person reads them. All functions are thread-safe.
#pragma once

#include "tools/client/text_layout.h"

#include "crosswalk/v1/pathway_service.pb.h"

#include <string>

namespace crosswalk::client {

// The paths as a tree, with the reason for each step and what each end reaches.
std::string FormatPathways(const v1::FindPathwaysResponse& response, const Look& look);

// Coverage, what is missing, and the credentials that close it; `full` lists every skill.
std::string FormatGap(const v1::AnalyzeGapResponse& response, bool full, const Look& look);

std::string FormatDeadEnds(const v1::ReportDeadEndsResponse& response, const Look& look);

}  // namespace crosswalk::client
