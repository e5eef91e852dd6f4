// SPDX-License-Identifier: Apache-2.0
// How many changes a second the store acknowledges, each on the disk before it is.
#include "tests/registry/sample_credential.h"
#include "tests/registry/test_store.h"

#include <benchmark/benchmark.h>

#include <optional>

namespace crosswalk::registry {
namespace {

std::optional<test::TestStore> store;

// Five outcomes with an alignment each, as catalogues have.
Credential Typical() {
  Credential credential = test::FullCredential();
  credential.name.clear();
  Outcome outcome = credential.outcomes[0];
  outcome.alignments.resize(1);
  outcome.id.clear();
  credential.outcomes.assign(5, outcome);
  return credential;
}

void SetUp(const benchmark::State&) { store.emplace(); }
void TearDown(const benchmark::State&) { store.reset(); }

void Create(benchmark::State& state) {
  const Credential credential = Typical();
  for (auto _ : state) {
    if (!(*store)->Create(credential, test::kEditor).ok()) state.SkipWithError("not created");
  }
  state.SetItemsProcessed(state.iterations());
}
BENCHMARK(Create)
    ->Setup(SetUp)
    ->Teardown(TearDown)
    ->Threads(1)
    ->Threads(8)
    ->Threads(32)
    ->UseRealTime();

void CreateMany(benchmark::State& state) {
  const std::vector<Credential> credentials(1000, Typical());
  const std::vector<ChangeContext> contexts(1000, test::kEditor);
  for (auto _ : state) (*store)->CreateMany(credentials, contexts);
  state.SetItemsProcessed(state.iterations() * 1000);
}
BENCHMARK(CreateMany)->Setup(SetUp)->Teardown(TearDown)->UseRealTime();

void Get(benchmark::State& state) {
  static std::string name;
  if (state.thread_index() == 0) name = (*store)->Create(Typical(), test::kEditor)->name;
  for (auto _ : state) benchmark::DoNotOptimize((*store)->Get(name, CredentialView::Current()));
  state.SetItemsProcessed(state.iterations());
}
BENCHMARK(Get)->Setup(SetUp)->Teardown(TearDown)->Threads(1)->Threads(4)->UseRealTime();

// Opening a registry of 100,000 credentials.
void Open(benchmark::State& state) {
  const std::vector<Credential> credentials(1000, Typical());
  const std::vector<ChangeContext> contexts(1000, test::kEditor);
  for (int i = 0; i < 100; ++i) (*store)->CreateMany(credentials, contexts);
  for (auto _ : state) store->Reopen();
}
BENCHMARK(Open)->Setup(SetUp)->Teardown(TearDown)->Iterations(3)->Unit(benchmark::kMillisecond);

}  // namespace
}  // namespace crosswalk::registry
