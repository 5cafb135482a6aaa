// The body of every kernel. A file for an instruction set defines
//   TABLE          the name of its function table,
//   TILE_ROWS      rows of a tile of the byte product,
//   DOT_ROWS       rows of a tile of the float products,
//   tile           the sums of one panel with up to TILE_ROWS rows,
// and includes this file inside the region where its target attribute holds.

// MARK: Byte products

INLINE void finish_tile(
  const ck_matrix *m, int panel, const vi (*sums)[2], int rows, const float *scale, const int32_t *zero, float *out,
  int stride, ck_activation activation) {
  for (int half = 0; half < 2; half++) {
    int column = panel * CK_PANEL + half * 16;
    vi weight_sums = *(const vi_loose *)(m->sums + column);
    vf weight_scales = load(m->scales + column);
    vf bias = load(m->bias + column);
#pragma clang loop unroll(full)
    for (int r = 0; r < rows; r++) {
      vi exact = sums[r][half] - zero[r] * weight_sums;
      vf y = __builtin_convertvector(exact, vf) * (weight_scales * scale[r]) + bias;
      if (activation == CK_GELU) y = gelu_lanes(y);
      if (activation == CK_RELU) y = vmax(y, splat(0));
      store(out + (int64_t)r * stride + column, y);
    }
  }
}

INLINE void linear_rows(
  const ck_matrix *m, int panel, const uint8_t *x, const float *scale, const int32_t *zero, int rows, float *out,
  int stride, ck_activation activation) {
  vi sums[TILE_ROWS][2];
  tile(m->panels + (int64_t)panel * CK_PANEL * m->ins, x, m->ins, rows, sums);
  finish_tile(m, panel, (const vi(*)[2])sums, rows, scale, zero, out, stride, activation);
}

INLINE void linear_with(
  const ck_matrix *m, const uint8_t *x, const float *scale, const int32_t *zero, int rows, float *out, int stride,
  ck_activation activation) {
  int panels = (m->outs + CK_PANEL - 1) / CK_PANEL;
  // A block of rows stays in the second-level cache while all panels pass by; each panel stays in the first-level cache
  // while the tiles of the block pass by.
  int block = (192 * 1024 / m->ins + TILE_ROWS) / TILE_ROWS * TILE_ROWS;
  for (int first = 0; first < rows; first += block) {
    int last = first + block < rows ? first + block : rows;
    // While the tiles of a panel are computed, the next panel is fetched bit by bit.
    int tiles = (last - first + TILE_ROWS - 1) / TILE_ROWS;
    int lines = (CK_PANEL * m->ins / 64 + tiles - 1) / tiles;
    for (int panel = 0; panel < panels; panel++) {
      int r = first;
      const int8_t *next = m->panels + (int64_t)(panel + 1 < panels ? panel + 1 : 0) * CK_PANEL * m->ins;
#define ROWS(N) \
  linear_rows( \
    m, panel, x + (int64_t)r * m->ins, scale + r, zero + r, N, out + (int64_t)r * stride, stride, activation)
      for (; r + TILE_ROWS <= last; r += TILE_ROWS) {
        for (int i = 0; i < lines; i++) __builtin_prefetch(next + i * 64, 0, 2);
        next += lines * 64;
        ROWS(TILE_ROWS);
      }
      if (TILE_ROWS > 4 && r + 4 <= last) {
        ROWS(4);
        r += 4;
      }
      if (TILE_ROWS > 2 && r + 2 <= last) {
        ROWS(2);
        r += 2;
      }
      for (; r < last; r++) ROWS(1);
#undef ROWS
    }
  }
}

static void linear_u8(
  const ck_matrix *m, const uint8_t *x, const float *scale, const int32_t *zero, int rows, float *out, int stride,
  ck_activation activation) {
  switch (activation) {
    case CK_GELU: linear_with(m, x, scale, zero, rows, out, stride, CK_GELU); break;
    case CK_RELU: linear_with(m, x, scale, zero, rows, out, stride, CK_RELU); break;
    default: linear_with(m, x, scale, zero, rows, out, stride, CK_IDENTITY); break;
  }
}

