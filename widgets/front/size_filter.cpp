// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/front/size_filter.h"

#include <QDialogButtonBox>
#include <QFormLayout>
#include <QPushButton>
#include <cmath>

namespace paretoscope::widgets {

namespace {

constexpr double thousand = 1e3;
constexpr double million = 1e6;
constexpr double kibibyte = 1024;
constexpr double largest = 1e9;

NumberField* box(const char* name, double value, const QString& suffix, const QString& whatever, QWidget* parent) {
    auto* box = new NumberField(parent);
    box->setObjectName(QLatin1String(name));
    box->setRange(0, largest);
    box->setDecimals(1);
    box->setStepType(QAbstractSpinBox::AdaptiveDecimalStepType);
    box->setUnit(suffix);
    box->setSpecialValueText(whatever);
    box->setValue(value);
    return box;
}

}

SizeFilterDialog::SizeFilterDialog(const SizeFilter& filter, QWidget* parent)
    : QDialog(parent)
    //: Unit after a number: thousands of parameters.
    , parameters_(box("filterParameters", static_cast<double>(filter.parameters) / thousand, tr(" thousand"),
          tr("any number"), this))
    //: Unit after a number: millions of multiply-adds.
    , macs_(box("filterMacs", static_cast<double>(filter.macs) / million, tr(" million"), tr("any number"), this))
    //: Unit after a number: 1024 bytes.
    , activations_(box("filterActivations", static_cast<double>(filter.activationBytes) / kibibyte, tr(" KiB"),
          tr("any amount"), this)) {
    activations_->setToolTip(tr("Peak memory of the activations for one float32 image, without the weights"));
    setObjectName(QStringLiteral("sizeFilter"));
    setWindowTitle(tr("Show candidates up to a size"));
    auto* buttons =
        new QDialogButtonBox(QDialogButtonBox::Ok | QDialogButtonBox::Cancel | QDialogButtonBox::Reset, this);
    auto* form = new QFormLayout(this);
    form->addRow(tr("Maximum &parameters"), parameters_);
    form->addRow(tr("Maximum &multiply-adds"), macs_);
    form->addRow(tr("Maximum &activation memory"), activations_);
    form->addRow(buttons);
    connect(buttons, &QDialogButtonBox::accepted, this, [this] {
        if (!leadToFieldProblem(*this)) {
            accept();
        }
    });
    connect(buttons, &QDialogButtonBox::rejected, this, &QDialog::reject);
    connect(buttons->button(QDialogButtonBox::Reset), &QAbstractButton::clicked, this, [this] {
        parameters_->setValue(0);
        macs_->setValue(0);
        activations_->setValue(0);
        accept();
    });
}

SizeFilter SizeFilterDialog::filter() const {
    return {std::llround(parameters_->value() * thousand), std::llround(macs_->value() * million),
        std::llround(activations_->value() * kibibyte)};
}

}
