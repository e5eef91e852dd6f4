// SPDX-License-Identifier: Apache-2.0
#include "server/http/body_reader.h"
#include "server/http/compression.h"
#include "server/http/exchange.h"
#include "server/http/header_values.h"
#include "server/http/json_codec.h"
#include "server/http/json_feed.h"
#include "server/http/multipart_feed.h"
#include "server/http/transcoder.h"
#include "server/http/upload_feed.h"

#include <boost/asio/co_spawn.hpp>

#include <memory>
#include <vector>

namespace crosswalk::http {
namespace {

// What the coroutine that reads the body and the one that writes the answer share.
struct Stream {
  Stream(Shell& all, Wire& connection, const Request& head, std::unique_ptr<BodyFeed> body,
         MemoryBudget::Share& memory)
      : shell(all),
        wire(connection),
        request(head),
        feed(std::move(body)),
        share(memory),
        call(std::make_shared<StreamCall>(connection.strand())),
        body_ended(connection.strand()) {}

  Shell& shell;
  Wire& wire;
  const Request& request;
  std::unique_ptr<BodyFeed> feed;
  MemoryBudget::Share& share;
  std::shared_ptr<StreamCall> call;
  Event body_ended;                // Nothing reads the body any more.
  std::optional<Problem> problem;  // What was wrong with it.
  bool call_ended = false;         // No more of the body is wanted.
};

// The file's options and how it comes.
core::Result<std::unique_ptr<BodyFeed>> FeedForUpload(const Request& request, const Found& found) {
  const auto query = ParseQuery(request.query);
  if (!query) {
    return core::InvalidArgument("HTTP_MALFORMED",
                                 "the query is not percent-encoded well (RFC 3986, 2.1)");
  }
  const auto message = RequestMessage(*found.route, found.variables, *query, "");
  if (!message.ok()) return message.status();
  v1::ImportCredentialsRequest first;
  first.CopyFrom(**message);
  first.mutable_options();
  const std::string_view type = request.Field("content-type");
  if (MediaType(type) == "multipart/form-data") {
    const auto boundary = Parameter(type, "boundary");
    if (!boundary || boundary->empty() || boundary->size() > 70) {
      return core::InvalidArgument("UPLOAD_INVALID", "the form has no boundary (RFC 2046, 5.1.1)");
    }
    return std::unique_ptr<BodyFeed>(std::make_unique<MultipartFeed>(*boundary, std::move(first)));
  }
  return std::unique_ptr<BodyFeed>(std::make_unique<UploadFeed>(std::move(first)));
}

core::Result<std::unique_ptr<BodyFeed>> FeedFor(const Shell& shell, const Request& request,
                                                const Found& found) {
  if (found.route->is_upload()) return FeedForUpload(request, found);
  if (!request.query.empty()) {
    return core::InvalidArgument("QUERY_PARAMETER_UNKNOWN", "a stream takes nothing in the query");
  }
  const std::string_view type = request.Field("content-type");
  if (!IsJson(type) && !IsJsonLines(type)) {
    return core::InvalidArgument("MEDIA_TYPE_UNSUPPORTED",
                                 "the Content-Type of this path is application/x-ndjson, one "
                                 "message a line, or application/json, one message in all");
  }
  const bool whole = !MediaType(type).empty() && IsJson(type);
  return std::unique_ptr<BodyFeed>(std::make_unique<JsonFeed>(
      *found.route->method->input_type(), whole ? JsonFeed::Form::kWhole : JsonFeed::Form::kLines,
      shell.config.http_max_body_bytes));
}

// Sends what was read to the call. False where the call takes no more.
Awaitable<bool> Forward(Stream& stream, const std::vector<std::string>& messages) {
  for (const std::string& message : messages) {
    const std::size_t most = stream.shell.config.max_request_bytes;
    if (message.size() > most) {
      stream.problem = TooLarge(most, stream.request);
      co_return false;
    }
    const bool taken = co_await stream.call->Write(message);
    if (!taken) co_return false;
  }
  co_return true;
}

// Reads the body into the call until it ends, is wrong, or is not wanted any more.
Awaitable<void> ReadInto(std::shared_ptr<Stream> stream) {
  std::string piece;
  std::vector<std::string> messages;
  bool more = true;
  while (more && !stream->call_ended && !stream->wire.body_done()) {
    const ErrorCode error =
        co_await stream->wire.ReadBody(piece, stream->wire.limits().read_timeout);
    if (stream->call_ended) break;
    if (error) {
      stream->problem = BodyProblem(stream->wire, stream->request);
      stream->call->Cancel();
      break;
    }
    messages.clear();
    const core::Status status = stream->feed->Add(piece, messages);
    more = co_await Forward(*stream, messages);
    if (more && !status.ok()) stream->problem = FromShell(status, stream->request.id);
    if (!stream->problem && !stream->share.Resize(stream->feed->held())) {
      stream->problem = BudgetSpent(stream->request);
    }
    if (stream->problem) break;
  }
  if (more && !stream->problem && !stream->call_ended) {
    messages.clear();
    const core::Status status = stream->feed->End(messages);
    more = co_await Forward(*stream, messages);
    if (more && !status.ok()) stream->problem = FromShell(status, stream->request.id);
  }
  // What came before something wrong is answered.
  if (stream->wire.body_done() || stream->problem) stream->call->EndWriting();
}

// ReadInto has ended, perhaps with an exception.
void EndReading(Stream& stream, const std::exception_ptr& failure) {
  if (failure) {
    stream.problem = FromShell(core::Internal("INTERNAL", "the body"), stream.request.id);
    stream.call->Cancel();
  }
  stream.body_ended.Signal();
}

// Writes lines to the client as they come.
class LineWriter {
 public:
  LineWriter(const Shell& shell, Wire& wire, const Request& request)
      : shell_(shell), wire_(wire), request_(request) {
    if (PrefersGzip(request.Field("accept-encoding"))) gzip_.emplace();
  }

