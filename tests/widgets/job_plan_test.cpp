// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/space/search_space.h"
#include "widgets/jobs/export_dialog.h"
#include "widgets/jobs/job_plan.h"

#include <QAction>
#include <QComboBox>
#include <QDialogButtonBox>
#include <QLabel>
#include <QLineEdit>
#include <QLocale>
#include <QMenu>
#include <QPushButton>
#include <QSignalSpy>
#include <QSpinBox>
#include <QTest>
#include <gtest/gtest.h>
#include <set>

#include "core/base/machine.h"
#include "core/options/presets.h"
#include "core/space/genotype.h"
#include "widgets/jobs/job_settings_dialog.h"
#include "widgets/jobs/job_times.h"
#include "widgets/jobs/measured_elsewhere.h"
#include "widgets/jobs/stored_weights.h"
#include "widgets/main/guided_path.h"
#include "widgets/predictor/predictor_snapshot.h"

namespace paretoscope::widgets {
namespace {

records::Run finished(std::int64_t id, records::JobKind kind, const std::string& results) {
    records::Run run;
    run.id = id;
    run.kind = kind;
    run.state = records::RunState::Finished;
    run.results = results;
    return run;
}

const std::string slow = space::identityText(space::published("DARTS_V1"));
const std::string fast = space::identityText(space::published("DARTS_V2"));

std::string searchResults() {
    return R"({"device_setting": "cpu/eager/t2/b1/f32", "searches": [{"lambda": 0, "genotype": ")" + slow
        + R"(", "predicted_ms": 9.5}, {"lambda": 0.4, "genotype": ")" + fast + R"(", "predicted_ms": 6.5}]})";
}

TEST(JobPlan, EveryDefaultIsValid) {
    const JobPlan plan = JobPlan::standard();
    EXPECT_NO_THROW(options::validate(plan.measure));
    EXPECT_NO_THROW(options::validate(plan.fit));
    EXPECT_NO_THROW(options::validate(plan.search));
    EXPECT_NO_THROW(options::validate(plan.trainConfig({slow})));
    EXPECT_NO_THROW(
        options::validate(plan.exportConfig({space::fromTextOrName(slow), {}}, &plan.train.network, "cell.onnx")));
    EXPECT_NO_THROW(options::validate(plan.tuneConfig(slow)));
    EXPECT_NO_THROW(options::validate(plan.settings(Step::Finish)));
}

TEST(JobPlan, TrainsSearchedAndRandomCellsOnce) {
    JobPlan plan = JobPlan::standard();
    plan.randomCells = 5;
    const options::TrainConfig config = plan.trainConfig({slow, fast, slow});
    EXPECT_EQ(config.genotypes.size(), 7U);
    EXPECT_EQ(std::set<std::string>(config.genotypes.begin(), config.genotypes.end()).size(), 7U);
    EXPECT_EQ(config.randomCells, 5) << "their candidates say that they are";
    EXPECT_EQ(plan.trainConfig({slow, fast}).genotypes, config.genotypes) << "the random cells follow from the seed";
}

TEST(JobPlan, TunesTheChosenCellsNetworkUnlessOperatorsAreNamed) {
    JobPlan plan = JobPlan::standard();
    EXPECT_EQ(plan.tuneConfig(slow).genotype, slow);
    EXPECT_EQ(plan.tuneConfig({}).genotype, "DARTS_V2");
    const std::string imported = space::identityText(
        space::fromTextOrName("|nor_conv_3x3~0|+|none~0|none~1|+|skip_connect~0|none~1|nor_conv_1x1~2|"));
    EXPECT_EQ(plan.tuneConfig(imported).network, options::publishedNetwork(space::SpaceId::NasBench201));
    plan.tune.layers = {"conv/1x64x56x56/64x3x3/s1/p1/g1"};
    EXPECT_EQ(plan.tuneConfig(slow).genotype, "");
}

