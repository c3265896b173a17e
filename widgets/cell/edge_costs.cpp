// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/cell/edge_costs.h"

#include <QCoreApplication>
#include <QLocale>
#include <cmath>

#include "widgets/common/number_text.h"

namespace paretoscope::widgets {

namespace {

constexpr double leastMilliseconds = 0.0995; ///< what is less is written in microseconds

struct EdgeCostText {
    Q_DECLARE_TR_FUNCTIONS(EdgeCostText)
};

const space::CellGenotype& cellOf(const space::Genotype& genotype, int kind) {
    return genotype.cells.at(static_cast<std::size_t>(kind));
}

}

std::vector<double> edgeCosts(const predictor::CostTable& table, const space::Genotype& genotype, int kind) {
    const space::SearchSpace& space = space::searchSpace(genotype.space);
    std::vector<double> costs;
    for (const space::Choice& choice : cellOf(genotype, kind).choices) {
        costs.push_back(table.relativeToSkip(
            kind, space.edgeIndex(choice.source, choice.target), space.operationIndex(choice.operation)));
    }
    return costs;
}

QString signedLatencyText(double ms) {
    if (!std::isfinite(ms)) {
        return latencyText(ms);
    }
    const QString sign = ms < 0 ? QStringLiteral("−") : QStringLiteral("+");
    if (std::abs(ms) < 0.00005) { // a skip connection against itself
        return latencyText(0);
    }
    if (std::abs(ms) < leastMilliseconds) { // most edges of a GPU or of ONNX Runtime
        const double microseconds = 1000 * std::abs(ms);
        const QString size = QLocale().toString(microseconds, 'f', microseconds < 9.95 ? 1 : 0);
        //: A difference of latencies in microseconds; %1 is the number with its sign.
        return EdgeCostText::tr("%1 µs").arg(sign + size);
    }
    const QString size = QLocale().toString(std::abs(ms), 'f', std::abs(ms) < 9.995 ? 2 : 1);
    //: A difference of latencies in milliseconds; %1 is the number with its sign.
    return EdgeCostText::tr("%1 ms").arg(sign + size);
}

QString signedLatencyText(double ms, double largest) {
    if (!std::isfinite(ms) || std::abs(largest) < leastMilliseconds) {
        return signedLatencyText(ms);
    }
    const QString sign = ms < 0 ? QStringLiteral("−") : QStringLiteral("+");
    const QString size = QLocale().toString(std::abs(ms), 'f', std::abs(largest) < 1 ? 3 : 2);
    return EdgeCostText::tr("%1 ms").arg(sign + size);
}

QString signedShareText(double left, double right) {
    const double share = right / left - 1;
    return std::isfinite(share) ? signedPercentText(share) : QString();
}

std::vector<QString> edgeCostTexts(const predictor::CostTable& table, const space::Genotype& genotype, int kind) {
    std::vector<QString> texts;
    for (const double cost : edgeCosts(table, genotype, kind)) {
        texts.push_back(signedLatencyText(cost));
    }
    return texts;
}

std::vector<EdgeMark> edgeMarks(const space::Genotype& genotype, const space::Genotype& other, int kind) {
    std::vector<EdgeMark> marks;
    for (const space::Choice& choice : cellOf(genotype, kind).choices) {
        EdgeMark mark = EdgeMark::OnlyHere;
        for (const space::Choice& candidate : cellOf(other, kind).choices) {
            if (candidate.source == choice.source && candidate.target == choice.target) {
                mark = candidate.operation == choice.operation ? EdgeMark::Same : EdgeMark::Changed;
            }
        }
        marks.push_back(mark);
    }
    return marks;
}

}
