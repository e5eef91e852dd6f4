// SPDX-License-Identifier: Apache-2.0
#include "server/rpc/malformed_requests.h"

#include "frameworks/core/status.h"
#include "server/rpc/status_mapping.h"

namespace crosswalk::rpc {
namespace {

using grpc::experimental::InterceptionHookPoints;

class Interceptor final : public grpc::experimental::Interceptor {
 public:
  void Intercept(grpc::experimental::InterceptorBatchMethods* methods) override {
    if (methods->QueryInterceptionHookPoint(InterceptionHookPoints::PRE_SEND_STATUS)) {
      const grpc::Status status = methods->GetSendStatus();
      // A status of ours always has details, so this one is gRPC's own.
      if (status.error_code() == grpc::StatusCode::INTERNAL && status.error_details().empty()) {
        methods->ModifySendStatus(ToGrpcStatus(
            core::InvalidArgument("REQUEST_MALFORMED",
                                  "the message is not of the method's request type, or has text "
                                  "that is not UTF-8"),
            ""));
      }
    }
    methods->Proceed();
  }
};

class Factory final : public grpc::experimental::ServerInterceptorFactoryInterface {
 public:
  grpc::experimental::Interceptor* CreateServerInterceptor(
      grpc::experimental::ServerRpcInfo* /*info*/) override {
    return new Interceptor;  // gRPC owns it.
  }
};

}  // namespace

std::unique_ptr<grpc::experimental::ServerInterceptorFactoryInterface>
MakeMalformedRequestFactory() {
  return std::make_unique<Factory>();
}

}  // namespace crosswalk::rpc
