#ifndef CKERNELS_H
#define CKERNELS_H

#include <stdbool.h>
#include <stdint.h>

// The arithmetic of the encoder and its heads, in one version for each instruction set.
//
// All versions keep to the same order of operations on sixteen lanes, so that a row's result depends neither on the rows
// beside it nor on their number. Integer sums are exact everywhere; floating-point results may differ between
// instruction sets in the last bits, because some have a fused multiply-add and some don't.
//
// Nothing here allocates, and nothing keeps state but the choice of the instruction set.

/// An instruction set that the kernels were written for.
typedef enum ck_isa {
  CK_PORTABLE = 0,
  CK_AVX2 = 1,
  CK_AVX512 = 2,
  CK_NEON = 3,
} ck_isa;

/// True when this processor can run the kernels of `isa`.
bool ck_available(ck_isa isa);

/// The fastest instruction set of this processor.
ck_isa ck_best(void);

/// The name of an instruction set: "portable", "avx2", "avx512vnni", "neon".
const char *ck_name(ck_isa isa);

enum {
  /// Columns of a packed panel; outputs are padded to a multiple of it.
  CK_PANEL = 32,
  /// Inputs of a packed matrix, and the width of all rows, are multiples of it.
  CK_LANES = 16,
};

/// A matrix of signed bytes in the layout that the kernels read: panels of 32 outputs, in each of them groups of four
/// consecutive inputs of every output. `sums`, `scales` and `bias` have an entry for every padded output.
typedef struct ck_matrix {
  const int8_t *panels;
  const int32_t *sums;
  const float *scales;
  const float *bias;
  int32_t outs;
  int32_t ins;
} ck_matrix;

/// What is applied to the outputs of a matrix.
typedef enum ck_activation {
  CK_IDENTITY = 0,
  CK_GELU = 1,
  CK_RELU = 2,
} ck_activation;

/// Packs `weights` [outs, ins] into `panels` (outs rounded up to 32, times ins rounded up to 16, bytes) and writes the
/// sum of each output's weights to `sums`.
void ck_pack(const int8_t *weights, int outs, int ins, int8_t *panels, int32_t *sums);

/// out[r, o] = f((x[r] - zero[r]) . w[o] * scale[r] * scales[o] + bias[o]) for all padded outputs.
///
/// Rows of `x` are `ins` bytes; rows of `out` are `stride` floats apart, at least the padded outputs.
void ck_linear_u8(
  ck_isa isa, const ck_matrix *matrix, const uint8_t *x, const float *scale, const int32_t *zero, int rows, float *out,
  int stride, ck_activation activation);

/// out[i, j] = a[i] . b[j] over `depth` floats, a multiple of 16.
void ck_dot_rows(
  ck_isa isa, const float *a, int a_rows, int a_stride, const float *b, int b_rows, int b_stride, int depth, float *out,
  int out_stride);

/// out[r] = a[r] . b[r] over `depth` floats, a multiple of 16; rows are `depth` floats, results `out_stride` apart.
void ck_dot_pairs(ck_isa isa, const float *a, const float *b, int rows, int depth, float *out, int out_stride);

/// x[r, o] = f(x[r, o] + bias[o]) for `width` columns, a multiple of 16.
void ck_add_bias(
  ck_isa isa, float *x, const float *bias, int rows, int width, int stride, ck_activation activation);

/// Quantizes rows of floats to bytes so that x = (q - zero) * scale; zero itself is represented exactly.
void ck_quantize_rows(
  ck_isa isa, const float *x, int rows, int width, int stride, uint8_t *q, float *scale, int32_t *zero);

/// x[r] = layer norm(x[r] + y[r]), with `y` null for none; rows of x and y are `width` floats.
void ck_add_norm(
  ck_isa isa, float *x, const float *y, const float *gain, const float *bias, float epsilon, int rows, int width);

/// out = row * scale + the sum of `count` rows of floats.
void ck_embed(
  ck_isa isa, float *out, const int8_t *row, float scale, const float *const *addends, int count, int width);

/// out = the mean of `rows` consecutive rows.
void ck_mean_rows(ck_isa isa, float *out, const float *x, int rows, int width);

/// The number of floats that `ck_attention` needs as scratch for a window of `rows`.
int ck_attention_scratch(int rows);

/// Scaled dot-product attention within one window: rows of `qkv` hold queries, keys and values of all heads, 32 floats
/// each, and are `stride` floats apart; rows of `out` are heads * 32 floats.
void ck_attention(ck_isa isa, const float *qkv, int rows, int stride, int heads, float *out, float *scratch);

/// Scores pairs of one row with others: out[r] = relu(v) . weights + v[31], where v is the sum of 32 floats each of
/// `own`, of row `others[r]` of `rows`, of row r of `terms`, and of the rows of `table` that the `templates` entries of
/// `features` for r name.
void ck_score_pairs(
  ck_isa isa, const float *own, const float *rows, int stride, const int32_t *others, const float *terms,
  const float *table, const int32_t *features, int templates, const float *weights, int count, float *out);

/// The index of the largest of `count` values, the lowest one of equals; 0 when all are NaN.
int ck_argmax(const float *values, int count);

#endif
