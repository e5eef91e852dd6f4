// SPDX-License-Identifier: Apache-2.0
// What each command of the program does, apart from its command line. They write to the screen and
// return the code to end with; none of them throws on purpose or ends the process.
#pragma once

#include "tools/client/input_files.h"
#include "tools/client/screen.h"

#include "crosswalk/v1/concept.pb.h"

#include <optional>
#include <string>
#include <vector>

namespace crosswalk::client {

// What every command has.
struct CallFlags {
  std::string server;                  // HOST:PORT.
  double timeout_seconds = 30;         // Of one call.
  bool timeout_given = false;          // Streams, which may take long, are bounded only if so.
  std::vector<std::string> languages;  // Wished for the answer, best first.
  bool json = false;
};

struct MapFlags {
  CallFlags call;
  InputSelection input;
  std::vector<std::string> frameworks;
  int top = 5;
  // Where not given the server answers every skill, and the table leaves out the unlikeliest.
  std::optional<double> min_confidence;
  std::vector<std::string> skill_types;  // Words of SkillTypes().
  bool committed_only = false;
  std::string encoder;         // A word of Encoders(); empty: the server's.
  std::string title;           // Of the credential, to inform the outcomes.
  bool as_credential = false;  // The outcomes inform each other.
  bool explain = false;        // Show the ranking's signals.
  bool json_lines = false;     // One OutcomeMapping a line.
  bool csv = false;
};

struct AlignFlags {
  CallFlags call;
  InputSelection input;
  std::string title;
  std::optional<double> hours;
  std::optional<double> credits;
  std::string issuer_type;  // A word of IssuerTypes().
  std::string admission;    // A word of AdmissionRequirements().
  // Resource names, or any identifier that GetConcept knows.
  std::vector<std::string> prerequisites;
  int max_evidence = 1;  // Pieces of evidence shown for each category.
  bool full = false;     // Show everything.
};

// What to keep of what is found, in the words of the command line. Groups and occupations may be
// resource names or any identifier that GetConcept knows.
struct FilterFlags {
  std::vector<std::string> frameworks;
  std::vector<std::string> types;         // Words of ConceptTypes().
  std::vector<std::string> skill_types;   // Words of SkillTypes().
  std::vector<std::string> reuse_levels;  // Words of ReuseLevels().
  std::vector<std::string> collections;
  std::vector<std::string> groups;
  std::vector<std::string> occupations;
  bool essential = false;
};

struct SearchFlags {
  CallFlags call;
  FilterFlags filter;
  std::string query;
  int limit = 10;
};

struct SuggestFlags {
  CallFlags call;
  FilterFlags filter;
  std::string prefix;
  int limit = 10;
};

struct ShowFlags {
  CallFlags call;
  std::string identifier;
  int neighbours = 10;  // Of each relation; 0 shows none.
};

ExitCode RunMap(const MapFlags& flags, const Screen& screen);
ExitCode RunAlign(const AlignFlags& flags, const Screen& screen);
ExitCode RunSearch(const SearchFlags& flags, const Screen& screen);
ExitCode RunSuggest(const SuggestFlags& flags, const Screen& screen);
ExitCode RunShow(const ShowFlags& flags, const Screen& screen);
ExitCode RunFrameworks(const CallFlags& flags, const Screen& screen);
ExitCode RunStatus(const CallFlags& flags, const Screen& screen);
ExitCode RunReload(const CallFlags& flags, const Screen& screen);
// Returns when the new index is complete; shows the progress where someone watches.
ExitCode RunRebuildCatalogue(const CallFlags& flags, const Screen& screen);

}  // namespace crosswalk::client
