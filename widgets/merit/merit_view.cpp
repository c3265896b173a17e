// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/merit/merit_view.h"

#include <QEvent>
#include <QHBoxLayout>
#include <QLabel>
#include <QPushButton>
#include <QVBoxLayout>
#include <algorithm>

#include "widgets/common/controls.h"
#include "widgets/common/kept_splitter.h"
#include "widgets/common/palette.h"
#include "widgets/common/selection.h"
#include "widgets/jobs/job_controller.h"
#include "widgets/merit/effect_bars.h"
#include "widgets/merit/merit_plot.h"
#include "widgets/merit/merit_reader.h"
#include "widgets/merit/merit_text.h"
#include "widgets/plot/plot_view.h"

namespace paretoscope::widgets {

namespace {

constexpr std::size_t wantedSeeds = 3;
constexpr int plotWidth = 640;
constexpr int whyWidth = 460;
const QString growthCurve = QStringLiteral("growth");

}

MeritView::MeritView(const ViewContext& context, QWidget* parent)
    : View(parent)
    , selection_(context.selection)
    , jobs_(context.jobs)
    , text_(new QLabel(this))
    , trainCell_(new QPushButton(tr("Train the &cell"), this))
    , trainSeeds_(new QPushButton(tr("&More seeds"), this))
    , trainRandom_(new QPushButton(this))
    , plot_(new MeritPlot(this))
    , whyText_(new QLabel(this))
    , effects_(new EffectBars(this))
    , effectsCaption_(
          new QLabel(tr("Nats of loss saved by a usual difference (1 standard deviation) of a trait; whiskers: "
                        "95 % interval"),
              this))
    , growth_(new PlotView(this))
    , why_(new QWidget(this))
    , splitter_(new KeptSplitter(Qt::Horizontal, this)) {
    setUpControls();
    setUpLayout();
    connect(&selection_, &Selection::candidateChanged, this, &View::queryChanged);
    connect(plot_, &MeritPlot::candidateClicked, &selection_, &Selection::setCandidate);
    showMerit();
    showLearnt();
}

void MeritView::setUpControls() {
    text_->setObjectName(QStringLiteral("meritText"));
    text_->setWordWrap(true);
    trainCell_->setObjectName(QStringLiteral("meritTrainCell"));
    trainSeeds_->setObjectName(QStringLiteral("meritTrainSeeds"));
    trainRandom_->setObjectName(QStringLiteral("meritTrainRandom"));
    connect(trainCell_, &QPushButton::clicked, this, [this] { train({merit_->merit->cell.genotype}, 0, 0, 1); });
    connect(trainSeeds_, &QPushButton::clicked, this, [this] {
        const queries::MeritCell& cell = merit_->merit->cell;
        train({cell.genotype}, 0, cell.nextSeed, static_cast<int>(wantedSeeds - cell.accuracies.size()));
    });
    connect(trainRandom_, &QPushButton::clicked, this,
        [this] { train(merit_->yardstick, static_cast<int>(merit_->yardstick.size()), 0, 1); });
    whyText_->setObjectName(QStringLiteral("meritWhy"));
    whyText_->setWordWrap(true);
    effectsCaption_->setWordWrap(true);
    nameWidget(growth_, "meritGrowth", tr("Hypervolume of the front against trainings"));
    growth_->setAxisTitles(tr("Trainings of the exploration"), tr("Their hypervolume (log latency × accuracy)"));
}

void MeritView::setUpLayout() {
    auto* buttons = new QHBoxLayout;
    buttons->addStretch(1);
    for (QPushButton* button : {trainCell_, trainSeeds_, trainRandom_}) {
        buttons->addWidget(button);
    }
    buttons->setContentsMargins(0, 0, 0, 0);
    auto* reasons = bare(new QVBoxLayout(why_));
    reasons->setSpacing(4);
    reasons->addWidget(whyText_);
    reasons->addWidget(effects_);
    reasons->addWidget(effectsCaption_);
    reasons->addWidget(growth_, 1);
    splitter_->addWidget(plot_);
    splitter_->addWidget(why_);
    splitter_->setStretchFactor(0, 3);
    splitter_->setStretchFactor(1, 2);
    splitter_->setSizes({plotWidth, whyWidth});
    auto* layout = bare(new QVBoxLayout(this));
    layout->addWidget(text_); // above the buttons, which would leave it no room where texts are large
    layout->addLayout(buttons);
    layout->addWidget(splitter_, 1);
}

void MeritView::setSnapshot(const SnapshotPointer& snapshot) {
    snapshot_ = snapshot;
    const auto merit = snapshot ? snapshot->part<MeritSnapshot>() : nullptr;
    if (snapshot && !merit && snapshot->part<FrontSnapshot>()) {
        return; // not asked for while it could not be seen: what stands here stays
    }
    if (merit != merit_ || !merit) {
        merit_ = merit;
        showMerit();
        showLearnt();
    }
}

void MeritView::showMerit() {
    text_->setText(merit_ ? meritText(*merit_)
                          : tr("Nothing has an accuracy and a latency yet. Measure, fit, search and train first."));
    // Without another one the chosen cell would stand at "beats none", which nobody knows.
    if (merit_ && merit_->merit && !merit_->merit->cell.accuracies.empty() && !merit_->merit->random.empty()) {
        plot_->plot().setHint({});
        plot_->setMerit(*merit_->merit);
    } else {
        plot_->clear();
        plot_->plot().setHint(tr("The chosen cell and random cells of its latency will stand here."));
    }
    showButtons();
}

void MeritView::showLearnt() {
    const queries::Learnt* learnt = merit_ && merit_->learnt ? &*merit_->learnt : nullptr;
    effects_->setTraits(learnt != nullptr ? learnt->traits : std::vector<queries::LearntTrait>());
    for (QWidget* widget : {static_cast<QWidget*>(effects_), static_cast<QWidget*>(effectsCaption_)}) {
        widget->setVisible(learnt != nullptr && !learnt->traits.empty());
    }
    whyText_->setText(learnt != nullptr ? tr("<b>Why.</b> %1").arg(whyText(*learnt))
                                        : tr("Explore, and what makes cells good at equal latency will stand here."));
    QList<QPointF> curve;
    double highest = 0;
    if (learnt != nullptr) {
        for (const analysis::HypervolumePoint& point : learnt->growth) {
            curve.append({point.candidates, point.volume});
            highest = std::max(highest, point.volume);
        }
    }
    growth_->setVisible(curve.size() > 1);
    if (curve.size() > 1) {
        growth_->setCurve(growthCurve, curve, QPen(colour(Colour::Front, palette()), 1.6));
        growth_->setHomeRange({0, 0}, {curve.back().x(), std::max(highest, 1e-9)});
    } else {
        growth_->removeCurve(growthCurve);
    }
}

void MeritView::changeEvent(QEvent* event) {
    if (event->type() == QEvent::PaletteChange) {
        showLearnt();
    }
    View::changeEvent(event);
}

void MeritView::showButtons() {
    const bool known = merit_ && merit_->merit.has_value();
    const std::size_t seeds = known ? merit_->merit->cell.accuracies.size() : 0;
    const std::size_t missing = merit_ ? merit_->yardstick.size() : 0;
    trainCell_->setVisible(known && seeds == 0);
    trainSeeds_->setVisible(known && seeds > 0 && seeds < wantedSeeds);
    trainRandom_->setVisible(known && missing > 0);
    //: A button: %n random cells of the chosen cell's latency.
    trainRandom_->setText(tr("Train %n &random cell(s)", nullptr, static_cast<int>(missing)));
    const QString readOnly = state_.readOnly ? state_.noJob() : QString();
    setPossible(*trainCell_, readOnly, tr("Trains the chosen cell as the accuracies on the front were trained"));
    setPossible(
        *trainSeeds_, readOnly, tr("Trains the chosen cell again with other seeds, so that luck counts for less"));
    setPossible(*trainRandom_, readOnly,
        tr("Draws random cells of this latency and trains them as the chosen cell was trained"));
}

void MeritView::showState(const ProjectState& state) {
    state_ = state;
    showButtons();
}

void MeritView::train(const std::vector<space::Genotype>& genotypes, int randomCells, std::uint64_t seed, int repeats) {
    jobs_.trainUnder(merit_->protocol, genotypes, [&](options::TrainConfig& config) {
        config.randomCells = randomCells;
        config.repeats = repeats;
        config.seed = seed > 0 ? seed : config.seed;
    });
}

void MeritView::addTo(SnapshotQuery& query, bool shown) const {
    query.set(MeritQuery{.wanted = shown, .candidate = shown ? selection_.candidate() : 0});
}

bool MeritView::isReady() const {
    return merit_ != nullptr;
}

QByteArray MeritView::saveArrangement() const {
    return splitter_->arrangement();
}

void MeritView::restoreArrangement(const QByteArray& arrangement) {
    splitter_->restoreArrangement(arrangement);
}

ViewType meritView() {
    return {"merit", [] { return MeritView::tr("&Merit"); },
        [](const ViewContext& context, QWidget* parent) -> View* { return new MeritView(context, parent); },
        [](PartReaders& readers) { readers.add(std::make_unique<MeritReader>()); }};
}

}
