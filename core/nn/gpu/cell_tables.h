// SPDX-License-Identifier: Apache-2.0
// What the kernels of a cell are told: plain tables that CellProgram makes of a CellLayout on the host, and that lie in
// the GPU's memory while kernels run. Sizes in numbers, not bytes; feature maps are [batch, channels, height, width].
#pragma once

#include <cstdint>

namespace paretoscope::nn::gpu {

/// Memory that feature maps lie in.
enum class Base : std::int32_t {
    Input0,
    Input1,
    Activations,
    Output,
    OutputGradient,
    StateGradients,
    Work, ///< gradients of convolutions' inputs before they are put together, one stage's at a time
    InputGradient0,
    InputGradient1,
};
constexpr int baseCount = 9;

/// Where a feature map lies.
struct Map {
    std::int64_t offset;
    std::int64_t imageStride;
    std::int32_t pixels; ///< from one channel to the next
    Base base;
};

/// The output pixels that one block works on: some rows and columns of one image, or whole images (or planes).
struct TileShape {
    std::int32_t images;
    std::int32_t rows;
    std::int32_t columns;
};

/// A window of a convolution: tap (i, j) of output (row, column) lies at row · stride + firstRow + i · dilation and
/// column · stride + firstColumn + j · dilation.
struct WindowShape {
    std::int32_t kernel;
    std::int32_t dilation;
    std::int32_t stride;
    std::int32_t firstRow;
    std::int32_t firstColumn;
};

struct Size {
    std::int32_t height;
    std::int32_t width;
};

/// How the gradient dL/dy of a convolution's output y follows from the gradient g of what its normalisation goes into:
/// p·g + q·y + r (core/nn/cpu/cell_backward.cpp).
struct BeforeNorm {
    Map output; ///< y
    Map gradient; ///< g
    std::int32_t shuffled; ///< g is a node's, in the order of PC-DARTS' shuffle
    std::int32_t slot; ///< of p, q, r
    std::int32_t edge; ///< whose drop-path scale g gets; -1: none
};

/// A product of weights [rows, columns] and numbers at each pixel, columns being the source's channels after a
/// depthwise convolution, or its channels and their taps: a unit of CellLayout, or a DensePart of one.
struct ProductJob {
    Map source; ///< rectified as it is read, normalised before that where sourceNorm says so
    BeforeNorm before;
    Map work; ///< where dL/d(columns) goes
    Size in;
    Size out;
    WindowShape window;
    std::int32_t channels; ///< of the source
    std::int32_t columns;
    std::int32_t rows;
    std::int32_t firstRow; ///< the output channel of row 0
    std::int32_t depthwise; ///< parameter [channels, kernel²]; -1: dense
    std::int32_t weights; ///< parameter
    std::int32_t sourceNorm; ///< -1: none
    std::int32_t norm;
};

/// A batch normalisation.
struct NormEntry {
    std::int64_t moments; ///< in `numbers`: [channels][partials] of (count, mean, squared deviations)
    std::int32_t partials;
    std::int32_t offset; ///< of its channels among those of all
    std::int32_t channels;
    std::int32_t scale; ///< parameters γ and β; -1: not affine
    std::int32_t shift;
};

/// One summand of a node, or, with norm -1 and nothing else, a plane whose products with a gradient are summed.
struct TermEntry {
    Map plane;
    std::int32_t norm; ///< -1: not normalised
    std::int32_t weight; ///< edge · operations + operation; -1: 1
    std::int32_t edge; ///< whose drop-path scale it gets; -1: none
    std::int32_t slot;
};

/// One summand of the channels that pass a PC-DARTS cell by.
struct BypassEntry {
    Map source; ///< a state
    Size in;
    std::int32_t stride; ///< 2: the largest of 2×2 pixels
    std::int32_t edge;
    std::int64_t products; ///< in `numbers`: [bypassing channels][batch] of Σ g · x
};

/// A node that is summed, or a preprocessed input that is normalised.
struct MixJob {
    Map state;
    Size size;
    std::int32_t channels; ///< that are mixed
    std::int32_t firstTerm;
    std::int32_t terms;
    std::int32_t firstBypass;
    std::int32_t bypasses;
};

/// Both pools of a state.
struct PoolJob {
    Map source;
    Map maximum;
    Map average;
    std::int64_t arguments; ///< [batch, channels, pixels], by the maximum's tap in reading order
    Size in;
    Size out;
    std::int32_t stride;
    std::int32_t hasMaximum;
    std::int32_t hasAverage;
    std::int32_t maximumNorm; ///< -1: none
    std::int32_t averageNorm;
};

/// Sums over pixels of a gradient, alone and times centred planes.
struct ReduceJob {
    Map gradient;
    std::int32_t shuffled;
    std::int32_t channels;
    std::int32_t firstTerm;
    std::int32_t terms;
    std::int64_t sums; ///< in `numbers`: [channels][batch]
    std::int64_t products; ///< [terms][channels][batch]
    std::int32_t firstBypass;
    std::int32_t bypasses;
};

/// How a normalisation passes gradients on, from such sums.
struct FoldJob {
    std::int64_t sums; ///< in `numbers`: [channels][partials]
    std::int64_t products;
    std::int32_t partials; ///< the same number of each image
    std::int32_t channels;
    std::int32_t norm; ///< -1: none
    std::int32_t centred; ///< whether the products are of y itself, whose mean and deviation are the normalisation's
    std::int32_t weight; ///< of the term; -1: 1
    std::int32_t edge;
    std::int32_t slot;
    std::int32_t pixels; ///< of one image
};

/// One convolution, or one tap of a dense one, that gives its gradient back to a state.
struct ReaderEntry {
    Map work;
    Size out;
    WindowShape window;
    std::int32_t channelStride; ///< planes from one channel to the next
    std::int32_t firstPlane;
    std::int32_t weights; ///< parameter [channels, kernel²]; -1: all 1
};

/// A target's gradient that reaches a state, or its pools, times p of a slot.
struct TargetEntry {
    Map gradient;
    std::int32_t slot;
    std::int32_t edge;
};

/// What the gradient of a state is put together from.
struct AssembleJob {
    Map state; ///< whose sign decides what passes the rectifier
    Map gradient; ///< to be written
    Map outputGradient;
    Size size;
    std::int32_t isOutput;
    std::int32_t channels;
    std::int32_t firstReader;
    std::int32_t readers;
    std::int32_t pool; ///< -1: none
    std::int32_t firstMaximum; ///< targets
    std::int32_t maxima;
    std::int32_t firstAverage;
    std::int32_t averages;
    std::int32_t firstSkip;
    std::int32_t skips;
    std::int32_t firstBypass; ///< targets, `slot` being unused
    std::int32_t bypasses;
    std::int32_t bypassStride;
};

/// What a second half gives back: its own output's memory gets the gradient of the first half's normalised output.
struct SecondJob {
    ReaderEntry reader;
    Map first; ///< y of the first half
    Map gradient; ///< to be written
    std::int32_t norm; ///< of the first half
    std::int64_t sums; ///< in `numbers`: [channels][partials]
    std::int64_t products;
};

/// What becomes of a parameter's gradient: added up from partial sums, zero, or written elsewhere.
enum class ParameterUse : std::int32_t { Summed, Unused, Normalisation };
struct ParameterEntry {
    std::int32_t offset;
    std::int32_t size;
    ParameterUse use;
};

/// The kernels; each works on jobs of one table (grid y), from Step::first on.
enum class Kernel : std::int32_t {
    Product, ///< ProductJob: y, and its moments
    FoldMoments, ///< an index of NormEntry: mean, deviation, running statistics
    Mix, ///< MixJob
    MixBypass, ///< MixJob
    Pool, ///< PoolJob
    Clear, ///< gradients of the operations' and edges' weights := 0
    Reduce, ///< ReduceJob
    ReduceBypass, ///< ReduceJob
    FoldBypass, ///< ReduceJob
    FoldGradients, ///< FoldJob
    TransposedProduct, ///< ProductJob: work
    ProductWeights, ///< ProductJob: partial sums of the weights' gradient
    DepthwiseWeights, ///< ProductJob: of the depthwise weights'
    Second, ///< SecondJob
    Assemble, ///< AssembleJob
    AssembleBypass, ///< AssembleJob
    FoldWeights, ///< ParameterEntry
};

/// One launch.
struct Step {
    Kernel kernel;
    std::int32_t first;
    std::int32_t grid[3];
    TileShape tile;
    std::int32_t together; ///< outputs (or planes) of a block
    std::int32_t partials; ///< into how many partial sums the batch is divided (weights), or tiles of a plane
    std::int32_t sharedBytes;
};

/// Everything that the kernels of a pass read, by value in each launch. Pointers are of the memory the kernels run on.
struct CellArguments {
    void* bases[baseCount];
    std::uint8_t* arguments; ///< of maximum pools
    float* numbers; ///< means, deviations, p, q, r, partial sums
    float* weightPartials; ///< [partials][parameterCount]
    const float* const* parameters;
    float* const* runningMeans; ///< by normalisation
    float* const* runningVariances;
    const float* operationWeights; ///< [edges, operations], edge weights multiplied in
    const float* edgeWeights; ///< [edges]; null: 1
    const float* pathScales; ///< [edges, batch], what drop-path leaves of each path; null: all of it
    float* operationGradients; ///< null: not wanted
    float* edgeGradients;
    float* parameterGradients; ///< [parameterCount]; null: not wanted

    const ProductJob* products;
    const NormEntry* norms;
    const std::int32_t* normLists;
    const TermEntry* terms;
    const BypassEntry* bypasses;
    const MixJob* mixes;
    const PoolJob* pools;
    const ReduceJob* reductions;
    const FoldJob* folds;
    const ReaderEntry* readers;
    const TargetEntry* targets;
    const AssembleJob* assemblies;
    const SecondJob* seconds;
    const ParameterEntry* parameterUses;

    std::int32_t batch;
    std::int32_t channels; ///< of a state
    std::int32_t mixedChannels;
    std::int32_t edges;
    std::int32_t operations;
    std::int32_t parameterCount;
    std::int32_t normChannels; ///< means begin `numbers`, then 1 / √(variance + ε), then p, q, r of [slots][channels]
    std::int32_t batchStatistics;
    std::int32_t updateRunning;
    float momentum;
    float epsilon;
};

}
