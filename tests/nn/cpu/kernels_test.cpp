// SPDX-License-Identifier: Apache-2.0
// Each kernel, of each instruction set this processor has, against a slow obvious version in double.
#include "core/nn/cpu/kernels.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <limits>
#include <random>
#include <string>
#include <vector>

#include "core/nn/cpu/shift_plan.h"

namespace paretoscope::nn::cpu {
namespace {

struct Geometry {
    int height;
    int width;
    int kernel;
    int stride;
    int dilation;
};

const std::vector<Geometry> geometries = {{32, 32, 3, 1, 1}, {32, 32, 5, 1, 2}, {16, 16, 5, 1, 1}, {8, 8, 3, 1, 2},
    {8, 8, 5, 1, 2}, {4, 4, 5, 1, 2}, {1, 1, 3, 1, 1}, {1, 1, 5, 2, 2}, {7, 5, 3, 1, 1}, {7, 5, 5, 2, 1},
    {9, 13, 3, 2, 2}, {13, 9, 5, 2, 2}, {2, 2, 3, 2, 1}, {32, 32, 5, 2, 2}, {16, 16, 3, 2, 1}, {8, 8, 5, 2, 1},
    {5, 33, 5, 1, 1}, {3, 17, 3, 2, 1}};

template <class T>
class Scene {
public:
    Scene(Isa isa, const Geometry& geometry)
        : kernels(kernelsFor<T>(isa))
        , taps(windowTaps(geometry.kernel, geometry.dilation))
        , plan(geometry.height, geometry.width, geometry.stride, {taps})
        , rows(static_cast<std::size_t>(plan.rowsSize()), T(0))
        , planes(static_cast<std::size_t>(plan.planesSize()), T(0)) { }

    std::vector<T> random(int count) {
        std::normal_distribution<double> normal;
        std::vector<T> values(static_cast<std::size_t>(count));
        for (T& value : values) {
            value = static_cast<T>(normal(generator));
        }
        return values;
    }
    AlignedArray<T> scratch(int count) const {
        return AlignedArray<T>(static_cast<std::size_t>(count) + 2 * slack, std::numeric_limits<T>::quiet_NaN());
    }
    /// The input's pixel under a tap of an output pixel, `outside` beyond the edge.
    double under(const std::vector<T>& x, int pixel, const Tap& tap, double outside = 0.0) const {
        const int at = index(pixel, tap);
        return at < 0 ? outside : static_cast<double>(x[static_cast<std::size_t>(at)]);
    }
    int index(int pixel, const Tap& tap) const {
        const PlaneShape& shape = plan.shape();
        const int row = pixel / shape.outWidth * shape.stride + tap.row;
        const int column = pixel % shape.outWidth * shape.stride + tap.column;
        const bool inside = row >= 0 && row < shape.height && column >= 0 && column < shape.width;
        return inside ? row * shape.width + column : -1;
    }
    static double tolerance(double scale = 1.0) { return scale * (sizeof(T) == 4 ? 2e-5 : 1e-12); }

