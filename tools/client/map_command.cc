// SPDX-License-Identifier: Apache-2.0
#include "tools/client/calling.h"
#include "tools/client/commands.h"
#include "tools/client/format_csv.h"
#include "tools/client/format_mapping.h"
#include "tools/client/json_output.h"
#include "tools/client/vocabulary.h"

#include <algorithm>
#include <utility>
#include <vector>

namespace crosswalk::client {
namespace {

// A few outcomes in each message go through fastest (proto/crosswalk/v1/mapping_service.proto).
constexpr std::size_t kOutcomesInMessage = 4;

// Suggestions of which fewer than one in twenty are right are noise to a reader who did not ask for
// them.
constexpr double kLeastShownConfidence = 0.05;

std::vector<v1::StreamMapOutcomesRequest> RequestsFor(const MapFlags& flags,
                                                      const std::vector<InputOutcome>& outcomes) {
  std::vector<v1::StreamMapOutcomesRequest> requests;
  for (std::size_t i = 0; i < outcomes.size(); ++i) {
    if (i % kOutcomesInMessage == 0) requests.emplace_back();
    *requests.back().add_outcomes() = OutcomeOf(outcomes[i]);
  }
  v1::MapOptions& options = *requests.front().mutable_options();
  for (const std::string& framework : flags.frameworks) {
    options.add_target_frameworks(FrameworkName(framework));
  }
  options.set_max_skills(flags.top);
  options.set_min_confidence(flags.min_confidence.value_or(0));
  for (const std::string& word : flags.skill_types) {
    if (const auto type = ValueOf(SkillTypes(), word)) options.add_skill_types(*type);
  }
  options.set_committed_only(flags.committed_only);
  if (const auto encoder = ValueOf(Encoders(), flags.encoder)) options.set_encoder(*encoder);
  SetLanguages(flags.call, options);
  options.set_evidence_view(flags.explain ? v1::EVIDENCE_VIEW_FULL : v1::EVIDENCE_VIEW_BASIC);
  return requests;
}

// All outcomes in one request, so that the credential's title and other outcomes inform each.
v1::MapOutcomesRequest CredentialRequest(const MapFlags& flags, const OutcomeInput& input) {
  v1::MapOutcomesRequest whole;
  for (const v1::StreamMapOutcomesRequest& part : RequestsFor(flags, input.outcomes)) {
    if (part.has_options()) *whole.mutable_options() = part.options();
    whole.mutable_outcomes()->MergeFrom(part.outcomes());
  }
  whole.mutable_context()->set_title(flags.title.empty() ? input.title : flags.title);
  whole.mutable_context()->set_sibling_outcomes(flags.as_credential);
  return whole;
}

// The answer as if it had come over a stream.
v1::StreamMapOutcomesResponse AsStreamed(v1::MapOutcomesResponse whole) {
  v1::StreamMapOutcomesResponse response;
  response.mutable_mappings()->Swap(whole.mutable_mappings());
  response.set_generation(whole.generation());
  response.set_model_version(whole.model_version());
  response.mutable_warnings()->Swap(whole.mutable_warnings());
  return response;
}

// Writes mappings as they come, in the form that was asked for.
class MappingWriter {
 public:
  MappingWriter(const MapFlags& flags, const OutcomeInput& input, const Screen& screen)
      : flags_(flags), input_(input), screen_(screen) {
    has_several_sources_ =
        std::any_of(input.outcomes.begin(), input.outcomes.end(), [&](const InputOutcome& outcome) {
          return outcome.source != input.outcomes.front().source;
        });
  }

  void Begin() {
    if (flags_.csv) screen_.out << MappingCsvHeader();
    if (!IsText() || input_.title.empty() || has_several_sources_) return;
    screen_.out << RenderParagraph(StyledText(SafeText(input_.title), Emphasis::kStrong),
                                   screen_.look, "", "")
                << '\n';
  }

  void Take(const v1::StreamMapOutcomesResponse& response) {
    whole_.set_generation(response.generation());
    whole_.set_model_version(response.model_version());
    whole_.mutable_warnings()->MergeFrom(response.warnings());
    for (const v1::OutcomeMapping& mapping : response.mappings()) {
      if (taken_ == input_.outcomes.size()) return;  // More than asked: not an answer of ours.
      Write(input_.outcomes[taken_], mapping);
      ++taken_;
    }
  }

