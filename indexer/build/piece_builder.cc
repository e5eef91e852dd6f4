// SPDX-License-Identifier: Apache-2.0
#include "indexer/build/piece_builder.h"

#include "indexer/build/concept_texts.h"
#include "indexer/schema/piece_file.h"

#include <algorithm>
#include <array>
#include <cstdint>
#include <set>
#include <string>
#include <utility>
#include <vector>

namespace crosswalk::index_builder {

using index_schema::PieceLists;
using index_schema::PieceText;

core::Status BuildPieces(const ConceptGraph& graph, const text::StaticEncoder& encoder,
                         const std::filesystem::path& file) {
  std::array<PieceLists, index_schema::kPieceTexts> lists;
  for (PieceLists& one : lists) one.resize(graph.size());
  const std::vector<std::string> languages = EncodedLanguages(encoder.info());
  for (std::size_t node = 0; node < graph.size(); ++node) {
    const auto texts =
        TextsOf(graph.node(static_cast<ConceptOrdinal>(node)), encoder.info(), languages);
    if (!texts) continue;
    std::set<std::uint32_t> known;
    const auto add = [&](const std::string& of, PieceText text) {
      std::vector<std::uint32_t>& list = lists[static_cast<std::size_t>(text)][node];
      for (const std::uint32_t piece : encoder.Pieces(of)) {
        if (known.insert(piece).second) list.push_back(piece);
      }
    };
    add(texts->label, PieceText::kLabel);
    if (texts->described) add(*texts->described, PieceText::kDescribed);
    for (const std::string& label : texts->alternatives) add(label, PieceText::kAlternatives);
    for (PieceLists& one : lists) std::sort(one[node].begin(), one[node].end());
  }
  return index_schema::WritePieceFile(file, static_cast<std::uint32_t>(encoder.vectors().rows()),
                                      encoder.info().fingerprint, lists);
}

}  // namespace crosswalk::index_builder
