// SPDX-License-Identifier: Apache-2.0
// ImportCredentials over a reader of one document a line: what is kept, told and published, and how
// an import that broke off goes on.
#include "server/registry/credential_document.h"
#include "server/registry/sqlite_store.h"
#include "server/rpc/credential_import_stream.h"
#include "tests/rpc/test_server.h"

#include "crosswalk/v1/credential_service.grpc.pb.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <memory>
#include <optional>
#include <string>
#include <thread>
#include <utility>
#include <vector>

namespace crosswalk::rpc {
namespace {

using testing::ElementsAre;

class LineReader final : public imports::RecordReader {
 public:
  explicit LineReader(std::string bytes) : bytes_(std::move(bytes) + "\n") {}
  std::optional<imports::ImportRecord> Next() override {
    if (bytes_.size() <= 1) return std::nullopt;
    const std::size_t end = bytes_.find('\n');
    imports::ImportRecord record;
    record.number = record.line = ++number_;
    const auto reading = registry::ReadCredentialDocument(bytes_.substr(0, end));
    bytes_.erase(0, end + 1);
    if (reading.ok()) {
      record.credential = reading->credential;
      record.unheld_fields = reading->unknown_fields;
      record.is_incomplete = record.credential.external_id == "incomplete";
    } else {
      record.problems.push_back({number_, 7, "title", reading.status().reason(), "wrong"});
    }
    return record;
  }
  [[nodiscard]] imports::ImportFormat format() const override {
    return imports::ImportFormat::kJson;
  }

 private:
  std::string bytes_;
  int number_ = 0;
};

std::string Line(int i, const std::string& more = "") {
  return R"({"id":"maple.mc-)" + std::to_string(i) +
         R"(","issuer":{"id":"maple"},"title":{"en":"Course"},"type":"COURSE",)" + more +
         R"("outcomes":[{"text":"Write unit tests","language_code":"en","alignments":[)"
         R"({"concept_name":"frameworks/esco/concepts/x"}]}]})"
         "\n";
}

class CredentialImportTest : public testing::Test, public v1::CredentialService::Service {
 protected:
  CredentialImportTest()
      : log_(LogLevel::kOff, [](std::string_view) {}),
        generations_([] { return LoadedGeneration::Open(test::TestIndexHome(), 2); },
                     []() -> core::Result<std::string> { return std::string("other"); }),
        admission_(2, 2),
        calls_(generations_, admission_, log_),
        workers_(2) {
    registry::SqliteStoreOptions options;
    options.path = (folder_.path() / "registry.db").string();
    auto store = registry::OpenSqliteStore(options);
    if (store.ok()) store_ = *std::move(store);
    grpc::ServerBuilder builder;
    builder.RegisterService(this);
    server_ = builder.BuildAndStart();
    stub_ = v1::CredentialService::NewStub(server_->InProcessChannel({}));
  }
  ~CredentialImportTest() override { server_->Shutdown(); }

  grpc::Status ImportCredentials(
      grpc::ServerContext* context,
      grpc::ServerReaderWriter<v1::ImportCredentialsResponse, v1::ImportCredentialsRequest>* stream)
      override {
    return calls_.RunLong("Import", *context, [&](Call& call) {
      const auto open = [this](std::string bytes, const imports::ImportOptions& options) {
        read_with_ = options;
        return core::Result<std::unique_ptr<imports::RecordReader>>(
            std::make_unique<LineReader>(std::move(bytes)));
      };
      return ImportFromStream(call, workers_, *store_, open, *stream);
    });
  }

  struct Answer {
    grpc::Status status;
    std::vector<v1::ImportResult> results;
    v1::ImportSummary summary;
    std::vector<v1::Warning> warnings;
  };

