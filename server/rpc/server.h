// SPDX-License-Identifier: Apache-2.0
// The whole server but for the process around it: services, health, reflection, workers, reload and
// graceful shutdown.
#pragma once

#include "frameworks/core/status.h"
#include "server/rpc/config.h"
#include "server/rpc/loaded_generation.h"
#include "server/rpc/request_log.h"

#include <memory>

namespace grpc {
class Channel;
}

namespace crosswalk::rpc {

// Thread-safe once started.
class Server {
 public:
  // Opens the registry and the index and listens. Errors of registry::OpenSqliteStore; of opening
  // the index where config.require_index; UNAVAILABLE / ADDRESS_UNUSABLE where it cannot listen.
  // `log` outlives the server.
  static core::Result<std::unique_ptr<Server>> Start(const ServerConfig& config, RequestLog& log);
  // The same with generations of one's own.
  static core::Result<std::unique_ptr<Server>> Start(const ServerConfig& config, RequestLog& log,
                                                     GenerationHolder::Opener open,
                                                     GenerationHolder::Published published);
  virtual ~Server() = default;

  // The port it listens on; 0 for a socket that has none.
  [[nodiscard]] virtual int port() const = 0;
  // Opens what is published and swaps it in; logs how that went.
  virtual core::Status Reload(std::string_view cause) = 0;
  // Whether it has an index and is not draining.
  [[nodiscard]] virtual bool ready() const = 0;
  // Answers NOT_SERVING to health checks and waits drain_delay. Calls are still answered, so that
  // other shells can end theirs. Once only.
  virtual void Drain() = 0;
  // Drains where that was not done, stops taking calls, and gives those in flight drain_timeout.
  // Returns when all have ended. Once only.
  virtual void Shutdown() = 0;
  // A channel to it within the process, for answers of any size.
  [[nodiscard]] virtual std::shared_ptr<grpc::Channel> InProcessChannel() = 0;
};

// For a process whose standard error is the log: keeps protobuf from reporting there every text
// that is not UTF-8. The request's own line says that it was malformed. Affects the whole process.
void SilenceLibraries();

}  // namespace crosswalk::rpc
