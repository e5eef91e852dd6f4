// SPDX-License-Identifier: Apache-2.0
// crosswalk-bench: throughput and latency of a running server; docs/benchmarks.md. Exit codes: 0
// measured, 1 some requests failed, 2 the command line or a file is wrong, 3 no server answers.
#include "tools/bench/load.h"
#include "tools/bench/report.h"
#include "tools/bench/sample_texts.h"
#include "tools/client/input_files.h"
#include "tools/client/vocabulary.h"

#include <CLI/CLI.hpp>

#include <cstdlib>
#include <exception>
#include <iostream>
#include <map>
#include <string>
#include <vector>

namespace crosswalk::bench {
namespace {

enum ExitCode { kMeasured = 0, kFailures = 1, kBadUsage = 2, kNoAnswer = 3 };

struct Flags {
  LoadOptions load;
  std::vector<std::string> methods = {"map", "stream", "search", "suggest"};
  std::string encoder;
  std::string outcomes_file;
  std::string queries_file;
  int pid = 0;
  bool json = false;
};

void AddOptions(CLI::App& app, Flags& flags) {
  app.add_option("-s,--server", flags.load.server,
                 "Server, HOST:PORT (default: $CROSSWALK_SERVER, else localhost:50051)");
  app.add_option("--method", flags.methods,
                 "map, stream, search or suggest; may be repeated (default: all)")
      ->delimiter(',')
      ->allow_extra_args(false)
      ->check(CLI::IsMember({"map", "stream", "search", "suggest"}));
  app.add_option("-c,--concurrency", flags.load.concurrency, "Workers (default 1)")
      ->check(CLI::Range(1, 1000));
  app.add_option("-w,--warm-up", flags.load.warm_up_seconds, "Seconds before measuring (default 2)")
      ->check(CLI::Range(0.0, 3600.0));
  app.add_option("-d,--duration", flags.load.seconds, "Seconds to measure each method (default 10)")
      ->check(CLI::Range(0.1, 86400.0));
  app.add_option("--batch", flags.load.outcomes_per_request,
                 "map: outcomes in a request (default 1)")
      ->check(CLI::Range(1, 1000));
  app.add_option("--stream-batch", flags.load.outcomes_per_message,
                 "stream: outcomes in a message (default 4)")
      ->check(CLI::Range(1, 1000));
  app.add_option("--window", flags.load.window,
                 "stream: messages that may be unanswered (default 8)")
      ->check(CLI::Range(1, 1000));
  app.add_option("--top", flags.load.max_skills, "Skills for an outcome (default 10)")
      ->check(CLI::Range(1, 200));
  app.add_option("--encoder", flags.encoder, "map, stream: transformer or static")
      ->check(CLI::IsMember(client::WordsOf(client::Encoders())));
  app.add_option("--outcomes", flags.outcomes_file,
                 "File with outcomes, as crosswalk map reads it (default: a built-in sample)");
  app.add_option("--queries", flags.queries_file,
                 "File with queries, one a line (default: a built-in sample)");
  app.add_option("--pid", flags.pid, "Process of the server, to report its memory")
      ->check(CLI::PositiveNumber);
  app.add_flag("--json", flags.json, "Print one JSON object");
}

// The texts of `file`, or the sample if there is none.
core::Result<std::vector<std::string>> TextsOf(const std::string& file, client::InputFormat format,
                                               const std::vector<std::string>& sample) {
  if (file.empty()) return sample;
  client::InputSelection selection;
  selection.files = {file};
  selection.options.format = format;
  const core::Result<client::OutcomeInput> input = client::ReadInputs(selection, std::cin);
  if (!input.ok()) return input.status();
  std::vector<std::string> texts;
  for (const client::InputOutcome& outcome : input->outcomes) texts.push_back(outcome.text);
  return texts;
}

int Fail(const core::Status& status, ExitCode code) {
  std::cerr << "crosswalk-bench: " << status.message() << '\n';
  return code;
}

int Run(Flags flags) {
  const auto outcomes = TextsOf(flags.outcomes_file, client::InputFormat::kAuto, SampleOutcomes());
  if (!outcomes.ok()) return Fail(outcomes.status(), kBadUsage);
  const auto queries = TextsOf(flags.queries_file, client::InputFormat::kLines, SampleQueries());
  if (!queries.ok()) return Fail(queries.status(), kBadUsage);
  flags.load.outcomes = *outcomes;
  flags.load.queries = *queries;
  flags.load.encoder =
      client::ValueOf(client::Encoders(), flags.encoder).value_or(v1::ENCODER_UNSPECIFIED);
  const core::Result<ServerIdentity> server = Identify(flags.load.server);
  if (!server.ok()) return Fail(server.status(), kNoAnswer);

  Report report;
  report.options = flags.load;
  report.server = *server;
  const std::map<std::string, Method> methods = {{"map", Method::kMap},
                                                 {"stream", Method::kStream},
                                                 {"search", Method::kSearch},
                                                 {"suggest", Method::kSuggest}};
  bool failures = false;
  for (const std::string& name : flags.methods) {
    if (!flags.json) std::cerr << "measuring " << name << " ...\n";
    report.results.push_back(RunLoad(methods.at(name), flags.load));
    failures = failures || !report.results.back().errors.empty();
  }
  if (flags.pid > 0) {
    report.memory = ReadProcessMemory("/proc/" + std::to_string(flags.pid) + "/status");
    if (!report.memory) std::cerr << "crosswalk-bench: no process " << flags.pid << '\n';
  }
  std::cout << (flags.json ? FormatJson(report) + "\n" : FormatTable(report));
  return failures ? kFailures : kMeasured;
}

}  // namespace
}  // namespace crosswalk::bench

int main(int argc, char** argv) {
  crosswalk::bench::Flags flags;
  const char* server = std::getenv("CROSSWALK_SERVER");
  flags.load.server = server != nullptr && *server != '\0' ? server : "localhost:50051";
  CLI::App app("Measures throughput and latency of a running Crosswalk server.", "crosswalk-bench");
  try {
    crosswalk::bench::AddOptions(app, flags);
    app.parse(argc, argv);
    return crosswalk::bench::Run(std::move(flags));
  } catch (const CLI::ParseError& error) {
    return app.exit(error) == 0 ? crosswalk::bench::kMeasured : crosswalk::bench::kBadUsage;
  } catch (const std::exception& error) {
    std::cerr << "crosswalk-bench: " << error.what() << '\n';
    return crosswalk::bench::kFailures;
  }
}
