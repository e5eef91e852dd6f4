// SPDX-License-Identifier: Apache-2.0
#include "frameworks/text/transformer_encoder.h"

#include "frameworks/text/tokenizer.h"

#include <openvino/openvino.hpp>

#include <algorithm>
#include <atomic>
#include <cmath>
#include <condition_variable>
#include <cstdint>
#include <exception>
#include <mutex>
#include <numeric>
#include <string>
#include <thread>
#include <utility>
#include <vector>

namespace crosswalk::text {
namespace {

// Runs `work`; what OpenVINO throws becomes a Status with `code` and `reason`. The only fence
// between the runtime's exceptions and the rest.
template <typename Work>
core::Status WithOpenVino(core::StatusCode code, std::string reason, const std::string& doing,
                          Work work) {
  try {
    return work();
  } catch (const std::exception& error) {
    return {code, std::move(reason), doing + ": " + error.what()};
  }
}

// Lends infer requests; waits where all are out. Thread-safe.
class RequestPool {
 public:
  void Add(ov::InferRequest request) { free_.push_back(std::move(request)); }

  ov::InferRequest Take() {
    std::unique_lock lock(mutex_);
    returned_.wait(lock, [this] { return !free_.empty(); });
    ov::InferRequest request = std::move(free_.back());
    free_.pop_back();
    return request;
  }

  void Return(ov::InferRequest request) {
    {
      const std::lock_guard lock(mutex_);
      free_.push_back(std::move(request));
    }
    returned_.notify_one();
  }

 private:
  std::mutex mutex_;
  std::condition_variable returned_;
  std::vector<ov::InferRequest> free_;
};

// A request that goes back to its pool at the end of the scope.
class LentRequest {
 public:
  explicit LentRequest(RequestPool& pool) : pool_(pool), request_(pool.Take()) {}
  ~LentRequest() { pool_.Return(std::move(request_)); }
  LentRequest(const LentRequest&) = delete;
  LentRequest& operator=(const LentRequest&) = delete;

  ov::InferRequest& operator*() { return request_; }

 private:
  RequestPool& pool_;
  ov::InferRequest request_;
};

// How many callers are inside. Thread-safe.
class CallerCount {
 public:
  class Entry {
   public:
    explicit Entry(CallerCount& count) : count_(count), alone_(count.inside_.fetch_add(1) == 0) {}
    ~Entry() { count_.inside_.fetch_sub(1); }
    Entry(const Entry&) = delete;
    Entry& operator=(const Entry&) = delete;

    // Whether nobody was inside when this caller came. At most one caller at a time is told so.
    [[nodiscard]] bool alone() const { return alone_; }

   private:
    CallerCount& count_;
    const bool alone_;
  };

 private:
  std::atomic<int> inside_ = 0;
};

// Writes `source` / |source| to `target`; leaves a zero vector as it is.
void Normalize(const float* source, std::size_t dimension, float* target) {
  double squares = 0;
  for (std::size_t i = 0; i < dimension; ++i) squares += static_cast<double>(source[i]) * source[i];
  const auto factor = static_cast<float>(squares > 0 ? 1.0 / std::sqrt(squares) : 0.0);
  for (std::size_t i = 0; i < dimension; ++i) target[i] = source[i] * factor;
}

class TransformerEncoder final : public OutcomeEncoder {
 public:
  TransformerEncoder(EncoderSettings settings, std::unique_ptr<Tokenizer> tokenizer)
      : settings_(std::move(settings)), tokenizer_(std::move(tokenizer)) {}

  // Throws ov::Exception.
  core::Status Load(std::size_t concurrency) {
    const auto cores = static_cast<int>(std::max(1U, std::thread::hardware_concurrency()));
    const int threads = std::min(static_cast<int>(concurrency), cores);
    ov::Core runtime;
    model_ = Compile(runtime, threads, threads);
    if (core::Status status = CheckPorts(); !status.ok()) return status;
    for (int i = 0; i < threads; ++i) requests_.Add(model_.create_infer_request());
    if (threads > 1) {
      lone_request_ = Compile(runtime, 1, std::min(threads, kLoneThreads)).create_infer_request();
    }
    return {};
  }

  [[nodiscard]] const EncoderInfo& info() const override { return settings_.info; }

  [[nodiscard]] core::Result<std::vector<EncodedText>> Encode(
      std::span<const std::string_view> texts, EncodeDetail detail) const override {
    std::vector<TokenizedText> tokenized;
    tokenized.reserve(texts.size());
    for (const std::string_view text : texts) tokenized.push_back(tokenizer_->Tokenize(text));
    // Texts of one length follow each other: the runtime prepares for a length at each change.
    std::vector<std::size_t> order(texts.size());
    std::iota(order.begin(), order.end(), std::size_t{0});
    std::stable_sort(order.begin(), order.end(), [&tokenized](std::size_t a, std::size_t b) {
      return tokenized[a].ids.size() < tokenized[b].ids.size();
    });
    std::vector<EncodedText> encoded(texts.size());
    core::Status status = WithOpenVino(
        core::StatusCode::kInternal, "ENCODER_FAILED", "cannot encode", [&]() -> core::Status {
          const CallerCount::Entry entry(callers_);
          if (texts.size() == 1 && entry.alone() && lone_request_) {
            encoded.front() = EncodeOne(lone_request_, std::move(tokenized.front()), detail);
            return {};
          }
          LentRequest request(requests_);
          for (const std::size_t text : order) {
            encoded[text] = EncodeOne(*request, std::move(tokenized[text]), detail);
          }
          return {};
        });
    if (!status.ok()) return status;
    return encoded;
  }

