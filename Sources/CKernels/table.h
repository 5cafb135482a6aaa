// The functions that every instruction set has its own version of.
#include "include/CKernels.h"

typedef struct ck_table {
  void (*linear_u8)(
    const ck_matrix *, const uint8_t *, const float *, const int32_t *, int, float *, int, ck_activation);
  void (*dot_rows)(const float *, int, int, const float *, int, int, int, float *, int);
  void (*dot_pairs)(const float *, const float *, int, int, float *, int);
  void (*add_bias)(float *, const float *, int, int, int, ck_activation);
  void (*quantize_rows)(const float *, int, int, int, uint8_t *, float *, int32_t *);
  void (*add_norm)(float *, const float *, const float *, const float *, float, int, int);
  void (*embed)(float *, const int8_t *, float, const float *const *, int, int);
  void (*mean_rows)(float *, const float *, int, int);
  void (*attention)(const float *, int, int, int, float *, float *);
  void (*score_pairs)(
    const float *, const float *, int, const int32_t *, const float *, const float *, const int32_t *, int,
    const float *, int, float *);
} ck_table;

extern const ck_table ck_table_portable;
#if defined(__x86_64__)
extern const ck_table ck_table_avx2;
extern const ck_table ck_table_avx512;
#elif defined(__aarch64__)
extern const ck_table ck_table_neon;
#endif
