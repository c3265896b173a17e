// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/predictor/predictor_view.h"

#include <QComboBox>
#include <QEvent>
#include <QHBoxLayout>
#include <QLabel>
#include <QLocale>
#include <QScrollArea>
#include <QVBoxLayout>
#include <algorithm>
#include <cmath>
#include <limits>

#include "widgets/common/number_text.h"
#include "widgets/common/palette.h"
#include "widgets/plot/legend.h"
#include "widgets/plot/plot_view.h"

namespace paretoscope::widgets {

namespace {

constexpr double narrow = 0.05;
constexpr double wide = 0.10;
constexpr int reportWidth = 300;

QString tauText(double value) {
    return std::isfinite(value) ? QLocale().toString(value, 'f', 3) : QStringLiteral("–");
}

QString row(const QString& name, const QString& value) {
    return QStringLiteral("<tr><td style='padding-right:12px'>") + name + QStringLiteral("</td><td align='right'>")
        + value + QStringLiteral("</td></tr>");
}

QString heading(const QString& text) {
    return QStringLiteral("<tr><td colspan='2' style='padding-top:10px'><b>") + text + QStringLiteral("</b></td></tr>");
}

}

PredictorView::PredictorView(QWidget* parent)
    : QWidget(parent)
    , which_(new QComboBox(this))
    , plot_(new PlotView(this))
    , legend_(new Legend(this))
    , report_(new QLabel) {
    which_->setObjectName(QStringLiteral("predictorChoice"));
    which_->setAccessibleName(tr("Predictor"));
    plot_->setObjectName(QStringLiteral("predictorPlot"));
    plot_->setAccessibleName(tr("Predicted against measured latency"));
    plot_->setAxisTitles(tr("Measured latency (ms)"), tr("Predicted latency (ms)"));
    report_->setObjectName(QStringLiteral("predictorReport"));
    report_->setTextInteractionFlags(Qt::TextSelectableByMouse | Qt::TextSelectableByKeyboard);
    report_->setAlignment(Qt::AlignTop | Qt::AlignLeft);
    report_->setWordWrap(true);
    report_->setMargin(12);
    auto* scroll = new QScrollArea(this);
    scroll->setWidget(report_);
    scroll->setWidgetResizable(true);
    scroll->setFrameShape(QFrame::NoFrame);
    scroll->setFixedWidth(reportWidth);
    auto* left = new QVBoxLayout;
    auto* controls = new QHBoxLayout;
    controls->setContentsMargins(8, 6, 8, 2);
    controls->addWidget(which_);
    controls->addStretch(1);
    left->addLayout(controls);
    left->addWidget(plot_, 1);
    left->addWidget(legend_);
    auto* layout = new QHBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->addLayout(left, 1);
    layout->addWidget(scroll);
    connect(which_, &QComboBox::currentIndexChanged, this, &PredictorView::showPredictor);
    showPredictor();
}

void PredictorView::setSnapshot(const SnapshotPointer& snapshot) {
    const auto ids = [](const SnapshotPointer& of) {
        QList<std::int64_t> list;
        for (std::size_t i = 0; of && i < of->predictors.size(); ++i) {
            list.append(of->predictors[i]->id);
        }
        return list;
    };
    const bool same = snapshot_ && ids(snapshot) == ids(snapshot_);
    snapshot_ = snapshot;
    if (same) {
        return;
    }
    {
        const QSignalBlocker quiet(which_);
        which_->clear();
        for (std::size_t i = 0; snapshot && i < snapshot->predictors.size(); ++i) {
            const PredictorSnapshot& predictor = *snapshot->predictors[i];
            //: %1 a device setting, %2 a network's shape.
            which_->addItem(tr("%1, network %2").arg(predictor.deviceSetting, predictor.shape));
        }
        which_->setCurrentIndex(which_->count() > 0 ? 0 : -1);
        which_->setEnabled(which_->count() > 1);
    }
    showPredictor();
}

void PredictorView::showPredictor() {
    const int index = which_->currentIndex();
    if (!snapshot_ || index < 0 || index >= static_cast<int>(snapshot_->predictors.size())) {
        shown_.reset();
        plot_->setCloud(nullptr);
        plot_->setHint(tr("No predictor yet.\nMeasure this computer, then fit."));
        report_->setText({});
        legend_->setEntries({});
        return;
    }
    shown_ = snapshot_->predictors[static_cast<std::size_t>(index)];
    plot_->setHint(shown_->pairs.empty() ? tr("This predictor's report holds no single architectures.") : QString());
    auto cloud = std::make_shared<Cloud>();
    cloud->styles = {{colour(Colour::Searched, palette()), MarkerShape::Circle, true, 6}};
    double low = std::numeric_limits<double>::infinity();
    double high = 0;
    for (const PredictionPair& pair : shown_->pairs) {
        cloud->points.push_back({pair.measuredMs, pair.predictedMs, 0});
        low = std::min({low, pair.measuredMs, pair.predictedMs});
        high = std::max({high, pair.measuredMs, pair.predictedMs});
    }
    if (high > 0) {
        plot_->setHomeRange({low, low}, {high, high});
        showBands(low, high);
    }
    plot_->setCloud(cloud);
    report_->setText(reportOf(*shown_));
    legend_->setEntries({{tr("architecture not seen in fitting"), cloud->styles.front(), QPen(Qt::NoPen)},
        {tr("equal"), std::nullopt, QPen(colour(Colour::MutedText, palette()), 1.4)},
        {tr("±5 %"), std::nullopt, QPen(colour(Colour::Good, palette()), 1.2, Qt::DashLine)},
        {tr("±10 %"), std::nullopt, QPen(colour(Colour::Warning, palette()), 1.2, Qt::DotLine)}});
}

void PredictorView::showBands(double low, double high) {
    const double from = low * 0.9;
    const double to = high * 1.1;
    const auto line = [&](const QString& id, double factor, const QPen& pen) {
        plot_->setCurve(id, {{from, from * factor}, {to, to * factor}}, pen);
    };
    line(QStringLiteral("equal"), 1, QPen(colour(Colour::MutedText, palette()), 1.4));
    line(QStringLiteral("+5"), 1 + narrow, QPen(colour(Colour::Good, palette()), 1.2, Qt::DashLine));
    line(QStringLiteral("-5"), 1 - narrow, QPen(colour(Colour::Good, palette()), 1.2, Qt::DashLine));
    line(QStringLiteral("+10"), 1 + wide, QPen(colour(Colour::Warning, palette()), 1.2, Qt::DotLine));
    line(QStringLiteral("-10"), 1 - wide, QPen(colour(Colour::Warning, palette()), 1.2, Qt::DotLine));
}

QString PredictorView::reportOf(const PredictorSnapshot& predictor) const {
    const auto number = [&predictor](const char* name) { return predictor.number(QString::fromLatin1(name)); };
    QString table = QStringLiteral("<table>");
    table += heading(tr("On architectures not seen in fitting"));
    table += row(tr("Architectures"), countText(static_cast<qint64>(std::max(0.0, number("model.held_out")))));
    table += row(tr("Mean error"), percentText(number("model.mean_error"), 1));
    table += row(tr("Median error"), percentText(number("model.median_error"), 1));
    table += row(tr("Within ±5 %"), percentText(number("model.within_5"), 0));
    table += row(tr("Within ±10 %"), percentText(number("model.within_10"), 0));
    table += row(tr("Kendall τ"), tauText(number("model.tau")));
    //: Statistics: the interval that holds the true value with 95 % probability.
    table += row(tr("95 % interval"),
        tauText(number("model.tau_low")) + QStringLiteral(" … ") + tauText(number("model.tau_high")));
    table += row(tr("Spearman ρ"), tauText(number("model.rho")));
    table += heading(tr("What is possible at all"));
    table += row(tr("Noise floor (error of measuring again)"), percentText(number("model.noise_floor"), 1));
    table += row(tr("τ ceiling (a perfect predictor)"), tauText(number("model.ceiling_tau")));
    table += heading(tr("Beside it, on the same architectures"));
    table += row(tr("Additive part alone: mean error"), percentText(number("additive.mean_error"), 1));
    table += row(tr("Plain network of the paper: mean error"), percentText(number("baseline.mean_error"), 1));
    table += row(tr("Plain network of the paper: τ"), tauText(number("baseline.tau")));
    table += heading(tr("Fitted"));
    table += row(tr("From measurements"), countText(predictor.measurements));
    table += row(tr("Reference latency"), latencyText(number("reference_ms")));
    return table + QStringLiteral("</table>");
}

QString PredictorView::reportText() const {
    return report_->text();
}

void PredictorView::changeEvent(QEvent* event) {
    if (event->type() == QEvent::PaletteChange) {
        showPredictor();
    }
    QWidget::changeEvent(event);
}

}
