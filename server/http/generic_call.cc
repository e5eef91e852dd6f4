// SPDX-License-Identifier: Apache-2.0
#include "server/http/generic_call.h"

#include <boost/asio/post.hpp>
#include <grpcpp/create_channel.h>
#include <grpcpp/support/slice.h>

#include <future>
#include <memory>

namespace crosswalk::http {
namespace {

grpc::ByteBuffer BufferOf(const std::string& bytes) {
  const grpc::Slice slice(bytes);
  return grpc::ByteBuffer(&slice, 1);
}

std::string BytesOf(const grpc::ByteBuffer& buffer) {
  std::vector<grpc::Slice> slices;
  std::string bytes;
  if (!buffer.Dump(&slices).ok()) return bytes;
  bytes.reserve(buffer.Length());
  for (const grpc::Slice& slice : slices) {
    bytes.append(reinterpret_cast<const char*>(slice.begin()), slice.size());
  }
  return bytes;
}

void Prepare(const CallHeaders& headers, grpc::ClientContext& context) {
  for (const auto& [key, value] : headers.metadata) context.AddMetadata(key, value);
  if (headers.deadline) context.set_deadline(*headers.deadline);
}

}  // namespace

void KeepCallbackQueue() {
  static const auto* const kept = [] {
    auto* channel = new std::shared_ptr<grpc::Channel>(grpc::CreateCustomChannel("", nullptr, {}));
    grpc::GenericStub stub(*channel);
    grpc::ClientContext context;
    grpc::ByteBuffer request = BufferOf("");
    grpc::ByteBuffer response;
    std::promise<void> ended;
    stub.UnaryCall(&context, "/none", grpc::StubOptions(), &request, &response,
                   [&ended](const grpc::Status&) { ended.set_value(); });
    ended.get_future().wait();
    return channel;
  }();
  static_cast<void>(kept);
}

void UnaryCall::Start(grpc::GenericStub& stub, const std::string& rpc, const CallHeaders& headers,
                      const std::string& request) {
  Prepare(headers, context_);
  request_ = BufferOf(request);
  stub.UnaryCall(&context_, rpc, grpc::StubOptions(), &request_, &response_,
                 [self = shared_from_this()](const grpc::Status& status) {
                   asio::post(self->strand_, [self, status] {
                     self->status_ = status;
                     self->done_.Signal();
                   });
                 });
}

Awaitable<void> UnaryCall::Wait() { co_await done_.Wait(); }

std::string UnaryCall::response() const { return BytesOf(response_); }

void StreamCall::Start(grpc::GenericStub& stub, const std::string& rpc,
                       const CallHeaders& headers) {
  self_ = shared_from_this();
  Prepare(headers, context_);
  stub.PrepareBidiStreamingCall(&context_, rpc, grpc::StubOptions(), this);
  // Messages are written and read from outside of gRPC's own callbacks.
  AddHold();
  StartCall();
}

Awaitable<bool> StreamCall::Write(const std::string& message) {
  outgoing_ = BufferOf(message);
  written_.Reset();
  StartWrite(&outgoing_);
  co_await written_.Wait();
  co_return write_ok_;
}

Awaitable<std::optional<std::string>> StreamCall::Read() {
  read_.Reset();
  StartRead(&incoming_);
  co_await read_.Wait();
  if (!read_ok_) co_return std::nullopt;
  co_return BytesOf(incoming_);
}

Awaitable<grpc::Status> StreamCall::Finish() {
  RemoveHold();
  co_await done_.Wait();
  co_return status_;
}

void StreamCall::OnWriteDone(bool ok) {
  asio::post(strand_, [self = shared_from_this(), ok] {
    self->write_ok_ = ok;
    self->written_.Signal();
  });
}

void StreamCall::OnReadDone(bool ok) {
  asio::post(strand_, [self = shared_from_this(), ok] {
    self->read_ok_ = ok;
    self->read_.Signal();
  });
}

void StreamCall::OnDone(const grpc::Status& status) {
  asio::post(strand_, [self = std::move(self_), status] {
    self->status_ = status;
    self->done_.Signal();
  });
}

}  // namespace crosswalk::http