TEST(JobSettings, OfTuningAreCheckedWhileTheFormIsOpen) {
    JobSettingsDialog dialog(JobPlan::standard().tune);
    auto* layers = dialog.findChild<QLineEdit*>(QStringLiteral("layers"));
    auto* methods = dialog.findChild<QLineEdit*>(QStringLiteral("methods"));
    layers->setText(QStringLiteral("conv/1x0x56x56/64x3x3/s1/p1/g1"));
    dialog.accept();
    EXPECT_EQ(dialog.result(), QDialog::Rejected);
    layers->setText(QStringLiteral("conv/1x64x56x56/64x3x3/s1/p1/g1; dense/1x512/1000"));
    methods->setText(QStringLiteral("autotvm; luck"));
    dialog.accept();
    EXPECT_EQ(dialog.result(), QDialog::Rejected);
    EXPECT_FALSE(dialog.findChild<QLabel*>(QStringLiteral("jobSettingsProblem"))->isHidden());
    methods->setText(QStringLiteral("autotvm; ours"));
    dialog.findChild<QSpinBox*>(QStringLiteral("seeds"))->setValue(3);
    dialog.accept();
    EXPECT_EQ(dialog.result(), QDialog::Accepted);
    EXPECT_EQ(std::get<options::TuneConfig>(dialog.config()).layers.size(), 2U);
    EXPECT_EQ(std::get<options::TuneConfig>(dialog.config()).methods, (std::vector<std::string>{"autotvm", "ours"}));
    EXPECT_EQ(std::get<options::TuneConfig>(dialog.config()).seeds, 3);
}

TEST(JobSettings, AWrongValueIsNamedAsItsFieldIs) {
    JobSettingsDialog dialog(JobPlan::standard().explore);
    dialog.findChild<QLineEdit*>(QStringLiteral("latencies_ms"))->setText(QStringLiteral("-3"));
    dialog.accept();
    const QString problem = dialog.findChild<QLabel*>(QStringLiteral("jobSettingsProblem"))->text();
    EXPECT_TRUE(problem.contains(QStringLiteral("“Latencies aimed at (ms)” is -3"))) << problem.toStdString();
}

TEST(JobPlan, ANetworkChangeReachesEveryJob) {
    JobPlan plan = JobPlan::standard();
    options::NetworkConfig network = plan.measure.network;
    network.shape.channels = 12;
    plan.setNetwork(network);
    EXPECT_EQ(plan.fit.network, network);
    EXPECT_EQ(plan.search.network, network);
    EXPECT_EQ(plan.trainConfig({slow}).network, network);
}

TEST(JobPlan, ExportsTheNetworkThatTheCandidateIsOf) {
    const JobPlan plan = JobPlan::standard();
    const space::Genotype cell = space::fromTextOrName(slow);
    options::NetworkConfig large;
    large.shape.channels = 36;
    const options::NetworkConfig small;
    const auto holding = [&](const std::vector<options::NetworkConfig>& networks) {
        auto weights = std::make_shared<StoredWeights>();
        for (const options::NetworkConfig& network : networks) {
            weights->trainings.push_back({network, 100, {space::identityText(cell)}});
        }
        return weights;
    };
    const auto exported = [&](const std::vector<options::NetworkConfig>& networks, const space::Shape& shape) {
        return plan.exportConfig({cell, shape}, holding(networks)->networkOf({cell, shape}), "x.onnx");
    };
    EXPECT_EQ(exported({large, small}, small.shape).network, small) << "not the first that was trained";
    EXPECT_EQ(exported({large, small}, large.shape).network, large);
    EXPECT_EQ(exported({large}, small.shape).network, large) << "trained for deployment after the choice";
    EXPECT_EQ(exported({large}, small.shape).weights, options::WeightsKind::Trained);
    EXPECT_EQ(exported({}, large.shape).network, large) << "not the planned one";
    EXPECT_EQ(exported({}, large.shape).weights, options::WeightsKind::Random);
}

