// SPDX-License-Identifier: Apache-2.0
#include "tools/bench/report.h"

#include "tools/client/json_output.h"
#include "tools/client/text_layout.h"
#include "tools/client/vocabulary.h"

namespace crosswalk::bench {
namespace {

using client::Column;
using client::Fixed;
using client::JsonObject;
using client::StyledText;

double Milliseconds(Nanoseconds time) { return static_cast<double>(time.count()) / 1e6; }

double PerSecond(std::int64_t count, const LoadResult& result) {
  return result.seconds > 0 ? static_cast<double>(count) / result.seconds : 0;
}

std::int64_t ErrorsOf(const LoadResult& result) {
  std::int64_t errors = 0;
  for (const auto& [error, count] : result.errors) errors += count;
  return errors;
}

std::string Mebibytes(std::int64_t bytes) {
  return Fixed(static_cast<double>(bytes) / (1 << 20), 1) + " MiB";
}

std::string JsonOf(const LoadResult& result) {
  JsonObject latency;
  latency.Add("mean", Fixed(Milliseconds(result.latency.mean), 3))
      .Add("p50", Fixed(Milliseconds(result.latency.p50), 3))
      .Add("p90", Fixed(Milliseconds(result.latency.p90), 3))
      .Add("p99", Fixed(Milliseconds(result.latency.p99), 3))
      .Add("p999", Fixed(Milliseconds(result.latency.p999), 3))
      .Add("max", Fixed(Milliseconds(result.latency.max), 3));
  std::string errors;
  for (const auto& [error, count] : result.errors) {
    JsonObject entry;
    entry.AddString("error", error).Add("count", std::to_string(count));
    errors.append(errors.empty() ? "" : ",").append(entry.text());
  }
  JsonObject object;
  object.AddString("method", MethodName(result.method))
      .Add("seconds", Fixed(result.seconds, 3))
      .Add("requests", std::to_string(result.requests))
      .Add("outcomes", std::to_string(result.outcomes))
      .Add("requests_per_second", Fixed(PerSecond(result.requests, result), 1))
      .Add("outcomes_per_second", Fixed(PerSecond(result.outcomes, result), 1))
      .Add("latency_ms", latency.text())
      .Add("errors", "[" + errors + "]");
  return object.text();
}

}  // namespace

std::string FormatTable(const Report& report) {
  const client::Look look{.width = 120, .color = false};
  std::vector<std::vector<StyledText>> rows;
  for (const LoadResult& result : report.results) {
    const auto milliseconds = [](Nanoseconds time) {
      return StyledText(Fixed(Milliseconds(time), 2));
    };
    rows.push_back({StyledText(MethodName(result.method)),
                    StyledText(client::Grouped(result.requests)),
                    StyledText(Fixed(PerSecond(result.requests, result), 1)),
                    StyledText(result.outcomes > 0 ? Fixed(PerSecond(result.outcomes, result), 1)
                                                   : std::string("-")),
                    milliseconds(result.latency.mean), milliseconds(result.latency.p50),
                    milliseconds(result.latency.p90), milliseconds(result.latency.p99),
                    milliseconds(result.latency.p999), milliseconds(result.latency.max),
                    StyledText(client::Grouped(ErrorsOf(result)))});
  }
  std::vector<Column> columns = {{.header = "method"}};
  for (const char* header : {"requests", "requests/s", "outcomes/s", "mean ms", "p50", "p90", "p99",
                             "p99.9", "max", "errors"}) {
    columns.push_back({.header = header, .right = true});
  }
  std::string text =
      "generation " + (report.server.generation.empty() ? "unknown" : report.server.generation) +
      ", encoder " + (report.server.encoder.empty() ? "none" : report.server.encoder) + ", " +
      client::Counted(static_cast<long long>(report.options.concurrency), "worker") + ", " +
      Fixed(report.options.seconds, 1) + " s after " + Fixed(report.options.warm_up_seconds, 1) +
      " s of warm-up\n\n" + client::RenderTable(columns, rows, look, 0);
  for (const LoadResult& result : report.results) {
    for (const auto& [error, count] : result.errors) {
      text += MethodName(result.method) + ": " + client::Grouped(count) + " times " +
              client::SafeText(error) + "\n";
    }
  }
  if (report.memory) {
    text += "\nserver memory: " + Mebibytes(report.memory->resident) + " resident, " +
            Mebibytes(report.memory->anonymous) + " of it not mapped files; peak " +
            Mebibytes(report.memory->peak) + "\n";
  }
  return text;
}

std::string FormatJson(const Report& report) {
  std::string results;
  for (const LoadResult& result : report.results) {
    results.append(results.empty() ? "" : ",").append(JsonOf(result));
  }
  JsonObject object;
  object.AddString("generation", report.server.generation)
      .AddString("encoder", report.server.encoder)
      .Add("concurrency", std::to_string(report.options.concurrency))
      .Add("warm_up_seconds", Fixed(report.options.warm_up_seconds, 3))
      .Add("outcomes_per_request", std::to_string(report.options.outcomes_per_request))
      .Add("outcomes_per_message", std::to_string(report.options.outcomes_per_message))
      .Add("window", std::to_string(report.options.window))
      .Add("max_skills", std::to_string(report.options.max_skills))
      .Add("results", "[" + results + "]");
  if (report.memory) {
    JsonObject memory;
    memory.Add("resident", std::to_string(report.memory->resident))
        .Add("anonymous", std::to_string(report.memory->anonymous))
        .Add("peak", std::to_string(report.memory->peak));
    object.Add("memory_bytes", memory.text());
  }
  return object.text();
}

}  // namespace crosswalk::bench
