// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/devices/rank_matrix_table.h"

#include <QEvent>
#include <QHeaderView>
#include <QLocale>
#include <QScopedValueRollback>

#include <algorithm>
#include <cmath>
#include <limits>
#include <utility>

#include "widgets/common/colour_scale.h"
#include "widgets/common/controls.h"
#include "widgets/common/engine_text.h"
#include "widgets/common/number_text.h"

namespace paretoscope::widgets {

RankMatrixTable::RankMatrixTable(QWidget* parent) : QTableView(parent), model_(new RankMatrixModel(this)) {
    nameWidget(this, "rankMatrix", tr("How alike the device settings rank architectures"));
    setModel(model_);
    setItemDelegate(new HeatDelegate(HeatDelegate::Scale::Sequential, this));
    setSelectionMode(QAbstractItemView::SingleSelection);
    setEditTriggers(QAbstractItemView::NoEditTriggers);
    setTabKeyNavigation(false); // Tab leaves the matrix; the arrow keys walk in it
    setCornerButtonEnabled(false);
    setShowGrid(false);
    setWordWrap(false);
    setFrameShape(QFrame::NoFrame);
    horizontalHeader()->setSectionResizeMode(QHeaderView::Fixed);
    verticalHeader()->setSectionResizeMode(QHeaderView::Fixed);
    verticalHeader()->setDefaultAlignment(Qt::AlignLeft | Qt::AlignVCenter);
    horizontalHeader()->setHighlightSections(true);
    fitCells();
}

void RankMatrixTable::fitCells() {
    const int height = fontMetrics().height();
    verticalHeader()->setDefaultSectionSize(height * 2);
    horizontalHeader()->setDefaultSectionSize(fontMetrics().horizontalAdvance(QStringLiteral("(0.00)")) + height / 2);
}

void RankMatrixTable::setDevices(std::shared_ptr<const DevicesSnapshot> devices) {
    const QScopedValueRollback quiet(quiet_, true);
    model_->setDevices(std::move(devices));
}

void RankMatrixTable::showPair(std::size_t a, std::size_t b) {
    const QModelIndex index = model_->index(model_->placeOf(a), model_->placeOf(b));
    if (index.isValid() && index != currentIndex()) {
        const QScopedValueRollback quiet(quiet_, true);
        setCurrentIndex(index);
    }
}

void RankMatrixTable::currentChanged(const QModelIndex& current, const QModelIndex& previous) {
    QTableView::currentChanged(current, previous);
    if (!quiet_ && current.isValid() && current.row() != current.column()) {
        Q_EMIT pairChosen(model_->settingAt(current.row()), model_->settingAt(current.column()));
    }
}

void RankMatrixTable::changeEvent(QEvent* event) {
    if (event->type() == QEvent::FontChange) {
        fitCells();
    }
    QTableView::changeEvent(event);
}

namespace {

constexpr double nothing = std::numeric_limits<double>::quiet_NaN();
/// Below, no interval can be given.
constexpr std::size_t fewArchitectures = 10;

double statisticOf(RankStatistic statistic, const analysis::RankPair& pair) {
    switch (statistic) {
    case RankStatistic::Tau:
        return pair.tau;
    case RankStatistic::Rho:
        return pair.rho;
    case RankStatistic::Agreement:
        return pair.concordant;
    }
    return nothing;
}

analysis::Interval intervalOf(RankStatistic statistic, const analysis::RankPair& pair) {
    switch (statistic) {
    case RankStatistic::Tau:
        return pair.tauInterval;
    case RankStatistic::Rho:
        return pair.rhoInterval;
    case RankStatistic::Agreement:
        return pair.concordantInterval;
    }
    return {nothing, nothing};
}

QString statisticName(RankStatistic statistic) {
    switch (statistic) {
    case RankStatistic::Tau:
        return RankMatrixModel::tr("Kendall τ");
    case RankStatistic::Rho:
        return RankMatrixModel::tr("Spearman ρ");
    case RankStatistic::Agreement:
        return RankMatrixModel::tr("Pairs in agreement");
    }
    return {};
}

}

QString statisticText(RankStatistic statistic, double value) {
    if (std::isnan(value)) {
        return QStringLiteral("–");
    }
    return statistic == RankStatistic::Agreement ? percentText(value, 0) : QLocale().toString(value, 'f', 2);
}

QString deviceLetter(int place) {
    constexpr int letters = 26;
    const QString last(QChar(u'A' + place % letters));
    return place < letters ? last : deviceLetter(place / letters - 1) + last;
}

void RankMatrixModel::setDevices(std::shared_ptr<const DevicesSnapshot> devices) {
    beginResetModel();
    devices_ = std::move(devices);
    endResetModel();
}

void RankMatrixModel::setStatistic(RankStatistic statistic) {
    statistic_ = statistic;
    if (rowCount() > 0) {
        Q_EMIT dataChanged(index(0, 0), index(rowCount() - 1, columnCount() - 1));
    }
}

std::size_t RankMatrixModel::settingAt(int place) const {
    return devices_->order.at(static_cast<std::size_t>(place));
}

int RankMatrixModel::placeOf(std::size_t setting) const {
    if (!devices_) {
        return -1;
    }
    const auto found = std::find(devices_->order.begin(), devices_->order.end(), setting);
    return found == devices_->order.end() ? -1 : static_cast<int>(found - devices_->order.begin());
}

int RankMatrixModel::rowCount(const QModelIndex& parent) const {
    return parent.isValid() || !devices_ ? 0 : static_cast<int>(devices_->order.size());
}

int RankMatrixModel::columnCount(const QModelIndex& parent) const {
    return rowCount(parent);
}

double RankMatrixModel::value(int row, int column) const {
    if (row == column) {
        return statistic_ == RankStatistic::Tau ? devices_->settings[settingAt(row)].noise.repeatTau : nothing;
    }
    return statisticOf(statistic_, devices_->ranks.at(settingAt(row), settingAt(column)));
}

QString RankMatrixModel::text(int row, int column) const {
    const double shown = value(row, column);
    if (row == column && std::isnan(shown)) {
        return QStringLiteral("·");
    }
    const QString number = statisticText(statistic_, shown);
    const bool few = row != column && devices_->ranks.at(settingAt(row), settingAt(column)).n < fewArchitectures;
    return few && !std::isnan(shown) ? QLatin1Char('(') + number + QLatin1Char(')') : number;
}

QString RankMatrixModel::tip(int row, int column) const {
    const DeviceRow& first = devices_->settings[settingAt(row)];
    if (row == column) {
        return std::isnan(value(row, column))
            ? tr("%1, too few repeated measurements to compare it with itself").arg(deviceText(first.deviceSetting))
            //: %1 a device setting, %2 a correlation, %n architectures measured twice.
            : tr("%1 measured again: τ %2 between repeats of %n architecture(s)", nullptr,
                static_cast<int>(first.noise.pairs))
                  .arg(deviceText(first.deviceSetting), statisticText(RankStatistic::Tau, value(row, column)));
    }
    const analysis::RankPair& pair = devices_->ranks.at(settingAt(row), settingAt(column));
    QString lines =
        tr("%1 and %2")
            .arg(deviceText(first.deviceSetting), deviceText(devices_->settings[settingAt(column)].deviceSetting))
        + QLatin1Char('\n')
        //: How many architectures were measured on both device settings.
        + tr("%n architecture(s) in common", nullptr, static_cast<int>(pair.n));
    for (const RankStatistic statistic : {RankStatistic::Tau, RankStatistic::Rho, RankStatistic::Agreement}) {
        const analysis::Interval interval = intervalOf(statistic, pair);
        //: %1 a statistic's name, %2 its value, %3 and %4 the ends of its 95 % interval.
        lines += QLatin1Char('\n')
            + tr("%1 %2 (95 %: %3 … %4)")
                  .arg(statisticName(statistic), statisticText(statistic, statisticOf(statistic, pair)),
                      statisticText(statistic, interval.low), statisticText(statistic, interval.high));
    }
    if (pair.n < fewArchitectures) {
        lines += QLatin1Char('\n') + tr("Too few in common for an interval. Measure the same ones on both.");
    }
    return lines;
}

QVariant RankMatrixModel::data(const QModelIndex& index, int role) const {
    if (!devices_ || !index.isValid()) {
        return {};
    }
    switch (role) {
    case Qt::DisplayRole:
        return text(index.row(), index.column());
    case Qt::ToolTipRole:
    case Qt::AccessibleDescriptionRole:
        return tip(index.row(), index.column());
    case Qt::TextAlignmentRole:
        return static_cast<int>(Qt::AlignCenter);
    case HeatDelegate::shareRole: {
        const double shown = index.row() == index.column() ? nothing : value(index.row(), index.column());
        return statistic_ == RankStatistic::Agreement ? 2 * shown - 1 : shown;
    }
    default:
        return {};
    }
}

QVariant RankMatrixModel::headerData(int section, Qt::Orientation orientation, int role) const {
    if (!devices_ || section >= rowCount()) {
        return {};
    }
    const QString& name = devices_->settings[settingAt(section)].deviceSetting;
    if (role == Qt::ToolTipRole) {
        return deviceToolTip(name);
    }
    if (role == Qt::TextAlignmentRole && orientation == Qt::Horizontal) {
        return static_cast<int>(Qt::AlignCenter);
    }
    if (role != Qt::DisplayRole) {
        return {};
    }
    return orientation == Qt::Horizontal ? deviceLetter(section)
                                         : deviceLetter(section) + QStringLiteral("  ") + deviceText(name);
}

}
