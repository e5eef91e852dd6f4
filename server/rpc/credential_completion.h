// SPDX-License-Identifier: Apache-2.0
// What follows from the index about a credential that somebody writes: a concept's name from its
// URI and back, the release, the number of a level.
#pragma once

#include "server/registry/credential.h"
#include "server/rpc/concept_writer.h"
#include "server/rpc/loaded_generation.h"

namespace crosswalk::rpc {

// Fills fields of alignments and levels that are empty and that `generation` knows; sets the source
// of alignments without one to kDeclared. What is set stays. Warns with CONCEPT_NOT_INDEXED of
// concepts of the index's frameworks that the index does not have: they may be of another release.
// `generation` may be null: then only sources are set. Thread-safe.
void CompleteCredential(const LoadedGeneration* generation, registry::Credential& credential,
                        Warnings& warnings);

}  // namespace crosswalk::rpc
