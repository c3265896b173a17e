// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/main/selection_history.h"

namespace paretoscope::widgets {

namespace {

constexpr int restMs = 500;
constexpr std::size_t mostPlaces = 200;

}

SelectionHistory::SelectionHistory(Selection& selection, QObject* parent) : QObject(parent), selection_(selection) {
    rest_.setSingleShot(true);
    rest_.setInterval(restMs);
    connect(&rest_, &QTimer::timeout, this, &SelectionHistory::settle);
    const auto restLater = [this] { rest_.start(); };
    connect(&selection_, &Selection::candidateChanged, this, restLater);
    connect(&selection_, &Selection::deviceSettingChanged, this, restLater);
    connect(&selection_, &Selection::protocolChanged, this, restLater);
    connect(&selection_, &Selection::priceChanged, this, restLater);
    connect(&selection_, &Selection::budgetChanged, this, restLater);
}

void SelectionHistory::settle() {
    rest_.stop();
    const Selection::Place now = selection_.place();
    if (now == current_) {
        return;
    }
    if (current_.candidate != 0) { // nothing is nowhere to go back to
        back_.push_back(current_);
        if (back_.size() > mostPlaces) {
            back_.erase(back_.begin());
        }
    }
    current_ = now;
    forward_.clear();
    Q_EMIT changed();
}

void SelectionHistory::back() {
    settle();
    go(back_, forward_);
}

void SelectionHistory::forward() {
    settle();
    go(forward_, back_);
}

void SelectionHistory::go(std::vector<Selection::Place>& from, std::vector<Selection::Place>& to) {
    if (from.empty()) {
        return;
    }
    if (current_.candidate != 0) {
        to.push_back(current_);
    }
    current_ = from.back();
    from.pop_back();
    selection_.restore(current_);
    Q_EMIT changed();
}

void SelectionHistory::clear() {
    rest_.stop();
    current_ = selection_.place();
    back_.clear();
    forward_.clear();
    Q_EMIT changed();
}

}
