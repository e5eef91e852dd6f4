// SPDX-License-Identifier: Apache-2.0
// Lines that pathways, gaps and dead ends share. All functions are thread-safe.
#pragma once

#include "tools/client/text_layout.h"

#include "crosswalk/v1/pathway_service.pb.h"

#include <google/protobuf/repeated_ptr_field.h>

#include <cstddef>
#include <string>

namespace crosswalk::client {

// Title, kind, level, hours, issuer and name of a credential.
StyledText CredentialLine(const v1::CredentialSummary& credential);

// The credential a step leads to, with its score.
StyledText StepHeading(const v1::PathwayStep& step);
// Why it is a step.
StyledText StepReason(const v1::PathwayStep& step);
// What is in the way of a near fit.
StyledText ObstacleLine(const v1::NearFit& near);
StyledText DestinationLine(const v1::PathwayDestination& destination);
// What a credential asks for that is not known to be there; empty where nothing is.
std::string OpenPrerequisites(
    const google::protobuf::RepeatedPtrField<v1::PrerequisiteCheck>& prerequisites);

// "a, b, c and 4 more" of `total`.
std::string Listed(const google::protobuf::RepeatedPtrField<v1::SkillReference>& skills,
                   std::size_t most, std::size_t total);

}  // namespace crosswalk::client
