// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QDialog>

#include "core/options/jobs.h"

class QComboBox;
class QDialogButtonBox;
class QLabel;
class QSpinBox;
class QWidget;

namespace paretoscope::widgets {

/// What to export, and how: format, weights, and the shape that the network is built for.
class ExportDialog : public QDialog {
    Q_OBJECT
public:
    /// `trained`: the project holds trained weights of the genotype in `config.network`.
    ExportDialog(options::ExportConfig config, bool trained, QWidget* parent);

    /// The choice; the path is still to be asked for.
    [[nodiscard]] options::ExportConfig config() const;

private:
    void showFormat();
    void showProblem();
    [[nodiscard]] options::ExportFormat format() const;

    options::ExportConfig config_;
    bool trained_;
    QComboBox* format_;
    QComboBox* weights_;
    QWidget* network_;
    QSpinBox* size_;
    QSpinBox* channels_;
    QSpinBox* cells_;
    QSpinBox* classes_;
    QLabel* explanation_;
    QLabel* problem_;
    QDialogButtonBox* buttons_;
};

/// For a file dialog: "ONNX (*.onnx)".
QString fileFilter(options::ExportFormat format);

}
