// SPDX-License-Identifier: Apache-2.0
// Byte layout of labels.bin, shared by its writer and its reader only. All numbers are
// little-endian; SCHEMA.md describes the sections.
#pragma once

#include <array>
#include <bit>
#include <cstdint>

namespace crosswalk::index_schema {

static_assert(std::endian::native == std::endian::little, "files are mapped as they are");

inline constexpr std::array<char, 8> kLabelFileMagic = {'X', 'W', 'L', 'A', 'B', 'E', 'L', '1'};

// A BCP-47 tag in the file, zero-padded. RFC 5646 section 4.4.1 recommends room for 35 characters.
inline constexpr std::size_t kLanguageTagBytes = 40;

struct LabelFileHeader {
  std::array<char, 8> magic = kLabelFileMagic;
  std::uint32_t concept_count = 0;
  std::uint32_t language_count = 0;
  std::uint32_t word_count = 0;
  std::uint32_t word_bytes = 0;
  std::uint32_t label_count = 0;
  std::uint32_t token_count = 0;
};
static_assert(sizeof(LabelFileHeader) == 32);

}  // namespace crosswalk::index_schema
