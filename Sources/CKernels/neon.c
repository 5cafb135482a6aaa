#if defined(__aarch64__)
#include <arm_neon.h>

#include "table.h"
#pragma clang attribute push(__attribute__((target("dotprod"))), apply_to = function)
#include "lanes.h"

#define TABLE ck_table_neon
#define TILE_ROWS 2
#define DOT_ROWS 2

// The dot product of this instruction set is of signed bytes: x - 128 is multiplied, and 128 times the weights' sum,
// gathered by the same instruction, is added again.
INLINE void tile(const int8_t *panel, const uint8_t *x, int ins, int rows, vi (*sums)[2]) {
  int32x4_t acc[TILE_ROWS][8], weights[8];
  const int8x16_t ones = vdupq_n_s8(1);
#pragma clang loop unroll(full)
  for (int c = 0; c < 8; c++) {
    weights[c] = vdupq_n_s32(0);
#pragma clang loop unroll(full)
    for (int r = 0; r < rows; r++) acc[r][c] = vdupq_n_s32(0);
  }
  for (int k = 0; k < ins; k += 4) {
    int8x16_t bytes[TILE_ROWS];
#pragma clang loop unroll(full)
    for (int r = 0; r < rows; r++) {
      uint32_t four;
      __builtin_memcpy(&four, x + (int64_t)r * ins + k, 4);
      bytes[r] = vreinterpretq_s8_u32(vdupq_n_u32(four ^ 0x80808080u));
    }
#pragma clang loop unroll(full)
    for (int c = 0; c < 8; c++) {
      int8x16_t w = vld1q_s8(panel + (int64_t)k * CK_PANEL + c * 16);
      weights[c] = vdotq_s32(weights[c], w, ones);
#pragma clang loop unroll(full)
      for (int r = 0; r < rows; r++) acc[r][c] = vdotq_s32(acc[r][c], w, bytes[r]);
    }
  }
#pragma clang loop unroll(full)
  for (int r = 0; r < rows; r++)
#pragma clang loop unroll(full)
    for (int c = 0; c < 8; c++) {
      int32x4_t sum = vaddq_s32(acc[r][c], vshlq_n_s32(weights[c], 7));
      __builtin_memcpy((char *)&sums[r][c / 4] + (c % 4) * 16, &sum, 16);
    }
}

#include "kernels.h"
#pragma clang attribute pop
#endif