// MARK: Float products of rows

INLINE void dot_tile(
  const float *a, int a_rows, int a_stride, const float *b, int b_rows, int b_stride, int depth, float *out,
  int out_stride) {
  vf sums[DOT_ROWS][4];
#pragma clang loop unroll(full)
  for (int i = 0; i < a_rows; i++)
#pragma clang loop unroll(full)
    for (int j = 0; j < b_rows; j++) sums[i][j] = splat(0);
  for (int k = 0; k < depth; k += 16) {
    vf bs[4];
#pragma clang loop unroll(full)
    for (int j = 0; j < b_rows; j++) bs[j] = load(b + (int64_t)j * b_stride + k);
#pragma clang loop unroll(full)
    for (int i = 0; i < a_rows; i++) {
      vf as = load(a + (int64_t)i * a_stride + k);
#pragma clang loop unroll(full)
      for (int j = 0; j < b_rows; j++) sums[i][j] = as * bs[j] + sums[i][j];
    }
  }
#pragma clang loop unroll(full)
  for (int i = 0; i < a_rows; i++)
#pragma clang loop unroll(full)
    for (int j = 0; j < b_rows; j++) out[(int64_t)i * out_stride + j] = sum_lanes(sums[i][j]);
}

INLINE void dot_strip(
  const float *a, int a_rows, int a_stride, const float *b, int b_rows, int b_stride, int depth, float *out,
  int out_stride) {
  int j = 0;
  for (; j + 4 <= b_rows; j += 4)
    dot_tile(a, a_rows, a_stride, b + (int64_t)j * b_stride, 4, b_stride, depth, out + j, out_stride);
  for (; j < b_rows; j++)
    dot_tile(a, a_rows, a_stride, b + (int64_t)j * b_stride, 1, b_stride, depth, out + j, out_stride);
}

static void dot_rows(
  const float *a, int a_rows, int a_stride, const float *b, int b_rows, int b_stride, int depth, float *out,
  int out_stride) {
  int i = 0;
  for (; i + DOT_ROWS <= a_rows; i += DOT_ROWS)
    dot_strip(
      a + (int64_t)i * a_stride, DOT_ROWS, a_stride, b, b_rows, b_stride, depth, out + (int64_t)i * out_stride,
      out_stride);
  for (; i < a_rows; i++)
    dot_strip(
      a + (int64_t)i * a_stride, 1, a_stride, b, b_rows, b_stride, depth, out + (int64_t)i * out_stride, out_stride);
}

static void dot_pairs(const float *a, const float *b, int rows, int depth, float *out, int out_stride) {
  for (int r = 0; r < rows; r++) {
    vf sum = splat(0);
    for (int k = 0; k < depth; k += 16)
      sum = load(a + (int64_t)r * depth + k) * load(b + (int64_t)r * depth + k) + sum;
    out[(int64_t)r * out_stride] = sum_lanes(sum);
  }
}

// MARK: Rows

static void add_bias(float *x, const float *bias, int rows, int width, int stride, ck_activation activation) {
  for (int r = 0; r < rows; r++)
    for (int i = 0; i < width; i += 16) {
      float *p = x + (int64_t)r * stride + i;
      vf y = load(p) + load(bias + i);
      if (activation == CK_GELU) y = gelu_lanes(y);
      if (activation == CK_RELU) y = vmax(y, splat(0));
      store(p, y);
    }
}

static void quantize_rows(
  const float *x, int rows, int width, int stride, uint8_t *q, float *scale, int32_t *zero) {
  for (int r = 0; r < rows; r++) {
    const float *row = x + (int64_t)r * stride;
    uint8_t *bytes = q + (int64_t)r * width;
    vf low = splat(0), high = splat(0);
    for (int i = 0; i < width; i += 16) {
      vf v = load(row + i);
      low = vmin(v, low);
      high = vmax(v, high);
    }
    float least = min_lanes(low), range = max_lanes(high) - least;
    float step = range * (1.0f / 255.0f);
    float inverse = range > 1e-30f ? 255.0f / range : 0.0f;
    // The zero point is a whole number, so that rows of zeros and padding stay exact.
    float origin = (-least * inverse + ROUNDER) - ROUNDER;
    scale[r] = step;
    zero[r] = (int32_t)origin;
    for (int i = 0; i < width; i += 16) {
      vf v = load(row + i) * inverse + origin;
      v = vmin(vmax(v, splat(0)), splat(255)) + ROUNDER;
      vb narrow = __builtin_convertvector((vu)v, vb);
      __builtin_memcpy(bytes + i, &narrow, 16);
    }
  }
}

