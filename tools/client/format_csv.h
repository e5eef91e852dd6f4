// SPDX-License-Identifier: Apache-2.0
// A mapping as rows for a spreadsheet (RFC 4180). All functions are thread-safe.
#pragma once

#include "tools/client/outcome_input.h"

#include "crosswalk/v1/mapping.pb.h"

#include <string>
#include <string_view>

namespace crosswalk::client {

// The first row: the names of the columns.
std::string MappingCsvHeader();

// One row a skill; one row with an empty rank where there is none, so that no outcome gets lost.
std::string FormatMappingCsv(const InputOutcome& outcome, const v1::OutcomeMapping& mapping);

// The cell, quoted where it must be.
std::string CsvCell(std::string_view text);

}  // namespace crosswalk::client
