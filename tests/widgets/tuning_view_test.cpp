// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/tuning/tuning_view.h"

#include <QComboBox>
#include <QPushButton>
#include <QSignalSpy>
#include <QSpinBox>
#include <QTemporaryDir>
#include <QTest>
#include <gtest/gtest.h>

#include "widgets/common/language.h"
#include "widgets/common/number_text.h"
#include "widgets/plot/plot_view.h"
#include "widgets/tuning/share_bar.h"

namespace paretoscope::widgets {
namespace {

const std::vector<std::string> layers{"conv/1x64x14x14/64x1x1/s1/p0/g1", "conv/1x128x7x7/128x3x3/s1/p1/g1"};

struct TuningViewTest : testing::Test {
    QTemporaryDir folder;
    store::Project project = store::Project::create(folder.filePath(QStringLiteral("p.paretoscope")).toStdString());
    std::int64_t run = project.addRun({.kind = records::JobKind::Tune, .title = "tune", .configuration = "{}"});
    std::vector<vta::Task> tasks = vta::planTuning({.layers = layers}).tasks;

    void add(const vta::Task& task, const std::string& tuner, std::uint64_t seed, const std::vector<vta::Trial>& trials,
        int from = 0) {
        std::vector<store::TuningTrial> rows;
        for (std::size_t i = 0; i < trials.size(); ++i) {
            const vta::Outcome& outcome = trials[i].outcome;
            const bool valid = outcome.reason == vta::Reason::Valid;
            rows.push_back({.run = run,
                .task = task.key(),
                .tuner = tuner,
                .seed = seed,
                .index = from + static_cast<int>(i),
                .configuration = std::to_string(trials[i].index),
                .valid = valid,
                .reason = valid ? std::string() : std::string(vta::reasonName(outcome.reason)),
                .cycles = static_cast<double>(outcome.cycles)});
        }
        project.addTrials(rows);
    }

    std::vector<vta::Trial> tuned(const vta::Task& task, vta::TuningMethod method, std::uint64_t seed) {
        return vta::tune(task, {.method = method, .maxTrials = 32, .seed = seed}).trials;
    }

    void addTunings() {
        for (const std::uint64_t seed : {1U, 2U, 3U}) {
            add(tasks[0], "random", seed, tuned(tasks[0], vta::TuningMethod::Random, seed));
        }
        add(tasks[0], "ours-filtered", 1, tuned(tasks[0], vta::TuningMethod::OursFiltered, 1));
        add(tasks[1], "ours-filtered", 1, tuned(tasks[1], vta::TuningMethod::OursFiltered, 1));
    }

    TuningPointer read(const TuningPointer& before = nullptr) { return readTuning(project, project.runs(), before); }

