// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/jobs/export_dialog.h"

#include <QComboBox>
#include <QDialogButtonBox>
#include <QFormLayout>
#include <QLabel>
#include <QPushButton>
#include <QVBoxLayout>
#include <array>
#include <string_view>
#include <utility>

#include "core/base/error.h"
#include "core/options/option_rows.h"
#include "core/space/search_space.h"
#include "widgets/common/controls.h"
#include "widgets/common/number_field.h"
#include "widgets/common/palette.h"
#include "widgets/error_text.h"

namespace paretoscope::widgets {

namespace {

using options::ExportFormat;

constexpr std::array formats{ExportFormat::Onnx, ExportFormat::PyTorch, ExportFormat::Genotype, ExportFormat::Dot,
    ExportFormat::Svg, ExportFormat::Profile};

QString formatText(ExportFormat format) {
    switch (format) {
    case ExportFormat::Onnx:
        return ExportDialog::tr("ONNX");
    case ExportFormat::PyTorch:
        return ExportDialog::tr("PyTorch (model.py and safetensors)");
    case ExportFormat::Genotype:
        return ExportDialog::tr("Genotype text");
    case ExportFormat::Dot:
        return ExportDialog::tr("DOT, for Graphviz");
    case ExportFormat::Svg:
        return ExportDialog::tr("SVG picture of the cells");
    case ExportFormat::Profile:
        return ExportDialog::tr("Device profile");
    }
    return {};
}

QString explanationOf(ExportFormat format) {
    switch (format) {
    case ExportFormat::Onnx:
        return ExportDialog::tr(
            "The network for ONNX Runtime and others, batch normalisation folded in. The file is read "
            "back and checked: names, connections, shapes and numbers.");
    case ExportFormat::PyTorch:
        return ExportDialog::tr(
            "A Python file to read and change, its weights beside it. The weights are read back and "
            "compared. The file needs torch alone.");
    case ExportFormat::Genotype:
        return ExportDialog::tr("The cells as the DARTS codes print them.");
    case ExportFormat::Dot:
        return ExportDialog::tr("The cells as graphs.");
    case ExportFormat::Svg:
        return ExportDialog::tr("The cells as this window draws them.");
    case ExportFormat::Profile:
        return ExportDialog::tr("All device settings of this project: measurements and predictors, for other projects "
                                "and computers.");
    }
    return {};
}

/// In the limits of the job's own option; of the cells in those of the space.
QSpinBox* numberBox(QWidget* parent, const char* id, options::ExportConfig config, const char* option) {
    auto* box = new WholeNumberField(parent);
    box->setObjectName(QLatin1String(id));
    for (const options::OptionRow& row : options::rowsOf(config.network)) {
        if (row.option.name == std::string_view(option)) {
            box->setRange(static_cast<int>(row.option.low), static_cast<int>(row.option.high));
            box->setValue(*std::get<int*>(row.value));
        }
    }
    return box;
}

}

QString fileFilter(ExportFormat format) {
    const std::string suffix(options::suffixOf(format));
    return formatText(format).section(QLatin1Char('('), 0, 0).trimmed() + QStringLiteral(" (*")
        + QString::fromStdString(suffix) + QLatin1Char(')');
}

ExportDialog::ExportDialog(options::ExportConfig config, bool trained, QWidget* parent)
    : QDialog(parent)
    , config_(std::move(config))
    , trained_(trained)
    , format_(new QComboBox(this))
    , weights_(new QComboBox(this))
    , network_(new QWidget(this))
    , size_(numberBox(network_, "exportSize", config_, "input_size"))
    , channels_(numberBox(network_, "exportChannels", config_, "channels"))
    , cells_(numberBox(network_, "exportCells", config_, "cells"))
    , classes_(numberBox(network_, "exportClasses", config_, "classes"))
    , explanation_(new QLabel(this))
    , problem_(new QLabel(this))
    , buttons_(new QDialogButtonBox(QDialogButtonBox::Ok | QDialogButtonBox::Cancel, this)) {
    setObjectName(QStringLiteral("exportDialog"));
    setWindowTitle(tr("Export"));
    format_->setObjectName(QStringLiteral("exportFormat"));
    for (const ExportFormat format : formats) {
        format_->addItem(formatText(format));
    }
    weights_->setObjectName(QStringLiteral("exportWeights"));
    weights_->addItems({tr("trained"), tr("random")});
    weights_->setCurrentIndex(trained ? 0 : 1);
    explanation_->setObjectName(QStringLiteral("exportExplanation"));
    explanation_->setWordWrap(true);
    explanation_->setMinimumWidth(380);
    explanation_->setMinimumHeight(fontMetrics().height() * 4);
    explanation_->setAlignment(Qt::AlignTop | Qt::AlignLeft);
    auto* shape = new QFormLayout(network_);
    shape->setContentsMargins(0, 0, 0, 0);
    shape->addRow(tr("&Weights"), weights_);
    shape->addRow(tr("&Image size (pixels)"), size_);
    shape->addRow(tr("First &channels"), channels_);
    shape->addRow(tr("C&ells"), cells_);
    shape->addRow(tr("C&lasses"), classes_);
    auto* form = new QFormLayout;
    form->addRow(tr("&Format"), format_);
    const space::SearchSpace& space = space::searchSpace(config_.network.space);
    cells_->setRange(space.fewestCells, space.mostCells);
    problem_->setObjectName(QStringLiteral("exportProblem"));
    problem_->setWordWrap(true);
    setTextColour(*problem_, Colour::Bad);
    //: A button: goes on to choose the file.
    buttons_->button(QDialogButtonBox::Ok)->setText(tr("&Export…"));
    auto* layout = new QVBoxLayout(this);
    layout->addLayout(form);
    layout->addWidget(explanation_);
    layout->addWidget(network_);
    layout->addStretch(1);
    layout->addWidget(problem_);
    layout->addWidget(buttons_);
    connect(format_, &QComboBox::currentIndexChanged, this, &ExportDialog::showFormat);
    connect(weights_, &QComboBox::currentIndexChanged, this, &ExportDialog::showFormat);
    for (const QSpinBox* box : {size_, channels_, cells_, classes_}) {
        connect(box, &QSpinBox::valueChanged, this, &ExportDialog::showProblem);
    }
    connect(buttons_, &QDialogButtonBox::accepted, this, [this] {
        if (!leadToFieldProblem(*this)) {
            accept();
        }
    });
    connect(buttons_, &QDialogButtonBox::rejected, this, &QDialog::reject);
    showFormat();
}

ExportFormat ExportDialog::format() const {
    return formats.at(static_cast<std::size_t>(format_->currentIndex()));
}

void ExportDialog::showFormat() {
    const bool network = format() == ExportFormat::Onnx || format() == ExportFormat::PyTorch;
    network_->setEnabled(network);
    weights_->setEnabled(network && trained_);
    weights_->setToolTip(
        trained_ ? QString() : tr("The project contains no trained weights of this cell. Train it first."));
    // Trained weights fit the network that they were trained in, and no other.
    const bool free = network && weights_->currentIndex() == 1;
    for (QSpinBox* box : {size_, channels_, cells_, classes_}) {
        box->setEnabled(free);
    }
    explanation_->setText(explanationOf(format()));
    showProblem();
}

/// What the job would refuse is said while the dialog is open; the file's name is asked for after it.
void ExportDialog::showProblem() {
    QString problem;
    try {
        options::ExportConfig chosen = config();
        chosen.path = chosen.path.empty() ? "file" : chosen.path;
        options::validate(chosen);
    } catch (const Error& error) {
        problem = errorTitle(error.code()) + QLatin1Char(' ') + QString::fromUtf8(error.what());
    }
    problem_->setText(problem);
    problem_->setVisible(!problem.isEmpty());
    buttons_->button(QDialogButtonBox::Ok)->setEnabled(problem.isEmpty());
}

options::ExportConfig ExportDialog::config() const {
    options::ExportConfig chosen = config_;
    chosen.format = format();
    chosen.weights = weights_->currentIndex() == 0 ? options::WeightsKind::Trained : options::WeightsKind::Random;
    if (chosen.weights == options::WeightsKind::Random) {
        chosen.network.shape.inputSize = size_->value();
        chosen.network.shape.channels = channels_->value();
        chosen.network.shape.cells = cells_->value();
        chosen.network.shape.classes = classes_->value();
    }
    return chosen;
}

}