  // Sends `content` in pieces; with `whole`, also says which is the last.
  Answer Import(const std::string& content, const v1::ImportOptions& options, bool whole = true) {
    constexpr std::size_t kPiece = 777;
    grpc::ClientContext context;
    const auto stream = stub_->ImportCredentials(&context);
    std::thread writer([&] {
      for (std::size_t at = 0; at == 0 || at < content.size(); at += kPiece) {
        v1::ImportCredentialsRequest request;
        if (at == 0) *request.mutable_options() = options;
        request.set_content(content.substr(at, kPiece));
        request.set_last(whole && at + kPiece >= content.size());
        if (!stream->Write(request)) break;
      }
      stream->WritesDone();
    });
    Answer answer;
    v1::ImportCredentialsResponse response;
    while (stream->Read(&response)) {
      answer.results.insert(answer.results.end(), response.results().begin(),
                            response.results().end());
      answer.warnings.insert(answer.warnings.end(), response.warnings().begin(),
                             response.warnings().end());
      if (response.has_summary()) answer.summary = response.summary();
    }
    writer.join();
    answer.status = stream->Finish();
    return answer;
  }

  static std::vector<v1::ImportOutcome> OutcomesOf(const Answer& answer) {
    std::vector<v1::ImportOutcome> outcomes;
    for (const auto& result : answer.results) outcomes.push_back(result.outcome());
    return outcomes;
  }
  int Count() { return static_cast<int>(store_->Count()->credentials); }

  test::TempFolder folder_;
  RequestLog log_;
  GenerationHolder generations_;
  Admission admission_;
  CallHandler calls_;
  WorkerPool workers_;
  imports::ImportOptions read_with_;
  std::unique_ptr<registry::CredentialStore> store_;
  std::unique_ptr<grpc::Server> server_;
  std::unique_ptr<v1::CredentialService::Stub> stub_;
};

TEST_F(CredentialImportTest, KeepsGoodRecordsAndTellsOfBadOnes) {
  v1::ImportOptions options;
  options.set_publish(true);
  const Answer answer = Import(
      Line(1) + "{]\n" + Line(3, R"("hours":-1,)") + Line(4, R"("logo":"x",)") + Line(1), options);
  ASSERT_TRUE(answer.status.ok()) << answer.status.error_message();
  EXPECT_THAT(OutcomesOf(answer), ElementsAre(v1::IMPORT_OUTCOME_CREATED, v1::IMPORT_OUTCOME_FAILED,
                                              v1::IMPORT_OUTCOME_FAILED, v1::IMPORT_OUTCOME_CREATED,
                                              v1::IMPORT_OUTCOME_FAILED));
  EXPECT_EQ(answer.results[0].credential(), "credentials/maple.mc-1");
  EXPECT_TRUE(answer.results[0].published());
  EXPECT_EQ(answer.results[1].violations(0).reason(), "DOCUMENT_SYNTAX");
  EXPECT_EQ(answer.results[1].violations(0).column(), 7);
  EXPECT_EQ(answer.results[1].violations(0).field(), "title");
  EXPECT_EQ(answer.results[2].violations(0).reason(), "CREDENTIAL_INVALID");
  EXPECT_EQ(answer.results[2].violations(0).field(), "hours");
  EXPECT_EQ(answer.results[2].violations(0).line(), 3);
  EXPECT_THAT(answer.results[3].unheld_fields(), ElementsAre("logo"));
  EXPECT_EQ(answer.results[4].violations(0).reason(), "CREDENTIAL_EXISTS");
  EXPECT_EQ(answer.summary.records(), 5);
  EXPECT_EQ(answer.summary.created(), 2);
  EXPECT_EQ(answer.summary.failed(), 3);
  EXPECT_EQ(answer.summary.published(), 2);
  EXPECT_EQ(store_->Count()->published, 2);
}