static void add_norm(
  float *x, const float *y, const float *gain, const float *bias, float epsilon, int rows, int width) {
  float share = 1.0f / (float)width;
  for (int r = 0; r < rows; r++) {
    float *row = x + (int64_t)r * width;
    vf total = splat(0);
    if (y) {
      const float *other = y + (int64_t)r * width;
      for (int i = 0; i < width; i += 16) {
        vf v = load(row + i) + load(other + i);
        store(row + i, v);
        total += v;
      }
    } else {
      for (int i = 0; i < width; i += 16) total += load(row + i);
    }
    float mean = sum_lanes(total) * share;
    vf squares = splat(0);
    for (int i = 0; i < width; i += 16) {
      vf d = load(row + i) - mean;
      squares = d * d + squares;
    }
    float factor = 1.0f / __builtin_sqrtf(sum_lanes(squares) * share + epsilon);
    for (int i = 0; i < width; i += 16) {
      vf d = (load(row + i) - mean) * factor;
      store(row + i, d * load(gain + i) + load(bias + i));
    }
  }
}

static void embed(float *out, const int8_t *row, float scale, const float *const *addends, int count, int width) {
  for (int i = 0; i < width; i += 16) {
    vs bytes;
    __builtin_memcpy(&bytes, row + i, 16);
    vf v = __builtin_convertvector(bytes, vf) * scale;
    for (int a = 0; a < count; a++) v += load(addends[a] + i);
    store(out + i, v);
  }
}

static void mean_rows(float *out, const float *x, int rows, int width) {
  float share = rows > 0 ? 1.0f / (float)rows : 0.0f;
  for (int i = 0; i < width; i += 16) {
    vf v = splat(0);
    for (int r = 0; r < rows; r++) v += load(x + (int64_t)r * width + i);
    store(out + i, v * share);
  }
}

// MARK: Attention

enum { HEAD = 32 };

// The scores of `count` queries with 32 keys, whose transposed block has `padded` columns.
INLINE void score_tile(const float *queries, int stride, int count, const float *keys, int padded, float *scores) {
  vf sums[DOT_ROWS][2];
#pragma clang loop unroll(full)
  for (int i = 0; i < count; i++) sums[i][0] = sums[i][1] = splat(0);
  for (int k = 0; k < HEAD; k++) {
    vf left = load(keys + (int64_t)k * padded), right = load(keys + (int64_t)k * padded + 16);
#pragma clang loop unroll(full)
    for (int i = 0; i < count; i++) {
      float query = queries[(int64_t)i * stride + k];
      sums[i][0] = left * query + sums[i][0];
      sums[i][1] = right * query + sums[i][1];
    }
  }
#pragma clang loop unroll(full)
  for (int i = 0; i < count; i++) {
    store(scores + (int64_t)i * padded, sums[i][0]);
    store(scores + (int64_t)i * padded + 16, sums[i][1]);
  }
}

// Turns scores into weights whose sum is returned; the division is left to the caller.
INLINE float soften(float *scores, int rows, int padded) {
  // Columns beyond the window hold zero keys; they must not count.
  for (int i = rows; i < padded; i++) scores[i] = -1e30f;
  vf top = splat(-1e30f);
  for (int i = 0; i < padded; i += 16) top = vmax(load(scores + i), top);
  const float factor = 0.17677669529663687f * 1.4426950408889634f;  // 1 / sqrt(32), log2(e)
  float offset = max_lanes(top) * factor;
  vf total = splat(0);
  for (int i = 0; i < padded; i += 16) {
    vf e = exp2_lanes(load(scores + i) * factor - offset);
    store(scores + i, e);
    total += e;
  }
  return sum_lanes(total);
}

