// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <array>
#include <cstdint>
#include <string>
#include <string_view>

#include "core/vta/accelerator.h"
#include "core/vta/schedule.h"

namespace paretoscope::vta {

/// Why a configuration cannot run: the first rule that fails, in this order.
enum class Reason : std::uint8_t {
    Valid,
    Tail, ///< a tile size does not divide its extent
    VirtualThread, ///< threads do not divide the outer loop, or both axes are threaded
    Dma2d, ///< the input tile is no two-dimensional copy
    InputBuffer,
    WeightBuffer,
    AccumulatorBuffer,
    MicroOpBuffer, ///< too many micro-ops in one kernel, or a folded loop beyond 14 bits
    AccumulatorHazard, ///< an accumulator is written again within two micro-ops
    FieldWidth, ///< an instruction field overflows: the hardware would compute something else
    HardwareHazard, ///< a folded reduction is shorter than the pipeline: wrong numbers
    TimeOut,
};
constexpr int reasonCount = 12;

/// What finds the failure: lowering and code generation on the host, or only a run on the device.
enum class FailureClass : std::uint8_t { None, CompileTime, RunTime };

std::string_view reasonName(Reason reason); ///< "valid", "tail", "vthread", "dma2d", …
std::string_view describe(Reason reason); ///< a sentence for people
FailureClass failureClass(Reason reason);
/// Throws Error (UnknownName).
Reason reasonFromName(std::string_view name);

struct ValidityRules {
    bool bothThreads = false; ///< allow virtual threads on both axes at once; the authors of the VTA never did
    bool hardwareHazard = false; ///< count short folded reductions as wrong answers
};

/// How full each buffer is, in elements, all virtual threads counted.
struct BufferUse {
    std::int64_t input;
    std::int64_t weight;
    std::int64_t accumulator;
    std::int64_t microOps; ///< of one kernel
};

/// Decides what runs (docs/methods.md#vta-validity: apache/tvm v0.10 vta/python/vta, src/tir, vta/runtime; rules
/// inferred from there and checked against every published configuration). Immutable; any thread. TimeOut needs the
/// cycle model and is not decided here.
class ValidityChecker {
public:
    ValidityChecker(const Accelerator& accelerator, const PackedWorkload& workload, const ValidityRules& rules = {});

    /// Never throws; the schedule's numbers must be at least 1.
    [[nodiscard]] Reason check(const Schedule& schedule) const noexcept;
    [[nodiscard]] BufferUse bufferUse(const Schedule& schedule) const noexcept;

private:
    struct Kernel {
        std::int64_t microOps; ///< after folding the two outermost loops
        std::int64_t iterOuter, iterInner;
        bool reductionLeft; ///< a reduction loop is among the micro-ops ..
        std::int64_t insideReduction; ///< .. and so many accumulators are written between its steps
        bool reductionFolded;
    };
    [[nodiscard]] Kernel kernel(const Schedule& schedule) const noexcept;
    [[nodiscard]] bool fieldsFit(const Schedule& schedule, const Tiling& tiling) const noexcept;

    PackedWorkload workload_;
    ValidityRules rules_;
    std::int64_t inputDepth_, weightDepth_, accumulatorDepth_, microOpDepth_;
    int dependenceDistance_;
};

}