  [[nodiscard]] bool begun() const { return begun_; }

  Awaitable<ErrorCode> Write(std::string line) {
    ErrorCode error;
    if (!begun_) error = co_await Begin();
    line += '\n';
    const std::string piece = gzip_ ? gzip_->Add(line) : std::move(line);
    if (!error) error = co_await wire_.WritePiece(piece);
    co_return error;
  }

  Awaitable<ErrorCode> End() {
    ErrorCode error;
    if (!begun_) error = co_await Begin();
    const std::string rest = gzip_ ? gzip_->Finish() : std::string();
    if (!error) error = co_await wire_.WritePiece(rest);
    if (!error) error = co_await wire_.WriteStreamEnd();
    co_return error;
  }

 private:
  Awaitable<ErrorCode> Begin() {
    begun_ = true;
    Answer answer;
    answer.Add("Content-Type", "application/x-ndjson");
    answer.Add("Cache-Control", "no-store");
    // Proxies that collect answers before they pass them on leave this one alone.
    answer.Add("X-Accel-Buffering", "no");
    answer.Add("X-Request-Id", request_.id);
    answer.Add("Vary", "Accept-Encoding, Accept-Language");
    if (gzip_) answer.Add("Content-Encoding", "gzip");
    AddCommonFields(shell_, request_, answer);
    const ErrorCode error = co_await wire_.WriteStreamHead(answer, request_.keep_alive);
    co_return error;
  }

  const Shell& shell_;
  Wire& wire_;
  const Request& request_;
  std::optional<GzipStream> gzip_;
  bool begun_ = false;
};

core::Result<std::string> LineOf(const google::protobuf::Descriptor& type,
                                 const std::string& bytes) {
  const auto message = ReadBytes(type, bytes);
  if (!message.ok()) return message.status();
  return WriteJson(**message);
}

// Writes what the call answers until it ends or the client takes no more.
Awaitable<ErrorCode> WriteAnswers(Stream& stream, const google::protobuf::Descriptor& type,
                                  LineWriter& lines) {
  ErrorCode error;
  while (true) {
    const auto bytes = co_await stream.call->Read();
    if (!bytes) co_return error;
    if (error) continue;  // Cancelled; reads to the end.
    auto line = LineOf(type, *bytes);
    if (line.ok()) {
      error = co_await lines.Write(*std::move(line));
    } else {
      stream.problem = FromShell(line.status(), stream.request.id);
    }
    if (error || !line.ok()) stream.call->Cancel();
  }
}

}  // namespace

std::optional<Problem> OpenStream(const Shell& shell, const Request& request, const Found& found,
                                  std::unique_ptr<BodyFeed>& feed) {
  if (auto problem = CheckBodyHead(request, false)) return problem;
  auto opened = FeedFor(shell, request, found);
  if (!opened.ok()) return FromShell(opened.status(), request.id);
  feed = *std::move(opened);
  return std::nullopt;
}

Awaitable<bool> AnswerStream(Shell& shell, Wire& wire, const Request& request, const Route& route,
                             std::unique_ptr<BodyFeed> feed, MemoryBudget::Share& share) {
  const auto stream = std::make_shared<Stream>(shell, wire, request, std::move(feed), share);
  LineWriter lines(shell, wire, request);
  co_await Invite(wire, request);
  const CallHeaders headers = HeadersFor(request, shell, false);
  stream->call->Start(shell.stub, route.rpc, headers);
  wire.OnAbort([call = stream->call] { call->Cancel(); });
  asio::co_spawn(wire.strand(), ReadInto(stream),
                 [stream](const std::exception_ptr& failure) { EndReading(*stream, failure); });
  ErrorCode error = co_await WriteAnswers(*stream, *route.method->output_type(), lines);
  // The call is over: whoever still reads the body stops.
  stream->call_ended = true;
  if (!stream->body_ended.signalled()) wire.Cancel();
  co_await stream->body_ended.Wait();
  const grpc::Status status = co_await stream->call->Finish();
  wire.OnAbort(nullptr);
  if (!stream->problem && !status.ok()) stream->problem = FromCall(status, request.id, false);
  if (error) co_return false;
  if (stream->problem && !lines.begun()) {
    Answer answer = ErrorAnswer(*stream->problem, request);
    AddCommonFields(shell, request, answer);
    bool keep = request.keep_alive;
    if (keep) keep = co_await SkipBody(wire, request);
    error = co_await wire.Write(answer, keep);
    co_return keep && !error;
  }
  if (stream->problem) error = co_await lines.Write(ErrorBody(*stream->problem));
  if (!error) error = co_await lines.End();
  co_return !error && request.keep_alive && wire.body_done() && request.head->version() >= 11;
}

}  // namespace crosswalk::http
