// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/devices/devices_view.h"

#include <QComboBox>
#include <QEvent>
#include <QHBoxLayout>
#include <QHeaderView>
#include <QLabel>
#include <QScrollArea>
#include <QSplitter>
#include <QTableView>
#include <QVBoxLayout>
#include <algorithm>
#include <utility>

#include "widgets/common/controls.h"
#include "widgets/common/device_pin.h"
#include "widgets/common/engine_text.h"
#include "widgets/common/palette.h"
#include "widgets/common/selection.h"
#include "widgets/devices/device_table_model.h"
#include "widgets/devices/devices_reader.h"
#include "widgets/devices/pair_text.h"
#include "widgets/devices/rank_matrix_table.h"
#include "widgets/plot/legend.h"
#include "widgets/plot/plot_view.h"

namespace paretoscope::widgets {

namespace {
const QString sameCurve = QStringLiteral("same");
constexpr int matrixWidth = 540;
constexpr int scatterWidth = 460;
constexpr int upperHeight = 400;
constexpr int lowerHeight = 210;
constexpr int tableWidth = 560;
constexpr double margin = 3; // per cent round the scatter's corners
}

DevicesView::DevicesView(Selection& selection, QWidget* parent)
    : View(parent)
    , selection_(selection)
    , networks_(new QComboBox(this))
    , statistic_(new QComboBox(this))
    , pin_(new DevicePin("devicesPin", this))
    , hint_(new QLabel(this))
    , content_(new QSplitter(Qt::Vertical, this))
    , matrix_(new RankMatrixTable(this))
    , scatter_(new PlotView(this))
    , point_(new QLabel(this))
    , legend_(new Legend(this))
    , report_(new QLabel)
    , table_(new QTableView(this))
    , settings_(new DeviceTableModel(this)) {
    setUpControls();
    setUpLayout();
    connect(networks_, &QComboBox::activated, this, [this] {
        network_ = networks_->currentData().toString();
        Q_EMIT queryChanged();
    });
    connect(statistic_, &QComboBox::currentIndexChanged, this,
        [this](int index) { matrix_->setStatistic(static_cast<RankStatistic>(index)); });
    connect(matrix_, &RankMatrixTable::pairChosen, this, [this](std::size_t a, std::size_t b) {
        deviceA_ = devices_->settings[a].deviceSetting;
        deviceB_ = devices_->settings[b].deviceSetting;
        Q_EMIT queryChanged();
    });
    connect(pin_, &DevicePin::released, this, [this] {
        deviceA_.clear();
        deviceB_.clear();
        Q_EMIT queryChanged();
    });
    connect(scatter_, &PlotView::pointHovered, this, [this](int index) { showPoint(index); });
    connect(scatter_, &PlotView::pointClicked, this, &DevicesView::choosePoint);
    showDevices();
}

void DevicesView::setUpControls() {
    nameWidget(networks_, "devicesNetwork", tr("Network"));
    networks_->setSizeAdjustPolicy(QComboBox::AdjustToMinimumContentsLengthWithIcon);
    networks_->setMinimumContentsLength(24);
    nameWidget(statistic_, "devicesStatistic", tr("Measure of agreement"));
    statistic_->addItems({tr("Kendall τ"), tr("Spearman ρ"), tr("Share of pairs in agreement")});
    hint_->setObjectName(QStringLiteral("devicesHint"));
    hint_->setAlignment(Qt::AlignCenter);
    hint_->setWordWrap(true);
    nameWidget(scatter_, "rankScatter", tr("Ranks of the architectures on two device settings"));
    point_->setObjectName(QStringLiteral("rankScatterPoint"));
    point_->setWordWrap(true);
    point_->setMargin(4);
    point_->setMinimumHeight(2 * fontMetrics().height() + 8);
    report_->setObjectName(QStringLiteral("devicesReport"));
    report_->setTextInteractionFlags(Qt::TextSelectableByMouse | Qt::TextSelectableByKeyboard);
    report_->setAlignment(Qt::AlignTop | Qt::AlignLeft);
    report_->setWordWrap(true);
    report_->setMargin(8);
    nameWidget(table_, "devicesTable", tr("Device settings"));
    table_->setModel(settings_);
    setUpRows(table_);
    table_->setFrameShape(QFrame::NoFrame);
}

void DevicesView::setUpLayout() {
    auto* scroll = new QScrollArea(this);
    scroll->setWidget(report_);
    scroll->setWidgetResizable(true);
    scroll->setFrameShape(QFrame::NoFrame);
    auto* pair = new QWidget(this);
    auto* pairLayout = bare(new QVBoxLayout(pair));
    pairLayout->setSpacing(0);
    pairLayout->addWidget(scatter_, 1);
    pairLayout->addWidget(legend_);
    pairLayout->addWidget(point_);
    auto* upper = new QSplitter(Qt::Horizontal, this);
    upper->addWidget(matrix_);
    upper->addWidget(pair);
    upper->setSizes({matrixWidth, scatterWidth});
    auto* lower = new QSplitter(Qt::Horizontal, this);
    lower->addWidget(table_);
    lower->addWidget(scroll);
    lower->setSizes({tableWidth, matrixWidth + scatterWidth - tableWidth});
    content_->addWidget(upper);
    content_->addWidget(lower);
    content_->setStretchFactor(0, 3);
    content_->setStretchFactor(1, 2);
    content_->setSizes({upperHeight, lowerHeight});
    auto* controls = bare(new QHBoxLayout);
    controls->addWidget(networks_, 1);
    controls->addWidget(statistic_);
    controls->addWidget(pin_, 1);
    controls->addStretch(1);
    auto* layout = bare(new QVBoxLayout(this));
    layout->addLayout(controls);
    layout->addWidget(hint_, 1);
    layout->addWidget(content_, 1);
}

void DevicesView::addTo(SnapshotQuery& query, bool shown) const {
    if (shown) {
        query.set(DevicesQuery{.wanted = true, .network = network_, .deviceA = deviceA_, .deviceB = deviceB_});
    }
}

void DevicesView::setSnapshot(const SnapshotPointer& snapshot) {
    const bool otherProject = !snapshot || !snapshot_ || snapshot->path != snapshot_->path;
    snapshot_ = snapshot;
    if (otherProject) {
        network_.clear();
        deviceA_.clear();
        deviceB_.clear();
    }
    // A snapshot without devices comes while another view is looked at: what was here stays.
    auto devices = snapshot ? snapshot->part<DevicesSnapshot>() : nullptr;
    if (!devices && !otherProject) {
        devices = devices_;
    }
    if (devices != devices_ || otherProject) {
        devices_ = devices;
        showDevices();
    }
}

QString DevicesView::hint() const {
    if (!devices_) {
        return snapshot_ ? tr("Reading the measurements…") : tr("No project.");
    }
    if (devices_->settings.empty()) {
        return tr("Nothing is measured yet.\nMeasure this computer or another device, or add a device’s profile.");
    }
    return {};
}

void DevicesView::showDevices() {
    const QString text = hint();
    hint_->setText(text);
    hint_->setVisible(!text.isEmpty());
    content_->setVisible(text.isEmpty());
    showNetworks();
    matrix_->setDevices(devices_);
    settings_->setDevices(devices_);
    table_->resizeColumnsToContents();
    showPair();
}

void DevicesView::showNetworks() {
    const QSignalBlocker quiet(networks_);
    networks_->clear();
    for (std::size_t i = 0; devices_ && i < devices_->networks.size(); ++i) {
        const MeasuredNetwork& network = devices_->networks[i];
        networks_->addItem(networkText(network.space, network.shape), network.key());
        networks_->setItemData(networks_->count() - 1, toQString(network.shape), Qt::ToolTipRole);
    }
    networks_->setCurrentIndex(devices_ ? networks_->findData(devices_->network.key()) : -1);
    const QString nothing = networks_->count() == 0 ? tr("Nothing is measured yet.") : QString();
    setPossible(*networks_,
        networks_->count() == 1 ? tr("One network was measured; another one would be compared by itself.") : nothing,
        tr("Latencies are compared within one network: search space and shape"));
    setPossible(*statistic_,
        networks_->count() > 0 && devices_->settings.size() < 2 ? tr("It takes two devices to compare them.")
                                                                : nothing);
}

void DevicesView::showPin() {
    const bool pinned = devices_ && devices_->pair && !deviceA_.isEmpty() && deviceA_ != devices_->current
        && deviceB_ != devices_->current;
    if (pinned) {
        pin_->showPinned(devices_->current);
    } else {
        pin_->showFollowing();
    }
}

void DevicesView::showPair() {
    point_->clear();
    showPin();
    if (!devices_ || !devices_->pair) {
        scatter_->setCloud(nullptr);
        scatter_->removeCurve(sameCurve);
        scatter_->setAxisTitles(QString(), QString());
        scatter_->setHint(devices_ && devices_->settings.size() < 2
                ? tr("One device setting only.\nMeasure the same architectures on another one (other threads, batch or "
                     "device), or add a profile, to see which cells change places.")
                : tr("No two settings have measured the same architectures.\nMeasuring takes the same sample for the "
                     "same seed."));
        legend_->setEntries({});
        report_->clear();
        return;
    }
    const DevicePair& pair = *devices_->pair;
    matrix_->showPair(pair.a, pair.b);
    auto cloud = std::make_shared<Cloud>();
    cloud->styles = {{colour(Colour::Searched, palette()), MarkerShape::Circle, false, 6},
        {colour(Colour::Selected, palette()), MarkerShape::Diamond, true, 10}};
    for (const analysis::RankShift& shift : pair.shifts) {
        const bool crosses = std::any_of(pair.largest.begin(), pair.largest.end(),
            [&shift](const analysis::RankShift& each) { return each.index == shift.index; });
        cloud->points.push_back({100 * shift.onA, 100 * shift.onB, crosses ? 1U : 0U});
    }
    scatter_->setHint({});
    //: Axis title: %1 a device setting; 0 % is the fastest architecture.
    const QString axis = tr("Rank on %1 (%)");
    scatter_->setAxisTitles(axis.arg(deviceText(devices_->settings[pair.a].deviceSetting)),
        axis.arg(deviceText(devices_->settings[pair.b].deviceSetting)));
    scatter_->setHomeRange({-margin, -margin}, {100 + margin, 100 + margin});
    scatter_->setCurve(sameCurve, {{0, 0}, {100, 100}}, QPen(colour(Colour::MutedText, palette()), 1.2));
    scatter_->setCloud(cloud);
    scatter_->setAccessibleDescription(
        tr("%n architecture(s) in common.", nullptr, static_cast<int>(pair.shifts.size())));
    legend_->setEntries({{tr("architecture"), cloud->styles[0], QPen(Qt::NoPen)},
        {tr("largest rank change"), cloud->styles[1], QPen(Qt::NoPen)},
        {tr("same rank"), std::nullopt, QPen(colour(Colour::MutedText, palette()), 1.2)}});
    report_->setText(pairText(*devices_));
}

void DevicesView::showPoint(int index) {
    if (devices_ && devices_->pair && index >= 0 && index < static_cast<int>(devices_->pair->shifts.size())) {
        point_->setText(architectureText(*devices_, devices_->pair->shifts[static_cast<std::size_t>(index)]));
    }
}

void DevicesView::choosePoint(int index) {
    showPoint(index);
    if (index >= 0 && devices_ && devices_->pair && std::cmp_less(index, devices_->pair->shifts.size())) {
        selection_.wantGenotype(
            devices_->pair->genotypes[devices_->pair->shifts[static_cast<std::size_t>(index)].index]);
    }
}

QString DevicesView::reportText() const {
    return report_->text();
}

QString DevicesView::hintText() const {
    return hint_->isHidden() ? QString() : hint_->text();
}

void DevicesView::changeEvent(QEvent* event) {
    if (event->type() == QEvent::PaletteChange) {
        showPair();
    }
    QWidget::changeEvent(event);
}

ViewType devicesView() {
    return {"devices", [] { return DevicesView::tr("&Devices"); },
        [](const ViewContext& context, QWidget* parent) -> View* { return new DevicesView(context.selection, parent); },
        [](PartReaders& readers) { readers.add(std::make_unique<DevicesReader>()); }};
}

}
