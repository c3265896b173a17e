// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/front/front_choice.h"

#include <algorithm>
#include <cmath>
#include <utility>

#include "core/analysis/front.h"

namespace paretoscope::widgets {

namespace {

const analysis::SupportHull noHull;
constexpr double percent = 100;

int asIndex(std::optional<std::size_t> index) {
    return index ? static_cast<int>(*index) : -1;
}

}

FrontChoice::FrontChoice(std::shared_ptr<const FrontSnapshot> front, QualityAxis axis)
    : front_(std::move(front))
    , axis_(axis) { }

const analysis::SupportHull& FrontChoice::hull() const {
    if (!front_) {
        return noHull;
    }
    return axis_ == QualityAxis::Accuracy ? front_->accuracyHull : front_->lossHull;
}

bool FrontChoice::inMu() const {
    return axis_ == QualityAxis::Accuracy && front_ && !front_->crossEntropyPerError;
}

analysis::Price FrontChoice::price(double number) const {
    return inMu() ? analysis::Price(analysis::Mu{number}) : analysis::Price(analysis::Lambda{number});
}

std::optional<double> FrontChoice::number(const std::optional<analysis::Price>& price) const {
    if (!price || std::holds_alternative<analysis::Mu>(*price) != inMu()) {
        return std::nullopt;
    }
    return std::visit([](const auto& value) { return value.value; }, *price);
}

double FrontChoice::onAxis(double number) const {
    return axis_ == QualityAxis::Accuracy && front_ && front_->crossEntropyPerError
        ? number / *front_->crossEntropyPerError
        : number;
}

double FrontChoice::fromAxis(double price) const {
    return axis_ == QualityAxis::Accuracy && front_ && front_->crossEntropyPerError
        ? price * *front_->crossEntropyPerError
        : price;
}

std::vector<double> FrontChoice::breakpoints() const {
    std::vector<double> result;
    for (const double point : hull().breakpoints()) {
        result.push_back(fromAxis(point));
    }
    return result;
}

int FrontChoice::select(double number) const {
    return asIndex(hull().select(onAxis(number)));
}

int FrontChoice::selectWithinBudget(double budgetMs) const {
    return asIndex(hull().selectWithinBudget(budgetMs));
}

std::optional<double> FrontChoice::numberOf(int index) const {
    const auto& vertices = hull().vertices();
    const auto found = std::find(vertices.begin(), vertices.end(), static_cast<std::size_t>(std::max(0, index)));
    if (index < 0 || found == vertices.end()) {
        return std::nullopt;
    }
    return fromAxis(hull().lambdaOfVertex(static_cast<std::size_t>(found - vertices.begin())));
}

int FrontChoice::neighbour(int index, int step) const {
    const auto& members = hull().front();
    if (members.empty()) {
        return -1;
    }
    if (index < 0) {
        return static_cast<int>(members.front());
    }
    const double cost = front_->points[static_cast<std::size_t>(index)].cost;
    const auto costOf = [this](std::size_t member) { return front_->points[member].cost; };
    if (step > 0) {
        const auto next =
            std::find_if(members.begin(), members.end(), [&](std::size_t member) { return costOf(member) > cost; });
        return next == members.end() ? -1 : static_cast<int>(*next);
    }
    const auto previous =
        std::find_if(members.rbegin(), members.rend(), [&](std::size_t member) { return costOf(member) < cost; });
    return previous == members.rend() ? -1 : static_cast<int>(*previous);
}

double FrontChoice::shown(const store::FrontPoint& point) const {
    return axis_ == QualityAxis::Accuracy ? point.accuracy * percent : point.crossEntropy;
}

double FrontChoice::shownExpected(const store::FrontPoint& point) const {
    return axis_ == QualityAxis::Accuracy ? front_->expectedAccuracy(point) * percent
                                          : front_->expectedCrossEntropy(point);
}

double FrontChoice::shownOfLoss(double loss) const {
    return axis_ == QualityAxis::Accuracy ? -loss * percent : loss;
}

FrontChoice::Line FrontChoice::line(
    double number, double fromMs, double toMs, double shownFrom, double shownTo, bool logarithmic) const {
    const auto lossOf = [this](double value) { return axis_ == QualityAxis::Accuracy ? -value / percent : value; };
    Line result;
    for (const analysis::LinePoint& point : hull().linePoints(onAxis(number), fromMs, toMs, lossOf(shownFrom),
             lossOf(shownTo), logarithmic ? analysis::AxisScale::Logarithmic : analysis::AxisScale::Linear)) {
        result.points.emplace_back(point.cost, shownOfLoss(point.loss));
    }
    return result;
}

std::vector<std::size_t> frontOf(const FrontChoice& choice, std::span<const double> latencyMs) {
    const double sign = choice.axis() == QualityAxis::Accuracy ? -1 : 1;
    std::vector<double> loss;
    for (const store::FrontPoint& point : choice.front()->points) {
        loss.push_back(sign * choice.shownExpected(point));
    }
    return analysis::paretoFront(latencyMs, loss);
}

}
