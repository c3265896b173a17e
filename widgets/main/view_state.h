// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>
#include <QList>
#include <QString>
#include <optional>

#include "core/analysis/lambda_line.h"

namespace paretoscope::widgets {

class FrontView;
class Selection;
struct ProjectSnapshot;

/// What a picture of the front shows: enough to show it again.
struct ViewState {
    QString project; ///< path of the project file
    QString deviceSetting;
    QString protocol; ///< its id
    QString protocolTitle;
    bool crossEntropy = false; ///< the vertical axis
    bool logarithmic = false;
    std::optional<analysis::Price> price;
    std::optional<double> budgetMs;
    qint64 candidate = 0;
    QList<qint64> runs; ///< whose candidates were shown
    QString version; ///< of the program
    QString link; ///< the command that opens a window there (commandOf)

    bool operator==(const ViewState&) const = default;
};

QByteArray toJson(const ViewState& state);
/// Nothing where the text is no state of this program's.
std::optional<ViewState> viewStateFromJson(const QByteArray& json);

ViewState viewStateOf(const FrontView& front, const Selection& selection, const ProjectSnapshot* snapshot);
/// Shows it again in a window that has the project open. The candidate follows when the reader has brought the front.
void applyViewState(const ViewState& state, FrontView& front, Selection& selection);

}
