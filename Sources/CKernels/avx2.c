#if defined(__x86_64__)
#include <immintrin.h>

#include "table.h"
#pragma clang attribute push(__attribute__((target("avx2,fma"))), apply_to = function)
#include "lanes.h"

#define TABLE ck_table_avx2
#define TILE_ROWS 4
#define DOT_ROWS 3

// The product of unsigned and signed bytes that AVX2 has saturates its sums of two, so bytes are widened first: even and
// odd ones apart, which keeps every output in its lane.
INLINE void tile(const int8_t *panel, const uint8_t *x, int ins, int rows, vi (*sums)[2]) {
  for (int half = 0; half < 2; half++) {
    __m256i acc[TILE_ROWS][2];
#pragma clang loop unroll(full)
    for (int r = 0; r < rows; r++) acc[r][0] = acc[r][1] = _mm256_setzero_si256();
    for (int k = 0; k < ins; k += 4) {
      const int8_t *w = panel + (int64_t)k * CK_PANEL + half * 64;
      __m256i even[2], odd[2];
#pragma clang loop unroll(full)
      for (int c = 0; c < 2; c++) {
        __m256i both = _mm256_loadu_si256((const __m256i *)(w + c * 32));
        even[c] = _mm256_srai_epi16(_mm256_slli_epi16(both, 8), 8);
        odd[c] = _mm256_srai_epi16(both, 8);
      }
#pragma clang loop unroll(full)
      for (int r = 0; r < rows; r++) {
        int32_t four;
        __builtin_memcpy(&four, x + (int64_t)r * ins + k, 4);
        __m256i even_x = _mm256_set1_epi32(four & 0x00ff00ff);
        __m256i odd_x = _mm256_set1_epi32((four >> 8) & 0x00ff00ff);
#pragma clang loop unroll(full)
        for (int c = 0; c < 2; c++) {
          __m256i sum = _mm256_add_epi32(_mm256_madd_epi16(even[c], even_x), _mm256_madd_epi16(odd[c], odd_x));
          acc[r][c] = _mm256_add_epi32(acc[r][c], sum);
        }
      }
    }
#pragma clang loop unroll(full)
    for (int r = 0; r < rows; r++) {
      __builtin_memcpy((char *)&sums[r][half], &acc[r][0], 32);
      __builtin_memcpy((char *)&sums[r][half] + 32, &acc[r][1], 32);
    }
  }
}

#include "kernels.h"
#pragma clang attribute pop
#endif
