// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <vector>

#include "core/nn/cpu/aligned_buffer.h"
#include "core/nn/cpu/kernels.h"

namespace paretoscope::nn::cpu {

/// A pixel that a window reads, relative to the output's pixel times the stride.
struct Tap {
    int row;
    int column;
};

/// The taps of a square window in reading order, centred (padding dilation · (kernel - 1) / 2).
[[nodiscard]] std::vector<Tap> windowTaps(int kernel, int dilation);

/// Which shifted copies of a plane a set of windows needs, and where in them each tap begins. A convolution of any
/// kernel, stride and dilation over them is a sum of contiguous rows; so is its transpose. Immutable.
class ShiftPlan {
public:
    /// The taps of one window that read one copy; for the transpose.
    struct PlaneTaps {
        int plane;
        std::vector<int> offsets; ///< into a gradient plane, from its content's start
        std::vector<int> which; ///< the tap's index in its window
    };
    struct Window {
        std::vector<int> offsets; ///< by tap, into the copies
        std::vector<PlaneTaps> byPlane;
    };

    /// Output sizes are rounded up (padding as above).
    ShiftPlan(int height, int width, int stride, const std::vector<std::vector<Tap>>& windows);
    ShiftPlan(const ShiftPlan&) = delete;
    ShiftPlan& operator=(const ShiftPlan&) = delete;

    [[nodiscard]] const PlaneShape& shape() const { return shape_; }
    [[nodiscard]] const Window& window(int index) const { return windows_[static_cast<std::size_t>(index)]; }
    [[nodiscard]] int outputPixels() const { return shape_.outHeight * shape_.outWidth; }
    [[nodiscard]] int inputPixels() const { return shape_.height * shape_.width; }

    /// Elements of one plane's padded rows, and of all its copies.
    [[nodiscard]] int rowsSize() const { return shape_.stride * shape_.height * shape_.rowPitch + 2 * slack; }
    [[nodiscard]] int planesSize() const { return shape_.planes * shape_.planePitch + 2 * slack; }
    /// A gradient plane has zero rows around its content, which begins at gradientStart().
    [[nodiscard]] int gradientPitch() const { return gradientPitch_; }
    [[nodiscard]] int gradientStart() const { return shape_.below * shape_.outWidth; }

    /// For foldPlanes: by copy, maskPeriod() numbers whose bits are all ones where a column stays inside the plane.
    template <class T>
    [[nodiscard]] const T* masks() const;
    [[nodiscard]] int maskPeriod() const { return maskPeriod_; }
    /// By output pixel: 1 / (taps of window 0 that lie inside the plane).
    template <class T>
    [[nodiscard]] const T* inverseCounts() const;

private:
    struct Place {
        int plane;
        int row;
    };
    [[nodiscard]] Place place(Tap tap) const;
    void addPlanes(const std::vector<std::vector<Tap>>& windows);
    void addWindow(const std::vector<Tap>& taps);
    void makeMasks();
    void makeCounts(const std::vector<Tap>& taps);

    PlaneShape shape_{};
    std::vector<int> columns_;
    std::vector<int> parities_;
    std::vector<Window> windows_;
    int gradientPitch_ = 0;
    int maskPeriod_ = 0;
    AlignedArray<float> floatMasks_;
    AlignedArray<double> doubleMasks_;
    AlignedArray<float> floatCounts_;
    AlignedArray<double> doubleCounts_;
};

[[nodiscard]] constexpr int roundedUp(int value, int step) {
    return (value + step - 1) / step * step;
}

}
