// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>
#include <optional>

class QWidget;

namespace paretoscope::widgets {

/// A number as people type it, "-4.5e3" or "4,5": a point or a comma before the decimals in every language, and never a
/// separator of thousands, so that no number is read as another one. What follows it is its unit.
struct TypedNumber {
    double value = 0;
    QString unit; ///< without spaces around; empty where there is none
    bool whole = true; ///< without a decimal separator
};
/// Nothing where it is no number.
std::optional<TypedNumber> typedNumber(const QString& text);
/// In ms, also from "4500 us", "4500 µs" and "0.0045 s".
std::optional<double> typedLatencyMs(const QString& text);

/// What a field takes.
struct NumberRule {
    double low = 0;
    double high = 0;
    int decimals = 0; ///< 0: whole numbers
    QString unit; ///< may follow the number; empty: none
    bool latency = false; ///< in ms, and other units of time may follow
    QString special; ///< stands for `low`; empty: nothing does

    /// Nothing where the text is no number of these.
    [[nodiscard]] std::optional<double> read(const QString& text) const;
    /// Why it is not taken, and what would be; empty where it is.
    [[nodiscard]] QString problemWith(const QString& text) const;
};

/// Marks a field whose text is not taken (empty: it is), and says why in its tool tip and to screen readers.
void setFieldProblem(QWidget& field, const QString& problem);
[[nodiscard]] QString fieldProblem(const QWidget* field);
/// Shows the problem beside the field, once the focus has gone where it goes.
void tellFieldProblem(QWidget& field);
/// Whether a form has a field with a problem; leads to the first one.
bool leadToFieldProblem(QWidget& form);

}