INLINE void mix_tile(
  const float *weights, int padded, int count, const float *values, int rows, const float *totals, float *out,
  int out_stride) {
  vf sums[DOT_ROWS][2];
#pragma clang loop unroll(full)
  for (int i = 0; i < count; i++) sums[i][0] = sums[i][1] = splat(0);
  for (int k = 0; k < rows; k++) {
    vf left = load(values + (int64_t)k * HEAD), right = load(values + (int64_t)k * HEAD + 16);
#pragma clang loop unroll(full)
    for (int i = 0; i < count; i++) {
      float weight = weights[(int64_t)i * padded + k];
      sums[i][0] = left * weight + sums[i][0];
      sums[i][1] = right * weight + sums[i][1];
    }
  }
#pragma clang loop unroll(full)
  for (int i = 0; i < count; i++) {
    float share = 1.0f / totals[i];
    store(out + (int64_t)i * out_stride, sums[i][0] * share);
    store(out + (int64_t)i * out_stride + 16, sums[i][1] * share);
  }
}

INLINE void attend_rows(
  const float *queries, int stride, int count, const float *keys, const float *values, int rows, int padded,
  float *scores, float *out, int out_stride) {
  float totals[DOT_ROWS];
  for (int column = 0; column < padded; column += 32)
    score_tile(queries, stride, count, keys + column, padded, scores + column);
  for (int i = 0; i < count; i++) totals[i] = soften(scores + (int64_t)i * padded, rows, padded);
  mix_tile(scores, padded, count, values, rows, totals, out, out_stride);
}

static void attention(const float *qkv, int rows, int stride, int heads, float *out, float *scratch) {
  int padded = (rows + 31) / 32 * 32, width = heads * HEAD;
  float *keys = scratch, *values = keys + HEAD * padded, *scores = values + HEAD * padded;
  for (int head = 0; head < heads; head++) {
    const float *queries = qkv + head * HEAD;
    for (int r = 0; r < padded; r++) {
      const float *row = qkv + (int64_t)r * stride + width + head * HEAD;
      if (r < rows) {
        for (int k = 0; k < HEAD; k++) keys[k * padded + r] = row[k];
        store(values + r * HEAD, load(row + width));
        store(values + r * HEAD + 16, load(row + width + 16));
      } else {
        for (int k = 0; k < HEAD; k++) keys[k * padded + r] = 0;
      }
    }
    int r = 0;
#define ATTEND(N) \
  attend_rows( \
    queries + (int64_t)r * stride, stride, N, keys, values, rows, padded, scores, \
    out + (int64_t)r * width + head * HEAD, width)
    for (; r + DOT_ROWS <= rows; r += DOT_ROWS) ATTEND(DOT_ROWS);
    if (DOT_ROWS > 4 && r + 4 <= rows) {
      ATTEND(4);
      r += 4;
    }
    for (; r < rows; r++) ATTEND(1);
#undef ATTEND
  }
}

// MARK: Coreference

static void score_pairs(
  const float *own, const float *rows, int stride, const int32_t *others, const float *terms, const float *table,
  const int32_t *features, int templates, const float *weights, int count, float *out) {
  vf own_left = load(own), own_right = load(own + 16);
  for (int r = 0; r < count; r++) {
    const float *other = rows + (int64_t)others[r] * stride;
    vf left = own_left + load(other) + load(terms + (int64_t)r * 32);
    vf right = own_right + load(other + 16) + load(terms + (int64_t)r * 32 + 16);
    for (int t = 0; t < templates; t++) {
      const float *row = table + (int64_t)features[(int64_t)r * templates + t] * 32;
      left += load(row);
      right += load(row + 16);
    }
    vf active = vmax(left, splat(0)) * load(weights) + vmax(right, splat(0)) * load(weights + 16);
    out[r] = sum_lanes(active) + right[15];
  }
}

const ck_table TABLE = {linear_u8,     dot_rows, dot_pairs, add_bias,  quantize_rows,
                        add_norm,      embed,    mean_rows, attention, score_pairs};
