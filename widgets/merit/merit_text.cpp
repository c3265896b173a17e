// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/merit/merit_text.h"

#include <QCoreApplication>
#include <QLocale>
#include <algorithm>
#include <cmath>
#include <iterator>

#include "widgets/common/engine_text.h"
#include "widgets/common/number_text.h"

namespace paretoscope::widgets {

namespace {

struct MeritText {
    Q_DECLARE_TR_FUNCTIONS(MeritText)
};

QString pointsText(double fraction, bool sign) {
    return sign ? signedText(100 * fraction, 1) : QLocale().toString(100 * std::abs(fraction), 'f', 1);
}

QString standingText(const analysis::Standing& standing, const QString& device) {
    //: %1 and %2 counts of cells, %3 a share in per cent, %4 and %5 the ends of its interval, %6 a device setting.
    return MeritText::tr("<b>Beats %1 of %2 random cells of the same latency</b> on %6 (%3, %4 to %5).")
        .arg(QString::number(standing.beaten), QString::number(standing.others), percentText(standing.share, 0),
            QLocale().toString(100 * standing.shareInterval.low, 'f', 0), percentText(standing.shareInterval.high, 0),
            deviceText(device).toHtmlEscaped());
}

QString gainText(const analysis::Standing& standing) {
    if (std::isnan(standing.gainError)) {
        return {};
    }
    //: %1 a difference in percentage points with its sign, %2 its standard error.
    const QString gain = MeritText::tr("%1 ± %2 points against their mean (± 1 standard error).")
                             .arg(pointsText(standing.gain, true), pointsText(standing.gainError, false));
    return std::isnan(standing.repeatDeviation) ? gain + QLatin1Char(' ')
            + MeritText::tr("The error leaves out the noise of the cell’s own training: train it with more seeds.")
                                                : gain;
}

QString basisText(const queries::Merit& merit) {
    const QString tolerance = percentText(queries::sameLatency, 1);
    const auto predicted = static_cast<int>(merit.byPrediction);
    if (predicted == 0) {
        //: %1 a share such as 2.5 %.
        return MeritText::tr("Latencies within ±%1, not predicted.").arg(tolerance);
    }
    return merit.byPrediction == merit.random.size()
        ? MeritText::tr("Latencies within ±%1, predicted.").arg(tolerance)
        //: %1 a share such as 2.5 %; %n of the cells.
        : MeritText::tr("Latencies within ±%1; of %n cell(s) predicted.", nullptr, predicted).arg(tolerance);
}

/// How many random cells there are to compare with, where they are too few.
QString knownText(const queries::Merit& merit, const QString& device) {
    const QString tolerance = percentText(queries::sameLatency, 1);
    const QString name = deviceText(device).toHtmlEscaped();
    const QString known = merit.random.empty()
        //: %1 a share such as 2.5 %, %2 a device setting.
        ? MeritText::tr("No random cell within ±%1 of this latency on %2 was trained under this protocol.")
              .arg(tolerance, name)
        //: %1 a share such as 2.5 %, %2 a device setting.
        : MeritText::tr("%n random cell(s) within ±%1 of this latency on %2 were trained under this protocol.", nullptr,
            static_cast<int>(merit.random.size()))
              .arg(tolerance, name);
    return merit.elsewhere == 0 ? known
                                : known
            + QLatin1Char(' ')
            //: %n random cells whose latency is another one.
            + MeritText::tr("%n of other latencies do(es) not count.", nullptr, static_cast<int>(merit.elsewhere));
}

QString amountText(double value) {
    return QLocale().toString(value, 'f', value == std::round(value) ? 0 : 1);
}

}

QString meritText(const MeritSnapshot& snapshot) {
    if (snapshot.protocol.provenance != records::AccuracyProvenance::Trained) {
        return MeritText::tr("The accuracies shown are not of trained networks, so they prove nothing here. Choose a "
                             "protocol of trainings above the front.");
    }
    if (!snapshot.merit) {
        return MeritText::tr("Choose a candidate on the front: here it stands beside random cells of its latency.");
    }
    const queries::Merit& merit = *snapshot.merit;
    if (merit.cell.accuracies.empty()) {
        return MeritText::tr("This cell was not trained under this protocol. Only a trained cell can be compared with "
                             "trained random ones: train it.");
    }
    if (!merit.isTold()) {
        return knownText(merit, snapshot.deviceSetting) + QLatin1Char(' ')
            + (snapshot.yardstick.empty()
                    //: %1 a count of cells.
                    ? MeritText::tr(
                        "It takes %1 to judge. To draw more, the device setting needs a predictor: fit one.")
                    //: %1 a count of cells.
                    : MeritText::tr("It takes %1 to judge: train some."))
                  .arg(queries::fewestRandomCells);
    }
    QString text = standingText(merit.standing, snapshot.deviceSetting);
    if (const QString gain = gainText(merit.standing); !gain.isEmpty()) {
        text += QLatin1Char(' ') + gain;
    }
    return text + QLatin1Char(' ') + basisText(merit);
}

QString traitText(const std::string& trait) {
    const QString whole = toQString(trait);
    const QString kind = whole.section(QStringLiteral(": "), 0, 0);
    const QString what = whole.section(QStringLiteral(": "), 1);
    const QString name = what == QLatin1String("convolution depth")
        //: Trait of a cell: the most convolutions one behind the other.
        ? MeritText::tr("convolution depth")
        //: Trait of a cell: how many edges are skip connections.
        : what == QLatin1String("skips") ? MeritText::tr("skip connections")
            //: Trait of a cell: how many edges come from the cell's inputs.
            : what == QLatin1String("edges from the inputs") ? MeritText::tr("edges from the inputs")
            //: Trait of a cell: how many edges are poolings.
            : what == QLatin1String("pooling") ? MeritText::tr("poolings")
                                               : what;
    const QString cell = kind == QLatin1String("normal")                        ? MeritText::tr("normal cell")
        : kind == QLatin1String("reduction") || kind == QLatin1String("reduce") ? MeritText::tr("reduction cell")
                                                                                : QString();
    //: %1 a trait of a cell, %2 which cell.
    return cell.isEmpty() ? name : MeritText::tr("%1, %2").arg(name, cell);
}

QString whyText(const queries::Learnt& learnt) {
    std::vector<queries::LearntTrait> certain;
    std::ranges::copy_if(learnt.traits, std::back_inserter(certain), &queries::LearntTrait::isCertain);
    if (certain.empty()) {
        return MeritText::tr(
            "%n training(s) do not tell yet which traits matter at equal latency.", nullptr, learnt.trainings);
    }
    QStringList helps;
    QStringList hurts;
    QStringList has;
    for (const queries::LearntTrait& trait : certain) {
        (trait.perUnit > 0 ? helps : hurts).append(traitText(trait.name));
        if (trait.ofCell && trait.typical && std::abs(*trait.ofCell - *trait.typical) > trait.spread / 2) {
            //: %1 a trait, %2 how much of it the chosen cell has, %3 how much others have.
            has.append(MeritText::tr("%1: %2 (others %3)")
                           .arg(traitText(trait.name), amountText(*trait.ofCell), amountText(*trait.typical)));
        }
    }
    QStringList sentences;
    if (!helps.isEmpty()) {
        //: %1 a list of traits of cells.
        sentences.append(
            MeritText::tr("At equal latency it helps to have more: %1.").arg(helps.join(QStringLiteral("; "))));
    }
    if (!hurts.isEmpty()) {
        //: %1 a list of traits of cells.
        sentences.append(
            MeritText::tr("At equal latency it hurts to have more: %1.").arg(hurts.join(QStringLiteral("; "))));
    }
    if (!has.isEmpty()) {
        //: %1 a list of traits with numbers.
        sentences.append(MeritText::tr("Where this cell differs: %1.").arg(has.join(QStringLiteral("; "))));
    }
    return sentences.join(QLatin1Char(' '));
}

}