    const Kernels<T>& kernels;
    std::vector<Tap> taps;
    ShiftPlan plan;
    AlignedArray<T> rows;
    AlignedArray<T> planes;
    std::mt19937_64 generator{7};
};

class KernelsTest : public testing::TestWithParam<Isa> {
protected:
    void SetUp() override {
        if (!supports(GetParam())) {
            GTEST_SKIP() << "this processor has no " << isaName(GetParam());
        }
    }
    template <class Check>
    void everywhere(Check check) const {
        for (const Geometry& geometry : geometries) {
            SCOPED_TRACE(testing::Message() << geometry.height << "x" << geometry.width << " kernel " << geometry.kernel
                                            << " stride " << geometry.stride << " dilation " << geometry.dilation);
            Scene<float> single(GetParam(), geometry);
            check(single);
            Scene<double> twice(GetParam(), geometry);
            check(twice);
        }
    }
};

TEST_P(KernelsTest, DepthwiseOverShiftedCopiesIsTheConvolutionOfTheRectifiedPlane) {
    everywhere([]<class T>(Scene<T>& scene) {
        const std::vector<T> x = scene.random(scene.plan.inputPixels());
        const std::vector<T> weights = scene.random(static_cast<int>(scene.taps.size()));
        const T scale = T(0.75);
        const T shift = T(0.125);
        scene.kernels.rectifiedPlanes(
            scene.plan.shape(), x.data(), scale, shift, scene.rows.data(), scene.planes.data());
        const int n = scene.plan.outputPixels();
        const AlignedArray<T> out = scene.scratch(n);
        scene.kernels.depthwise(scene.planes.data(), scene.plan.window(0).offsets.data(), weights.data(),
            static_cast<int>(weights.size()), n, out.data());
        std::vector<T> rectified;
        for (const T value : x) {
            rectified.push_back(std::max(T(0), scale * value + shift));
        }
        for (int pixel = 0; pixel < n; ++pixel) {
            double expected = 0.0;
            for (std::size_t tap = 0; tap < weights.size(); ++tap) {
                expected += static_cast<double>(weights[tap]) * scene.under(rectified, pixel, scene.taps[tap]);
            }
            ASSERT_NEAR(static_cast<double>(out[static_cast<std::size_t>(pixel)]), expected, scene.tolerance())
                << pixel;
        }
    });
}

TEST_P(KernelsTest, TheConvolutionsGradientIsItsTranspose) {
    everywhere([]<class T>(Scene<T>& scene) {
        const ShiftPlan& plan = scene.plan;
        const int n = plan.outputPixels();
        const std::vector<T> weights = scene.random(static_cast<int>(scene.taps.size()));
        const std::vector<T> gradient = scene.random(n);
        AlignedArray<T> d(static_cast<std::size_t>(plan.gradientPitch()) + 2 * slack, T(0));
        std::copy(gradient.begin(), gradient.end(), d.data() + plan.gradientStart());
        const AlignedArray<T> received = scene.scratch(plan.planesSize());
        const auto window = plan.window(0);
        for (int round = 0; round < 2; ++round) { // the second adds to the first
            for (const auto& entry : window.byPlane) {
                scene.kernels.depthwiseGradient(d.data() + plan.gradientStart(), entry.offsets.data(),
                    entry.which.data(), weights.data(), static_cast<int>(entry.which.size()), n,
                    received.data() + slack + entry.plane * plan.shape().planePitch, round == 1);
            }
        }
        const AlignedArray<T> spare = scene.scratch(n);
        std::vector<T> dx(static_cast<std::size_t>(plan.inputPixels()), T(1));
        scene.kernels.foldPlanes(plan.shape(), received.data() + slack, plan.template masks<T>(), plan.maskPeriod(),
            spare.data(), dx.data(), true);
        std::vector<double> expected(dx.size(), 1.0);
        for (int pixel = 0; pixel < n; ++pixel) {
            for (std::size_t tap = 0; tap < weights.size(); ++tap) {
                const int at = scene.index(pixel, scene.taps[tap]);
                if (at >= 0) {
                    expected[static_cast<std::size_t>(at)] += 2.0 * static_cast<double>(weights[tap])
                        * static_cast<double>(gradient[static_cast<std::size_t>(pixel)]);
                }
            }
        }
        if (scene.kernels.transposesDirectly(plan.shape())) {
            std::vector<TransposedTap<T>> taps;
            std::vector<int> ends;
            for (int copy = 0; copy < plan.shape().planes; ++copy) {
                for (const auto& entry : window.byPlane) {
                    for (std::size_t tap = 0; tap < 2 * entry.which.size() && entry.plane == copy; ++tap) { // twice
                        const std::size_t at = tap / 2;
                        taps.push_back({d.data() + plan.gradientStart() + entry.offsets[at],
                            weights[static_cast<std::size_t>(entry.which[at])]});
                    }
                }
                ends.push_back(static_cast<int>(taps.size()));
            }
            std::vector<T> direct(dx.size(), T(1));
            scene.kernels.depthwiseTransposed(plan.shape(), taps.data(), ends.data(), direct.data(), true);
            for (std::size_t at = 0; at < dx.size(); ++at) {
                ASSERT_NEAR(static_cast<double>(direct[at]), expected[at], scene.tolerance(2.0)) << at;
            }
        }
        std::vector<T> fresh(dx.size(), std::numeric_limits<T>::quiet_NaN());
        scene.kernels.foldPlanes(plan.shape(), received.data() + slack, plan.template masks<T>(), plan.maskPeriod(),
            spare.data(), fresh.data(), false);
        for (std::size_t at = 0; at < dx.size(); ++at) {
            ASSERT_NEAR(static_cast<double>(dx[at]), expected[at], scene.tolerance(2.0)) << at;
            ASSERT_NEAR(static_cast<double>(fresh[at]), expected[at] - 1.0, scene.tolerance(2.0)) << at;
        }
    });
}

TEST_P(KernelsTest, WeightGradientsAreDotProductsWithTheShiftedInput) {
    everywhere([]<class T>(Scene<T>& scene) {
        const int n = scene.plan.outputPixels();
        const std::vector<T> x = scene.random(scene.plan.inputPixels());
        scene.kernels.plainPlanes(scene.plan.shape(), x.data(), T(0), scene.rows.data(), scene.planes.data());
        const AlignedArray<T> d = scene.scratch(n);
        const std::vector<T> values = scene.random(n);
        std::copy(values.begin(), values.end(), d.data());
        const int taps = static_cast<int>(scene.taps.size());
        std::vector<T> gradient(scene.taps.size(), T(2));
        scene.kernels.depthwiseWeights(
            d.data(), scene.planes.data(), scene.plan.window(0).offsets.data(), taps, n, gradient.data());
        for (std::size_t tap = 0; tap < gradient.size(); ++tap) {
            double expected = 2.0;
            for (int pixel = 0; pixel < n; ++pixel) {
                expected += static_cast<double>(values[static_cast<std::size_t>(pixel)])
                    * scene.under(x, pixel, scene.taps[tap]);
            }
            ASSERT_NEAR(static_cast<double>(gradient[tap]), expected, scene.tolerance(10.0)) << tap;
        }
    });
}

TEST_P(KernelsTest, PoolsAndTheirGradientsMatchTheirDefinitions) {
    everywhere([]<class T>(Scene<T>& scene) {
        if (scene.taps.size() != 9 || scene.taps.back().row != 1) {
            return;
        }
        const ShiftPlan& plan = scene.plan;
        const int n = plan.outputPixels();
        std::vector<T> x = scene.random(plan.inputPixels());
        for (std::size_t at = 0; at < x.size(); at += 3) {
            x[at] = T(0.5); // ties: the first in reading order wins
        }
        const T low = -std::numeric_limits<T>::infinity();
        const AlignedArray<T> maxRows(scene.rows.size(), low);
        const AlignedArray<T> maxPlanes(scene.planes.size(), low);
        scene.kernels.plainPlanes(plan.shape(), x.data(), low, maxRows.data(), maxPlanes.data());
        scene.kernels.plainPlanes(plan.shape(), x.data(), T(0), scene.rows.data(), scene.planes.data());
        const T* inverse = plan.template inverseCounts<T>();
        std::vector<T> maximum(static_cast<std::size_t>(n));
        std::vector<T> average(maximum.size());
        std::vector<std::uint8_t> argument(static_cast<std::size_t>(plan.gradientPitch()) + 2 * slack, 255);
        std::uint8_t* const content = argument.data() + plan.gradientStart();
        scene.kernels.pool(maxPlanes.data(), scene.planes.data(), plan.window(0).offsets.data(), inverse, n,
            maximum.data(), content, average.data());

        const std::vector<T> dMaximum = scene.random(n);
        const std::vector<T> dAverage = scene.random(n);
        std::vector<double> expected(x.size(), 0.0);
        for (int pixel = 0; pixel < n; ++pixel) {
            double best = -std::numeric_limits<double>::infinity();
            double total = 0.0;
            int count = 0;
            int winner = 0;
            for (std::size_t tap = 0; tap < 9; ++tap) {
                count += scene.index(pixel, scene.taps[tap]) >= 0 ? 1 : 0;
                total += scene.under(x, pixel, scene.taps[tap]);
                const double value = scene.under(x, pixel, scene.taps[tap], best);
                if (value > best) {
                    best = value;
                    winner = static_cast<int>(tap);
                }
            }
            const auto at = static_cast<std::size_t>(pixel);
            ASSERT_EQ(static_cast<double>(maximum[at]), best);
            ASSERT_EQ(content[at], winner);
            ASSERT_NEAR(static_cast<double>(average[at]), total / count, scene.tolerance());
            expected[static_cast<std::size_t>(scene.index(pixel, scene.taps[static_cast<std::size_t>(winner)]))] +=
                static_cast<double>(dMaximum[at]);
            for (const Tap& tap : scene.taps) {
                if (scene.index(pixel, tap) >= 0) {
                    expected[static_cast<std::size_t>(scene.index(pixel, tap))] +=
                        static_cast<double>(dAverage[at]) / count;
                }
            }
        }
        const auto padded = static_cast<std::size_t>(plan.gradientPitch()) + 2 * slack;
        const AlignedArray<T> dMax(padded, T(0));
        const AlignedArray<T> dMean(padded, T(0));
        std::copy(dMaximum.begin(), dMaximum.end(), dMax.data() + plan.gradientStart());
        scene.kernels.scaleBy(dAverage.data(), inverse, n, dMean.data() + plan.gradientStart());
        const AlignedArray<T> received = scene.scratch(plan.planesSize());
        for (const auto& entry : plan.window(0).byPlane) {
            scene.kernels.poolGradient(dMax.data() + plan.gradientStart(), content, dMean.data() + plan.gradientStart(),
                entry.offsets.data(), entry.which.data(), static_cast<int>(entry.which.size()), n,
                received.data() + slack + entry.plane * plan.shape().planePitch);
        }
        const AlignedArray<T> spare = scene.scratch(n);
        std::vector<T> dx(x.size());
        scene.kernels.foldPlanes(plan.shape(), received.data() + slack, plan.template masks<T>(), plan.maskPeriod(),
            spare.data(), dx.data(), false);
        for (std::size_t at = 0; at < dx.size(); ++at) {
            ASSERT_NEAR(static_cast<double>(dx[at]), expected[at], scene.tolerance()) << at;
        }
    });
}

TEST_P(KernelsTest, MatrixProductsOfAnySizeMatchTheTripleLoop) {
    const auto check = []<class T>(Scene<T>& scene) {
        for (const auto [rows, columns, n] :
            {std::array{16, 16, 1024}, {4, 4, 64}, {2, 2, 16}, {1, 3, 1}, {7, 5, 37}, {13, 9, 95}, {3, 18, 130}}) {
            const int pitch = roundedUp(n, 16) + 16;
            const std::vector<T> w = scene.random(rows * columns);
            const std::vector<T> z = scene.random(columns * pitch + slack);
            std::vector<int> offsets;
            for (int column = 0; column < columns; ++column) {
                offsets.push_back(column * pitch);
            }
            std::vector<T> out(static_cast<std::size_t>(rows * n), T(-99));
            scene.kernels.multiply(w.data(), rows, rows, columns, z.data(), offsets.data(), n, out.data(), n);
            for (int row = 0; row < rows; ++row) {
                for (int i = 0; i < n; ++i) {
                    double expected = 0.0;
                    for (int k = 0; k < columns; ++k) {
                        expected += static_cast<double>(w[static_cast<std::size_t>(k * rows + row)])
                            * static_cast<double>(z[static_cast<std::size_t>(k * pitch + i)]);
                    }
                    ASSERT_NEAR(static_cast<double>(out[static_cast<std::size_t>(row * n + i)]), expected,
                        scene.tolerance(2.0));
                }
            }
            const std::vector<T> d = scene.random(rows * pitch);
            std::vector<T> gradient(static_cast<std::size_t>(rows * columns), T(1));
            scene.kernels.multiplyWeights(
                d.data(), pitch, rows, z.data(), offsets.data(), columns, n, gradient.data(), columns);
            for (int row = 0; row < rows; ++row) {
                for (int k = 0; k < columns; ++k) {
                    double expected = 1.0;
                    for (int i = 0; i < n; ++i) {
                        expected += static_cast<double>(d[static_cast<std::size_t>(row * pitch + i)])
                            * static_cast<double>(z[static_cast<std::size_t>(k * pitch + i)]);
                    }
                    ASSERT_NEAR(static_cast<double>(gradient[static_cast<std::size_t>(row * columns + k)]), expected,
                        scene.tolerance(20.0));
                }
            }
        }
    };
    Scene<float> single(GetParam(), geometries.front());
    check(single);
    Scene<double> twice(GetParam(), geometries.front());
    check(twice);
}

TEST_P(KernelsTest, ElementwiseKernelsTouchExactlyTheirElements) {
    const auto check = []<class T>(Scene<T>& scene) {
        for (const int n : {1, 5, 16, 33, 64, 81, 1024}) {
            const auto count = static_cast<std::size_t>(n);
            const std::vector<T> g = scene.random(n);
            const std::vector<T> y = scene.random(n);
            T mean = 0;
            T squares = 0;
            scene.kernels.moments(y.data(), n, &mean, &squares);
            double average = 0.0;
            for (const T value : y) {
                average += static_cast<double>(value) / n;
            }
            double variance = 0.0;
            double dot = 0.0;
            double total = 0.0;
            for (std::size_t i = 0; i < count; ++i) {
                variance += (static_cast<double>(y[i]) - average) * (static_cast<double>(y[i]) - average);
                dot += static_cast<double>(g[i]) * (static_cast<double>(y[i]) - 0.5);
                total += static_cast<double>(g[i]);
            }
            ASSERT_NEAR(static_cast<double>(mean), average, scene.tolerance());
            ASSERT_NEAR(static_cast<double>(squares), variance, scene.tolerance(10.0 + variance));
            const T* const terms[] = {y.data(), g.data()};
            const T means[] = {T(0.5), T(0)};
            T sums[2];
            ASSERT_NEAR(static_cast<double>(scene.kernels.centredDots(g.data(), terms, means, 2, n, sums)), total,
                scene.tolerance(10.0));
            ASSERT_NEAR(static_cast<double>(sums[0]), dot, scene.tolerance(30.0));

            std::vector<T> out(count + 1, T(42));
            scene.kernels.normGradient(g.data(), y.data(), T(2), T(3), T(-1), n, out.data());
            for (std::size_t i = 0; i < count; ++i) {
                ASSERT_NEAR(
                    static_cast<double>(out[i]), static_cast<double>(2 * g[i] + 3 * y[i] - 1), scene.tolerance());
            }
            const T coefficients[] = {T(3), T(2)};
            scene.kernels.combine(terms, coefficients, 2, T(-1), n, out.data(), false);
            scene.kernels.combine(terms, coefficients, 2, T(1), n, out.data(), true);
            for (std::size_t i = 0; i < count; ++i) {
                ASSERT_NEAR(
                    static_cast<double>(out[i]), static_cast<double>(2 * (2 * g[i] + 3 * y[i])), scene.tolerance(4.0));
            }
            T gated[2] = {T(1), T(2)};
            scene.kernels.gateWithSums(g.data(), y.data(), T(2), T(-0.5), T(0.25), n, out.data(), gated);
            double plain = 1.0;
            double centred = 2.0;
            for (std::size_t i = 0; i < count; ++i) {
                const T expected = 2 * y[i] - T(0.5) > 0 ? g[i] : T(0);
                ASSERT_EQ(out[i], expected);
                plain += static_cast<double>(expected);
                centred += static_cast<double>(expected) * (static_cast<double>(y[i]) - 0.25);
            }
            ASSERT_NEAR(static_cast<double>(gated[0]), plain, scene.tolerance(10.0));
            ASSERT_NEAR(static_cast<double>(gated[1]), centred, scene.tolerance(30.0));
            scene.kernels.gate(g.data(), y.data(), n, out.data(), false);
            scene.kernels.gate(g.data(), y.data(), n, out.data(), true);
            for (std::size_t i = 0; i < count; ++i) {
                ASSERT_EQ(out[i], y[i] > 0 ? 2 * g[i] : T(0));
            }
            ASSERT_EQ(out[count], T(42));
        }
    };
    Scene<float> single(GetParam(), geometries.front());
    check(single);
    Scene<double> twice(GetParam(), geometries.front());
    check(twice);
}

TEST_P(KernelsTest, HalvingTakesTheFirstMaximumAndGivesItTheGradient) {
    const std::vector<float> x = {1, 5, 2, 2, 3, 4, 2, 0, 7, 7, -1, -2, 7, 7, -3, -1};
    std::vector<float> out(4);
    kernelsFor<float>(GetParam()).halve(x.data(), 4, 4, out.data());
    EXPECT_EQ(out, (std::vector<float>{5, 2, 7, -1}));
    std::vector<float> dx(16, 0.0F);
    const std::vector<float> d = {1, 2, 3, 4};
    kernelsFor<float>(GetParam()).halveGradient(x.data(), d.data(), 4, 4, dx.data());
    EXPECT_EQ(dx, (std::vector<float>{0, 1, 2, 0, 0, 0, 0, 0, 3, 0, 4, 0, 0, 0, 0, 0}));
}

INSTANTIATE_TEST_SUITE_P(EachInstructionSet, KernelsTest, testing::Values(Isa::Portable, Isa::Avx2, Isa::Avx512),
    [](const auto& instance) { return std::string(isaName(instance.param)); });

}
}