TEST_F(CredentialImportTest, HandsOptionsToTheReader) {
  v1::ImportOptions options;
  options.set_format(v1::IMPORT_FORMAT_OPEN_BADGES);
  options.set_file_name("badges.json");
  options.mutable_default_issuer()->set_id("cedar");
  options.mutable_default_issuer()->set_region("North");
  options.set_default_type(v1::CREDENTIAL_TYPE_BADGE);
  options.set_default_language_code("fr-CA");
  (*options.mutable_columns())["Course name"] = "title";
  EXPECT_TRUE(Import(Line(1), options).status.ok());
  EXPECT_EQ(read_with_.format, imports::ImportFormat::kOpenBadges);
  EXPECT_EQ(read_with_.file_name, "badges.json");
  EXPECT_EQ(read_with_.default_issuer.id, "cedar");
  EXPECT_EQ(read_with_.default_issuer.region, "North");
  EXPECT_EQ(read_with_.default_type, registry::CredentialType::kBadge);
  EXPECT_EQ(read_with_.default_language, "fr-CA");
  EXPECT_EQ(read_with_.columns.at("Course name"), "title");
}

TEST_F(CredentialImportTest, PublishesNothingThatLacksRows) {
  v1::ImportOptions options;
  options.set_publish(true);
  const Answer answer = Import(Line(1, R"("external_id":"incomplete",)"), options);
  ASSERT_THAT(OutcomesOf(answer), ElementsAre(v1::IMPORT_OUTCOME_CREATED));
  EXPECT_FALSE(answer.results[0].published());
  EXPECT_EQ(answer.results[0].violations(0).reason(), "IMPORT_ROWS_LEFT_OUT");
}

TEST_F(CredentialImportTest, ResolvesConflictsAsAsked) {
  ASSERT_EQ(Import(Line(1) + Line(2), {}).summary.created(), 2);
  v1::ImportOptions options;
  options.set_on_conflict(v1::IMPORT_CONFLICT_SKIP);
  EXPECT_THAT(OutcomesOf(Import(Line(1) + Line(3), options)),
              ElementsAre(v1::IMPORT_OUTCOME_SKIPPED, v1::IMPORT_OUTCOME_CREATED));
  options.set_on_conflict(v1::IMPORT_CONFLICT_UPDATE);
  const Answer answer =
      Import(Line(1) + Line(2, R"("hours":9,)") + Line(4) + Line(4, R"("hours":4,)"), options);
  EXPECT_THAT(OutcomesOf(answer),
              ElementsAre(v1::IMPORT_OUTCOME_UNCHANGED, v1::IMPORT_OUTCOME_UPDATED,
                          v1::IMPORT_OUTCOME_CREATED, v1::IMPORT_OUTCOME_UPDATED));
  EXPECT_EQ(answer.summary.unchanged(), 1);
  EXPECT_EQ(answer.summary.updated(), 2);
  EXPECT_EQ(store_->Get("credentials/maple.mc-4", registry::CredentialView::Current())->hours, 4);
}

TEST_F(CredentialImportTest, SuggestsOnlyWhereAnOutcomeHasNoSkill) {
  v1::ImportOptions options;
  ASSERT_TRUE(generations_.Reload().ok());
  const std::string bare =
      R"({"id":"bare","outcomes":[{"text":"Write unit tests for a program","language_code":"en"}]})"
      "\n";
  const Answer answer = Import(bare + Line(1), options);
  ASSERT_EQ(answer.summary.created(), 2);
  const auto view = registry::CredentialView::Current();
  const auto mapped = store_->Get("credentials/bare", view);
  ASSERT_FALSE(mapped->outcomes[0].alignments.empty());
  EXPECT_EQ(mapped->outcomes[0].alignments[0].source, registry::AlignmentSource::kSuggested);
  const auto given = store_->Get("credentials/maple.mc-1", view);
  EXPECT_EQ(given->outcomes[0].alignments.size(), 1U);
  EXPECT_FALSE(given->level.suggested.has_value());
  // What was suggested before is taken over, so that nothing has changed.
  options.set_on_conflict(v1::IMPORT_CONFLICT_UPDATE);
  EXPECT_THAT(OutcomesOf(Import(bare, options)), ElementsAre(v1::IMPORT_OUTCOME_UNCHANGED));
}

