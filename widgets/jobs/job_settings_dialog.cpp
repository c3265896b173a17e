// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/jobs/job_settings_dialog.h"

#include <QComboBox>
#include <QDialogButtonBox>
#include <QEvent>
#include <QFormLayout>
#include <QHBoxLayout>
#include <QLabel>
#include <QLineEdit>
#include <QLocale>
#include <QPushButton>
#include <QScreen>
#include <QScrollArea>
#include <QScrollBar>
#include <QSpinBox>
#include <QThread>
#include <QVBoxLayout>
#include <algorithm>
#include <type_traits>
#include <utility>

#include "core/base/enum_names.h"
#include "core/base/error.h"
#include "core/options/augmentation.h"
#include "core/options/epochs.h"
#include "core/options/option_rows.h"
#include "core/options/presets.h"
#include "core/vta/accelerator.h"
#include "core/vta/tuner.h"
#include "core/vta/workload.h"
#include "widgets/common/controls.h"
#include "widgets/common/number_field.h"
#include "widgets/common/number_text.h"
#include "widgets/common/palette.h"
#include "widgets/error_text.h"
#include "widgets/jobs/fetch_dialog.h"
#include "widgets/jobs/image_source.h"
#include "widgets/jobs/job_controller.h"
#include "widgets/jobs/job_times.h"
#include "widgets/jobs/option_editor.h"
#include "widgets/style/style.h"

