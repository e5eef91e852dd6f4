// SPDX-License-Identifier: Apache-2.0
#include "server/rpc/warm_up.h"

#include <utility>

namespace crosswalk::rpc {

WarmUp::~WarmUp() {
  if (thread_.joinable()) thread_.join();
}

void WarmUp::Begin(std::function<void()> work) {
  const std::lock_guard lock(mutex_);
  if (thread_.joinable()) thread_.join();
  thread_ = std::thread(std::move(work));
}

}  // namespace crosswalk::rpc
