// SPDX-License-Identifier: Apache-2.0
#include "tools/eval/subject.h"

#include "crosswalk/v1/mapping_service.grpc.pb.h"

#include <grpcpp/grpcpp.h>

#include <algorithm>
#include <chrono>
#include <utility>

namespace crosswalk::eval {
namespace {

// Outcomes of one request: the server answers at most 50,000 skills at once.
constexpr std::size_t kBatch = 32;
constexpr auto kDeadline = std::chrono::minutes(2);

core::Status FromGrpc(const grpc::Status& status) {
  return {static_cast<core::StatusCode>(status.error_code()), "SERVER_REFUSED",
          status.error_message()};
}

class ServerSubject final : public Subject {
 public:
  ServerSubject(const std::string& address, mapping::EncoderChoice encoder)
      : channel_(grpc::CreateChannel(address, grpc::InsecureChannelCredentials())),
        mapping_(v1::MappingService::NewStub(channel_)),
        encoder_(encoder == mapping::EncoderChoice::kStatic ? v1::ENCODER_STATIC
                                                            : v1::ENCODER_TRANSFORMER),
        description_("server " + address) {}

  [[nodiscard]] core::Result<std::vector<std::vector<RankedSkill>>> Rank(
      std::span<const Example> examples, std::size_t depth, bool with_signals) const override {
    if (with_signals) {
      return core::InvalidArgument("SIGNALS_UNAVAILABLE",
                                   "features are dumped from an index, not from a server");
    }
    std::vector<std::vector<RankedSkill>> rankings;
    for (std::size_t begin = 0; begin < examples.size(); begin += kBatch) {
      const auto part = examples.subspan(begin, std::min(kBatch, examples.size() - begin));
      v1::MapOutcomesRequest request;
      request.mutable_options()->set_max_skills(static_cast<std::int32_t>(depth));
      request.mutable_options()->set_evidence_view(v1::EVIDENCE_VIEW_NONE);
      request.mutable_options()->set_encoder(encoder_);
      for (const Example& example : part) request.add_outcomes()->set_text(example.text);
      grpc::ClientContext context;
      context.set_deadline(std::chrono::system_clock::now() + kDeadline);
      v1::MapOutcomesResponse response;
      const grpc::Status status = mapping_->MapOutcomes(&context, request, &response);
      if (!status.ok()) return FromGrpc(status);
      for (const v1::OutcomeMapping& mapping : response.mappings()) {
        std::vector<RankedSkill>& ranking = rankings.emplace_back();
        for (const v1::SkillMatch& match : mapping.matches()) {
          ranking.push_back({match.skill().uri(), match.confidence(), match.committed(), {}});
        }
      }
    }
    return rankings;
  }

  [[nodiscard]] std::vector<std::string> signal_names() const override { return {}; }
  [[nodiscard]] std::string description() const override { return description_; }

  [[nodiscard]] bool Connects() const {
    return channel_->WaitForConnected(std::chrono::system_clock::now() + std::chrono::seconds(10));
  }

 private:
  std::shared_ptr<grpc::Channel> channel_;
  std::unique_ptr<v1::MappingService::Stub> mapping_;
  v1::Encoder encoder_;
  std::string description_;
};

}  // namespace

core::Result<std::unique_ptr<Subject>> OpenServerSubject(const std::string& address,
                                                         mapping::EncoderChoice encoder) {
  auto subject = std::make_unique<ServerSubject>(address, encoder);
  if (!subject->Connects()) {
    return core::Unavailable("SERVER_UNREACHABLE", "no Crosswalk server answers at " + address);
  }
  return std::unique_ptr<Subject>(std::move(subject));
}

}  // namespace crosswalk::eval
