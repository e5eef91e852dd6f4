// SPDX-License-Identifier: Apache-2.0
#include "frameworks/text/transformer_encoder.h"

#include "frameworks/text/funnel.h"
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
#include <optional>
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
  TransformerEncoder(EncoderSettings settings, std::unique_ptr<Tokenizer> tokenizer,
                     std::optional<Funnel> funnel)
      : settings_(std::move(settings)),
        tokenizer_(std::move(tokenizer)),
        funnel_(std::move(funnel)) {}

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
    std::vector<ModelInput> inputs;
    inputs.reserve(texts.size());
    for (const std::string_view text : texts) inputs.push_back(Prepare(text));
    // Texts of one length follow each other: the runtime prepares for a length at each change.
    std::vector<std::size_t> order(texts.size());
    std::iota(order.begin(), order.end(), std::size_t{0});
    std::stable_sort(order.begin(), order.end(), [&inputs](std::size_t a, std::size_t b) {
      return std::pair(inputs[a].ids.size(), inputs[a].rows.size()) <
             std::pair(inputs[b].ids.size(), inputs[b].rows.size());
    });
    std::vector<EncodedText> encoded(texts.size());
    core::Status status = WithOpenVino(
        core::StatusCode::kInternal, "ENCODER_FAILED", "cannot encode", [&]() -> core::Status {
          const CallerCount::Entry entry(callers_);
          if (texts.size() == 1 && entry.alone() && lone_request_) {
            return EncodeOne(lone_request_, inputs.front(), detail, encoded.front());
          }
          LentRequest request(requests_);
          for (const std::size_t text : order) {
            core::Status done = EncodeOne(*request, inputs[text], detail, encoded[text]);
            if (!done.ok()) return done;
          }
          return {};
        });
    if (!status.ok()) return status;
    return encoded;
  }

 private:
  // Threads on one text. More than four have too little to do each.
  static constexpr int kLoneThreads = 4;

  // One text as the model takes it.
  struct ModelInput {
    std::vector<std::int64_t> ids;
    std::vector<std::int64_t> kept;  // Positions in ids; empty without a funnel.
    std::vector<Span> rows;          // Where each row of the output lies in the text.
    bool truncated = false;
  };

  [[nodiscard]] ModelInput Prepare(std::string_view text) const {
    TokenizedText tokens = tokenizer_->Tokenize(text);
    ModelInput input;
    input.truncated = tokens.truncated;
    if (funnel_) {
      input.kept = funnel_->Keep(tokens.ids);
      for (const std::int64_t at : input.kept) {
        input.rows.push_back(tokens.spans[static_cast<std::size_t>(at)]);
      }
    } else {
      input.rows = std::move(tokens.spans);
    }
    input.ids = std::move(tokens.ids);
    return input;
  }

  ov::CompiledModel Compile(ov::Core& runtime, int streams, int threads) const {
    return runtime.compile_model(
        settings_.model.string(), "CPU",
        // Full float precision: results must not depend on what the CPU offers for bfloat16.
        ov::hint::inference_precision(ov::element::f32), ov::num_streams(ov::streams::Num(streams)),
        ov::inference_num_threads(threads), ov::hint::enable_cpu_pinning(false));
  }

  // One text an inference: in a batch the runtime sums in another order, so that the last bits of a
  // text's vectors would depend on its company (docs/adr/0004).
  core::Status EncodeOne(ov::InferRequest& request, const ModelInput& input, EncodeDetail detail,
                         EncodedText& encoded) const {
    const ov::Shape shape{1, input.ids.size()};
    SetTensor(request, settings_.ids_input, shape, input.ids);
    if (settings_.mask_input) {
      SetTensor(request, *settings_.mask_input, shape, std::vector<std::int64_t>(shape[1], 1));
    }
    if (settings_.funnel) {
      SetTensor(request, settings_.funnel->input, {input.kept.size()}, input.kept);
    }
    request.infer();
    const ov::Tensor output = request.get_tensor(settings_.output);
    if (output.get_shape() != ov::Shape{1, input.rows.size(), settings_.info.dimension}) {
      return core::Internal("ENCODER_FAILED", settings_.model.string() + ": the output has " +
                                                  output.get_shape().to_string() + " numbers for " +
                                                  std::to_string(input.rows.size()) + " tokens");
    }
    encoded = Pool(output.data<const float>(), input, detail);
    return {};
  }

  static void SetTensor(ov::InferRequest& request, const std::string& name, const ov::Shape& shape,
                        const std::vector<std::int64_t>& values) {
    ov::Tensor tensor(ov::element::i64, shape);
    std::copy(values.begin(), values.end(), tensor.data<std::int64_t>());
    request.set_tensor(name, tensor);
  }

  // Sentence vector and, where asked for, token vectors from the model's output for one text.
  [[nodiscard]] EncodedText Pool(const float* rows, const ModelInput& input,
                                 EncodeDetail detail) const {
    const std::size_t dimension = settings_.info.dimension;
    EncodedText result;
    result.truncated = input.truncated;
    std::vector<float> sum(dimension, 0.0F);
    for (std::size_t row = 0; row < input.rows.size(); ++row) {
      for (std::size_t i = 0; i < dimension; ++i) sum[i] += rows[row * dimension + i];
    }
    result.sentence.resize(dimension);
    Normalize(sum.data(), dimension, result.sentence.data());
    if (detail == EncodeDetail::kSentence) return result;

    // The first and the last token are the special ones.
    const std::size_t skip = settings_.special_tokens_score ? 0 : 1;
    result.spans.assign(input.rows.begin() + static_cast<std::ptrdiff_t>(skip),
                        input.rows.end() - static_cast<std::ptrdiff_t>(skip));
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
    bool fits = true;
    if (settings_.funnel) {
      const ov::Output<const ov::Node> kept = model_.input(settings_.funnel->input);
      fits = kept.get_element_type() == ov::element::i64 &&
             kept.get_partial_shape().compatible(ov::PartialShape::dynamic(1));
      ++wanted_inputs;
    }
    const ov::PartialShape shape = model_.output(settings_.output).get_partial_shape();
    fits = fits && model_.inputs().size() == wanted_inputs && shape.rank().is_static() &&
           shape.size() == 3 && shape[2].is_static() &&
           static_cast<std::size_t>(shape[2].get_length()) == settings_.info.dimension;
    if (fits) return {};
    return core::FailedPrecondition(
        "ENCODER_INVALID",
        settings_.model.string() + ": inputs or output are not those that encoder.json describes");
  }

  EncoderSettings settings_;
  std::unique_ptr<Tokenizer> tokenizer_;
  std::optional<Funnel> funnel_;  // There where settings_.funnel is.
  ov::CompiledModel model_;       // One thread an inference: callers bring their own parallelism.
  mutable RequestPool requests_;
  // Several threads an inference, for a caller with one text while nobody else is here: a text gets
  // the same vectors either way. Empty on one core.
  mutable ov::InferRequest lone_request_;
  mutable CallerCount callers_;
};

}  // namespace

core::Result<std::unique_ptr<OutcomeEncoder>> OpenTransformerEncoder(EncoderSettings settings,
                                                                     std::size_t concurrency) {
  core::Result<std::unique_ptr<Tokenizer>> tokenizer = OpenTokenizer(settings.tokenizer);
  if (!tokenizer.ok()) return tokenizer.status();
  std::optional<Funnel> funnel;
  if (settings.funnel) {
    core::Result<Funnel> made =
        Funnel::Make(*settings.funnel, **tokenizer, settings.model.parent_path() / "encoder.json");
    if (!made.ok()) return made.status();
    funnel = *std::move(made);
  }
  const std::string model = settings.model.string();
  auto encoder = std::make_unique<TransformerEncoder>(std::move(settings), *std::move(tokenizer),
                                                      std::move(funnel));
  core::Status status =
      WithOpenVino(core::StatusCode::kFailedPrecondition, "ENCODER_INVALID", model,
                   [&] { return encoder->Load(std::max<std::size_t>(1, concurrency)); });
  if (!status.ok()) return status;
  return std::unique_ptr<OutcomeEncoder>(std::move(encoder));
}

}  // namespace crosswalk::text
