// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <memory>
#include <optional>
#include <vector>

#include "widgets/common/snapshot.h"

namespace paretoscope::widgets {

enum class QualityAxis { Accuracy, CrossEntropy };

/// What λ chooses on a front, for one of the two axes (design: "λ, drawn"). λ is always the search's λ, the price of
/// latency in the cross-entropy; on the accuracy axis it is divided by κ, and where no κ could be fitted the number
/// *is* μ.
class FrontChoice {
public:
    FrontChoice() = default;
    FrontChoice(std::shared_ptr<const FrontSnapshot> front, QualityAxis axis);

    [[nodiscard]] bool empty() const { return !front_ || hull().empty(); }
    [[nodiscard]] const std::shared_ptr<const FrontSnapshot>& front() const { return front_; }
    [[nodiscard]] QualityAxis axis() const { return axis_; }
    /// The slider's number is μ, not λ.
    [[nodiscard]] bool inMu() const;
    /// Ascending λ at which the choice changes.
    [[nodiscard]] std::vector<double> breakpoints() const;
    /// Index of the point chosen at λ; -1 where there is none.
    [[nodiscard]] int select(double lambda) const;
    [[nodiscard]] int selectWithinBudget(double budgetMs) const;
    /// A λ that chooses this point; nothing where it lies in a dent of the hull or behind the front.
    [[nodiscard]] std::optional<double> lambdaOf(int index) const;
    /// Neighbour along the whole front: `step` +1 is the next slower one, -1 the next faster one; -1 at the ends. From
    /// a point off the front: the front's member nearest in latency on that side.
    [[nodiscard]] int neighbour(int index, int step) const;

    /// What the vertical axis shows: accuracy in per cent, or cross-entropy in nats.
    [[nodiscard]] double shown(const store::FrontPoint& point) const;
    [[nodiscard]] double shownOfLoss(double loss) const;
    /// The λ line in shown coordinates.
    struct Line {
        std::vector<std::pair<double, double>> points; ///< latency ms, shown value
    };
    [[nodiscard]] Line line(
        double lambda, double fromMs, double toMs, double shownFrom, double shownTo, bool logarithmic) const;

    [[nodiscard]] const analysis::SupportHull& hull() const;

private:
    [[nodiscard]] double price(double lambda) const;
    [[nodiscard]] double lambdaOfPrice(double price) const;

    std::shared_ptr<const FrontSnapshot> front_;
    QualityAxis axis_ = QualityAxis::Accuracy;
};

}
