// SPDX-License-Identifier: Apache-2.0
// crosswalk-eval: how good the mapping is, over sets of texts with known skills.
#include "tools/eval/evaluation_set.h"
#include "tools/eval/measures.h"
#include "tools/eval/report.h"
#include "tools/eval/subject.h"

#include <CLI/CLI.hpp>

#include <algorithm>
#include <chrono>
#include <fstream>
#include <iostream>
#include <set>
#include <string>
#include <thread>
#include <utility>
#include <vector>

namespace crosswalk::eval {
namespace {

// Candidates of a text whose features are written: as many as the mapper has.
constexpr std::size_t kDumpDepth = 600;
// Suggestions of a text that people look at, over which confidence is checked.
constexpr std::size_t kShown = 5;

enum ExitCode : int { kDone = 0, kFailed = 1, kUnderFloor = 2 };

struct Options {
  std::string index;
  std::string server;
  std::string encoder;
  std::vector<std::string> sets;
  std::string floors;
  std::string features;
  std::string ranker;
  std::size_t limit = 0;
  Fold fold;
  std::size_t threads = std::max(1U, std::thread::hardware_concurrency());
};

SetReport Summarize(const EvaluationSet& set, const std::vector<std::vector<RankedSkill>>& rankings,
                    double seconds) {
  SetReport report;
  report.name = set.name;
  report.texts = set.examples.size();
  Reliability reliability;
  CommittedSets committed_sets;
  std::size_t with_gold = 0;
  for (std::size_t i = 0; i < rankings.size(); ++i) {
    const std::set<std::string>& gold = set.examples[i].gold;
    std::vector<std::string> uris;
    std::vector<std::string> committed;
    for (const RankedSkill& skill : rankings[i]) {
      if (uris.size() < kShown) reliability.Add(skill.confidence, gold.contains(skill.uri));
      if (skill.committed) committed.push_back(skill.uri);
      uris.push_back(skill.uri);
    }
    committed_sets.Add(committed, gold);
    if (gold.empty()) continue;
    ++with_gold;
    const Measures measures = Measure(uris, gold);
    for (std::size_t k = 0; k < measures.size(); ++k) report.mean[k] += measures[k];
  }
  const auto texts = static_cast<double>(std::max<std::size_t>(with_gold, 1));
  for (double& value : report.mean) value /= texts;
  report.committed = committed_sets.Measure();
  report.calibration_error = reliability.Error();
  report.reliability = reliability.Bins();
  report.milliseconds_per_text = 1000.0 * seconds / static_cast<double>(report.texts);
  return report;
}

// Rows of set, place of the text, concept, right (0 or 1), skills of the text, then the signals.
void WriteFeatures(const EvaluationSet& set, const std::vector<std::vector<RankedSkill>>& rankings,
                   const std::vector<std::string>& names, bool with_header, std::ostream& out) {
  if (with_header) {
    out << "set\ttext\tconcept\tright\tgold";
    for (const std::string& name : names) out << '\t' << name;
    out << '\n';
  }
  for (std::size_t i = 0; i < rankings.size(); ++i) {
    for (const RankedSkill& skill : rankings[i]) {
      if (skill.signals.empty()) continue;  // Too far down to be measured.
      out << set.name << '\t' << set.examples[i].place << '\t' << skill.uri << '\t'
          << set.examples[i].gold.contains(skill.uri) << '\t' << set.examples[i].gold.size();
      for (const double value : skill.signals) out << '\t' << static_cast<float>(value);
      out << '\n';
    }
  }
}

int Fail(const core::Status& status) {
  std::cerr << "crosswalk-eval: " << status.message() << '\n';
  return kFailed;
}

int Evaluate(const Options& options) {
  const auto encoder = options.encoder == "static" ? mapping::EncoderChoice::kStatic
                                                   : mapping::EncoderChoice::kTransformer;
  auto subject = options.index.empty()
                     ? OpenServerSubject(options.server, encoder)
                     : OpenIndexSubject(options.index, encoder, options.threads, options.ranker);
  if (!subject.ok()) return Fail(subject.status());
  Floors floors;
  if (!options.floors.empty()) {
    auto read = ReadFloors(options.floors);
    if (!read.ok()) return Fail(read.status());
    floors = *std::move(read);
  }
  std::ofstream features;
  if (!options.features.empty()) {
    features.open(options.features);
    if (!features) {
      return Fail(core::Unavailable("OUTPUT_IO", options.features + ": cannot be written"));
    }
  }

  std::cout << (*subject)->description() << "\n\n";
  PrintHeader(std::cout);
  std::vector<SetReport> reports;
  for (const std::string& file : options.sets) {
    auto set = ReadEvaluationSet(file);
    if (!set.ok()) return Fail(set.status());
    if (core::Status status = KeepFold(options.fold, *set); !status.ok()) return Fail(status);
    if (options.limit > 0 && set->examples.size() > options.limit) {
      set->examples.resize(options.limit);
    }
    const auto start = std::chrono::steady_clock::now();
    const auto rankings = (*subject)->Rank(set->examples, features.is_open() ? kDumpDepth : kDepth,
                                           features.is_open());
    if (!rankings.ok()) return Fail(rankings.status());
    const std::chrono::duration<double> took = std::chrono::steady_clock::now() - start;
    if (features.is_open()) {
      WriteFeatures(*set, *rankings, (*subject)->signal_names(), reports.empty(), features);
    }
    reports.push_back(Summarize(*set, *rankings, took.count()));
    PrintRow(reports.back(), std::cout);
  }
  std::cout << '\n';
  int code = kDone;
  for (const SetReport& report : reports) PrintJson(report, std::cout);
  for (const SetReport& report : reports) {
    for (const std::string& sentence : Shortfalls(report, floors)) {
      std::cerr << "crosswalk-eval: " << sentence << '\n';
      code = kUnderFloor;
    }
  }
  return code;
}

}  // namespace
}  // namespace crosswalk::eval

