// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/common/typed_number.h"

#include <QCoreApplication>
#include <QLocale>
#include <QRegularExpression>
#include <QTimer>
#include <QToolTip>
#include <QVariant>
#include <QWidget>
#include <algorithm>
#include <cmath>

namespace paretoscope::widgets {

namespace {

constexpr const char* problemProperty = "fieldProblem"; // the style marks a field by it
constexpr const char* toolTipProperty = "toolTipWithoutProblem";

struct Text {
    Q_DECLARE_TR_FUNCTIONS(NumberField)
};

QString plain(double value) {
    QLocale locale;
    locale.setNumberOptions(QLocale::OmitGroupSeparator);
    constexpr int digits = 10;
    return locale.toString(value, 'g', digits);
}

}

std::optional<TypedNumber> typedNumber(const QString& text) {
    static const QRegularExpression form(
        QStringLiteral("^\\s*([+\\-−]?)(\\d+[.,]?\\d*|[.,]\\d+)(e[+\\-−]?\\d+)?\\s*([^\\d\\s.,].*)?$"),
        QRegularExpression::CaseInsensitiveOption);
    const QRegularExpressionMatch match = form.match(text);
    if (!match.hasMatch()) {
        return std::nullopt;
    }
    QString digits = match.captured(1) + match.captured(2) + match.captured(3);
    TypedNumber number;
    number.whole = !digits.contains(QLatin1Char('.')) && !digits.contains(QLatin1Char(','));
    digits.replace(QLatin1Char(','), QLatin1Char('.')).replace(QStringLiteral("−"), QStringLiteral("-"));
    bool known = false;
    number.value = digits.toDouble(&known);
    number.unit = match.captured(4).trimmed();
    return known && std::isfinite(number.value) ? std::optional(number) : std::nullopt;
}

std::optional<double> typedLatencyMs(const QString& text) {
    const auto number = typedNumber(text);
    if (!number) {
        return std::nullopt;
    }
    const QString unit = number->unit.toLower();
    constexpr double thousand = 1000;
    if (unit.isEmpty() || unit == QLatin1String("ms")) {
        return number->value;
    }
    // The micro sign and the Greek letter.
    if (unit == QLatin1String("us") || unit == QStringLiteral("µs") || unit == QStringLiteral("μs")) {
        return number->value / thousand;
    }
    return unit == QLatin1String("s") ? std::optional(number->value * thousand) : std::nullopt;
}

std::optional<double> NumberRule::read(const QString& text) const {
    if (!special.isEmpty() && text.trimmed() == special) {
        return low;
    }
    const auto number = typedNumber(text);
    if (!number) {
        return std::nullopt;
    }
    std::optional<double> value = latency ? typedLatencyMs(text) : std::nullopt;
    if (number->unit.isEmpty() || number->unit.compare(unit.trimmed(), Qt::CaseInsensitive) == 0) {
        value = number->value;
    }
    if (!value || *value < low || *value > high || (decimals == 0 && !number->whole)) {
        return std::nullopt;
    }
    // More decimals than the field has would make another number of it.
    constexpr double rounding = 1e-9;
    const double scaled = *value * std::pow(10.0, decimals);
    const bool kept = std::abs(scaled - std::round(scaled)) <= rounding * std::max(1.0, std::abs(scaled));
    return kept ? value : std::nullopt;
}

QString NumberRule::problemWith(const QString& text) const {
    if (read(text)) {
        return {};
    }
    if (decimals == 0) {
        //: %1 what was typed, %2 and %3 numbers.
        return Text::tr("“%1” is not used: a whole number from %2 to %3 is needed.").arg(text, plain(low), plain(high));
    }
    if (latency) {
        //: %1 what was typed, %2 and %3 latencies in ms, %4 a number.
        return Text::tr("“%1” is not used: a latency from %2 to %3 ms is needed, with at most %4 decimals. "
                        "The units µs, ms and s may follow.")
            .arg(text, plain(low), plain(high), plain(decimals));
    }
    //: %1 what was typed, %2 to %4 numbers.
    return Text::tr("“%1” is not used: a number from %2 to %3 is needed, with at most %4 decimals.")
        .arg(text, plain(low), plain(high), plain(decimals));
}

void setFieldProblem(QWidget& field, const QString& problem) {
    const QString before = fieldProblem(&field);
    if (before == problem) {
        return;
    }
    if (before.isEmpty()) {
        field.setProperty(toolTipProperty, field.toolTip());
    }
    field.setProperty(problemProperty, problem);
    field.setToolTip(problem.isEmpty() ? field.property(toolTipProperty).toString() : problem);
    field.setAccessibleDescription(problem);
    field.update();
}

QString fieldProblem(const QWidget* field) {
    return field == nullptr ? QString() : field->property(problemProperty).toString();
}

void tellFieldProblem(QWidget& field) {
    // A change of focus hides a tip that is shown already.
    QTimer::singleShot(0, &field, [&field] {
        if (field.isVisible() && !fieldProblem(&field).isEmpty()) {
            QToolTip::showText(field.mapToGlobal(QPoint(0, field.height())), fieldProblem(&field), &field);
        }
    });
}

bool leadToFieldProblem(QWidget& form) {
    for (QWidget* field : form.findChildren<QWidget*>()) {
        if (field->isEnabledTo(&form) && !fieldProblem(field).isEmpty()) {
            field->setFocus();
            tellFieldProblem(*field);
            return true;
        }
    }
    return false;
}

}
