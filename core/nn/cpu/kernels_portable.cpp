// SPDX-License-Identifier: Apache-2.0
#define PARETOSCOPE_ISA portable
#define PARETOSCOPE_VECTOR_BYTES 16
#include "core/nn/cpu/kernels_impl.h"