  // How much of the input was answered decides the code.
  ExitCode Finish() {
    if (flags_.call.json) screen_.out << ToJson(whole_, JsonLayout::kIndented) << '\n';
    if (IsText() && has_committed_) {
      screen_.out << RenderParagraph(
          StyledText(std::string(kCommittedMark) + " in the set that the model would commit to",
                     Emphasis::kFaint),
          screen_.look, "", "  ");
    }
    if (IsText() && !whole_.generation().empty()) {
      std::string by = "generation " + whole_.generation();
      if (!whole_.model_version().empty()) by += ", " + whole_.model_version();
      screen_.out << RenderParagraph(StyledText(SafeText(by), Emphasis::kFaint), screen_.look, "",
                                     "");
    }
    ReportWarnings(whole_.warnings(), screen_);
    if (failed_ == 0) return kDone;
    screen_.err << "crosswalk: " << failed_ << " of "
                << Counted(static_cast<long long>(input_.outcomes.size()), "outcome")
                << " could not be mapped\n";
    return kPartial;
  }

  [[nodiscard]] std::size_t taken() const { return taken_; }

 private:
  [[nodiscard]] bool IsText() const {
    return !flags_.call.json && !flags_.json_lines && !flags_.csv;
  }

  void Write(const InputOutcome& outcome, const v1::OutcomeMapping& mapping) {
    if (mapping.has_error()) ++failed_;
    // Committed skills come first.
    if (mapping.matches_size() > 0 && mapping.matches(0).committed()) has_committed_ = true;
    if (flags_.call.json) {
      *whole_.add_mappings() = mapping;
    } else if (flags_.json_lines) {
      screen_.out << ToJson(mapping, JsonLayout::kLine) << '\n';
    } else if (flags_.csv) {
      screen_.out << FormatMappingCsv(outcome, mapping);
    } else {
      if (has_several_sources_ && outcome.source != source_) {
        screen_.out << RenderParagraph(StyledText(SafeText(outcome.source), Emphasis::kFaint),
                                       screen_.look, "", "")
                    << '\n';
        source_ = outcome.source;
      }
      const MappingDetail detail{
          .least_confidence = flags_.min_confidence ? 0 : kLeastShownConfidence,
          .signals = flags_.explain};
      screen_.out << FormatMapping(taken_ + 1, outcome, mapping, detail, screen_.look) << '\n';
      for (const v1::Warning& warning : mapping.warnings()) {
        screen_.err << "crosswalk: note: " << SafeText(outcome.source) << ":" << outcome.line
                    << ": " << SafeText(warning.message()) << " [" << SafeText(warning.reason())
                    << "]\n";
      }
    }
    screen_.out.flush();
  }

  const MapFlags& flags_;
  const OutcomeInput& input_;
  const Screen& screen_;
  bool has_several_sources_ = false;
  std::string source_;  // Whose outcomes are being written.
  std::size_t taken_ = 0;
  std::size_t failed_ = 0;
  bool has_committed_ = false;  // Whether a committed skill was written.
  v1::MapOutcomesResponse whole_;
};

}  // namespace

ExitCode RunMap(const MapFlags& flags, const Screen& screen) {
  ReportWaiting(flags.input, screen);
  const core::Result<OutcomeInput> input = ReadInputs(flags.input, screen.in);
  if (!input.ok()) return ReportError(input.status(), screen);
  ReportNotes(*input, screen);
  ServerConnection connection(ConnectionOf(flags.call));
  MappingWriter writer(flags, *input, screen);
  bool begun = false;
  const auto take = [&](const v1::StreamMapOutcomesResponse& response) {
    if (!std::exchange(begun, true)) writer.Begin();
    writer.Take(response);
  };
  core::Status status;
  if (flags.as_credential || !flags.title.empty()) {
    core::Result<v1::MapOutcomesResponse> response =
        connection.MapOutcomes(CredentialRequest(flags, *input));
    status = response.status();
    if (response.ok()) take(AsStreamed(*std::move(response)));
  } else {
    status = connection.StreamMapOutcomes(RequestsFor(flags, input->outcomes), take);
  }
  if (!status.ok()) {
    if (writer.taken() > 0) {
      screen.err << "crosswalk: only the first " << writer.taken() << " of "
                 << input->outcomes.size() << " outcomes were answered\n";
    }
    return ReportError(status, screen);
  }
  return writer.Finish();
}

}  // namespace crosswalk::client
