// SPDX-License-Identifier: Apache-2.0
// The forward and backward pass over a cell as lists of launches. What the CPU's pass does image by image
// (core/nn/cpu/cell_pass.h), and exact like it: the sums of the stock cell in another order.
#pragma once

#include <array>
#include <cstddef>
#include <vector>

#include "core/nn/cpu/cell_layout.h"
#include "core/nn/gpu/cell_tables.h"

namespace paretoscope::nn::gpu {

/// Throws Error (InvalidValue) for an operation that the CPU's kernels compute (cpu::requireKernels) and these do not:
/// a depthwise convolution of another kernel than 3 and 5, or dilated by more than 2.
void requireGpuKernels(const space::OperationSpec& operation);

/// Which gradients a backward pass is for.
struct GradientsWanted {
    bool weights = true;
    bool edges = false; ///< of edge weights
    std::array<bool, 2> inputs{true, true};
};

/// Launches and their tables for one layout and one choice of operations; which numbers they work on is said by
/// CellArguments. Immutable.
class CellProgram {
public:
    /// `active`: [edges · operations], 0 = not computed. The layout may go afterwards. Throws Error (InvalidValue) for
    /// operations beyond what the kernels compute, std::length_error for a node with too many of them.
    CellProgram(const cpu::CellLayout& layout, const std::vector<std::uint8_t>& active);

    [[nodiscard]] const std::vector<Step>& forward() const { return forward_; }
    [[nodiscard]] std::vector<Step> backward(const GradientsWanted& wanted) const;

    /// All tables one after the other, to be copied to where the kernels run.
    [[nodiscard]] const std::vector<std::byte>& tables() const { return tables_; }
    /// Sizes, and pointers to tables that lie at `tables` (16-byte aligned, never read here).
    void describe(CellArguments& arguments, const std::byte* tables) const;

    /// Numbers that a pass takes beside the cell's own tensors. Backward passes overwrite parts of the activations.
    struct Sizes {
        std::size_t activations = 0; ///< stored numbers, as are stateGradients and work
        std::size_t poolArguments = 0; ///< bytes
        std::size_t stateGradients = 0;
        std::size_t work = 0;
        std::size_t numbers = 0; ///< float32, as are weightPartials
        std::size_t weightPartials = 0;
    };
    [[nodiscard]] const Sizes& sizes() const { return sizes_; }

private:
    friend class ProgramBuilder;

    /// Products of equal output size that one launch does.
    struct ProductStage {
        int first = 0;
        int count = 0;
        int mostRows = 0;
        int mostColumns = 0;
        bool depthwise = false;
        Size out{};
        int reach = 0; ///< of the windows, by how much their source exceeds a tile of one pixel
        int stride = 1;
    };
    struct Source {
        ProductStage depthwise; ///< first halves and single convolutions
        ProductStage dense;
        ProductStage second;
        int pool = -1;
        int firstSecond = 0; ///< SecondJob, as many as there are second halves
        int firstNorms = 0; ///< of first halves, in the lists of normalisations
        int firstHalves = 0;
        int finalNorms = 0; ///< of all else that is computed from the state
        int finals = 0;
        int firstFold = 0; ///< of the node's terms, or of the input's preprocessing
        int folds = 0;
        int halfFolds = 0; ///< of first halves
        Size size{};
        int bypasses = 0;
    };

    template <class F>
    void eachTable(CellArguments& arguments, const F& f) const;
    [[nodiscard]] TileShape productTile(const ProductStage& stage, int pixels) const;
    [[nodiscard]] TileShape planeTile(const Size& size, int planes) const;
    [[nodiscard]] Step product(Kernel kernel, const ProductStage& stage) const;
    [[nodiscard]] Step planes(Kernel kernel, int job, int channels) const;
    void addForward(std::vector<Step>& steps, int state) const;
    void addProducts(std::vector<Step>& steps, const ProductStage& stage, bool weights) const;
    void addReduction(std::vector<Step>& steps, int state, bool edges) const;
    void addSource(std::vector<Step>& steps, int state, const GradientsWanted& wanted) const;
    void addInput(std::vector<Step>& steps, int input, const GradientsWanted& wanted) const;

    std::vector<ProductJob> products_;
    std::vector<NormEntry> norms_;
    std::vector<std::int32_t> normLists_;
    std::vector<TermEntry> terms_;
    std::vector<BypassEntry> bypasses_;
    std::vector<MixJob> mixes_; ///< by state
    std::vector<PoolJob> pools_;
    std::vector<ReduceJob> reductions_; ///< by state
    std::vector<FoldJob> folds_;
    std::vector<ReaderEntry> readers_;
    std::vector<TargetEntry> targets_;
    std::vector<AssembleJob> assemblies_; ///< by state, then by input before its preprocessing
    std::vector<SecondJob> seconds_;
    std::vector<ParameterEntry> parameterUses_;

    int batch_ = 0;
    int channels_ = 0;
    int mixedChannels_ = 0;
    int edges_ = 0;
    int operations_ = 0;
    int parameterCount_ = 0;
    int normChannels_ = 0;
    int inputs_ = 0;
    bool preprocesses_ = false;
    std::vector<ProductStage> preprocessing_; ///< by input
    ProductStage allPreprocessing_;
    int preprocessingNorms_ = 0;
    std::vector<Source> sources_; ///< by state
    std::vector<Step> forward_;
    std::vector<std::byte> tables_;
    Sizes sizes_;
};

}