TEST(StepState, OpensOneStepAfterTheOther) {
    auto made = std::make_shared<ProjectSnapshot>();
    const SnapshotPointer snapshot = made;
    EXPECT_TRUE(stepState(Step::Measure, nullptr, 0).possible);
    EXPECT_FALSE(stepState(Step::Fit, snapshot, 0).possible);
    made->settings.push_back({.deviceSetting = records::parseDeviceSetting("cpu/eager/t2/b1/f32"),
        .measurements = 120,
        .architectures = 120});
    EXPECT_FALSE(stepState(Step::Fit, snapshot, 0).possible) << "measured on another device than the current one";
    made->deviceSetting = QStringLiteral("cpu/eager/t2/b1/f32");
    EXPECT_TRUE(stepState(Step::Fit, snapshot, 0).possible);
    EXPECT_FALSE(stepState(Step::Explore, snapshot, 0).possible);
    EXPECT_FALSE(stepState(Step::Search, snapshot, 0).possible);
    auto predictor = std::make_shared<PredictorSnapshot>();
    made->setPart(std::make_shared<PredictorList>(PredictorList{predictor}));
    EXPECT_FALSE(stepState(Step::Search, snapshot, 0).possible) << "nor is that predictor of it";
    predictor->deviceSetting = made->deviceSetting;
    predictor->shape = made->settings.front().shape;
    predictor->report.architectures = 118;
    EXPECT_FALSE(stepState(Step::Fit, snapshot, 0).text.contains(QStringLiteral("since")));
    EXPECT_TRUE(stepState(Step::Fit, snapshot, 0).subject.contains(QStringLiteral("Fitted to 118; 2 measured since")));
    predictor->report.architectures = 100;
    EXPECT_TRUE(stepState(Step::Fit, snapshot, 0).text.contains(QStringLiteral("since")));
    EXPECT_TRUE(stepState(Step::Explore, snapshot, 0).possible);
    EXPECT_TRUE(stepState(Step::Search, snapshot, 0).possible);
    EXPECT_FALSE(stepState(Step::Train, snapshot, 0).possible);
    made->runs.push_back(finished(3, records::JobKind::Search, searchResults()));
    EXPECT_TRUE(stepState(Step::Train, snapshot, 0).possible);
    EXPECT_EQ(searchedCells(*made).size(), 2U);
    EXPECT_EQ(stepState(Step::Train, snapshot, 0).text, QStringLiteral("2 cells of run 3"));
    EXPECT_TRUE(stepState(Step::Train, snapshot, 0).subject.contains(QStringLiteral("2 cells of run 3")));
    made->deviceSetting = QStringLiteral("gpu0/graph/b64/bf16");
    EXPECT_TRUE(searchedCells(*made).empty()) << "those were searched for another device";
    EXPECT_FALSE(stepState(Step::Export, snapshot, 0).possible) << "nothing is selected";
}

TEST(JobPlan, SaysWhyADeviceCannotBeMeasuredHere) {
    ProjectSnapshot snapshot;
    options::MeasureConfig config;
    EXPECT_EQ(whyNotMeasuredHere(config, snapshot), QString());
    auto elsewhere = std::make_shared<MeasuredElsewhere>();
    elsewhere->hardware[{options::defaultDeviceSetting(), options::titleOf(config.network)}] =
        QStringLiteral("Another Processor");
    snapshot.setPart(elsewhere);
    EXPECT_TRUE(whyNotMeasuredHere(config, snapshot).contains(QStringLiteral("Another Processor")));
    config.deviceSetting = "gpu0/graph/b64/f32";
    const auto gpus = base::gpuNames();
    const bool none = gpus && gpus->empty();
    EXPECT_EQ(whyNotMeasuredHere(config, snapshot).contains(QStringLiteral("no NVIDIA GPU")), none);
    config.deviceSetting = "server:gpu0/graph/b64/f32";
    EXPECT_TRUE(whyNotMeasuredHere(config, snapshot).contains(QStringLiteral("another computer: server")));
}

