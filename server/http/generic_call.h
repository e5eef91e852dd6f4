// SPDX-License-Identifier: Apache-2.0
// Calls of any method with serialised messages, awaited on a connection's strand. They go through a
// channel, so that whatever the gRPC shell does for a call is done for these.
#pragma once

#include "server/http/asio.h"
#include "server/http/event.h"

#include <grpcpp/client_context.h>
#include <grpcpp/generic/generic_stub.h>
#include <grpcpp/support/byte_buffer.h>
#include <grpcpp/support/client_callback.h>
#include <grpcpp/support/status.h>

#include <chrono>
#include <memory>
#include <optional>
#include <string>
#include <utility>
#include <vector>

namespace crosswalk::http {

// Keeps the queue behind gRPC's callbacks as long as the process. gRPC 1.51 gives it back with the
// last channel that used it and then sometimes aborts (ref_counted.h, "prior > 0"). Thread-safe.
void KeepCallbackQueue();

// What goes with a call beside its messages.
struct CallHeaders {
  std::vector<std::pair<std::string, std::string>> metadata;
  std::optional<std::chrono::system_clock::time_point> deadline;
};

// One unary call. Shared with gRPC while it runs; otherwise belongs to its strand.
class UnaryCall : public std::enable_shared_from_this<UnaryCall> {
 public:
  explicit UnaryCall(const Strand& strand) : strand_(strand), done_(strand) {}

  // Once only.
  void Start(grpc::GenericStub& stub, const std::string& rpc, const CallHeaders& headers,
             const std::string& request);
  void Cancel() { context_.TryCancel(); }
  Awaitable<void> Wait();

  // REQUIRES: Wait has returned.
  [[nodiscard]] const grpc::Status& status() const { return status_; }
  [[nodiscard]] std::string response() const;

 private:
  const Strand strand_;
  Event done_;
  grpc::ClientContext context_;
  grpc::ByteBuffer request_;
  grpc::ByteBuffer response_;
  grpc::Status status_;
};

// One call with streams both ways. Shared with gRPC until it is done; its functions are for its
// strand, Write and Read for one coroutine each.
class StreamCall : public grpc::ClientBidiReactor<grpc::ByteBuffer, grpc::ByteBuffer>,
                   public std::enable_shared_from_this<StreamCall> {
 public:
  explicit StreamCall(const Strand& strand)
      : strand_(strand), written_(strand), read_(strand), done_(strand) {}

  // Once only.
  void Start(grpc::GenericStub& stub, const std::string& rpc, const CallHeaders& headers);
  void Cancel() { context_.TryCancel(); }

  // False where the call takes no more messages.
  Awaitable<bool> Write(const std::string& message);
  // No more messages will be written.
  void EndWriting() { StartWritesDone(); }
  // The next message; nothing when there are no more.
  Awaitable<std::optional<std::string>> Read();
  // Waits for the call to end. REQUIRES: Write and Read are not waiting and will not be called.
  Awaitable<grpc::Status> Finish();

  void OnWriteDone(bool ok) override;
  void OnReadDone(bool ok) override;
  void OnDone(const grpc::Status& status) override;

 private:
  const Strand strand_;
  Event written_;
  Event read_;
  Event done_;
  grpc::ClientContext context_;
  grpc::ByteBuffer outgoing_;
  grpc::ByteBuffer incoming_;
  bool write_ok_ = true;
  bool read_ok_ = true;
  grpc::Status status_;
  std::shared_ptr<StreamCall> self_;  // Until gRPC is done with it.
};

}  // namespace crosswalk::http
