// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <memory>
#include <string>
#include <vector>

#include "core/nn/cell_spec.h"
#include "core/nn/cpu/shift_plan.h"

namespace paretoscope::nn::cpu {

/// The size of a batch: of the cell's last input.
struct CellExtent {
    int batch;
    int height;
    int width;
    bool operator==(const CellExtent&) const = default;
};

/// A learnable tensor, by the name that all implementations of a cell share.
struct ParameterLayout {
    std::string name;
    int size;
};

/// A batch normalisation; its channels stand at `offset` among those of all.
struct NormLayout {
    std::string name; ///< its running statistics are name + ".running_mean" and ".running_var"
    int channels;
    int offset;
    int pixels; ///< of one image
    int scale = -1; ///< parameters γ and β, name + ".weight" and ".bias"; -1: not affine
    int shift = -1;
};

/// Some of a dense convolution's outputs: FactorizedReduce has two such parts, which read different pixels.
struct DensePart {
    int parameter;
    int window;
    int firstRow;
    int rows;
    std::vector<int> offsets; ///< by (input channel, tap), into the shifted copies of all input channels
};

/// A convolution that ends in a batch normalisation: depthwise + pointwise, or dense.
struct UnitLayout {
    int plan = 0;
    int state = 0; ///< whose rectified pixels it reads (an input's own, when `preprocesses`)
    int previous = -1; ///< or the unit whose normalised, rectified output it reads
    bool preprocesses = false;
    int edge = -1;
    int operation = -1;
    int target = -1;
    int inChannels = 0;
    int outChannels = 0;
    int pixels = 0;
    int window = 0; ///< depthwise only
    int taps = 0; ///< depthwise only
    int depthwise = -1; ///< parameters; -1 = dense
    int pointwise = -1;
    std::vector<DensePart> parts; ///< dense only
    int norm = 0;
    bool final = true; ///< its output is a term of the target's sum
    std::size_t output = 0; ///< [batch, outChannels, pixels] in the activations
    [[nodiscard]] bool dense() const { return depthwise < 0; }
};

/// Both pools of one state; all its edges share them.
struct PoolLayout {
    int plan = -1; ///< -1: nobody reads a pool of this state
    int maximumNorm = -1;
    int averageNorm = -1;
    int pixels = 0;
    std::size_t maximum = 0;
    std::size_t average = 0;
    std::size_t arguments = 0;
};

enum class TermKind : std::uint8_t { Unit, Maximum, Average, Skip };

/// One summand of a node.
struct TermLayout {
    TermKind kind;
    int edge;
    int operation;
    int source;
    int unit; ///< of kind Unit
    int norm; ///< -1: the term is not normalised
};

struct StateLayout {
    int height = 0;
    int width = 0;
    int channels = 0;
    std::size_t storage = 0; ///< [batch, channels, pixels] in the activations, where the pass keeps it there
    [[nodiscard]] int pixels() const { return height * width; }
};

/// Everything about a cell and a batch size that does not depend on numbers: where each activation lies, which shifted
/// copies are read, how parameters are named. Immutable; shared by passes.
class CellLayout {
public:
    /// Throws std::length_error where one image's channels are more than the kernels' offsets reach (2³¹ numbers), and
    /// Error (InvalidValue) for a space with operations that the kernels do not compute.
    CellLayout(const CellSpec& spec, const CellExtent& extent);

    CellSpec spec;
    CellExtent extent;
    const space::SearchSpace& space;
    int mixedChannels; ///< that go through the operations
    std::vector<StateLayout> inputs; ///< as they come
    std::vector<StateLayout> states;
    std::vector<std::unique_ptr<ShiftPlan>> plans;
    std::vector<UnitLayout> units;
    std::vector<PoolLayout> pools; ///< by state
    std::vector<std::vector<TermLayout>> terms; ///< by state; empty for inputs
    std::vector<ParameterLayout> parameters;
    std::vector<NormLayout> norms;
    int normChannels = 0;
    int parameterCount = 0; ///< numbers in all parameters
    std::vector<int> parameterOffsets; ///< where each begins when they lie one after the other
    std::size_t activationCount = 0;
    std::size_t argumentCount = 0;

    [[nodiscard]] int stride(int source) const { return spec.reduction && source < space.inputs ? 2 : 1; }
    /// Whether the edge has the operation.
    [[nodiscard]] bool has(int edge, space::Operation operation) const {
        return !spec.discrete() || spec.chosen[static_cast<std::size_t>(edge)] == operation;
    }
    [[nodiscard]] int lastState() const { return space.states() - 1; }
    [[nodiscard]] const ShiftPlan& plan(int index) const { return *plans[static_cast<std::size_t>(index)]; }
    /// The channel of a node's output that holds channel `index` of [mixed sum, bypass] after PC-DARTS' shuffle.
    [[nodiscard]] int shuffled(int index) const {
        return index % mixedChannels * spec.partialChannels + index / mixedChannels;
    }

private:
    /// What reads the shifted copies of a plane: all windows of one dilation, one depthwise kernel alone, ...
    enum class PlanKind : std::uint8_t { Depthwise, Single, Pool, Reduce, Dense, Point };
    struct PlanUse {
        PlanKind kind;
        int size = 0; ///< the dilation (Depthwise) or the kernel (Single)
        bool operator==(const PlanUse&) const = default;
    };
    struct PlanKey {
        int height;
        int width;
        int stride;
        PlanUse use;
        bool operator==(const PlanKey&) const = default;
    };

    int planFor(const StateLayout& state, int stride, PlanUse use);
    [[nodiscard]] std::vector<std::vector<Tap>> windowsFor(PlanUse use) const;
    /// Kernels of the space's operations of a kind and dilation, in the operations' order: a window's index in a plan.
    [[nodiscard]] std::vector<int> kernelsOf(space::OperationKind kind, int dilation) const;
    [[nodiscard]] int windowOf(const space::OperationSpec& operation) const;
    int addParameter(const std::string& name, int size);
    int addNorm(const std::string& name, int channels, int pixels);
    std::size_t reserve(int channels, int pixels);
    void addPreprocessing(int input);
    void addEdge(int edge);
    void addConvolution(int edge, int operation, const std::string& prefix);
    void addDense(int edge, int operation, const std::string& prefix);
    void addReduction(UnitLayout& unit, const std::string& prefix);
    void addPools(int state);
    [[nodiscard]] bool readsPool(int state, space::OperationKind kind) const;
    void addPart(UnitLayout& unit, const std::string& name, int window, int firstRow, int rows);
    void finish(UnitLayout unit, const std::string& normName);

    std::vector<PlanKey> planKeys_;
};

/// Throws Error (InvalidValue) for an operation that the fused kernels do not compute: a pool other than 3×3, a dense
/// convolution that is dilated or repeated, a depthwise one that is both or repeated more than once.
void requireKernels(const space::OperationSpec& operation);

/// The taps of 3×3 pooling and of a pixel itself.
[[nodiscard]] std::vector<Tap> poolTaps();

}