TEST(JobSettingsDialog, SaysHowLongTheJobWouldTake) {
    auto snapshot = std::make_shared<ProjectSnapshot>();
    const options::SearchConfig search = JobPlan::standard().search;
    auto times = std::make_shared<JobTimes>();
    options::SearchConfig unlike = search;
    unlike.batchSize *= 2;
    times->searches = {{.run = 13, .config = unlike, .passMs = 9000}, {.run = 12, .config = search, .passMs = 500}};
    options::MeasureConfig measure;
    measure.architectures = 130;
    measure.repeatShare = 0;
    measure.deviceSetting = "cpu/eager/t2/b1/f32";
    const records::DeviceSetting device = records::parseDeviceSetting(measure.deviceSetting);
    times->measurings = {{.run = 4, .deviceSetting = records::parseDeviceSetting("cmd/ort/b1"), .secondsEach = 9},
        {.run = 3, .deviceSetting = device, .network = measure.network, .secondsEach = 2}};
    times->fittings = {{.run = 5, .deviceSetting = device, .seconds = 6}};
    snapshot->setPart(times);
    snapshot->settings.push_back({.deviceSetting = device,
        .space = measure.network.space,
        .shape = measure.network.shape,
        .measurements = 100,
        .architectures = 100});
    const double passes = search.warmUpSteps + 2.0 * search.searches() * search.searchSteps; // weights, then α
    EXPECT_DOUBLE_EQ(expectedTime(search, *snapshot).value().seconds, passes / 2);
    EXPECT_DOUBLE_EQ(expectedTime(measure, *snapshot).value().seconds, 60) << "100 of 130 are there already";
    EXPECT_EQ(expectedTime(measure, *snapshot).value().asRun, 3) << "the newest one measured something else";
    EXPECT_DOUBLE_EQ(
        expectedTime(options::FitConfig{.deviceSetting = measure.deviceSetting}, *snapshot).value().seconds, 6);
    options::SearchConfig larger = search;
    larger.network.shape.channels *= 2;
    EXPECT_FALSE(expectedTime(larger, *snapshot)) << "a step of another network takes another time";
    measure.deviceSetting = "cpu/eager/t1/b1/f32";
    EXPECT_FALSE(expectedTime(measure, *snapshot));
    EXPECT_DOUBLE_EQ(expectedTime(options::ExploreConfig{.minutes = 7}, *snapshot).value().seconds, 420);
    JobSettingsDialog dialog(search);
    dialog.setSnapshot(snapshot);
    auto* estimate = dialog.findChild<QLabel*>(QStringLiteral("jobSettingsEstimate"));
    EXPECT_TRUE(estimate->text().contains(QStringLiteral("run 12"))) << estimate->text().toStdString();
    const QString before = estimate->text();
    dialog.findChild<QSpinBox*>(QStringLiteral("search_steps"))->setValue(search.searchSteps * 2);
    EXPECT_NE(estimate->text(), before);
}

TEST(JobSettingsDialog, RefusesWhatTheSpaceHasNoNetworkOf) {
    JobSettingsDialog dialog(options::MeasureConfig{});
    const auto* ok = dialog.findChild<QDialogButtonBox*>()->button(QDialogButtonBox::Ok);
    ASSERT_TRUE(ok->isEnabled());
    dialog.findChild<QSpinBox*>(QStringLiteral("cells"))->setValue(2); // two of them would reduce
    EXPECT_FALSE(ok->isEnabled());
    EXPECT_TRUE(
        dialog.findChild<QLabel*>(QStringLiteral("jobSettingsProblem"))->text().contains(QStringLiteral("3 to 100")));
}

TEST(ExportDialog, HasTheLimitsOfTheJobAndOfItsSpace) {
    options::ExportConfig config;
    config.genotype = slow;
    const ExportDialog dialog(config, false, nullptr);
    const auto* cells = dialog.findChild<QSpinBox*>(QStringLiteral("exportCells"));
    EXPECT_EQ(cells->minimum(), space::searchSpace(space::SpaceId::Darts).fewestCells);
    EXPECT_EQ(cells->maximum(), space::searchSpace(space::SpaceId::Darts).mostCells);
    EXPECT_EQ(cells->value(), config.network.shape.cells);
    const auto* ok = dialog.findChild<QDialogButtonBox*>()->button(QDialogButtonBox::Ok);
    EXPECT_TRUE(ok->isEnabled());
    dialog.findChild<QSpinBox*>(QStringLiteral("exportSize"))->setValue(17);
    EXPECT_FALSE(ok->isEnabled()) << "does not halve";
    EXPECT_FALSE(dialog.findChild<QLabel*>(QStringLiteral("exportProblem"))->text().isEmpty());
}

void choosePreset(const JobSettingsDialog& dialog, const char* name) {
    auto* presets = dialog.findChild<QComboBox*>(QStringLiteral("preset"));
    ASSERT_NE(presets, nullptr);
    presets->setCurrentIndex(presets->findData(QString::fromUtf8(name)));
    Q_EMIT presets->activated(presets->currentIndex());
}

