// SPDX-License-Identifier: Apache-2.0
// The HTTP shell: the same service as over gRPC, for browsers and programs that speak JSON.
#pragma once

#include "frameworks/core/status.h"
#include "server/http/site.h"
#include "server/rpc/config.h"
#include "server/rpc/request_log.h"
#include "server/rpc/server.h"

#include <cstddef>
#include <memory>

namespace crosswalk::http {

// Thread-safe once started.
class HttpServer {
 public:
  // Listens where `config` says and calls `server` for whoever asks. INTERNAL / HTTP_RULES_INVALID
  // where the rules that are built in do not fit the protos; INVALID_ARGUMENT / CONFIG_INVALID for
  // origins; UNAVAILABLE / ADDRESS_UNUSABLE where it cannot listen. `server` and `log` outlive it.
  static core::Result<std::unique_ptr<HttpServer>> Start(const rpc::ServerConfig& config,
                                                         rpc::Server& server, rpc::RequestLog& log,
                                                         const Site& site);
  virtual ~HttpServer() = default;

  [[nodiscard]] virtual int port() const = 0;
  // Connections that are open, and bytes that are held for them.
  [[nodiscard]] virtual std::size_t connections() const = 0;
  [[nodiscard]] virtual std::size_t buffered_bytes() const = 0;
  // Takes no more connections and gives requests in flight drain_timeout; each answer says that the
  // connection ends. Returns when all have ended. To be called before the server is shut down.
  virtual void Shutdown() = 0;
};

}  // namespace crosswalk::http
