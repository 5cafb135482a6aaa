#ifndef CKERNELS_H
#define CKERNELS_H

/// The name of the instruction set that the kernels run on: "portable", "avx2", "avx512vnni", "neon".
const char *ck_instruction_set(void);

#endif
