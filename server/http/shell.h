// SPDX-License-Identifier: Apache-2.0
// What all connections of the HTTP shell share.
#pragma once

#include "server/http/cors.h"
#include "server/http/memory_budget.h"
#include "server/http/route_table.h"
#include "server/http/static_files.h"
#include "server/http/wire.h"
#include "server/rpc/config.h"
#include "server/rpc/request_log.h"
#include "server/rpc/server.h"

#include <grpcpp/generic/generic_stub.h>

#include <atomic>

namespace crosswalk::http {

// Thread-safe; outlives the connections.
struct Shell {
  rpc::ServerConfig config;
  rpc::Server& server;
  rpc::RequestLog& log;
  RouteTable routes;
  StaticFiles files;
  Cors cors;
  grpc::GenericStub stub;
  MemoryBudget budget;
  std::atomic<bool> draining = false;

  [[nodiscard]] WireLimits wire_limits() const {
    return {config.http_max_header_bytes, config.http_header_timeout, config.http_read_timeout,
            config.http_write_timeout, config.http_idle_timeout};
  }
};

}  // namespace crosswalk::http
