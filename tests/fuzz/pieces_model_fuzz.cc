// SPDX-License-Identifier: Apache-2.0
// Vocabularies as SentencePiece writes them, and a text read with what is taken for one.
#include "frameworks/text/sentencepiece_model.h"
#include "frameworks/text/tokenizer.h"
#include "tests/fuzz/check.h"

#include <sys/mman.h>
#include <unistd.h>

#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <string>

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using crosswalk::fuzz::Check;
  const int file = memfd_create("pieces", 0);
  Check(file >= 0 && write(file, data, size) == static_cast<ssize_t>(size), "memory is a file");
  const std::filesystem::path path = "/proc/self/fd/" + std::to_string(file);
  const auto model = crosswalk::text::ReadSentencePieceModel(path);
  if (model.ok()) Check(model->unknown < model->pieces.size(), "the unknown piece is one of them");
  const auto tokenizer = crosswalk::text::OpenSentencePieceTokenizer({.model = path});
  if (tokenizer.ok()) {
    const auto tokens = (*tokenizer)->Tokenize("Reconcile l'état of accounts \xf0\x9f\x98\x80");
    for (const std::int64_t id : tokens.ids) {
      Check(id >= 0 && static_cast<std::size_t>(id) < model->pieces.size(), "an id is a piece");
    }
  }
  close(file);
  return 0;
}
