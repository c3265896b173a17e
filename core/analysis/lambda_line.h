// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <compare>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <variant>
#include <vector>

namespace paretoscope::analysis {

/// Price of latency in the search's loss, cross-entropy + λ · latency / reference. Never negative.
struct Lambda {
    double value = 0;
    auto operator<=>(const Lambda&) const = default;
};

/// Price of latency on the accuracy axis, accuracy − μ · latency / reference; λ = κ · μ where κ is known
/// (crossEntropyPerError). No search can be given it. Never negative.
struct Mu {
    double value = 0;
    auto operator<=>(const Mu&) const = default;
};

using Price = std::variant<Lambda, Mu>;

struct LinePoint {
    double cost;
    double loss;
};

enum class AxisScale : std::uint8_t { Linear, Logarithmic };

/// A λ well inside an interval between break points, the first of which begins at 0: the geometric mean of its ends; 0
/// for the first one, a half more than its begin for the last one, which has no end.
double insideInterval(std::span<const double> breakpoints, std::size_t interval);

/// Answers "which candidate is best at this price of latency?" at once: the lower hull of (cost, loss), built once from
/// n points in O(n log n). The choice minimises `loss + λ · cost / reference`.
///
/// Loss axis: loss = cross-entropy, λ as in the search's loss. Accuracy axis: use ofAccuracy(); then λ is μ of
/// "accuracy − μ · latency / reference" and losses are −accuracy.
///
/// Tie rule: where two points are equally good at a λ the cheaper is chosen, of equal points the one with the smallest
/// index. So λ = 0 gives the smallest loss (the cheapest of those), λ = ∞ the smallest cost (the best of those). Points
/// on a straight part of the hull between two vertices are never chosen: they are never better than both. Points with a
/// NaN or an infinity are left out. Immutable after construction; any thread.
class SupportHull {
public:
    /// Nothing can be chosen.
    SupportHull() = default;
    /// Throws Error (InvalidValue) where the lengths differ or the reference is not positive.
    SupportHull(std::span<const double> cost, std::span<const double> loss, double reference);
    static SupportHull ofAccuracy(std::span<const double> cost, std::span<const double> accuracy, double reference);

    [[nodiscard]] bool empty() const { return vertices_.empty(); }
    [[nodiscard]] double reference() const { return reference_; }

    /// Index (into the points given) of the choice at λ ≥ 0, infinity allowed; nothing where there is no point. O(log
    /// n). Throws Error (InvalidValue) on a negative λ or NaN.
    [[nodiscard]] std::optional<std::size_t> select(double lambda) const;

    /// λ values, ascending, at which the choice changes: from vertices()[i] to vertices()[i + 1] at breakpoints()[i]
    /// (included, by the tie rule).
    [[nodiscard]] const std::vector<double>& breakpoints() const { return breakpoints_; }
    /// Indices of the choices in the order in which a rising λ reaches them: from the smallest loss to the smallest
    /// cost.
    [[nodiscard]] const std::vector<std::size_t>& vertices() const { return vertices_; }
    /// insideInterval() of vertex i's: where the slider jumps when someone clicks the candidate.
    [[nodiscard]] double lambdaOfVertex(std::size_t vertex) const;

    /// Index of the smallest loss with cost ≤ budget, also in the hull's dents; nothing where no point is that cheap.
    /// O(log n).
    [[nodiscard]] std::optional<std::size_t> selectWithinBudget(double budget) const;
    /// Indices of the whole front, cost ascending.
    [[nodiscard]] const std::vector<std::size_t>& front() const { return front_; }

    /// The line of equal `loss + λ · cost / reference` through the choice: its loss at `cost`. ±∞ for λ = ∞ off the
    /// choice's cost.
    [[nodiscard]] double lossOnLine(double lambda, double cost) const;
    /// The line between two costs, to be drawn on an axis of this scale: two points on a linear axis; `samples` points,
    /// equally spaced on the axis, on a logarithmic one, where the line is a curve (costFrom > 0). For λ = ∞ the two
    /// ends of the vertical line between lossFrom and lossTo. Empty where there is no point.
    [[nodiscard]] std::vector<LinePoint> linePoints(double lambda, double costFrom, double costTo, double lossFrom,
        double lossTo, AxisScale scale, int samples = 64) const;

private:
    [[nodiscard]] std::size_t vertexAt(double lambda) const;

    double reference_ = 1;
    std::vector<std::size_t> vertices_;
    std::vector<LinePoint> vertexPoints_;
    std::vector<double> breakpoints_;
    std::vector<std::size_t> front_;
    std::vector<double> frontCosts_;
};

/// κ = dCE/d(error), so that λ = κ · μ: the Theil–Sen slope (median slope over all pairs; Sen 1968) of cross-entropy
/// against error = 1 − accuracy. Nothing where fewer than 5 candidates have both or the slope is not positive. Beyond
/// 1,000 candidates an equally spaced 1,000 of them, by error, are used; beyond 50,000 every k-th is looked at only.
/// Throws Error (InvalidValue) where lengths differ.
std::optional<double> crossEntropyPerError(std::span<const double> accuracy, std::span<const double> crossEntropy);

}
