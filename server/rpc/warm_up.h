// SPDX-License-Identifier: Apache-2.0
// Work that is done before anyone asks for it.
#pragma once

#include <functional>
#include <mutex>
#include <thread>

namespace crosswalk::rpc {

// Runs one piece of work at a time on a thread of its own. Thread-safe.
class WarmUp {
 public:
  WarmUp() = default;
  WarmUp(const WarmUp&) = delete;
  WarmUp& operator=(const WarmUp&) = delete;
  // Waits for the work under way.
  ~WarmUp();

  // Waits for earlier work, then begins `work`, which must not throw.
  void Begin(std::function<void()> work);

 private:
  std::mutex mutex_;
  std::thread thread_;  // Guarded by mutex_.
};

}  // namespace crosswalk::rpc
