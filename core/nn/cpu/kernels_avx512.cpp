// SPDX-License-Identifier: Apache-2.0
#define PARETOSCOPE_ISA avx512
#define PARETOSCOPE_VECTOR_BYTES 64
#include "core/nn/cpu/kernels_impl.h"