TEST_F(CredentialImportTest, SaysOnceThatNothingCouldBeSuggested) {
  const std::string bare = R"({"outcomes":[{"text":"Write unit tests"}]})"
                           "\n";
  const Answer answer = Import(bare + bare, {});
  EXPECT_EQ(answer.summary.created(), 2);
  ASSERT_EQ(answer.warnings.size(), 1U);
  EXPECT_EQ(answer.warnings[0].reason(), "SUGGESTIONS_UNAVAILABLE");
}

TEST_F(CredentialImportTest, DoesARepeatedImportOnce) {
  v1::ImportOptions options;
  options.set_request_id("import-1");
  const std::string unnamed = R"({"title":{"en":"Bees"}})"
                              "\n";
  const Answer first = Import(unnamed + Line(2), options);
  const Answer again = Import(unnamed + Line(2), options);
  ASSERT_EQ(first.results.size(), 2U);
  EXPECT_EQ(first.results[0].credential(), again.results[0].credential());
  EXPECT_EQ(again.summary.created(), 2);
  EXPECT_EQ(Count(), 2);
}

TEST_F(CredentialImportTest, KeepsNothingOfAFileThatIsCutOff) {
  const Answer broken = Import(Line(1) + Line(2), {}, false);
  EXPECT_EQ(test::ReadFailure(broken.status).reason, "IMPORT_INCOMPLETE");
  EXPECT_TRUE(broken.results.empty());
  EXPECT_EQ(Count(), 0);
}

TEST_F(CredentialImportTest, GoesOnAfterWhatWasAnswered) {
  std::string content;
  for (int i = 1; i <= 600; ++i) content += Line(i);
  ASSERT_EQ(Import(content.substr(0, content.size() / 2), {}).summary.failed(), 1);
  const int there = Count();
  v1::ImportOptions options;
  options.set_resume_after_record(there);
  const Answer rest = Import(content, options);
  EXPECT_EQ(rest.summary.failed(), 0);
  EXPECT_EQ(rest.summary.resumed(), there);
  EXPECT_EQ(rest.summary.records(), 600);
  EXPECT_EQ(rest.results.front().record(), there + 1);
  EXPECT_EQ(Count(), 600);
}

TEST_F(CredentialImportTest, KeepsADraftThatCannotBePublished) {
  v1::ImportOptions options;
  options.set_publish(true);
  const Answer answer = Import(R"({"id":"x","title":{"en":"Bees"}})", options);
  ASSERT_THAT(OutcomesOf(answer), ElementsAre(v1::IMPORT_OUTCOME_CREATED));
  EXPECT_FALSE(answer.results[0].published());
  ASSERT_GE(answer.results[0].violations_size(), 3);
  EXPECT_EQ(answer.results[0].violations(0).reason(), "CREDENTIAL_INCOMPLETE");
}

TEST_F(CredentialImportTest, RefusesStreamsThatBeginWrong) {
  grpc::ClientContext context;
  const auto stream = stub_->ImportCredentials(&context);
  v1::ImportCredentialsRequest request;
  request.set_content("x");
  stream->Write(request);
  stream->WritesDone();
  EXPECT_THAT(stream->Finish(), test::BlamesField("options", "FIELD_REQUIRED"));
  v1::ImportOptions options;
  options.set_resume_after_record(-1);
  options.set_request_id(std::string(101, 'x'));
  const Answer answer = Import("", options);
  EXPECT_THAT(answer.status, test::BlamesField("options.resume_after_record", "TEXT_TOO_LONG"));
  options.Clear();
  options.mutable_default_issuer()->set_id("Not An Id");
  EXPECT_THAT(Import("", options).status,
              test::BlamesField("options.default_issuer.id", "CREDENTIAL_INVALID"));
}

}  // namespace
}  // namespace crosswalk::rpc
