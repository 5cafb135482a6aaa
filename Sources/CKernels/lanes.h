// Sixteen-lane vectors in portable C: the compiler splits them as the instruction set of the including file asks.
#include <stdint.h>

// Every function here is inlined, so the calling convention of wide vectors never matters.
#pragma clang diagnostic ignored "-Wpsabi"

typedef float vf __attribute__((vector_size(64)));
typedef int32_t vi __attribute__((vector_size(64)));
typedef uint32_t vu __attribute__((vector_size(64)));
typedef uint8_t vb __attribute__((vector_size(16)));
typedef int8_t vs __attribute__((vector_size(16)));
typedef float vf_loose __attribute__((vector_size(64), aligned(4), may_alias));
typedef int32_t vi_loose __attribute__((vector_size(64), aligned(4), may_alias));

#define INLINE static inline __attribute__((always_inline))

INLINE vf load(const float *p) { return *(const vf_loose *)p; }
INLINE void store(float *p, vf v) { *(vf_loose *)p = v; }
INLINE vf splat(float x) { return (vf){0} + x; }

// The smaller and the larger of two, the second one if they don't compare: the instructions of x86.
#define CHOOSE(NAME, TYPE, MASK, OP) \
  INLINE TYPE NAME(TYPE a, TYPE b) { \
    MASK m = (MASK)(a OP b); \
    return (TYPE)(((MASK)a & m) | ((MASK)b & ~m)); \
  }
CHOOSE(vmin, vf, vi, <)
CHOOSE(vmax, vf, vi, >)

// The lanes are folded in one fixed order, whatever the width of a register.
#define FOLD(NAME, OP, SCALAR) \
  INLINE float NAME(vf v) { \
    vf a = OP(v, __builtin_shufflevector(v, v, 8, 9, 10, 11, 12, 13, 14, 15, 0, 1, 2, 3, 4, 5, 6, 7)); \
    vf b = OP(a, __builtin_shufflevector(a, a, 4, 5, 6, 7, 0, 1, 2, 3, 4, 5, 6, 7, 0, 1, 2, 3)); \
    vf c = OP(b, __builtin_shufflevector(b, b, 2, 3, 0, 1, 2, 3, 0, 1, 2, 3, 0, 1, 2, 3, 0, 1)); \
    float x = c[0], y = c[1]; \
    return SCALAR; \
  }
#define ADD(A, B) ((A) + (B))
FOLD(sum_lanes, ADD, x + y)
FOLD(max_lanes, vmax, x > y ? x : y)
FOLD(min_lanes, vmin, x < y ? x : y)

// Adding 1.5 * 2^23 rounds to the nearest integer and leaves it in the low bits of the sum.
#define ROUNDER 12582912.0f
#define ROUNDER_BITS 0x4B400000

// 2^x with a relative error below 1e-7; the coefficients are a minimax fit over [-0.5, 0.5].
INLINE vf exp2_lanes(vf x) {
  x = vmax(x, splat(-126.0f));
  vf t = x + ROUNDER;
  vf f = x - (t - ROUNDER);
  vf p = splat(0.0013276472145930147f);
  p = p * f + 0.009675541662271081f;
  p = p * f + 0.05550713275877817f;
  p = p * f + 0.24022119717809237f;
  p = p * f + 0.6931469670615187f;
  p = p * f + 1.0f;
  vi n = ((vi)t - ROUNDER_BITS) << 23;
  return (vf)((vi)p + n);
}

// x * Phi(x), the GELU of the error function, within 2e-5 for |x| < 4.2 and within 2e-5 |x| beyond: Phi(x) - 1/2 is an
// odd polynomial, a minimax fit over [-4.2, 4.2].
INLINE vf gelu_lanes(vf x) {
  vf c = vmin(vmax(x, splat(-4.2f)), splat(4.2f));
  vf t = c * c;
  vf p = splat(-2.3066379535585657e-12f);
  p = p * t + 2.495092743526328e-10f;
  p = p * t + -1.2165848772838217e-08f;
  p = p * t + 3.568799797903921e-07f;
  p = p * t + -7.116505457815947e-06f;
  p = p * t + 0.00010354547703173012f;
  p = p * t + -0.0011484143324196339f;
  p = p * t + 0.00989875290542841f;
  p = p * t + -0.06641823053359985f;
  p = p * t + 0.3989180028438568f;
  return x * (c * p + 0.5f);
}
