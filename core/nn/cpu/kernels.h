// SPDX-License-Identifier: Apache-2.0
// The arithmetic of a search cell on one feature map of one image, compiled once for each instruction set and chosen at
// run time. No LibTorch here: everything is a pointer into planes [height · width] of numbers. Where a kernel says
// "scratch", the memory must allow reading and writing `slack` elements beyond the last one, and may hold anything
// there; otherwise it touches exactly the elements it says. Thread-safe: kernels keep no state.
#pragma once

#include <cstdint>
#include <string_view>

namespace paretoscope::nn::cpu {

enum class Isa : std::uint8_t { Portable, Avx2, Avx512 };

/// Elements that may be read or written beyond scratch memory: the longest vector.
inline constexpr int slack = 16;
inline constexpr int alignmentBytes = 64;

/// How the shifted copies of one plane lie in scratch (ShiftPlan builds this). Copy j holds, in content row r and
/// column x, the input's pixel (stride·r + parity[j], stride·x + column[j]), zero (or another border) outside; `above`
/// and `below` border rows surround the content. So each tap of each window of one stride reads contiguous memory.
struct PlaneShape {
    int height;
    int width;
    int stride;
    int outHeight;
    int outWidth;
    int above;
    int below;
    int side; ///< border columns left and right in the padded rows, a multiple of the stride
    int rowPitch; ///< elements of one phase of a padded row
    int planePitch; ///< elements from one copy to the next
    int planes;
    const int* column;
    const int* parity;
};

/// One tap of a transposed depthwise convolution: weight · d[i], for the pixels i of one shifted copy.
template <class T>
struct TransposedTap {
    const T* d; ///< the tap's place in a gradient plane
    T weight;
};

template <class T>
struct Kernels {
    /// planes := shifted copies of max(0, scale·x + shift). `rows`: scratch of stride · height · rowPitch elements
    /// whose border holds the border's value, as that of `planes` does; only content is written.
    void (*rectifiedPlanes)(const PlaneShape&, const T* x, T scale, T shift, T* rows, T* planes);
    /// planes := shifted copies of x; `border` is what stands in the borders of rows and planes.
    void (*plainPlanes)(const PlaneShape&, const T* x, T border, T* rows, T* planes);
    /// The transpose of plainPlanes: x := Σ of what its copies received (or x += ...). `masks`: by plane, see
    /// ShiftPlan; `spare`: scratch of outHeight · outWidth. Columns that left the plane are ignored whatever they hold.
    void (*foldPlanes)(const PlaneShape&, const T* planes, const T* masks, int maskPeriod, T* spare, T* x, bool add);

    /// out[i] := Σ_t weights[t] · planes[offsets[t] + i]; out is scratch.
    void (*depthwise)(const T* planes, const int* offsets, const T* weights, int taps, int n, T* out);
    /// out[i] := (or +=) Σ_t weights[which[t]] · d[offsets[t] + i]; out is scratch.
    void (*depthwiseGradient)(
        const T* d, const int* offsets, const int* which, const T* weights, int taps, int n, T* out, bool add);
    /// Whether depthwiseTransposed knows planes of this shape.
    bool (*transposesDirectly)(const PlaneShape&);
    /// depthwiseGradient and foldPlanes in one: x := (or +=) what all taps give back, those of shifted copy j before
    /// ends[j] and after those of the copies before it.
    void (*depthwiseTransposed)(const PlaneShape&, const TransposedTap<T>* taps, const int* ends, T* x, bool add);
    /// gradient[t] += Σ_i d[i] · planes[offsets[t] + i].
    void (*depthwiseWeights)(const T* d, const T* planes, const int* offsets, int taps, int n, T* gradient);

    /// out[o · pitch + i] := Σ_k w[k · weightPitch + o] · in[offsets[k] + i] for o < rows, k < columns; `in` is
    /// scratch, out is written exactly.
    void (*multiply)(
        const T* w, int weightPitch, int rows, int columns, const T* in, const int* offsets, int n, T* out, int pitch);
    /// gradient[o · rowStride + k] += Σ_i d[o · pitch + i] · in[offsets[k] + i].
    void (*multiplyWeights)(const T* d, int pitch, int rows, const T* in, const int* offsets, int columns, int n,
        T* gradient, int rowStride);

    /// mean := mean of y, squares := Σ (y - mean)².
    void (*moments)(const T* y, int n, T* mean, T* squares);
    /// dst := p·g + q·y + r: the gradient before batch normalisation.
    void (*normGradient)(const T* g, const T* y, T p, T q, T r, int n, T* dst);
    /// dst := d where scale·x + shift > 0, else 0; sums[0] += Σ dst, sums[1] += Σ dst · (x - mean). dst may be d.
    void (*gateWithSums)(const T* d, const T* x, T scale, T shift, T mean, int n, T* dst, T* sums);
    /// dst := (or +=) d where x > 0, else 0. Without add, dst may be d.
    void (*gate)(const T* d, const T* x, int n, T* dst, bool add);
    /// dst := (or +=) constant + Σ_k coefficients[k] · terms[k].
    void (*combine)(const T* const* terms, const T* coefficients, int count, T constant, int n, T* dst, bool add);
    /// sums[k] := Σ_i g[i] · (terms[k][i] - means[k]); returns Σ g.
    T (*centredDots)(const T* g, const T* const* terms, const T* means, int count, int n, T* sums);

    /// 3×3 pooling from shifted copies with border -∞ (maxPlanes) and 0 (averagePlanes); argument: the first tap, in
    /// reading order, that holds the maximum. Either pool may be null. inverseCounts: 1 / pixels inside each window.
    void (*pool)(const T* maxPlanes, const T* averagePlanes, const int* offsets, const T* inverseCounts, int n,
        T* maximum, std::uint8_t* argument, T* average);
    /// out[i] := Σ_t (argument[offsets[t] + i] == which[t] ? dMaximum[offsets[t] + i] : 0) + dAverage[offsets[t] + i];
    /// either gradient may be null; out is scratch.
    void (*poolGradient)(const T* dMaximum, const std::uint8_t* argument, const T* dAverage, const int* offsets,
        const int* which, int taps, int n, T* out);
    /// dst := d · factor, element by element.
    void (*scaleBy)(const T* d, const T* factors, int n, T* dst);
    /// 2×2 maxima of a plane, stride 2 (PC-DARTS' bypass), and their gradient, dx += ..., the first maximum taking it.
    void (*halve)(const T* x, int height, int width, T* out);
    void (*halveGradient)(const T* x, const T* d, int height, int width, T* dx);
};

/// What this processor runs best.
[[nodiscard]] Isa bestIsa();
[[nodiscard]] bool supports(Isa isa);
[[nodiscard]] std::string_view isaName(Isa isa);

/// The kernels of an instruction set; it must be supported.
template <class T>
[[nodiscard]] const Kernels<T>& kernelsFor(Isa isa);
/// The kernels of bestIsa().
template <class T>
[[nodiscard]] const Kernels<T>& kernels();

}
