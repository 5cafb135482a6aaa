
#include "table.h"

#if defined(__aarch64__) && defined(__linux__)
#include <sys/auxv.h>
#endif

bool ck_available(ck_isa isa) {
  switch (isa) {
    case CK_PORTABLE: return true;
#if defined(__x86_64__)
    case CK_AVX2: return __builtin_cpu_supports("avx2") && __builtin_cpu_supports("fma");
    case CK_AVX512:
      return __builtin_cpu_supports("avx512f") && __builtin_cpu_supports("avx512bw")
             && __builtin_cpu_supports("avx512dq") && __builtin_cpu_supports("avx512vl")
             && __builtin_cpu_supports("avx512vnni");
#elif defined(__aarch64__) && defined(__APPLE__)
    case CK_NEON: return true;
#elif defined(__aarch64__) && defined(__linux__)
    case CK_NEON: return (getauxval(AT_HWCAP) & (1UL << 20)) != 0;  // HWCAP_ASIMDDP
#endif
    default: return false;
  }
}

ck_isa ck_best(void) {
  if (ck_available(CK_AVX512)) return CK_AVX512;
  if (ck_available(CK_AVX2)) return CK_AVX2;
  if (ck_available(CK_NEON)) return CK_NEON;
  return CK_PORTABLE;
}

const char *ck_name(ck_isa isa) {
  switch (isa) {
    case CK_AVX2: return "avx2";
    case CK_AVX512: return "avx512vnni";
    case CK_NEON: return "neon";
    default: return "portable";
  }
}

static const ck_table *table(ck_isa isa) {
  switch (isa) {
#if defined(__x86_64__)
    case CK_AVX2: return &ck_table_avx2;
    case CK_AVX512: return &ck_table_avx512;
#elif defined(__aarch64__)
    case CK_NEON: return &ck_table_neon;
#endif
    default: return &ck_table_portable;
  }
}

void ck_pack(const int8_t *weights, int outs, int ins, int8_t *panels, int32_t *sums) {
  int padded_ins = (ins + CK_LANES - 1) / CK_LANES * CK_LANES;
  int padded_outs = (outs + CK_PANEL - 1) / CK_PANEL * CK_PANEL;
  for (int o = 0; o < padded_outs; o++) {
    int8_t *column = panels + (int64_t)(o / CK_PANEL) * CK_PANEL * padded_ins + (o % CK_PANEL) * 4;
    int known = o < outs ? ins : 0;
    const int8_t *row = weights + (int64_t)(o < outs ? o : 0) * ins;
    int32_t sum = 0;
    for (int k = 0; k < known; k++) sum += row[k];
    int k = 0;
    for (; k + 4 <= known; k += 4) __builtin_memcpy(column + (int64_t)k * CK_PANEL, row + k, 4);
    for (; k < padded_ins; k++) column[(int64_t)(k & ~3) * CK_PANEL + (k & 3)] = k < known ? row[k] : 0;
    sums[o] = sum;
  }
}

void ck_linear_u8(
  ck_isa isa, const ck_matrix *matrix, const uint8_t *x, const float *scale, const int32_t *zero, int rows, float *out,
  int stride, ck_activation activation) {
  table(isa)->linear_u8(matrix, x, scale, zero, rows, out, stride, activation);
}

void ck_dot_rows(
  ck_isa isa, const float *a, int a_rows, int a_stride, const float *b, int b_rows, int b_stride, int depth, float *out,
  int out_stride) {
  table(isa)->dot_rows(a, a_rows, a_stride, b, b_rows, b_stride, depth, out, out_stride);
}

void ck_dot_pairs(ck_isa isa, const float *a, const float *b, int rows, int depth, float *out, int out_stride) {
  table(isa)->dot_pairs(a, b, rows, depth, out, out_stride);
}

void ck_add_bias(
  ck_isa isa, float *x, const float *bias, int rows, int width, int stride, ck_activation activation) {
  table(isa)->add_bias(x, bias, rows, width, stride, activation);
}

void ck_quantize_rows(
  ck_isa isa, const float *x, int rows, int width, int stride, uint8_t *q, float *scale, int32_t *zero) {
  table(isa)->quantize_rows(x, rows, width, stride, q, scale, zero);
}

void ck_add_norm(
  ck_isa isa, float *x, const float *y, const float *gain, const float *bias, float epsilon, int rows, int width) {
  table(isa)->add_norm(x, y, gain, bias, epsilon, rows, width);
}

void ck_embed(
  ck_isa isa, float *out, const int8_t *row, float scale, const float *const *addends, int count, int width) {
  table(isa)->embed(out, row, scale, addends, count, width);
}

void ck_mean_rows(ck_isa isa, float *out, const float *x, int rows, int width) {
  table(isa)->mean_rows(out, x, rows, width);
}

int ck_attention_scratch(int rows) {
  int padded = (rows + 31) / 32 * 32;
  return padded * (32 + 32 + 8);
}

void ck_attention(ck_isa isa, const float *qkv, int rows, int stride, int heads, float *out, float *scratch) {
  table(isa)->attention(qkv, rows, stride, heads, out, scratch);
}

void ck_score_pairs(
  ck_isa isa, const float *own, const float *rows, int stride, const int32_t *others, const float *terms,
  const float *table_rows, const int32_t *features, int templates, const float *weights, int count, float *out) {
  table(isa)->score_pairs(
    own, rows, stride, others, terms, table_rows, features, templates, weights, count, out);
}

int ck_argmax(const float *values, int count) {
  int best = 0;
  float top = -__builtin_inff();
  for (int i = 0; i < count; i++)
    if (values[i] > top) {
      top = values[i];
      best = i;
    }
  return best;
}