namespace paretoscope::widgets {

namespace {

constexpr int leastWidth = 440; ///< a sentence on what is wrong takes few lines

/// The options that have a label. The network and the device are set where they are measured; other jobs take them from
/// there.
std::vector<options::OptionRow> shownRows(options::JobConfig& config) {
    std::vector<options::OptionRow> rows = std::visit([](auto& job) { return options::rowsOf(job); }, config);
    const bool isMeasuring = options::kindOf(config) == records::JobKind::Measure;
    std::erase_if(rows, [isMeasuring](const options::OptionRow& row) {
        const bool isShared = row.group() == "network" || row.path == "device_setting";
        return row.option.title == nullptr || (isShared && !isMeasuring);
    });
    return rows;
}

/// Which cell and file are meant is chosen when the job starts: anything does for the check.
void fillIn(std::string& text) {
    text = text.empty() ? "DARTS_V2" : text;
}

/// What the worker would refuse is refused here already, while the form is open.
void requireValid(options::JobConfig config) {
    if (auto* train = std::get_if<options::TrainConfig>(&config)) {
        train->genotypes.resize(std::max<std::size_t>(train->genotypes.size(), 1));
    } else if (auto* writing = std::get_if<options::ExportConfig>(&config)) {
        fillIn(writing->genotype);
        fillIn(writing->path);
    } else if (auto* tune = std::get_if<options::TuneConfig>(&config)) {
        fillIn(tune->genotype);
        for (const std::string& method : tune->methods) {
            vta::methodFromName(method);
        }
        const vta::Accelerator accelerator = vta::loadAccelerator(tune->accelerator);
        for (const std::string& layer : tune->layers) {
            vta::pack(vta::workloadFromText(layer), accelerator);
        }
    }
    options::validate(config);
}

/// Which one “what suits the network” is; empty where nothing is trained or another was chosen.
QString augmentationText(const options::JobConfig& config) {
    return std::visit(
        []<typename Config>(const Config& job) {
            if constexpr (std::is_base_of_v<options::TrainingRecipe, Config>) {
                if (job.augmentation == options::Augmentation::Automatic) {
                    const auto suits = base::textOf(options::augmentationFor(job.augmentation, job.network.shape));
                    const std::vector<options::Choice> choices = options::augmentationOption().choices;
                    const auto choice = std::ranges::find(choices, suits, &options::Choice::value);
                    //: What is changed about the images; %1 such as "shift and flip (CIFAR)".
                    return JobSettingsDialog::tr("Augmentation: %1.").arg(optionText(choice->label));
                }
            }
            return QString();
        },
        config);
}

}

JobSettingsDialog::JobSettingsDialog(options::JobConfig config, std::optional<int> randomCells, QWidget* parent)
    : QDialog(parent)
    , config_(std::move(config))
    , estimate_(new QLabel(this))
    , memory_(new QLabel(this))
    , problem_(new QLabel(this))
    , buttons_(new QDialogButtonBox(QDialogButtonBox::Ok | QDialogButtonBox::Cancel, this)) {
    setObjectName(QStringLiteral("jobSettings"));
    //: Title of a settings form; %1 is a kind of job such as "Search".
    setWindowTitle(tr("Settings: %1").arg(optionText(options::descriptionOf(options::kindOf(config_)).title)));
    problem_->setObjectName(QStringLiteral("jobSettingsProblem"));
    problem_->setWordWrap(true);
    estimate_->setObjectName(QStringLiteral("jobSettingsEstimate"));
    estimate_->setWordWrap(true);
    memory_->setObjectName(QStringLiteral("jobSettingsMemory"));
    memory_->setWordWrap(true);
    memory_->setToolTip(
        tr("Weights, gradients and everything that a step keeps, and what the program takes itself; the "
           "images come on top. A search or a training that would not fit is refused before it "
           "starts."));
    auto* fields = new QWidget(this);
    auto* form = new QFormLayout(fields);
    auto* scroll = new QScrollArea(this); // a recipe has more numbers than a small screen has lines
    scroll->setFrameShape(QFrame::NoFrame);
    scroll->setWidgetResizable(true);
    scroll->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    auto* layout = new QVBoxLayout(this);
    layout->addWidget(scroll);
    layout->addWidget(estimate_);
    layout->addWidget(memory_);
    layout->addWidget(problem_);
    layout->addWidget(buttons_);
    // The estimates or the problem are always there, so that the buttons stay where they are.
    const int twoLines = 2 * fontMetrics().height();
    const bool tellsMemory = takesMemory(config_);
    estimate_->setMinimumHeight(twoLines);
    memory_->setMinimumHeight(twoLines);
    memory_->setVisible(tellsMemory);
    problemHeight_ = tellsMemory ? 2 * twoLines + layout->spacing() : twoLines;
    connect(buttons_, &QDialogButtonBox::accepted, this, &JobSettingsDialog::accept);
    connect(buttons_, &QDialogButtonBox::rejected, this, &QDialog::reject);
    offerPresets(*form);
    for (const options::OptionRow& row : shownRows(config_)) {
        editors_.push_back(makeOptionEditor(row, this));
        const QString title = optionText(row.option.title);
        form->addRow(title, row.path == "data.source" ? withFetch(editors_.back(), title) : editors_.back());
        onOptionEdited(*editors_.back(), this, [this] { showEstimate(); });
    }
    if (randomCells) {
        randomCells_ = new WholeNumberField(this);
        randomCells_->setObjectName(QStringLiteral("random_cells"));
        randomCells_->setValue(*randomCells);
        connect(randomCells_, &QSpinBox::valueChanged, this, [this] { showEstimate(); });
        form->addRow(tr("Random cells beside"), randomCells_);
    }
    if (editors_.empty()) {
        form->addRow(new QLabel(tr("Trained weights are written where the project holds some,\nrandom ones otherwise; "
                                   "the file says which."),
            this));
    }
    scroll->setWidget(fields);
    const QSize wanted = fields->sizeHint();
    scroll->setMinimumWidth(
        std::max(wanted.width() + scroll->verticalScrollBar()->sizeHint().width(), forText(leastWidth, *this)));
    constexpr double mostOfScreen = 0.7;
    const int room = static_cast<int>(mostOfScreen * screen()->availableGeometry().height());
    scroll->setMinimumHeight(std::min(wanted.height(), room));
    if (!editors_.empty()) {
        editors_.front()->setFocus(); // not the button behind all of them
    }
    showEstimate();
}

QWidget* JobSettingsDialog::withFetch(QWidget* editor, const QString& title) {
    images_ = qobject_cast<QLineEdit*>(editor);
    images_->setAccessibleName(title); // the row's label belongs to the two together
    auto* both = new QWidget(this);
    both->setFocusProxy(editor);
    auto* fetch = new QPushButton(tr("&Fetch…"), this);
    nameWidget(fetch, "fetchImages", tr("Download a published data set"));
    fetch->setToolTip(fetch->accessibleName());
    fetch->setAutoDefault(false); // Return in a field means OK
    auto* layout = bare(new QHBoxLayout(both));
    layout->addWidget(editor, 1);
    layout->addWidget(fetch);
    connect(fetch, &QPushButton::clicked, this, [this] { FetchDialog::openFor(*images_, this); });
    return both;
}

void JobSettingsDialog::offerPresets(QFormLayout& form) {
    const auto addRow = [&]<typename Config>(const Config&) {
        if constexpr (options::hasPresets<Config>) {
            presets_ = new QComboBox(this);
            presets_->setObjectName(QStringLiteral("preset"));
            //: Of a list of published recipes: none of them was chosen, the settings are as they were.
            presets_->addItem(tr("As set below"));
            for (const options::Preset<Config>& preset : options::presets<Config>()) {
                presets_->addItem(optionText(preset.title), QString::fromUtf8(preset.name));
            }
        }
    };
    std::visit(addRow, config_);
    if (presets_ == nullptr) {
        return;
    }
    presetNote_ = new QLabel(this);
    presetNote_->setObjectName(QStringLiteral("presetNote"));
    presetNote_->setWordWrap(true);
    presetNote_->hide();
    //: A list of published recipes whose numbers fill the form.
    form.addRow(tr("Preset"), presets_);
    form.addRow(presetNote_);
    connect(presets_, &QComboBox::activated, this, [this] {
        const QString name = presets_->currentData().toString();
        if (!name.isEmpty()) {
            fillFrom(name.toStdString());
        }
    });
}

void JobSettingsDialog::fillFrom(const std::string& preset) {
    options::JobConfig filled = config_;
    QString note;
    const auto fill = [&]<typename Config>(Config& config) {
        if constexpr (options::hasPresets<Config>) {
            const options::Preset<Config>& chosen = options::presetOf<Config>(preset);
            const space::Shape here = config.network.shape;
            options::apply(chosen, config);
            const space::Shape published = config.network.shape;
            if (chosen.epochs && (published.channels != here.channels || published.cells != here.cells)) {
                //: Channels and cells of a network; %1 and %2 as published, %3 and %4 in this project.
                note = tr("Published for networks of %1 channels and %2 cells. The network stays as it was measured: "
                          "%3 channels, %4 cells.")
                           .arg(published.channels)
                           .arg(published.cells)
                           .arg(here.channels)
                           .arg(here.cells);
            }
            config.network.shape = here;
        }
    };
    std::visit(fill, filled);
    const std::vector<options::OptionRow> rows = shownRows(filled);
    for (std::size_t i = 0; i < rows.size(); ++i) {
        if (options::presetDecides(rows[i])) { // the others keep what was typed
            const QSignalBlocker quiet(editors_[i]); // the estimate follows once, below
            writeOptionEditor(rows[i], editors_[i]);
        }
    }
    config_ = filled; // also what has no field: the number of test images
    presetNote_->setText(note);
    presetNote_->setVisible(!note.isEmpty());
    showEstimate();
}

void JobSettingsDialog::setSnapshot(const SnapshotPointer& snapshot) {
    snapshot_ = snapshot;
    if (snapshot) {
        std::vector<QString> settings;
        for (const store::DeviceSettingSummary& summary : snapshot->settings) {
            settings.push_back(toQString(summary.deviceSetting));
        }
        if (std::holds_alternative<options::MeasureConfig>(config_)) { // what any computer has
            const QString all = QStringLiteral("cpu/eager/t%1/b1/f32").arg(QThread::idealThreadCount());
            for (const QString& usual :
                {QStringLiteral("cpu/eager/t1/b1/f32"), all, QStringLiteral("cpu/script/t1/b1/f32")}) {
                if (std::ranges::find(settings, usual) == settings.end()) {
                    settings.push_back(usual);
                }
            }
        }
        for (QWidget* editor : editors_) {
            offerSettings(*editor, settings);
        }
    }
    showEstimate();
}

int JobSettingsDialog::randomCells() const {
    return randomCells_ != nullptr ? randomCells_->value() : 0;
}

options::JobConfig JobSettingsDialog::changed() const {
    options::JobConfig changed = config_;
    const std::vector<options::OptionRow> rows = shownRows(changed);
    for (std::size_t i = 0; i < rows.size(); ++i) {
        readOptionEditor(rows[i], editors_[i]);
    }
    requireValid(changed);
    return changed;
}

void JobSettingsDialog::setComputer(const Computer& computer) {
    computer_ = computer;
    showEstimate();
}

void JobSettingsDialog::changeEvent(QEvent* event) {
    QDialog::changeEvent(event);
    // Who comes back may have fetched images elsewhere.
    const bool returned = event->type() == QEvent::ActivationChange && isActiveWindow();
    if (event->type() == QEvent::PaletteChange || returned) {
        showEstimate();
    }
}

QString JobSettingsDialog::timeText(const options::JobConfig& config) const {
    const auto time = snapshot_ ? expectedTime(config, *snapshot_) : std::nullopt;
    if (time && time->asRun != 0) {
        //: %1 a duration, %2 the number of a run.
        return tr("About %1, at the pace of run %2 in this project.")
            .arg(durationText(time->seconds), QString::number(time->asRun));
    }
    if (time) {
        //: %1 a duration.
        return tr("About %1, as set above.").arg(durationText(time->seconds));
    }
    return editors_.empty() ? QString()
                            : tr("How long it takes is not known yet: no run of this project with such settings has "
                                 "recorded it. About a minute after its start the job says how much is left.");
}

void JobSettingsDialog::showMemory(const options::JobConfig& config) {
    const auto memory = expectedMemory(config, computer_);
    memory_->setVisible(memory.has_value());
    if (!memory) {
        return;
    }
    const auto amount = [](std::int64_t bytes) { return QLocale().formattedDataSize(bytes, 1); };
    QPalette colours = palette();
    if (memory->fits()) {
        memory_->setText(memory->availableBytes < 0
                //: %1 an amount of memory such as 1.2 GB.
                ? tr("About %1 of memory beside the images.").arg(amount(memory->bytes))
                //: %1 and %2 amounts of memory such as 1.2 GB.
                : tr("About %1 of memory beside the images; %2 are free on this computer.")
                      .arg(amount(memory->bytes), amount(memory->availableBytes)));
    } else {
        //: %1 and %2 amounts of memory such as 1.2 GB.
        const QString needed = tr("It will not fit: about %1 of memory are needed, and %2 are free on this computer.")
                                   .arg(amount(memory->bytes), amount(memory->availableBytes));
        const QString batch = optionText(options::batchOption().title);
        memory_->setText(needed + QLatin1Char(' ')
            + (memory->fittingBatch > 0
                    //: %1 the name of a setting, %2 a number.
                    ? tr("Lower “%1”: %2 would fit.").arg(batch, QLocale().toString(memory->fittingBatch))
                    : tr("Measure and search a smaller network: fewer channels or cells.")));
        colours.setColor(QPalette::WindowText, colour(Colour::Warning, colours));
    }
    memory_->setPalette(colours);
}

void JobSettingsDialog::showProblem(const QString& problem, Colour colourOf) {
    setTextColour(*problem_, colourOf);
    problem_->setText(problem);
    // A dialog does not grow by itself with the lines of a text, and would cut some off.
    const int width = isVisible() ? layout()->contentsRect().width() : minimumSizeHint().width();
    problem_->setMinimumHeight(std::max(problemHeight_, problem_->heightForWidth(width)));
    problem_->setVisible(!problem.isEmpty());
}

void JobSettingsDialog::markField(const std::string& path) {
    const std::vector<options::OptionRow> rows = shownRows(config_);
    for (std::size_t i = 0; i < rows.size() && i < editors_.size(); ++i) {
        markOptionEditor(*editors_[i], !path.empty() && (rows[i].path == path || rows[i].option.name == path));
    }
}

void JobSettingsDialog::showEstimate() {
    QString problem;
    QString estimate;
    std::optional<double> epochs; // of one training or search
    QString augmentation;
    std::string wrongField;
    try {
        options::JobConfig config = changed();
        if (auto* train = std::get_if<options::TrainConfig>(&config)) {
            if (train->genotypes.empty()) { // which cells is chosen later: one, and the random ones beside it
                train->genotypes.resize(1 + static_cast<std::size_t>(randomCells()));
            }
            epochs = options::epochsOf(train->steps(), train->data.trainImages, train->batchSize);
        } else if (const auto* search = std::get_if<options::SearchConfig>(&config)) {
            epochs = options::epochsOf(search->steps(), search->imagesForWeights(), search->batchSize);
        }
        estimate = timeText(config);
        augmentation = augmentationText(config);
        showMemory(config);
    } catch (const Error& error) {
        const Error named = options::withNames(error, shownRows(config_),
            [](const options::Option& option) { return "“" + optionText(option.title).toStdString() + "”"; });
        problem = errorTitle(error.code()) + QLatin1Char(' ') + QString::fromUtf8(named.what());
        memory_->hide();
        for (const auto& [key, value] : error.arguments()) {
            wrongField = key == "field" ? value : wrongField;
        }
    }
    markField(wrongField);
    bool valid = problem.isEmpty();
    if (valid && images_ != nullptr) {
        const ImagesProblem images = imagesProblem(images_->text());
        problem = images.text;
        valid = !images.wrong; // a start that comes later may find what is missing now
        if (!problem.isEmpty()) {
            estimate.clear();
            memory_->hide();
        }
    }
    if (epochs && problem.isEmpty()) {
        //: %1 a number: how often the training images are seen.
        estimate += (estimate.isEmpty() ? QString() : QStringLiteral(" "))
            + tr("Passes over the images: %1.").arg(QLocale().toString(*epochs, 'f', *epochs < 10 ? 1 : 0));
    }
    if (!augmentation.isEmpty() && problem.isEmpty()) {
        estimate += (estimate.isEmpty() ? QString() : QStringLiteral(" ")) + augmentation;
    }
    estimate_->setText(estimate);
    estimate_->setVisible(!estimate.isEmpty());
    showProblem(problem, valid ? Colour::Warning : Colour::Bad);
    buttons_->button(QDialogButtonBox::Ok)->setEnabled(valid);
}

void JobSettingsDialog::accept() {
    showEstimate();
    if (buttons_->button(QDialogButtonBox::Ok)->isEnabled() && !leadToFieldProblem(*this)) {
        config_ = changed();
        QDialog::accept();
    }
}

void editPlan(JobController& jobs, Step step, QWidget* parent) {
    const JobPlan& plan = jobs.plan();
    auto* dialog = new JobSettingsDialog(
        plan.settings(step), step == Step::Train ? std::optional(plan.randomCells) : std::nullopt, parent->window());
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setSnapshot(jobs.snapshot());
    QObject::connect(dialog, &QDialog::accepted, &jobs, [&jobs, dialog, step] {
        jobs.plan().take(dialog->config());
        if (const auto* measure = std::get_if<options::MeasureConfig>(&dialog->config())) {
            Q_EMIT jobs.deviceWanted(toQString(measure->deviceSetting)); // else the next snapshot would take it back
        }
        if (step == Step::Train) {
            jobs.plan().randomCells = dialog->randomCells();
        }
    });
    dialog->open();
}

}