    /// Shows it and waits until the space was looked through.
    static void show(TuningView& view, const TuningPointer& snapshot) {
        view.resize(1000, 700);
        view.show();
        view.showTuning(snapshot);
        ASSERT_TRUE(QTest::qWaitFor([&view] { return view.detail() != nullptr; }, 10'000));
    }
};

TEST_F(TuningViewTest, AnEmptyOneCanStartATuning) {
    TuningView view;
    view.showTuning(read());
    QSignalSpy tune(&view, &TuningView::tuneRequested);
    QSignalSpy settings(&view, &TuningView::settingsRequested);
    view.show();
    auto* button = view.findChild<QPushButton*>(QStringLiteral("tuneStart"));
    QTest::mouseClick(button, Qt::LeftButton);
    EXPECT_EQ(tune.count(), 1);
    QTest::mouseClick(view.findChild<QAbstractButton*>(QStringLiteral("tuneSettings")), Qt::LeftButton);
    EXPECT_EQ(settings.count(), 1);
    view.showState({.busy = true});
    EXPECT_FALSE(button->isEnabled());
    EXPECT_EQ(view.detail(), nullptr);
}

TEST_F(TuningViewTest, NothingOfAnotherProjectStays) {
    addTunings();
    TuningView view;
    show(view, read());
    const PlotTransform before = view.curves().transformation();
    view.showTuning(nullptr);
    EXPECT_NE(view.curves().transformation(), before);
    EXPECT_FALSE(view.curves().scalesShown());
    EXPECT_FALSE(view.map().scalesShown());
    EXPECT_EQ(view.findChild<QSpinBox*>(QStringLiteral("tuningConfiguration"))->value(), 0);
}

TEST_F(TuningViewTest, OperatorsAreNamedInTheLanguageOfNow) {
    addTunings();
    const TuningPointer readInEnglish = read();
    applyLanguage(QStringLiteral("de"));
    TuningView view;
    view.showTuning(readInEnglish);
    const QString name = view.findChild<QComboBox*>(QStringLiteral("tuningOperator"))->itemText(0);
    applyLanguage(QStringLiteral("en"));
    EXPECT_TRUE(name.startsWith(QStringLiteral("Faltung"))) << name.toStdString();
}

TEST_F(TuningViewTest, DrawsACurveForEachTunerWithABandOverItsSeeds) {
    addTunings();
    TuningView view;
    show(view, read());
    ASSERT_EQ(view.detail()->curves.size(), 2U);
    const QList<QPointF> median = view.curves().curve(QStringLiteral("random"));
    ASSERT_FALSE(median.isEmpty());
    for (qsizetype i = 1; i < median.size(); ++i) {
        EXPECT_LE(median[i].y(), median[i - 1].y()) << "best so far only falls";
        EXPECT_GE(median[i].x(), median[i - 1].x());
    }
    EXPECT_FALSE(view.curves().curve(QStringLiteral("random/low")).isEmpty());
    EXPECT_TRUE(view.curves().curve(QStringLiteral("ours-filtered/low")).isEmpty()) << "one seed has no band";
    EXPECT_DOUBLE_EQ(view.curves().curve(QStringLiteral("ours-filtered")).back().y(), view.detail()->best->ms);
}

TEST_F(TuningViewTest, TheMapHoldsTheWholeSpaceAndItsBestIsReported) {
    addTunings();
    TuningView view;
    show(view, read());
    const vta::Enumeration truth = vta::enumerate(tasks[0]);
    EXPECT_EQ(view.detail()->space, truth.histogram);
    EXPECT_EQ(view.detail()->measurements, 4U * 32);
    EXPECT_TRUE(view.reportText().contains(latencyText(view.detail()->best->ms))) << view.reportText().toStdString();
    const auto* best = view.findChild<QSpinBox*>(QStringLiteral("tuningConfiguration"));
    EXPECT_EQ(best->value(), static_cast<int>(view.detail()->best->index));
    EXPECT_EQ(best->maximum() + 1, static_cast<int>(tasks[0].space().size()));
}

TEST_F(TuningViewTest, AClickOnTheMapExplainsThatConfiguration) {
    addTunings();
    TuningView view;
    show(view, read());
    const vta::SpaceMap& map = view.detail()->map;
    const auto invalid = std::find_if(map.reasons.begin(), map.reasons.end(),
        [](vta::Reason reason) { return reason == vta::Reason::VirtualThread; });
    ASSERT_NE(invalid, map.reasons.end());
    const auto place = static_cast<std::uint32_t>(invalid - map.reasons.begin());
    QCoreApplication::processEvents(); // layouts
    const QPoint pixel = view.map().positionOf({place % map.columns * 1.0, place / map.columns * 1.0});
    QTest::mouseClick(
        view.map().childAt(pixel), Qt::LeftButton, {}, view.map().childAt(pixel)->mapFrom(&view.map(), pixel));
    EXPECT_TRUE(view.reportText().contains(QStringLiteral("virtual threads"))) << view.reportText().toStdString();
    auto* number = view.findChild<QSpinBox*>(QStringLiteral("tuningConfiguration"));
    EXPECT_EQ(number->value(), static_cast<int>(map.indices[place]));
    number->setFocus();
    QTest::keyClick(number, Qt::Key_Up);
    EXPECT_TRUE(view.reportText().contains(QStringLiteral("Chosen"))
        || number->value() == static_cast<int>(view.detail()->best->index));
    view.chooseConfiguration(view.detail()->best->index);
    EXPECT_TRUE(view.reportText().contains(QStringLiteral("Best")));
}

TEST_F(TuningViewTest, NewTrialsAreAddedAndOtherOperatorsShared) {
    addTunings();
    const TuningPointer before = read();
    EXPECT_EQ(read(before), before) << "nothing new";
    add(tasks[1], "autotvm", 5, tuned(tasks[1], vta::TuningMethod::AutoTvm, 5));
    const TuningPointer after = read(before);
    ASSERT_EQ(after->operators.size(), 2U);
    EXPECT_EQ(after->operators[0], before->operators[0]);
    EXPECT_NE(after->operators[1], before->operators[1]);
    EXPECT_EQ(after->operators[1]->series.size(), 2U);
    TuningView view;
    show(view, before);
    view.findChild<QComboBox*>(QStringLiteral("tuningOperator"))->setCurrentIndex(1);
    view.showTuning(after);
    ASSERT_TRUE(QTest::qWaitFor([&view] { return view.detail() && view.detail()->curves.size() == 2; }, 10'000));
    EXPECT_EQ(view.findChild<QComboBox*>(QStringLiteral("tuningOperator"))->currentIndex(), 1) << "the choice stays";
}

TEST_F(TuningViewTest, AReplacedEndAndDeletedRunsAreReadAgain) {
    const std::vector<vta::Trial> trials = tuned(tasks[0], vta::TuningMethod::Random, 1);
    add(tasks[0], "random", 1, trials);
    const TuningPointer before = read();
    project.removeTrials(run, tasks[0].key(), "random", 1, 10);
    add(tasks[0], "random", 1, {trials.begin() + 20, trials.begin() + 25}, 10);
    const TuningPointer after = read(before);
    ASSERT_EQ(after->operators[0]->series[0].trials.size(), 15U);
    EXPECT_EQ(after->operators[0]->series[0].trials[10], trials[20]);
}

TEST_F(TuningViewTest, WhatAnotherVersionWroteIsLeftOut) {
    addTunings();
    project.addTrials(std::vector<store::TuningTrial>{
        {.run = run, .task = tasks[0].key(), .tuner = "random", .seed = 9, .index = 0, .configuration = "4000000000"},
        {.run = run,
            .task = tasks[0].key(),
            .tuner = "random",
            .seed = 9,
            .index = 1,
            .configuration = "1",
            .reason = "luck"},
        {.run = run,
            .task = "conv/1x64x14x14/64x1x1/s1/p0/g1@9x9_unknown/factors",
            .tuner = "ours",
            .index = 0,
            .configuration = "7",
            .valid = true,
            .cycles = 1000}});
    TuningView view;
    show(view, read());
    EXPECT_EQ(view.detail()->measurements, 4U * 32);
    view.findChild<QComboBox*>(QStringLiteral("tuningOperator"))->setCurrentIndex(2);
    ASSERT_TRUE(QTest::qWaitFor([&view] { return view.detail() && !view.detail()->source->task; }, 10'000));
    EXPECT_TRUE(view.reportText().contains(QStringLiteral("accelerator")));
}

TEST_F(TuningViewTest, ShowsHowTheNetworksTimeIsSplit) {
    addTunings();
    const std::int64_t network = project.addRun({.kind = records::JobKind::Tune, .title = "tune a network"});
    project.updateRun(network,
        {.state = records::RunState::Finished,
            .results = R"({"network_ms": 10, "vta_ms": 2, "cpu_ms": 7, "layout_ms": 1})"});
    TuningView view;
    show(view, read());
    const auto* split = view.findChild<ShareBar*>(QStringLiteral("networkSplit"));
    ASSERT_EQ(split->parts().size(), 3);
    EXPECT_DOUBLE_EQ(split->parts()[1].share, 0.7);
    EXPECT_TRUE(split->accessibleDescription().contains(QStringLiteral("70")))
        << split->accessibleDescription().toStdString();
}

}
}
