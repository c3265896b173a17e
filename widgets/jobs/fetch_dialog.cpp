// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/jobs/fetch_dialog.h"

#include <QCloseEvent>
#include <QComboBox>
#include <QDialogButtonBox>
#include <QDir>
#include <QFormLayout>
#include <QLabel>
#include <QLineEdit>
#include <QLocale>
#include <QProgressBar>
#include <QPushButton>
#include <QUrl>
#include <QVBoxLayout>
#include <algorithm>
#include <cmath>

#include "core/base/state_folder.h"
#include "core/data/published.h"
#include "widgets/common/controls.h"
#include "widgets/common/number_text.h"
#include "widgets/style/style.h"

namespace paretoscope::widgets {

namespace {

constexpr int barSteps = 1000;
constexpr int textWidth = 480;
constexpr int aboutLines = 3;
constexpr int stateLines = 8; // a sum that is wrong is told with both sums

QLabel* wrappedText(const char* name, int lines, QWidget* parent) {
    auto* label = new QLabel(parent);
    label->setObjectName(QLatin1String(name));
    label->setWordWrap(true);
    label->setAlignment(Qt::AlignTop | Qt::AlignLeft);
    label->setMinimumSize(
        forText(textWidth, *label), lines * label->fontMetrics().height()); // nothing moves with what is said
    return label;
}

}

FetchDialog::FetchDialog(const QString& source, QWidget* parent)
    : QDialog(parent)
    , set_(new QComboBox(this))
    , about_(wrappedText("fetchAbout", aboutLines, this))
    , bar_(new QProgressBar(this))
    , state_(wrappedText("fetchState", stateLines, this)) {
    setObjectName(QStringLiteral("fetchDialog"));
    setWindowTitle(tr("Fetch images"));
    nameWidget(set_, "fetchSet", tr("Data set"));
    for (const data::PublishedData& published : data::publishedData()) {
        set_->addItem(toQString(published.title), toQString(published.name));
    }
    set_->setCurrentIndex(std::max(0, set_->findData(source.section(QLatin1Char(':'), 0, 0).trimmed())));
    nameWidget(bar_, "fetchBar", tr("Progress of the download"));
    bar_->setRange(0, barSteps);
    bar_->setFocusPolicy(Qt::StrongFocus);
    state_->setTextFormat(Qt::PlainText);
    state_->setTextInteractionFlags(Qt::TextSelectableByMouse);
    auto* buttons = new QDialogButtonBox(QDialogButtonBox::Cancel, this);
    buttons->button(QDialogButtonBox::Cancel)->setObjectName(QStringLiteral("fetchCancel"));
    //: A button: downloads.
    start_ = buttons->addButton(tr("&Fetch"), QDialogButtonBox::ActionRole);
    start_->setObjectName(QStringLiteral("fetchStart"));
    start_->setDefault(true);
    auto* form = new QFormLayout;
    form->addRow(tr("&Data set"), set_);
    auto* layout = new QVBoxLayout(this);
    layout->addLayout(form);
    layout->addWidget(about_);
    layout->addWidget(bar_);
    layout->addWidget(state_);
    layout->addWidget(buttons);
    connect(set_, &QComboBox::currentIndexChanged, this, &FetchDialog::showSet);
    connect(start_, &QPushButton::clicked, this, &FetchDialog::start);
    connect(buttons, &QDialogButtonBox::rejected, this, &FetchDialog::reject);
    connect(&fetch_, &DataFetch::progressed, this, &FetchDialog::showStep);
    connect(&fetch_, &DataFetch::ended, this, &FetchDialog::finish);
    showSet();
    setRunning(false);
}

void FetchDialog::openFor(QLineEdit& field, QWidget* parent) {
    auto* dialog = new FetchDialog(field.text(), parent);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    connect(dialog, &QDialog::accepted, &field, [dialog, &field] {
        if (field.text() == dialog->source()) {
            Q_EMIT field.textChanged(field.text()); // the images are here only now
        } else {
            field.setText(dialog->source());
        }
    });
    dialog->open();
}

QString FetchDialog::source() const {
    return set_->currentData().toString();
}

void FetchDialog::showSet() {
    const data::PublishedData& published = data::publishedData(source().toStdString());
    //: %1 a computer's name on the internet, %2 a folder.
    about_->setText(
        tr("About 170 MB from %1, checked and unpacked into %2. An interrupted download resumes where it stopped.")
            .arg(QUrl(toQString(data::addressOf(published, {}))).host(),
                QDir::toNativeSeparators(toQString(base::dataFolder().string()))));
    bar_->setValue(0);
    state_->clear();
}

void FetchDialog::setRunning(bool running) {
    if (running) {
        bar_->setFocus(); // else Cancel would take it, and a second Return cancel the download
    }
    set_->setEnabled(!running);
    start_->setEnabled(!running);
}

void FetchDialog::start() {
    bar_->setValue(0);
    state_->setText(tr("Connecting…"));
    setRunning(true);
    fetch_.start(source());
}

void FetchDialog::showStep(const FetchStep& step) {
    if (step.stage != FetchStep::Stage::Downloading) {
        bar_->setValue(barSteps);
        state_->setText(step.stage == FetchStep::Stage::Checking ? tr("Checking…") : tr("Unpacking…"));
        return;
    }
    const QString there = QLocale().formattedDataSize(step.bytes, 1);
    if (step.allBytes <= 0) {
        //: %1 an amount of data such as 1.2 MB.
        state_->setText(tr("%1 downloaded").arg(there));
        return;
    }
    const double share = static_cast<double>(step.bytes) / static_cast<double>(step.allBytes);
    bar_->setValue(static_cast<int>(std::lround(share * barSteps)));
    //: %1 and %2 amounts of data such as 1.2 MB.
    state_->setText(tr("%1 of %2 downloaded").arg(there, QLocale().formattedDataSize(step.allBytes, 1)));
}

void FetchDialog::finish(DataFetch::End end, const QString& problem) {
    switch (end) {
    case DataFetch::End::Done:
        accept();
        break;
    case DataFetch::End::Cancelled:
        QDialog::reject();
        break;
    case DataFetch::End::Failed:
        state_->setText(problem);
        setRunning(false);
        start_->setFocus(); // it lost the focus with its turn, and trying again is what follows
        break;
    }
}

/// The window closes: nobody waits for a download.
void FetchDialog::closeEvent(QCloseEvent* event) {
    QDialog::reject();
    event->accept();
}

void FetchDialog::reject() {
    if (fetch_.isRunning()) {
        state_->setText(tr("Ending…"));
        fetch_.cancel(); // and finish() follows
    } else {
        QDialog::reject();
    }
}

}
