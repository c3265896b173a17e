// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/common/number_text.h"

#include <QCoreApplication>
#include <QLocale>
#include <algorithm>
#include <cmath>

#include "core/base/text.h"
#include "core/options/jobs.h"

namespace paretoscope::widgets {

namespace {

const QString noNumber = QStringLiteral("–");

/// Gives lupdate its context.
struct NumberText {
    Q_DECLARE_TR_FUNCTIONS(NumberText)
};

}

QString toQString(std::string_view text) {
    const std::string shown = base::withoutControls(text);
    return QString::fromUtf8(shown.data(), static_cast<qsizetype>(shown.size()));
}

QString numberText(double value, int significantDigits) {
    if (!std::isfinite(value)) {
        return noNumber;
    }
    if (value == 0) {
        return QLocale().toString(0);
    }
    const int exponent = static_cast<int>(std::floor(std::log10(std::abs(value))));
    if (exponent < -4 || exponent > 6) {
        return QLocale().toString(value, 'e', significantDigits - 1);
    }
    return QLocale().toString(value, 'f', std::max(0, significantDigits - 1 - exponent));
}

QString signedText(double value, int decimals) {
    const QString size = QLocale().toString(std::abs(value), 'f', decimals);
    if (size == QLocale().toString(0.0, 'f', decimals)) {
        return size;
    }
    return (value < 0 ? QStringLiteral("−") : QStringLiteral("+")) + size;
}

std::pair<QString, QString> numberAndDeviation(double value, double deviation) {
    if (!std::isfinite(value) || !std::isfinite(deviation) || value == 0 || deviation <= 0) {
        return {numberText(value), numberText(deviation, 1)};
    }
    constexpr int usualDigits = 3;
    constexpr int mostDecimals = 6;
    const auto exponentOf = [](double number) { return static_cast<int>(std::floor(std::log10(std::abs(number)))); };
    const int decimals =
        std::clamp(std::max(usualDigits - 1 - exponentOf(value), -exponentOf(deviation)), 0, mostDecimals);
    return {QLocale().toString(value, 'f', decimals), QLocale().toString(deviation, 'f', decimals)};
}

QString latencyText(double latencyMs) {
    //: A latency in milliseconds; %1 is the number.
    return std::isfinite(latencyMs) ? NumberText::tr("%1 ms").arg(numberText(latencyMs, 3)) : noNumber;
}

QString percentText(double fraction, int decimals) {
    //: A share in per cent; %1 is the number.
    return std::isfinite(fraction) ? NumberText::tr("%1 %").arg(QLocale().toString(fraction * 100, 'f', decimals))
                                   : noNumber;
}

QString signedPercentText(double fraction, int decimals) {
    return std::isfinite(fraction) ? NumberText::tr("%1 %").arg(signedText(100 * fraction, decimals)) : noNumber;
}

QString durationText(double seconds) {
    if (!std::isfinite(seconds) || seconds < 0) {
        return noNumber;
    }
    const auto whole = static_cast<qint64>(std::llround(seconds));
    if (whole < 60) {
        //: A duration in seconds.
        return NumberText::tr("%1 s").arg(whole);
    }
    if (whole < 3600 && whole % 60 == 0) {
        //: A duration in minutes.
        return NumberText::tr("%1 min").arg(whole / 60);
    }
    if (whole < 3600) {
        //: A duration in minutes and seconds.
        return NumberText::tr("%1 min %2 s").arg(whole / 60).arg(whole % 60);
    }
    constexpr qint64 twoDays = 48 * 3600;
    if (whole >= twoDays) {
        //: A duration in days.
        return NumberText::tr("%1 days").arg(QLocale().toString(static_cast<double>(whole) / (24 * 3600), 'f', 1));
    }
    if (whole % 3600 < 60) {
        //: A duration in hours.
        return NumberText::tr("%1 h").arg(whole / 3600);
    }
    //: A duration in hours and minutes.
    return NumberText::tr("%1 h %2 min").arg(whole / 3600).arg(whole % 3600 / 60);
}

QString countText(qint64 count) {
    if (count >= 1'000'000) {
        //: Millions; %1 is a number such as 1.2.
        return NumberText::tr("%1 M").arg(QLocale().toString(static_cast<double>(count) / 1e6, 'f', 1));
    }
    return QLocale().toString(count);
}

QString countText(qint64 count, qint64 largest) {
    constexpr double million = 1e6;
    return static_cast<double>(largest) < million
        ? countText(count)
        : NumberText::tr("%1 M").arg(QLocale().toString(static_cast<double>(count) / million, 'f', 2));
}

QString provenanceText(records::CostProvenance provenance) {
    switch (provenance) {
    case records::CostProvenance::Measured:
        //: Provenance of a latency.
        return NumberText::tr("measured");
    case records::CostProvenance::Predicted:
        //: Provenance of a latency.
        return NumberText::tr("predicted");
    case records::CostProvenance::Simulated:
        //: Provenance of a latency.
        return NumberText::tr("simulated");
    case records::CostProvenance::Imported:
        //: Provenance of a latency or an accuracy.
        return NumberText::tr("imported");
    }
    return {};
}

QString provenanceText(records::AccuracyProvenance provenance) {
    switch (provenance) {
    case records::AccuracyProvenance::OneShot:
        //: Provenance of an accuracy: scored with the supernet's shared weights.
        return NumberText::tr("one-shot");
    case records::AccuracyProvenance::Trained:
        //: Provenance of an accuracy: the network was trained by itself.
        return NumberText::tr("trained");
    case records::AccuracyProvenance::Imported:
        return NumberText::tr("imported");
    case records::AccuracyProvenance::Estimated:
        //: Provenance of an accuracy: learnt from the trainings of other cells.
        return NumberText::tr("estimated");
    }
    return {};
}

QString jobText(records::JobKind kind) {
    return QCoreApplication::translate("JobOptions", options::descriptionOf(kind).title);
}

QString stateText(records::RunState state) {
    switch (state) {
    case records::RunState::Queued:
        //: State of a run.
        return NumberText::tr("queued");
    case records::RunState::Running:
        //: State of a run.
        return NumberText::tr("running");
    case records::RunState::Interrupted:
        //: State of a run.
        return NumberText::tr("interrupted");
    case records::RunState::Finished:
        //: State of a run.
        return NumberText::tr("finished");
    case records::RunState::Failed:
        //: State of a run.
        return NumberText::tr("failed");
    }
    return {};
}

}
