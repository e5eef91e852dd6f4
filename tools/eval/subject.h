// SPDX-License-Identifier: Apache-2.0
// What is evaluated: a mapper in this process or a server.
#pragma once

#include "frameworks/core/status.h"
#include "server/mapping/mapper.h"
#include "tools/eval/evaluation_set.h"

#include <cstddef>
#include <filesystem>
#include <memory>
#include <span>
#include <string>
#include <vector>

namespace crosswalk::eval {

struct RankedSkill {
  std::string uri;
  double confidence = 0.0;
  bool committed = false;
  std::vector<double> signals;  // Only where asked for; in the order of signal_names().
};

// Thread-safe.
class Subject {
 public:
  virtual ~Subject() = default;

  // One ranking an example, in order, each at most `depth` long, best first.
  [[nodiscard]] virtual core::Result<std::vector<std::vector<RankedSkill>>> Rank(
      std::span<const Example> examples, std::size_t depth, bool with_signals) const = 0;
  // Names of the signals, as the last Rank with signals met them; empty before.
  [[nodiscard]] virtual std::vector<std::string> signal_names() const = 0;
  // What is evaluated, for the report: generation and model.
  [[nodiscard]] virtual std::string description() const = 0;
};

// Opens the index at `home`, to map with the `ranker` as Mapper::Create takes it; errors as
// search::IndexSnapshot::Open and mapping::Mapper::Create.
core::Result<std::unique_ptr<Subject>> OpenIndexSubject(const std::filesystem::path& home,
                                                        mapping::EncoderChoice encoder,
                                                        std::size_t threads,
                                                        const std::filesystem::path& ranker);

// The server at `address`, "HOST:PORT"; UNAVAILABLE where it does not answer.
core::Result<std::unique_ptr<Subject>> OpenServerSubject(const std::string& address,
                                                         mapping::EncoderChoice encoder);

}  // namespace crosswalk::eval
