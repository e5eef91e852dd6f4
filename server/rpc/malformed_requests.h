// SPDX-License-Identifier: Apache-2.0
// gRPC answers INTERNAL to a message that cannot be parsed, as if it were the server's fault. This
// interceptor answers INVALID_ARGUMENT / REQUEST_MALFORMED.
#pragma once

#include <grpcpp/support/server_interceptor.h>

#include <memory>

namespace crosswalk::rpc {

std::unique_ptr<grpc::experimental::ServerInterceptorFactoryInterface>
MakeMalformedRequestFactory();

}  // namespace crosswalk::rpc
