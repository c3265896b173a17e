// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <memory>
#include <optional>
#include <span>
#include <vector>

#include "widgets/front/front_snapshot.h"

namespace paretoscope::widgets {

enum class QualityAxis { Accuracy, CrossEntropy };

/// What a price of latency chooses on a front, for one of the two axes. Its prices are the search's λ; on the accuracy
/// axis λ is divided by κ, and where no κ could be fitted they are μ. `number` is the value of such a price, as the
/// slider shows it.
class FrontChoice {
public:
    FrontChoice() = default;
    FrontChoice(std::shared_ptr<const FrontSnapshot> front, QualityAxis axis);

    [[nodiscard]] bool empty() const { return !front_ || hull().empty(); }
    [[nodiscard]] const std::shared_ptr<const FrontSnapshot>& front() const { return front_; }
    [[nodiscard]] QualityAxis axis() const { return axis_; }
    /// Prices are μ, not λ.
    [[nodiscard]] bool inMu() const;
    [[nodiscard]] analysis::Price price(double number) const;
    /// Nothing where the price is of the other kind.
    [[nodiscard]] std::optional<double> number(const std::optional<analysis::Price>& price) const;
    /// Ascending numbers at which the choice changes.
    [[nodiscard]] std::vector<double> breakpoints() const;
    /// Index of the point chosen; -1 where there is none.
    [[nodiscard]] int select(double number) const;
    [[nodiscard]] int selectWithinBudget(double budgetMs) const;
    /// A number that chooses this point; nothing where it lies in a dent of the hull or behind the front.
    [[nodiscard]] std::optional<double> numberOf(int index) const;
    /// Neighbour along the whole front: `step` +1 is the next slower one, -1 the next faster one; -1 at the ends. From
    /// a point off the front: the front's member nearest in latency on that side.
    [[nodiscard]] int neighbour(int index, int step) const;

    /// What the vertical axis shows: accuracy in per cent, or cross-entropy in nats.
    [[nodiscard]] double shown(const store::FrontPoint& point) const;
    /// The same of what is expected of it, which is what is chosen by.
    [[nodiscard]] double shownExpected(const store::FrontPoint& point) const;
    [[nodiscard]] double shownOfLoss(double loss) const;
    /// The line of equal value in shown coordinates.
    struct Line {
        std::vector<std::pair<double, double>> points; ///< latency ms, shown value
    };
    [[nodiscard]] Line line(
        double number, double fromMs, double toMs, double shownFrom, double shownTo, bool logarithmic) const;

    [[nodiscard]] const analysis::SupportHull& hull() const;

private:
    /// Price on the axis of the hull, and back.
    [[nodiscard]] double onAxis(double number) const;
    [[nodiscard]] double fromAxis(double price) const;

    std::shared_ptr<const FrontSnapshot> front_;
    QualityAxis axis_ = QualityAxis::Accuracy;
};

/// The front of the points by what is expected of them, at these latencies: indices, latency ascending. NaN leaves a
/// point out. One latency a point.
std::vector<std::size_t> frontOf(const FrontChoice& choice, std::span<const double> latencyMs);

}
