// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/jobs/job_settings_dialog.h"

#include <QComboBox>
#include <QDialogButtonBox>
#include <QDoubleSpinBox>
#include <QFormLayout>
#include <QLabel>
#include <QLineEdit>
#include <QLocale>
#include <QSpinBox>
#include <QVBoxLayout>
#include <utility>

#include "core/base/error.h"
#include "core/space/genotype.h"
#include "core/vta/accelerator.h"
#include "core/vta/tuner.h"
#include "core/vta/workload.h"
#include "widgets/common/number_text.h"
#include "widgets/error_text.h"
#include "widgets/jobs/guided_path.h"

namespace paretoscope::widgets {

namespace {

constexpr int largestSeed = 1'000'000;

std::vector<double> numbersOf(const QString& text) {
    std::vector<double> numbers;
    for (const QString& part : text.split(QLatin1Char(';'), Qt::SkipEmptyParts)) {
        bool ok = false;
        const double value = QLocale().toDouble(part.trimmed(), &ok);
        if (!ok) {
            throw Error(ErrorCode::InvalidValue, "'" + part.trimmed().toStdString() + "' is not a number.",
                {{"value", part.toStdString()}});
        }
        numbers.push_back(value);
    }
    return numbers;
}

QString textOf(const std::vector<double>& numbers) {
    QStringList parts;
    for (const double number : numbers) {
        parts.append(QLocale().toString(number, 'g', 6));
    }
    return parts.join(QStringLiteral("; "));
}

QStringList wordsOf(const QString& text) {
    QStringList words;
    for (const QString& word : text.split(QLatin1Char(';'), Qt::SkipEmptyParts)) {
        if (!word.trimmed().isEmpty()) {
            words.append(word.trimmed());
        }
    }
    return words;
}

/// What the worker would refuse is refused here already, while the form is open.
void checkTuning(const protocol::TuneConfig& config) {
    protocol::validate(config);
    for (const std::string& method : config.methods) {
        vta::methodFromName(method);
    }
    const vta::Accelerator accelerator = vta::loadAccelerator(config.accelerator);
    for (const std::string& layer : config.layers) {
        vta::pack(vta::workloadFromText(layer), accelerator);
    }
}

void validateStep(Step step, const JobPlan& plan) {
    switch (step) {
    case Step::Measure:
        protocol::validate(plan.measure);
        break;
    case Step::Fit:
        protocol::validate(plan.fitConfig());
        break;
    case Step::Search:
        protocol::validate(plan.search);
        break;
    case Step::Train: // its genotypes are chosen when it starts
        protocol::validate(plan.trainConfig({"DARTS_V2"}));
        break;
    case Step::Tune:
        checkTuning(plan.tuneConfig({}));
        break;
    default:
        break;
    }
}

QString joined(const std::vector<std::string>& texts) {
    QStringList parts;
    for (const std::string& text : texts) {
        parts.append(toQString(text));
    }
    return parts.join(QStringLiteral("; "));
}

std::vector<std::string> split(const QString& text) {
    std::vector<std::string> parts;
    for (const QString& word : wordsOf(text)) {
        parts.push_back(word.toStdString());
    }
    return parts;
}

}

JobSettingsDialog::JobSettingsDialog(Step step, JobPlan plan, QWidget* parent)
    : QDialog(parent)
    , step_(step)
    , plan_(std::move(plan))
    , form_(new QFormLayout)
    , problem_(new QLabel(this)) {
    setObjectName(QStringLiteral("jobSettings"));
    //: Title of a settings form; %1 is a step such as "Search".
    setWindowTitle(tr("Settings: %1").arg(stepTitle(step)));
    problem_->setObjectName(QStringLiteral("jobSettingsProblem"));
    problem_->setWordWrap(true);
    problem_->hide();
    auto* buttons = new QDialogButtonBox(QDialogButtonBox::Ok | QDialogButtonBox::Cancel, this);
    auto* layout = new QVBoxLayout(this);
    layout->addLayout(form_);
    layout->addWidget(problem_);
    layout->addWidget(buttons);
    connect(buttons, &QDialogButtonBox::accepted, this, &JobSettingsDialog::accept);
    connect(buttons, &QDialogButtonBox::rejected, this, &QDialog::reject);
    switch (step) {
    case Step::Measure:
        addMeasureRows();
        addNetworkRows();
        break;
    case Step::Fit:
        addNumber(QStringLiteral("fitSeed"), tr("Seed"), static_cast<int>(plan_.fitSeed), 0, largestSeed,
            [](JobPlan& target, int value) { target.fitSeed = static_cast<std::uint64_t>(value); });
        break;
    case Step::Search:
        addDataRows();
        addSearchRows();
        break;
    case Step::Train:
        addDataRows();
        addTrainRows();
        break;
    case Step::Tune:
        addTuneRows();
        break;
    default:
        form_->addRow(new QLabel(tr("Trained weights are written where the project holds some,\nrandom ones otherwise; "
                                    "the file says which."),
            this));
        break;
    }
}

void JobSettingsDialog::addNumber(
    const QString& id, const QString& label, int value, int low, int high, std::function<void(JobPlan&, int)> store) {
    auto* box = new QSpinBox(this);
    box->setObjectName(id);
    box->setRange(low, high);
    box->setValue(value);
    form_->addRow(label, box);
    stores_.emplace_back([box, store = std::move(store)](JobPlan& plan) { store(plan, box->value()); });
}

void JobSettingsDialog::addReal(const QString& id, const QString& label, double value, double low, double high,
    int decimals, std::function<void(JobPlan&, double)> store) {
    auto* box = new QDoubleSpinBox(this);
    box->setObjectName(id);
    box->setDecimals(decimals);
    box->setRange(low, high);
    box->setSingleStep(value > 0 ? value / 5 : 0.1);
    box->setValue(value);
    form_->addRow(label, box);
    stores_.emplace_back([box, store = std::move(store)](JobPlan& plan) { store(plan, box->value()); });
}

void JobSettingsDialog::addText(const QString& id, const QString& label, const QString& value, const QString& hint,
    std::function<void(JobPlan&, const QString&)> store) {
    auto* edit = new QLineEdit(value, this);
    edit->setObjectName(id);
    edit->setPlaceholderText(hint);
    edit->setToolTip(hint);
    edit->setMinimumWidth(280);
    form_->addRow(label, edit);
    stores_.emplace_back([edit, store = std::move(store)](JobPlan& plan) { store(plan, edit->text().trimmed()); });
}

void JobSettingsDialog::addChoice(const QString& id, const QString& label, const QStringList& texts, int current,
    std::function<void(JobPlan&, int)> store) {
    auto* box = new QComboBox(this);
    box->setObjectName(id);
    box->addItems(texts);
    box->setCurrentIndex(current);
    form_->addRow(label, box);
    stores_.emplace_back([box, store = std::move(store)](JobPlan& plan) { store(plan, box->currentIndex()); });
}

void JobSettingsDialog::addMeasureRows() {
    addText(QStringLiteral("deviceSetting"), tr("Device setting"), toQString(plan_.measure.deviceSetting),
        toQString(protocol::defaultDeviceSetting()),
        [](JobPlan& plan, const QString& text) { plan.setDeviceSetting(text.toStdString()); });
    addNumber(QStringLiteral("architectures"), tr("Architectures"), plan_.measure.architectures, 1, 100000,
        [](JobPlan& plan, int value) { plan.measure.architectures = value; });
    addReal(QStringLiteral("repeatShare"), tr("Share measured twice"), plan_.measure.repeatShare, 0, 1, 2,
        [](JobPlan& plan, double value) { plan.measure.repeatShare = value; });
    addNumber(QStringLiteral("seed"), tr("Seed"), static_cast<int>(plan_.measure.seed), 0, largestSeed,
        [](JobPlan& plan, int value) { plan.measure.seed = static_cast<std::uint64_t>(value); });
}

void JobSettingsDialog::addNetworkRows() {
    const protocol::NetworkConfig network = plan_.measure.network;
    const auto change = [](auto setter) {
        return [setter](JobPlan& plan, int value) {
            protocol::NetworkConfig changed = plan.measure.network;
            setter(changed, value);
            plan.setNetwork(changed);
        };
    };
    QStringList spaces;
    for (const space::SearchSpace& space : space::searchSpaces()) {
        spaces.append(toQString(space.title));
    }
    addChoice(QStringLiteral("space"), tr("Search space"), spaces,
        static_cast<int>(space::searchSpace(network.space).id), change([](protocol::NetworkConfig& config, int value) {
            config.space = space::searchSpaces()[static_cast<std::size_t>(value)].name;
        }));
    addNumber(QStringLiteral("inputSize"), tr("Image size (pixels)"), network.shape.inputSize, 8, 512,
        change([](protocol::NetworkConfig& config, int value) { config.shape.inputSize = value; }));
    addNumber(QStringLiteral("channels"), tr("First channels"), network.shape.channels, 1, 256,
        change([](protocol::NetworkConfig& config, int value) { config.shape.channels = value; }));
    addNumber(QStringLiteral("cells"), tr("Cells"), network.shape.cells, 1, 40,
        change([](protocol::NetworkConfig& config, int value) { config.shape.cells = value; }));
    addNumber(QStringLiteral("classes"), tr("Classes"), network.shape.classes, 2, 1000,
        change([](protocol::NetworkConfig& config, int value) { config.shape.classes = value; }));
}

void JobSettingsDialog::addDataRows() {
    const protocol::DataConfig data = plan_.search.data;
    addText(QStringLiteral("dataSource"), tr("Images"), toQString(data.source),
        tr("synthetic, cifar10:FOLDER, cifar100:FOLDER or folder:FOLDER"), [](JobPlan& plan, const QString& text) {
            protocol::DataConfig changed = plan.search.data;
            changed.source = text.toStdString();
            plan.setData(changed);
        });
    addNumber(QStringLiteral("trainImages"), tr("Training images"), data.trainImages, 2, 10'000'000,
        [](JobPlan& plan, int value) {
            protocol::DataConfig changed = plan.search.data;
            changed.trainImages = value;
            plan.setData(changed);
        });
}

void JobSettingsDialog::addSearchRows() {
    addText(QStringLiteral("lambdas"), tr("Prices λ, one search each"), textOf(plan_.search.lambdas),
        tr("Numbers with semicolons between them"),
        [](JobPlan& plan, const QString& text) { plan.search.lambdas = numbersOf(text); });
    addChoice(QStringLiteral("lambdaMode"), tr("λ is"), {tr("as given"), tr("taken from the slider while it runs")},
        plan_.search.mode == protocol::LambdaMode::Live ? 1 : 0, [](JobPlan& plan, int value) {
            plan.search.mode = value == 1 ? protocol::LambdaMode::Live : protocol::LambdaMode::Fixed;
        });
    addNumber(QStringLiteral("warmUpSteps"), tr("Warm-up steps"), plan_.search.warmUpSteps, 0, 10'000'000,
        [](JobPlan& plan, int value) { plan.search.warmUpSteps = value; });
    addNumber(QStringLiteral("searchSteps"), tr("Search steps"), plan_.search.searchSteps, 1, 10'000'000,
        [](JobPlan& plan, int value) { plan.search.searchSteps = value; });
    addNumber(QStringLiteral("batchSize"), tr("Images a step"), plan_.search.batchSize, 1, 4096,
        [](JobPlan& plan, int value) { plan.search.batchSize = value; });
    addChoice(QStringLiteral("partialChannels"), tr("Channels searched"),
        {tr("all"), tr("one half"), tr("one quarter")},
        plan_.search.partialChannels == 4 ? 2 : plan_.search.partialChannels - 1, [](JobPlan& plan, int value) {
            plan.search.partialChannels = 1 << value;
            plan.search.edgeNormalisation = value > 0;
        });
    addText(QStringLiteral("forbidden"), tr("Operations not to use"), joined(plan_.search.forbidden),
        tr("Those that the target cannot run, such as sep_conv_5x5; dil_conv_5x5"),
        [](JobPlan& plan, const QString& text) { plan.search.forbidden = split(text); });
    addNumber(QStringLiteral("searchSeed"), tr("Seed"), static_cast<int>(plan_.search.seed), 0, largestSeed,
        [](JobPlan& plan, int value) { plan.search.seed = static_cast<std::uint64_t>(value); });
}

void JobSettingsDialog::addTrainRows() {
    addNumber(QStringLiteral("trainSteps"), tr("Steps"), plan_.train.rungs.back(), 1, 10'000'000,
        [](JobPlan& plan, int value) { plan.train.rungs = {value}; });
    addNumber(QStringLiteral("randomCells"), tr("Random cells beside"), plan_.randomCells, 0, 100,
        [](JobPlan& plan, int value) { plan.randomCells = value; });
    addNumber(QStringLiteral("repeats"), tr("Training seeds"), plan_.train.repeats, 1, 20,
        [](JobPlan& plan, int value) { plan.train.repeats = value; });
    addReal(QStringLiteral("learningRate"), tr("Learning rate"), plan_.train.learningRate, 0.0001, 10, 4,
        [](JobPlan& plan, double value) { plan.train.learningRate = value; });
}

void JobSettingsDialog::addTuneRows() {
    const protocol::TuneConfig& tune = plan_.tune;
    addText(QStringLiteral("accelerator"), tr("Accelerator"), toQString(tune.accelerator),
        tr("A built-in one (pynq, ultra96, zcu104, …) or a VTA configuration file (.json)"),
        [](JobPlan& plan, const QString& text) { plan.tune.accelerator = text.toStdString(); });
    addChoice(QStringLiteral("variant"), tr("Depthwise convolutions"),
        {tr("on the host CPU"), tr("in groups, on the VTA")}, tune.variant == "group16" ? 1 : 0,
        [](JobPlan& plan, int value) { plan.tune.variant = value == 1 ? "group16" : "cpu"; });
    addText(QStringLiteral("tuneLayers"), tr("Operators"), joined(tune.layers),
        tr("Empty: those of the chosen candidate's network; else such as conv/1x64x56x56/64x3x3/s1/p1/g1"),
        [](JobPlan& plan, const QString& text) { plan.tune.layers = split(text); });
    addText(QStringLiteral("tuneMethods"), tr("Tuners, compared if several"), joined(tune.methods),
        tr("random; autotvm; validity; classifier; static-filter; ours; ours-filtered"),
        [](JobPlan& plan, const QString& text) { plan.tune.methods = split(text); });
    addNumber(QStringLiteral("tuneTrials"), tr("Measurements of an operator, at most"), tune.trials, 1, 1'000'000,
        [](JobPlan& plan, int value) { plan.tune.trials = value; });
    addNumber(QStringLiteral("tunePatience"), tr("Stop after so many without a gain (0: never)"), tune.patience, 0,
        1'000'000, [](JobPlan& plan, int value) { plan.tune.patience = value; });
    addNumber(QStringLiteral("tuneSeeds"), tr("Tunings by each tuner"), tune.seeds, 1, 100,
        [](JobPlan& plan, int value) { plan.tune.seeds = value; });
    addChoice(QStringLiteral("tuneSpace"), tr("Tile sizes"), {tr("divisors"), tr("divisors and powers of two")},
        tune.verboseSpace ? 1 : 0, [](JobPlan& plan, int value) { plan.tune.verboseSpace = value == 1; });
    addNumber(QStringLiteral("tuneSeed"), tr("Seed"), static_cast<int>(tune.seed), 0, largestSeed,
        [](JobPlan& plan, int value) { plan.tune.seed = static_cast<std::uint64_t>(value); });
}

void JobSettingsDialog::accept() {
    try {
        JobPlan changed = plan_;
        for (const Store& store : stores_) {
            store(changed);
        }
        validateStep(step_, changed);
        plan_ = changed;
        QDialog::accept();
    } catch (const Error& error) {
        problem_->setText(errorTitle(error.code()) + QLatin1Char(' ') + QString::fromUtf8(error.what()));
        problem_->show();
    }
}

}
