// SPDX-License-Identifier: Apache-2.0
#define PARETOSCOPE_ISA avx2
#define PARETOSCOPE_VECTOR_BYTES 32
#include "core/nn/cpu/kernels_impl.h"
