// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QDoubleSpinBox>
#include <QEvent>
#include <QKeyEvent>
#include <QLineEdit>
#include <QLocale>
#include <QSpinBox>
#include <type_traits>

#include "widgets/common/typed_number.h"

namespace paretoscope::widgets {

/// A spin box that never makes another number of what is typed: no character is swallowed, and a text that is no number
/// of its range stays as it was typed, marked, and is not applied. Numbers follow the language of the window. GUI
/// thread.
template <typename Base>
class NumberFieldOf : public Base {
public:
    using Number = decltype(std::declval<const Base&>().value());

    explicit NumberFieldOf(QWidget* parent = nullptr) : Base(parent) {
        QObject::connect(this->lineEdit(), &QLineEdit::textChanged, this, [this] { check(); });
        this->setValue(this->value()); // Base has written it without textFromValue()
    }

    /// Behind the number; may be typed or left out.
    void setUnit(const QString& unit) {
        unit_ = unit;
        this->setValue(this->value());
    }
    /// The number is in ms; other units of time may be typed.
    void setLatency(const QString& unit) {
        latency_ = true;
        setUnit(unit);
    }
    /// Without zeros at the end.
    void setShort() { short_ = true; }

    [[nodiscard]] QString textFromValue(Number value) const override {
        QLocale locale;
        locale.setNumberOptions(QLocale::OmitGroupSeparator);
        if constexpr (std::is_integral_v<Number>) {
            return locale.toString(value) + unit_;
        } else {
            QString text = locale.toString(value, 'f', this->decimals());
            if (short_ && text.contains(locale.decimalPoint())) {
                while (text.endsWith(locale.zeroDigit())) {
                    text.chop(1);
                }
                if (text.endsWith(locale.decimalPoint())) {
                    text.chop(1);
                }
            }
            return text + unit_;
        }
    }
    [[nodiscard]] Number valueFromText(const QString& text) const override {
        const auto read = rule().read(text);
        return read ? static_cast<Number>(*read) : this->value();
    }
    QValidator::State validate(QString& text, int& /*position*/) const override {
        return rule().read(text) ? QValidator::Acceptable : QValidator::Intermediate;
    }
    void fixup(QString& /*text*/) const override { } // Qt's would take separators out

protected:
    void focusOutEvent(QFocusEvent* event) override {
        keepText([&] { Base::focusOutEvent(event); });
    }
    void keyPressEvent(QKeyEvent* event) override {
        if (event->key() == Qt::Key_Return || event->key() == Qt::Key_Enter) {
            keepText([&] { Base::keyPressEvent(event); });
            return;
        }
        Base::keyPressEvent(event);
    }
    void paintEvent(QPaintEvent* event) override {
        if (!fieldProblem(this).isEmpty()) {
            check(); // a value set from elsewhere comes without a signal of the text
        }
        Base::paintEvent(event);
    }
    void changeEvent(QEvent* event) override {
        Base::changeEvent(event);
        if (event->type() == QEvent::LanguageChange && fieldProblem(this).isEmpty()) {
            this->setValue(this->value());
        }
    }

private:
    [[nodiscard]] NumberRule rule() const {
        NumberRule rule{.low = static_cast<double>(this->minimum()),
            .high = static_cast<double>(this->maximum()),
            .unit = unit_,
            .latency = latency_,
            .special = this->specialValueText()};
        if constexpr (!std::is_integral_v<Number>) {
            rule.decimals = this->decimals();
        }
        return rule;
    }
    void check() { setFieldProblem(*this, rule().problemWith(this->lineEdit()->text())); }
    /// Qt puts the last value in the place of a text that is no number.
    template <typename Action>
    void keepText(const Action& action) {
        const QString typed = this->lineEdit()->text();
        const bool taken = rule().read(typed).has_value();
        action();
        if (!taken) {
            this->lineEdit()->setText(typed);
            check();
            tellFieldProblem(*this);
        }
    }

    QString unit_;
    bool latency_ = false;
    bool short_ = false;
};

using NumberField = NumberFieldOf<QDoubleSpinBox>;
using WholeNumberField = NumberFieldOf<QSpinBox>;

}
