// SPDX-License-Identifier: Apache-2.0
// Cells of a table as people write them. All functions are thread-safe and take UTF-8 without
// blanks around it; nothing is returned for what cannot be understood.
#pragma once

#include "server/registry/credential.h"

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace crosswalk::imports {

// The word of the vocabulary in any case, or what people call it in English or French:
// "micro-credential", "Microcertification"; "online", "En ligne".
std::optional<registry::CredentialType> TypeFrom(std::string_view cell);
std::optional<registry::DeliveryMode> DeliveryModeFrom(std::string_view cell);
// "EXACT_MATCH", "exactMatch", "exact", "skos:closeMatch".
std::optional<registry::MatchRelation> RelationFrom(std::string_view cell);

// "1250.5", "1,250.5", "1 250,5", "12,5": a decimal point or comma, thousands set apart or not.
std::optional<double> NumberFrom(std::string_view cell);
std::optional<int> WholeNumberFrom(std::string_view cell);

// "120", "120,00 $", "$1,200.00", "120.00 CAD". The currency is that in the cell, else `currency`.
std::optional<registry::Cost> CostFrom(std::string_view cell, std::string_view currency);

// An ISO 8601 day from "2027-01-11", "2027/1/11", or the former with a time. Days in other orders
// are not guessed at.
std::optional<std::string> DayFrom(std::string_view cell);

// The parts of a list, set apart by ';', '|' or line ends; also by ',' where `commas`. No part is
// empty.
std::vector<std::string> ListFrom(std::string_view cell, bool commas);

// A language code from one, or from "English", "français", ...; the cell itself where it is no
// such word.
std::string LanguageFrom(std::string_view cell);

}  // namespace crosswalk::imports
