#if defined(__x86_64__)
#include <immintrin.h>

#include "table.h"
#pragma clang attribute push( \
  __attribute__((target("avx512f,avx512bw,avx512dq,avx512vl,avx512vnni,fma"))), apply_to = function)
#include "lanes.h"

#define TABLE ck_table_avx512
#define TILE_ROWS 8
#define DOT_ROWS 8

INLINE void tile(const int8_t *panel, const uint8_t *x, int ins, int rows, vi (*sums)[2]) {
  __m512i acc[TILE_ROWS][2];
#pragma clang loop unroll(full)
  for (int r = 0; r < rows; r++) acc[r][0] = acc[r][1] = _mm512_setzero_si512();
  for (int k = 0; k < ins; k += 4) {
    __m512i left = _mm512_loadu_si512(panel + (int64_t)k * CK_PANEL);
    __m512i right = _mm512_loadu_si512(panel + (int64_t)k * CK_PANEL + 64);
#pragma clang loop unroll(full)
    for (int r = 0; r < rows; r++) {
      int32_t four;
      __builtin_memcpy(&four, x + (int64_t)r * ins + k, 4);
      __m512i bytes = _mm512_set1_epi32(four);
      acc[r][0] = _mm512_dpbusd_epi32(acc[r][0], bytes, left);
      acc[r][1] = _mm512_dpbusd_epi32(acc[r][1], bytes, right);
    }
  }
#pragma clang loop unroll(full)
  for (int r = 0; r < rows; r++) {
    sums[r][0] = (vi)acc[r][0];
    sums[r][1] = (vi)acc[r][1];
  }
}

#include "kernels.h"
#pragma clang attribute pop
#endif