 private:
  // Threads on one text. More than four have too little to do each.
  static constexpr int kLoneThreads = 4;

  ov::CompiledModel Compile(ov::Core& runtime, int streams, int threads) const {
    return runtime.compile_model(
        settings_.model.string(), "CPU",
        // Full float precision: results must not depend on what the CPU offers for bfloat16.
        ov::hint::inference_precision(ov::element::f32), ov::num_streams(ov::streams::Num(streams)),
        ov::inference_num_threads(threads), ov::hint::enable_cpu_pinning(false));
  }

  // One text an inference: in a batch the runtime sums in another order, so that the last bits of a
  // text's vectors would depend on its company (docs/adr/0004).
  EncodedText EncodeOne(ov::InferRequest& request, TokenizedText tokens,
                        EncodeDetail detail) const {
    const ov::Shape shape{1, tokens.ids.size()};
    ov::Tensor ids(ov::element::i64, shape);
    std::copy(tokens.ids.begin(), tokens.ids.end(), ids.data<std::int64_t>());
    request.set_tensor(settings_.ids_input, ids);
    if (settings_.mask_input) {
      ov::Tensor mask(ov::element::i64, shape);
      std::fill_n(mask.data<std::int64_t>(), mask.get_size(), 1);
      request.set_tensor(*settings_.mask_input, mask);
    }
    request.infer();
    return Pool(request.get_tensor(settings_.output).data<const float>(), std::move(tokens),
                detail);
  }

  // Sentence vector and, where asked for, token vectors from the model's output for one text.
  EncodedText Pool(const float* rows, TokenizedText tokens, EncodeDetail detail) const {
    const std::size_t dimension = settings_.info.dimension;
    const std::size_t length = tokens.ids.size();
    EncodedText result;
    result.truncated = tokens.truncated;
    std::vector<float> sum(dimension, 0.0F);
    for (std::size_t row = 0; row < length; ++row) {
      for (std::size_t i = 0; i < dimension; ++i) sum[i] += rows[row * dimension + i];
    }
    result.sentence.resize(dimension);
    Normalize(sum.data(), dimension, result.sentence.data());
    if (detail == EncodeDetail::kSentence) return result;

    // The first and the last token are the special ones.
    const std::size_t skip = settings_.special_tokens_score ? 0 : 1;
    result.spans.assign(tokens.spans.begin() + static_cast<std::ptrdiff_t>(skip),
                        tokens.spans.end() - static_cast<std::ptrdiff_t>(skip));
    result.tokens.resize(result.spans.size() * dimension);
    for (std::size_t row = 0; row < result.spans.size(); ++row) {
      Normalize(rows + (row + skip) * dimension, dimension, result.tokens.data() + row * dimension);
    }
    return result;
  }

  // That the model has the inputs and the output that the settings name.
  [[nodiscard]] core::Status CheckPorts() const {
    std::size_t wanted_inputs = 1;
    model_.input(settings_.ids_input);  // Throws where there is none of that name.
    if (settings_.mask_input) {
      model_.input(*settings_.mask_input);
      ++wanted_inputs;
    }
    const ov::PartialShape shape = model_.output(settings_.output).get_partial_shape();
    const bool fits = model_.inputs().size() == wanted_inputs && shape.rank().is_static() &&
                      shape.size() == 3 && shape[2].is_static() &&
                      static_cast<std::size_t>(shape[2].get_length()) == settings_.info.dimension;
    if (fits) return {};
    return core::FailedPrecondition(
        "ENCODER_INVALID",
        settings_.model.string() + ": inputs or output are not those that encoder.json describes");
  }

  EncoderSettings settings_;
  std::unique_ptr<Tokenizer> tokenizer_;
  ov::CompiledModel model_;  // One thread an inference: callers bring their own parallelism.
  mutable RequestPool requests_;
  // Several threads an inference, for a caller with one text while nobody else is here: a text gets
  // the same vectors either way. Empty on one core.
  mutable ov::InferRequest lone_request_;
  mutable CallerCount callers_;
};

}  // namespace

core::Result<std::unique_ptr<OutcomeEncoder>> OpenTransformerEncoder(EncoderSettings settings,
                                                                     std::size_t concurrency) {
  core::Result<std::unique_ptr<Tokenizer>> tokenizer = OpenWordPieceTokenizer(settings.tokenizer);
  if (!tokenizer.ok()) return tokenizer.status();
  const std::string model = settings.model.string();
  auto encoder = std::make_unique<TransformerEncoder>(std::move(settings), *std::move(tokenizer));
  core::Status status =
      WithOpenVino(core::StatusCode::kFailedPrecondition, "ENCODER_INVALID", model,
                   [&] { return encoder->Load(std::max<std::size_t>(1, concurrency)); });
  if (!status.ok()) return status;
  return std::unique_ptr<OutcomeEncoder>(std::move(encoder));
}

}  // namespace crosswalk::text
