// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/main/settings_dialog.h"

#include <QCheckBox>
#include <QComboBox>
#include <QDesktopServices>
#include <QDialogButtonBox>
#include <QDir>
#include <QFileInfo>
#include <QFormLayout>
#include <QHBoxLayout>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QSettings>
#include <QSpinBox>
#include <QThread>
#include <QUrl>
#include <QVBoxLayout>

#include "core/base/state_folder.h"
#include "widgets/common/controls.h"
#include "widgets/common/dialogs.h"
#include "widgets/common/language.h"
#include "widgets/common/palette.h"
#include "widgets/jobs/fetch_dialog.h"
#include "widgets/jobs/image_source.h"

namespace paretoscope::widgets {

namespace {
constexpr int textStep = 10;
}

SettingsDialog::SettingsDialog(const Preferences& preferences, Dialogs& dialogs, QWidget* parent)
    : QDialog(parent)
    , dialogs_(dialogs)
    , theme_(new QComboBox(this))
    , textSize_(new WholeNumberField(this))
    , language_(new QComboBox(this))
    , cores_(new WholeNumberField(this))
    , data_(new QLineEdit(preferences.dataSource, this))
    , dataNote_(new QLabel(this))
    , notify_(new QCheckBox(tr("&Notify when a long job ends"), this))
    , keepAwake_(new QCheckBox(tr("Keep the computer &awake while a job runs"), this))
    , buttons_(new QDialogButtonBox(QDialogButtonBox::Ok | QDialogButtonBox::Cancel, this)) {
    setObjectName(QStringLiteral("settingsDialog"));
    setWindowTitle(tr("Settings"));
    theme_->setObjectName(QStringLiteral("settingsTheme"));
    theme_->addItems({tr("As the desktop"), tr("Light"), tr("Dark"), tr("High contrast, light"),
        tr("High contrast, dark")}); // in the order of Theme
    theme_->setCurrentIndex(static_cast<int>(preferences.theme));
    textSize_->setObjectName(QStringLiteral("settingsTextSize"));
    textSize_->setRange(Preferences::smallestText, Preferences::largestText);
    textSize_->setSingleStep(textStep);
    //: Unit behind a number: per cent.
    textSize_->setUnit(tr(" %"));
    textSize_->setValue(preferences.textPercent);
    textSize_->setToolTip(tr("Size of all text, compared with the desktop's"));
    language_->setObjectName(QStringLiteral("settingsLanguage"));
    language_->addItem(tr("As the desktop"), QString());
    for (const QString& language : languages()) {
        language_->addItem(nativeName(language), language);
    }
    language_->setCurrentIndex(std::max(0, language_->findData(preferences.language)));
    cores_->setObjectName(QStringLiteral("settingsCores"));
    cores_->setRange(0, std::max(1, QThread::idealThreadCount()));
    //: Instead of the number 0: as many cores as there are.
    cores_->setSpecialValueText(tr("all"));
    cores_->setValue(preferences.cores);
    cores_->setToolTip(tr("Maximum number of CPU cores for jobs. Takes effect when the next worker starts."));
    data_->setObjectName(QStringLiteral("settingsData"));
    data_->setPlaceholderText(QStringLiteral("synthetic"));
    data_->setToolTip(tr("synthetic, cifar10:FOLDER, cifar100:FOLDER or folder:FOLDER"));
    data_->setMinimumWidth(340);
    dataNote_->setObjectName(QStringLiteral("settingsDataNote"));
    dataNote_->setWordWrap(true);
    notify_->setObjectName(QStringLiteral("settingsNotify"));
    notify_->setChecked(preferences.notify);
    keepAwake_->setObjectName(QStringLiteral("settingsAwake"));
    keepAwake_->setChecked(preferences.keepAwake);
    auto* choose = new QPushButton(tr("&Choose…"), this);
    choose->setObjectName(QStringLiteral("settingsChooseData"));
    choose->setToolTip(tr("A folder with images that is on this computer"));
    auto* fetch = new QPushButton(tr("&Fetch…"), this);
    fetch->setObjectName(QStringLiteral("settingsFetchData"));
    fetch->setToolTip(tr("Download a published data set"));
    for (QPushButton* button : {choose, fetch}) {
        button->setAutoDefault(false); // Return in the field means OK
    }
    auto* data = new QHBoxLayout;
    data->addWidget(data_, 1);
    data->addWidget(choose);
    data->addWidget(fetch);
    auto* form = new QFormLayout;
    form->addRow(tr("&Theme"), theme_);
    form->addRow(tr("Te&xt size"), textSize_);
    form->addRow(tr("&Language"), language_);
    form->addRow(tr("C&ores for jobs"), cores_);
    auto* images = new QLabel(tr("&Images of new searches"), this);
    images->setBuddy(data_);
    form->addRow(images, data);
    form->addRow(QString(), dataNote_);
    form->addRow(QString(), notify_);
    form->addRow(QString(), keepAwake_);
    addFolder(*form, tr("Data sets"), QString::fromStdString(base::dataFolder().string()));
    addFolder(*form, tr("Settings file"), QFileInfo(QSettings().fileName()).absolutePath());
    auto* layout = new QVBoxLayout(this);
    layout->addLayout(form);
    layout->addWidget(buttons_);
    connect(choose, &QPushButton::clicked, this, &SettingsDialog::chooseData);
    connect(fetch, &QPushButton::clicked, this, [this] { FetchDialog::openFor(*data_, this); });
    connect(data_, &QLineEdit::textChanged, this, &SettingsDialog::showData);
    connect(buttons_, &QDialogButtonBox::accepted, this, [this] {
        if (!leadToFieldProblem(*this)) {
            accept();
        }
    });
    connect(buttons_, &QDialogButtonBox::rejected, this, &QDialog::reject);
    showData();
}

void SettingsDialog::addFolder(QFormLayout& form, const QString& label, const QString& path) {
    auto* row = new QHBoxLayout;
    auto* text = new QLabel(QDir::toNativeSeparators(path), this);
    text->setTextInteractionFlags(Qt::TextSelectableByMouse);
    //: A button: shows a folder in the file manager.
    auto* show = new QPushButton(tr("Show"), this);
    show->setEnabled(QFileInfo::exists(path));
    row->addWidget(text, 1);
    row->addWidget(show);
    form.addRow(label, row);
    connect(show, &QPushButton::clicked, this, [path] { QDesktopServices::openUrl(QUrl::fromLocalFile(path)); });
}

void SettingsDialog::chooseData() {
    const QString folder = dialogs_.folder(this, tr("Folder with images"));
    if (folder.isEmpty()) {
        return;
    }
    // What the folder holds says which kind of data set it is.
    const QDir dir(folder);
    const QString kind = dir.exists(QStringLiteral("data_batch_1.bin")) ? QStringLiteral("cifar10:")
        : dir.exists(QStringLiteral("train.bin"))                       ? QStringLiteral("cifar100:")
                                                                        : QStringLiteral("folder:");
    data_->setText(kind + folder);
}

void SettingsDialog::showData() {
    const ImagesProblem problem = data_->text().trimmed().isEmpty() ? ImagesProblem() : imagesProblem(data_->text());
    setTextColour(*dataNote_, problem.wrong ? Colour::Bad : Colour::Warning);
    dataNote_->setText(problem.text);
    // A dialog does not grow by itself with the lines of a text, and would cut some off. Two are always kept free.
    const int width = isVisible() ? dataNote_->width() : data_->minimumWidth();
    dataNote_->setMinimumHeight(std::max(2 * fontMetrics().height(), dataNote_->heightForWidth(width)));
    buttons_->button(QDialogButtonBox::Ok)->setEnabled(!problem.wrong);
}

Preferences SettingsDialog::preferences() const {
    Preferences chosen;
    chosen.theme = static_cast<Theme>(theme_->currentIndex());
    chosen.textPercent = textSize_->value();
    chosen.language = language_->currentData().toString();
    chosen.cores = cores_->value();
    chosen.dataSource = data_->text().trimmed();
    chosen.notify = notify_->isChecked();
    chosen.keepAwake = keepAwake_->isChecked();
    return chosen;
}

}