TEST(JobSettingsDialog, APresetFillsTheFieldsOfATraining) {
    JobPlan plan = JobPlan::standard();
    plan.train.genotypes = {slow};
    plan.train.network.shape.inputSize = 32;
    plan.train.data.source = "folder:mine";
    JobSettingsDialog dialog(plan.train, 5);
    choosePreset(dialog, "pc-darts-imagenet");
    EXPECT_EQ(dialog.findChild<QLineEdit*>(QStringLiteral("rungs"))->text(), QLocale().toString(312'785));
    auto* decay = dialog.findChild<QDoubleSpinBox*>(QStringLiteral("weight_decay"));
    EXPECT_DOUBLE_EQ(decay->value(), 3e-5);
    EXPECT_EQ(decay->text(), QLocale().toString(3e-5, 'f', 5)) << "all of its digits, and no more";
    auto* augmentation = dialog.findChild<QComboBox*>(QStringLiteral("augmentation"));
    ASSERT_NE(augmentation, nullptr);
    EXPECT_EQ(augmentation->currentText(), QStringLiteral("crop, flip and colours (ImageNet)"));
    EXPECT_FALSE(dialog.findChild<QLabel*>(QStringLiteral("presetNote"))->isHidden()) << "another network";
    dialog.findChild<QSpinBox*>(QStringLiteral("batch_size"))->setValue(256); // every number can be changed
    dialog.accept();
    ASSERT_EQ(dialog.result(), QDialog::Accepted);
    options::TrainConfig expected = plan.train;
    options::apply(options::presetOf<options::TrainConfig>("pc-darts-imagenet"), expected);
    expected.network = plan.train.network;
    expected.batchSize = 256;
    EXPECT_EQ(std::get<options::TrainConfig>(dialog.config()), expected);
}

TEST(JobSettingsDialog, SaysWhichAugmentationSuitsTheNetwork) {
    options::TrainConfig train = JobPlan::standard().train;
    const auto told = [&train](const char* choice) {
        JobSettingsDialog dialog(train, 0);
        auto* augmentation = dialog.findChild<QComboBox*>(QStringLiteral("augmentation"));
        augmentation->setCurrentIndex(augmentation->findData(QString::fromUtf8(choice)));
        return dialog.findChild<QLabel*>(QStringLiteral("jobSettingsEstimate"))->text();
    };
    EXPECT_TRUE(told("auto").contains(QStringLiteral("Augmentation: shift and flip (CIFAR).")))
        << told("auto").toStdString();
    EXPECT_FALSE(told("none").contains(QStringLiteral("Augmentation")));
    train.network.shape.stem = space::Stem::ImageNet;
    train.network.shape.inputSize = 32;
    EXPECT_TRUE(told("auto").contains(QStringLiteral("Augmentation: crop, flip and colours (ImageNet).")));
}

TEST(JobSettingsDialog, APresetFillsTheFieldsOfASearchAndShortBringsTheDefaultsBack) {
    options::SearchConfig search = JobPlan::standard().search;
    search.network.shape.inputSize = 32;
    search.seed = 7;
    JobSettingsDialog dialog(search);
    choosePreset(dialog, "pc-darts-cifar");
    options::SearchConfig expected = search;
    options::apply(options::presetOf<options::SearchConfig>("pc-darts-cifar"), expected);
    expected.network = search.network;
    dialog.accept();
    ASSERT_EQ(dialog.result(), QDialog::Accepted);
    EXPECT_EQ(std::get<options::SearchConfig>(dialog.config()), expected);
    auto* estimate = dialog.findChild<QLabel*>(QStringLiteral("jobSettingsEstimate"));
    EXPECT_TRUE(estimate->text().contains(QStringLiteral("50"))) << "epochs: " << estimate->text().toStdString();
    choosePreset(dialog, "short");
    dialog.accept();
    EXPECT_EQ(std::get<options::SearchConfig>(dialog.config()), search);
    EXPECT_EQ(JobSettingsDialog(JobPlan::standard().measure).findChild<QComboBox*>(QStringLiteral("preset")), nullptr);
}

TEST(JobSettingsDialog, RefusesADeviceThatIsNoneWhileItIsTyped) {
    JobSettingsDialog dialog(JobPlan::standard().measure);
    auto snapshot = std::make_shared<ProjectSnapshot>();
    snapshot->settings.push_back({.deviceSetting = records::parseDeviceSetting("cpu/eager/t2/b1/f32")});
    dialog.setSnapshot(snapshot);
    auto* device = dialog.findChild<QComboBox*>(QStringLiteral("device_setting"));
    ASSERT_NE(device, nullptr);
    EXPECT_EQ(device->itemText(0), QStringLiteral("cpu/eager/t2/b1/f32")) << "what the project knows is offered";
    EXPECT_GT(device->findText(QStringLiteral("cpu/eager/t1/b1/f32")), 0) << "and what any computer has";
    EXPECT_TRUE(device->currentText().isEmpty()) << "and nothing is chosen unasked";
    auto* problem = dialog.findChild<QLabel*>(QStringLiteral("jobSettingsProblem"));
    device->setEditText(QStringLiteral("gpu"));
    EXPECT_FALSE(problem->isHidden());
    EXPECT_TRUE(problem->text().contains(QStringLiteral("gpu"))) << problem->text().toStdString();
    dialog.accept();
    EXPECT_EQ(dialog.result(), QDialog::Rejected);
    dialog.show();
    QCoreApplication::processEvents();
    device->setEditText(QStringLiteral("gpux"));
    EXPECT_TRUE(QTest::qWaitFor([problem] { return problem->heightForWidth(problem->width()) <= problem->height(); }))
        << "all of the text can be read";
    device->setEditText(QStringLiteral("cpu/eager/t1/b4/f32"));
    EXPECT_TRUE(problem->isHidden());
    dialog.accept();
    EXPECT_EQ(dialog.result(), QDialog::Accepted);
    EXPECT_EQ(std::get<options::MeasureConfig>(dialog.config()).deviceSetting, "cpu/eager/t1/b4/f32");
}

TEST(JobSettingsDialog, StoresWhatWasTypedAndRefusesWhatIsWrong) {
    JobSettingsDialog dialog(JobPlan::standard().search);
    dialog.findChild<QSpinBox*>(QStringLiteral("search_steps"))->setValue(77);
    dialog.findChild<QLineEdit*>(QStringLiteral("lambdas"))->setText(QStringLiteral("0; many"));
    dialog.accept();
    auto* problem = dialog.findChild<QLabel*>(QStringLiteral("jobSettingsProblem"));
    EXPECT_NE(dialog.result(), QDialog::Accepted);
    EXPECT_TRUE(problem->text().contains(QStringLiteral("many")));
    const auto* lambdas = dialog.findChild<QLineEdit*>(QStringLiteral("lambdas"));
    EXPECT_TRUE(problem->text().contains(QStringLiteral("“Prices λ, one search each”")))
        << problem->text().toStdString();
    EXPECT_FALSE(lambdas->accessibleDescription().isEmpty()) << "the field is marked";
    dialog.findChild<QLineEdit*>(QStringLiteral("lambdas"))->setText(QStringLiteral("0; 0.25"));
    dialog.accept();
    EXPECT_TRUE(lambdas->accessibleDescription().isEmpty());
    EXPECT_EQ(dialog.result(), QDialog::Accepted);
    EXPECT_EQ(std::get<options::SearchConfig>(dialog.config()).searchSteps, 77);
    EXPECT_EQ(std::get<options::SearchConfig>(dialog.config()).lambdas, (std::vector<double>{0, 0.25}));
}

TEST(JobSettingsDialog, OperationsAreChosenFromAMenu) {
    JobSettingsDialog dialog(JobPlan::standard().search);
    dialog.show();
    auto* names = dialog.findChild<QLineEdit*>(QStringLiteral("forbidden"));
    names->setText(QStringLiteral("sep_conv_5x5"));
    names->findChild<QAction*>(QStringLiteral("chooseNames"))->trigger();
    const QList<QAction*> choices = names->findChild<QMenu*>()->actions();
    const auto called = [&](const char* name) {
        return *std::ranges::find(choices, QString::fromLatin1(name), &QAction::text);
    };
    EXPECT_TRUE(called("sep_conv_5x5")->isChecked());
    called("dil_conv_5x5")->trigger();
    called("sep_conv_5x5")->trigger();
    EXPECT_EQ(names->text(), QStringLiteral("dil_conv_5x5"));
    EXPECT_GE(dialog.findChild<QComboBox*>(QStringLiteral("on"))->findText(QStringLiteral("auto")), 0);
}

}
}
