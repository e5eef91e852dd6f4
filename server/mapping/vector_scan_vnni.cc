// SPDX-License-Identifier: Apache-2.0
#include "server/mapping/vector_scan_vnni.h"

#if defined(__x86_64__)

// GCC 12 takes what its own header leaves undefined on purpose for a mistake.
#if !defined(__clang__)
#pragma GCC diagnostic ignored "-Wuninitialized"
#pragma GCC diagnostic ignored "-Wmaybe-uninitialized"
#endif
#include <hwy/base.h>
#include <immintrin.h>

#include <algorithm>
#include <cstddef>

namespace crosswalk::mapping::vnni {

bool IsSupported() {
  static const bool supported = __builtin_cpu_supports("avx512f") != 0 &&
                                __builtin_cpu_supports("avx512bw") != 0 &&
                                __builtin_cpu_supports("avx512vnni") != 0;
  return supported;
}

HWY_PUSH_ATTRIBUTES("avx512f,avx512bw,avx512vnni")

namespace {

// What is added to values that are to have no sign.
constexpr std::int32_t kMiddle = 128;
// Values that one instruction takes.
constexpr std::size_t kLanes = 64;
// Rows that stay in the nearest cache while all queries are compared with them.
constexpr std::size_t kRowsAtOnce = 32;

// Four queries from `first` on; where there are fewer the first stands in for the others.
struct FourQueries {
  FourQueries(const QueryVectors& queries, std::size_t first)
      : some(std::min<std::size_t>(4, queries.size() - first)) {
    for (std::size_t i = 0; i < 4; ++i) {
      const std::size_t query = first + (i < some ? i : 0);
      bytes[i] = queries.bytes.data() + query * queries.dimension;
      excess[i] = kMiddle * queries.sums[query];
    }
  }
  std::size_t some;
  const std::int8_t* bytes[4];
  std::int32_t excess[4];
};

// Sums of a row with four queries. The instruction wants one side without sign: values of rows are
// taken kMiddle too high, so that times the query's sum is taken off again.
struct RowSums {
  // Spelled out: what the compiler makes by itself it makes for any processor.
  RowSums() : query0(_mm512_setzero_si512()), query1(query0), query2(query0), query3(query0) {}

  void Add(__m512i row, __m512i part0, __m512i part1, __m512i part2, __m512i part3) {
    const __m512i raised = _mm512_xor_si512(row, _mm512_set1_epi8(static_cast<char>(kMiddle)));
    query0 = _mm512_dpbusd_epi32(query0, raised, part0);
    query1 = _mm512_dpbusd_epi32(query1, raised, part1);
    query2 = _mm512_dpbusd_epi32(query2, raised, part2);
    query3 = _mm512_dpbusd_epi32(query3, raised, part3);
  }

  // sums[query]
  void Store(const std::int32_t* excess, std::int32_t* sums) const {
    const __m512i low01 = _mm512_unpacklo_epi32(query0, query1);
    const __m512i high01 = _mm512_unpackhi_epi32(query0, query1);
    const __m512i low23 = _mm512_unpacklo_epi32(query2, query3);
    const __m512i high23 = _mm512_unpackhi_epi32(query2, query3);
    const __m512i of01 = _mm512_add_epi32(low01, high01);
    const __m512i of23 = _mm512_add_epi32(low23, high23);
    // Each block of four lanes holds a part of each sum.
    const __m512i parts =
        _mm512_add_epi32(_mm512_unpacklo_epi64(of01, of23), _mm512_unpackhi_epi64(of01, of23));
    const __m256i halves =
        _mm256_add_epi32(_mm512_castsi512_si256(parts), _mm512_extracti64x4_epi64(parts, 1));
    const __m128i raised =
        _mm_add_epi32(_mm256_castsi256_si128(halves), _mm256_extracti128_si256(halves, 1));
    _mm_storeu_si128(
        reinterpret_cast<__m128i*>(sums),
        _mm_sub_epi32(raised, _mm_loadu_si128(reinterpret_cast<const __m128i*>(excess))));
  }

  __m512i query0;
  __m512i query1;
  __m512i query2;
  __m512i query3;
};

// The lanes of the last, not whole, part of a vector.
inline __mmask64 Rest(std::size_t count) { return (__mmask64{1} << count) - 1; }

inline void Scan(const FourQueries& queries, const std::int8_t* row, std::size_t dimension,
                 std::int32_t* sums) {
  RowSums of_row;
  std::size_t i = 0;
  for (; i + kLanes <= dimension; i += kLanes) {
    of_row.Add(_mm512_loadu_si512(row + i), _mm512_loadu_si512(queries.bytes[0] + i),
               _mm512_loadu_si512(queries.bytes[1] + i), _mm512_loadu_si512(queries.bytes[2] + i),
               _mm512_loadu_si512(queries.bytes[3] + i));
  }
  if (i < dimension) {
    const __mmask64 rest = Rest(dimension - i);
    of_row.Add(_mm512_maskz_loadu_epi8(rest, row + i),
               _mm512_maskz_loadu_epi8(rest, queries.bytes[0] + i),
               _mm512_maskz_loadu_epi8(rest, queries.bytes[1] + i),
               _mm512_maskz_loadu_epi8(rest, queries.bytes[2] + i),
               _mm512_maskz_loadu_epi8(rest, queries.bytes[3] + i));
  }
  of_row.Store(queries.excess, sums);
}

}  // namespace

void CompareRows(const QueryVectors& queries, std::span<const std::int8_t> rows,
                 std::span<const float> scales, std::span<float> products) {
  const std::size_t count = scales.size();
  for (std::size_t begin = 0; begin < count; begin += kRowsAtOnce) {
    const std::size_t end = std::min(begin + kRowsAtOnce, count);
    for (std::size_t query = 0; query < queries.size(); query += 4) {
      const FourQueries four(queries, query);
      for (std::size_t row = begin; row < end; ++row) {
        std::int32_t sums[4];
        Scan(four, rows.data() + row * queries.dimension, queries.dimension, sums);
        for (std::size_t i = 0; i < four.some; ++i) {
          products[(query + i) * count + row] =
              static_cast<float>(sums[i]) * queries.scales[query + i] * scales[row];
        }
      }
    }
  }
}

void CompareQueries(const QueryVectors& queries, std::span<const std::int8_t> row, float scale,
                    std::span<float> products) {
  for (std::size_t query = 0; query < queries.size(); query += 4) {
    const FourQueries four(queries, query);
    std::int32_t sums[4];
    Scan(four, row.data(), queries.dimension, sums);
    for (std::size_t i = 0; i < four.some; ++i) {
      products[query + i] = static_cast<float>(sums[i]) * queries.scales[query + i] * scale;
    }
  }
}

HWY_POP_ATTRIBUTES

}  // namespace crosswalk::mapping::vnni

#else

namespace crosswalk::mapping::vnni {

bool IsSupported() { return false; }

void CompareRows(const QueryVectors& /*queries*/, std::span<const std::int8_t> /*rows*/,
                 std::span<const float> /*scales*/, std::span<float> /*products*/) {}

void CompareQueries(const QueryVectors& /*queries*/, std::span<const std::int8_t> /*row*/,
                    float /*scale*/, std::span<float> /*products*/) {}

}  // namespace crosswalk::mapping::vnni

#endif
