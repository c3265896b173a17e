// SPDX-License-Identifier: Apache-2.0
#include "core/nn/cpu/kernels.h"

namespace paretoscope::nn::cpu {

namespace portable {
extern const Kernels<float> floatKernels;
extern const Kernels<double> doubleKernels;
}
#ifdef PARETOSCOPE_X86_KERNELS
namespace avx2 {
extern const Kernels<float> floatKernels;
extern const Kernels<double> doubleKernels;
}
namespace avx512 {
extern const Kernels<float> floatKernels;
extern const Kernels<double> doubleKernels;
}
#endif

bool supports(Isa isa) {
    switch (isa) {
#ifdef PARETOSCOPE_X86_KERNELS
    case Isa::Avx2:
        return __builtin_cpu_supports("avx2") && __builtin_cpu_supports("fma");
    case Isa::Avx512:
        return supports(Isa::Avx2) && __builtin_cpu_supports("avx512f") && __builtin_cpu_supports("avx512bw")
            && __builtin_cpu_supports("avx512dq") && __builtin_cpu_supports("avx512vl");
#else
    case Isa::Avx2:
    case Isa::Avx512:
        return false;
#endif
    case Isa::Portable:
        return true;
    }
    return false;
}

Isa bestIsa() {
    static const Isa best = supports(Isa::Avx512) ? Isa::Avx512 : supports(Isa::Avx2) ? Isa::Avx2 : Isa::Portable;
    return best;
}

std::string_view isaName(Isa isa) {
    switch (isa) {
    case Isa::Avx512:
        return "avx512";
    case Isa::Avx2:
        return "avx2";
    case Isa::Portable:
        return "portable";
    }
    return "";
}

template <>
const Kernels<float>& kernelsFor<float>(Isa isa) {
#ifdef PARETOSCOPE_X86_KERNELS
    if (isa != Isa::Portable) {
        return isa == Isa::Avx512 ? avx512::floatKernels : avx2::floatKernels;
    }
#endif
    static_cast<void>(isa);
    return portable::floatKernels;
}

template <>
const Kernels<double>& kernelsFor<double>(Isa isa) {
#ifdef PARETOSCOPE_X86_KERNELS
    if (isa != Isa::Portable) {
        return isa == Isa::Avx512 ? avx512::doubleKernels : avx2::doubleKernels;
    }
#endif
    static_cast<void>(isa);
    return portable::doubleKernels;
}

template <>
const Kernels<float>& kernels<float>() {
    return kernelsFor<float>(bestIsa());
}

template <>
const Kernels<double>& kernels<double>() {
    return kernelsFor<double>(bestIsa());
}

}
