#include "lanes.h"
#include "table.h"

#define TABLE ck_table_portable
#define TILE_ROWS 2
#define DOT_ROWS 2

INLINE void tile(const int8_t *panel, const uint8_t *x, int ins, int rows, vi (*sums)[2]) {
  for (int r = 0; r < rows; r++) {
    int32_t totals[CK_PANEL] = {0};
    for (int k = 0; k < ins; k += 4)
      for (int o = 0; o < CK_PANEL; o++) {
        const int8_t *w = panel + (int64_t)k * CK_PANEL + o * 4;
        const uint8_t *v = x + (int64_t)r * ins + k;
        totals[o] += w[0] * v[0] + w[1] * v[1] + w[2] * v[2] + w[3] * v[3];
      }
    __builtin_memcpy(sums[r], totals, sizeof totals);
  }
}

#include "kernels.h"
