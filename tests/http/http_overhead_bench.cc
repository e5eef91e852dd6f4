// SPDX-License-Identifier: Apache-2.0
// What HTTP costs over gRPC: the same requests in turns over both, one client on one connection
// each, against one process with the test index. Prints a table in milliseconds.
//   http_overhead_bench [REQUESTS]
#include "tests/http/test_http.h"

#include <google/protobuf/util/json_util.h>

#include <algorithm>
#include <cstdio>
#include <cstdlib>
#include <functional>
#include <iostream>

namespace crosswalk::test {
namespace {

using Clock = std::chrono::steady_clock;

double Milliseconds(const std::function<void()>& work) {
  const auto start = Clock::now();
  work();
  return std::chrono::duration<double, std::milli>(Clock::now() - start).count();
}

// By nearest rank.
double Percentile(std::vector<double> times, double share) {
  std::sort(times.begin(), times.end());
  const auto rank = static_cast<std::size_t>(share * static_cast<double>(times.size()));
  return times[std::min(rank, times.size() - 1)];
}

struct Subject {
  std::string name;
  std::function<void()> over_grpc;
  std::function<void()> over_http;
};

void Measure(const Subject& subject, int requests) {
  std::vector<double> grpc;
  std::vector<double> http;
  const int warm_up = requests / 10;
  for (int i = -warm_up; i < requests; ++i) {
    const double one = Milliseconds(subject.over_grpc);
    const double other = Milliseconds(subject.over_http);
    if (i < 0) continue;
    grpc.push_back(one);
    http.push_back(other);
  }
  std::printf("%-34s %8.3f %8.3f %8.3f %8.3f %12.3f\n", subject.name.c_str(), Percentile(grpc, 0.5),
              Percentile(grpc, 0.9), Percentile(http, 0.5), Percentile(http, 0.9),
              Percentile(http, 0.5) - Percentile(grpc, 0.5));
}

void Need(bool fine, const std::string& what) {
  if (fine) return;
  std::cerr << what << " failed\n";
  std::exit(1);
}

int Run(int requests) {
  const HttpConfig config;
  TestHttp server(config.config);
  Client client(server.port());
  const auto get = [&client](const std::string& target) {
    return [&client, target] { Need(client.Get(target).status == 200, target); };
  };

  v1::GetFrameworkRequest framework;
  framework.set_name("frameworks/esco");
  v1::GetConceptRequest concept_request;
  concept_request.set_name(SkillName(1));
  v1::SuggestSkillsRequest suggest;
  suggest.set_prefix("acc");
  v1::SearchSkillsRequest search;
  search.set_query("bookkeeping");
  v1::MapOutcomesRequest map;
  map.add_outcomes()->set_text("Reconcile bank statements with the general ledger.");
  std::string map_json;
  Need(google::protobuf::util::MessageToJsonString(map, &map_json).ok(), "JSON");

  auto& grpc = server.grpc();
  const std::vector<Subject> subjects = {
      {"GetConcept",
       [&] {
         grpc::ClientContext context;
         v1::GetConceptResponse response;
         Need(grpc.frameworks().GetConcept(&context, concept_request, &response).ok(), "concept");
       },
       get("/v1/" + SkillName(1))},
      {"GetFramework, 2 kB of JSON",
       [&] {
         grpc::ClientContext context;
         v1::GetFrameworkResponse response;
         Need(grpc.frameworks().GetFramework(&context, framework, &response).ok(), "framework");
       },
       get("/v1/frameworks/esco")},
      {"SuggestSkills",
       [&] {
         grpc::ClientContext context;
         v1::SuggestSkillsResponse response;
         Need(grpc.skills().SuggestSkills(&context, suggest, &response).ok(), "suggest");
       },
       get("/v1/skills:suggest?prefix=acc")},
      {"SearchSkills, 10 results",
       [&] {
         grpc::ClientContext context;
         v1::SearchSkillsResponse response;
         Need(grpc.skills().SearchSkills(&context, search, &response).ok(), "search");
       },
       get("/v1/skills:search?query=bookkeeping")},
      {"MapOutcomes, one outcome",
       [&] {
         grpc::ClientContext context;
         v1::MapOutcomesResponse response;
         Need(grpc.mappings().MapOutcomes(&context, map, &response).ok(), "map");
       },
       [&] { Need(client.Post("/v1/outcomes:map", map_json, kJson).status == 200, "map"); }}};

  std::printf("%-34s %8s %8s %8s %8s %12s\n", "", "gRPC p50", "p90", "HTTP p50", "p90",
              "HTTP - gRPC");
  for (const Subject& subject : subjects) Measure(subject, requests);
  return 0;
}

}  // namespace
}  // namespace crosswalk::test

int main(int argc, char** argv) {
  return crosswalk::test::Run(argc > 1 ? std::max(10, std::atoi(argv[1])) : 2000);
}