int main(int argc, char** argv) {
  crosswalk::eval::Options options;
  CLI::App app{
      "Measures the mapping of texts to skills: RP@1/5/10, recall@50/200, MRR, nDCG@10 of the\n"
      "rankings; precision, recall and F1 of the sets that are committed to, where texts without\n"
      "skills count too. Prints a table and one line of JSON a set. Exit codes: 0 done, 1 failed,\n"
      "2 a figure is under its floor."};
  auto* index = app.add_option("--index", options.index, "index to map with, in this process");
  app.add_option("--server", options.server, "HOST:PORT of a server to ask")->excludes(index);
  app.add_option("sets,--set", options.sets,
                 "*.jsonl with {\"text\", \"skills\"}, or *.tsv with uri, level, outcome, further "
                 "uris; a text that no skill fits has none")
      ->required();
  app.add_option("--floors", options.floors, "JSON file with least figures by set and measure");
  app.add_option("--encoder", options.encoder, "transformer (the default) or static")
      ->check(CLI::IsMember({"transformer", "static"}));
  app.add_option("--limit", options.limit, "only the first so many texts of each set");
  std::pair<std::size_t, std::size_t> fold{0, 1};
  app.add_option(
      "--fold", fold,
      "K N: only the texts whose place in their set, from 0, leaves K when divided by N");
  app.add_option("--ranker", options.ranker,
                 "ranker.json to map with instead of the one beside the encoder; with --index")
      ->needs(index);
  app.add_option("--threads", options.threads, "texts at a time, with --index")
      ->check(CLI::PositiveNumber);
  app.add_option("--dump-features", options.features,
                 "write the candidates' signals here as TSV, to fit a ranker; with --index");
  CLI11_PARSE(app, argc, argv);
  if (fold.first >= fold.second) {
    std::cerr << "crosswalk-eval: --fold needs K below N\n";
    return crosswalk::eval::kFailed;
  }
  options.fold = {fold.first, fold.second};
  if (options.index.empty() == options.server.empty()) {
    std::cerr << "crosswalk-eval: give either --index or --server\n";
    return crosswalk::eval::kFailed;
  }
  return crosswalk::eval::Evaluate(options);
}
