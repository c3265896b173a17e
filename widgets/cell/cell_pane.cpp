// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/cell/cell_pane.h"

#include <QMenu>
#include <QPainter>
#include <QVBoxLayout>
#include <map>

#include "core/interchange/cell_svg.h"
#include "core/options/jobs.h"
#include "widgets/cell/cell_view.h"
#include "widgets/cell/edge_costs.h"
#include "widgets/cell/estimate_bar.h"
#include "widgets/cell/what_if_panel.h"
#include "widgets/common/controls.h"
#include "widgets/common/number_text.h"
#include "widgets/common/provenance_mark.h"
#include "widgets/common/selection.h"
#include "widgets/front/candidate_details.h"
#include "widgets/front/point_text.h"

namespace paretoscope::widgets {

namespace {

/// A square of the operation's colour.
QIcon operationIcon(space::Operation operation) {
    QPixmap pixmap(16, 16);
    pixmap.fill(Qt::transparent);
    QPainter painter(&pixmap);
    painter.setBrush(QColor(toQString(space::operationSpec(operation).fill)));
    painter.setPen(painter.brush().color().darker(130));
    painter.drawRect(2, 2, 11, 11);
    return pixmap;
}

}

CellPane::CellPane(Selection& selection, QWidget* parent)
    : QWidget(parent)
    , selection_(selection)
    , view_(new CellView(this))
    , estimate_(new EstimateBar(this))
    , panel_(new WhatIfPanel(whatIf_, this)) {
    auto* layout = bare(new QVBoxLayout(this));
    layout->addWidget(estimate_);
    layout->addWidget(view_, 1);
    layout->addWidget(panel_);
    view_->setEditable(true);
    connect(&selection_, &Selection::candidateChanged, this, &CellPane::showCandidate);
    connect(view_, &CellView::edgeActivated, this, &CellPane::openMenu);
    connect(&whatIf_, &WhatIf::changed, this, [this] {
        showCells();
        Q_EMIT whatIfChanged();
    });
    connect(panel_, &WhatIfPanel::measureRequested, this,
        [this] { Q_EMIT measureRequested(*whatIf_.current(), setting()); });
    connect(panel_, &WhatIfPanel::scoreRequested, this, [this] {
        Q_EMIT scoreRequested({*whatIf_.original(), *whatIf_.current()});
    });
    connect(estimate_, &EstimateBar::trainRequested, this, [this] {
        if (const auto chosen = candidate()) {
            Q_EMIT trainEstimatedRequested(chosen->genotype);
        }
    });
    connect(panel_, &WhatIfPanel::trainRequested, this, [this] { Q_EMIT trainRequested(*whatIf_.current()); });
}

void CellPane::setSnapshot(const SnapshotPointer& snapshot) {
    snapshot_ = snapshot;
    front_ = snapshot ? snapshot->part<FrontSnapshot>() : nullptr;
    facts_ = snapshot ? snapshot->part<ArchitectureFacts>() : nullptr;
    showCandidate();
    Q_EMIT whatIfChanged(); // the device setting may be another, or the cell measured by now
}

void CellPane::setHistory(const std::vector<EpochCell>& cells) {
    view_->setHistory(cells);
}

void CellPane::setPossibleJobs(const QString& noJob, const QString& noMeasuring) {
    panel_->setPossibleJobs(noJob, noMeasuring);
    estimate_->setPossibleJobs(noJob);
}

std::shared_ptr<const records::Candidate> CellPane::candidate() const {
    return detailOf(snapshot_, selection_.candidate());
}

QString CellPane::setting() const {
    return snapshot_ ? snapshot_->deviceSetting : QString();
}

void CellPane::showCandidate() {
    const auto chosen = candidate();
    if (!chosen && front_ && front_->indexOf(selection_.candidate()) >= 0) {
        return; // behind the front of a large archive: the reader brings it with the next snapshot
    }
    std::optional<space::Architecture> architecture;
    if (chosen) {
        architecture = chosen->architecture();
    }
    whatIf_.setOriginal(architecture);
    panel_->setFacts(facts_, chosen);
    const int index = chosen ? front_->indexOf(chosen->id) : -1;
    estimate_->showPoint(index >= 0 ? &front_->points[static_cast<std::size_t>(index)] : nullptr);
    showCells();
}

QString CellPane::title() const {
    const auto chosen = candidate();
    const int index = front_->indexOf(chosen->id);
    if (index < 0) {
        return tr("Candidate %1").arg(chosen->id);
    }
    const store::FrontPoint& point = front_->points[static_cast<std::size_t>(index)];
    //: %1 the candidate's number, %2 accuracy, %3 latency.
    return tr("Candidate %1: %2, %3")
        .arg(QString::number(chosen->id),
            point.estimated ? accuracyText(point) + QLatin1Char(' ') + provenanceText(*front_, point)
                            : accuracyText(point),
            latencyText(point.cost));
}

void CellPane::showCells() {
    const auto chosen = candidate();
    if (!chosen) {
        view_->clear();
        return;
    }
    std::optional<predictor::CostTable> costs;
    if (whatIf_.original() && facts_) {
        if (const auto* predictor = facts_->predictorOf(setting(), chosen->shape, whatIf_.original()->genotype.space)) {
            costs = predictor->costTable();
        }
    }
    view_->setCosts(costs, setting());
    if (whatIf_.isChanged()) {
        const auto latency = changedLatency();
        view_->showGenotype(toQString(whatIf_.current()->genotype),
            //: %1 the candidate's number, %2 a latency with how it is known.
            tr("What if: candidate %1 changed, %2")
                .arg(QString::number(chosen->id),
                    latency ? spokenLatencyText(*latency) : tr("latency unknown: no predictor for this setting")),
            {}, whatIf_.original()->genotype);
    } else {
        view_->showGenotype(toQString(chosen->genotype), title());
    }
    showAccuracy();
}

/// The changed cell may be a candidate itself: met by a search, or trained by now.
void CellPane::showAccuracy() {
    if (!whatIf_.isChanged()) {
        panel_->setAccuracy({});
        return;
    }
    const space::Genotype identity = space::sorted(whatIf_.current()->genotype);
    for (const auto& [id, known] : front_->details) {
        const int index = front_->indexOf(id);
        if (known->genotype == identity && index >= 0) {
            const store::FrontPoint& point = front_->points[static_cast<std::size_t>(index)];
            panel_->setAccuracy(
                //: %1 an accuracy, %2 how it is known ("trained"), %3 the number of a candidate.
                tr("Accuracy: %1, %2 (candidate %3)")
                    .arg(accuracyText(point), spokenProvenanceText(*front_, point), QString::number(id)));
            return;
        }
    }
    panel_->setAccuracy(oneShotText());
}

/// What the newest score of the changed cell says, empty where there is none.
QString CellPane::oneShotText() const {
    const std::string after = space::identityText(whatIf_.current()->genotype);
    const std::string before = space::identityText(whatIf_.original()->genotype);
    for (const records::Run& run : snapshot_->runs) {
        const auto result = options::resultOf<options::ScoreConfig>(run);
        if (!result || result->shape != space::toText(whatIf_.current()->shape)) {
            continue;
        }
        std::map<std::string, double> accuracies;
        for (const options::OneShotCell& score : result->scores) {
            accuracies[score.genotype] = score.accuracy;
        }
        if (!accuracies.contains(after)) {
            continue;
        }
        const QString search = QString::number(result->search);
        if (!accuracies.contains(before)) {
            //: %1 an accuracy, %2 the number of a run.
            return tr("One-shot: %1, by search %2").arg(percentText(accuracies[after]), search);
        }
        //: %1 and %2 accuracies, %3 the number of a run.
        return tr("One-shot: %1 (unchanged: %2), by search %3")
            .arg(percentText(accuracies[after]), percentText(accuracies[before]), search);
    }
    return {};
}

std::optional<SettingLatency> CellPane::changedLatency() const {
    if (!whatIf_.isChanged() || !facts_) {
        return std::nullopt;
    }
    const std::vector<SettingLatency> latencies = facts_->latencies(*whatIf_.current());
    const SettingLatency* here = latencyOn(latencies, setting());
    return here == nullptr ? std::nullopt : std::optional(*here);
}

void CellPane::openMenu(int kind, int edge, QPoint position) {
    if (!whatIf_.current()) {
        return;
    }
    const space::Genotype now = whatIf_.current()->genotype;
    const predictor::MeanPredictor* predictor =
        facts_ ? facts_->predictorOf(setting(), whatIf_.current()->shape, now.space) : nullptr;
    const double before = predictor != nullptr ? predictor->predict(now).ms : 0;
    auto* menu = new QMenu(this);
    menu->setObjectName(QStringLiteral("edgeMenu"));
    menu->setAttribute(Qt::WA_DeleteOnClose);
    bool inputs = false;
    for (const CellEdit& edit : editsOf(now, kind, edge)) {
        if (!edit.operation && !std::exchange(inputs, true)) {
            menu->addSeparator();
        }
        QString text = edit.text;
        if (predictor != nullptr) { // right-aligned, as shortcuts are
            text += QLatin1Char('\t') + signedLatencyText(predictor->predict(edit.result).ms - before);
        }
        QAction* action = menu->addAction(text, this, [this, edit] { whatIf_.apply(edit); });
        if (edit.operation) {
            action->setIcon(operationIcon(*edit.operation));
        }
    }
    menu->popup(position);
    if (QAction* first = menu->actions().value(0)) {
        menu->setActiveAction(first);
    }
}

}
