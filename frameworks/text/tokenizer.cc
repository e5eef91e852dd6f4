// SPDX-License-Identifier: Apache-2.0
#include "frameworks/text/tokenizer.h"

namespace crosswalk::text {

core::Result<std::unique_ptr<Tokenizer>> OpenTokenizer(const TokenizerOptions& options) {
  if (const auto* pieces = std::get_if<SentencePieceOptions>(&options)) {
    return OpenSentencePieceTokenizer(*pieces);
  }
  return OpenWordPieceTokenizer(std::get<WordPieceOptions>(options));
}

}  // namespace crosswalk::text
