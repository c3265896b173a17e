// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/common/result_text.h"

#include <QCoreApplication>
#include <QFileInfo>
#include <QLocale>
#include <QStringList>
#include <algorithm>
#include <cmath>
#include <limits>
#include <optional>
#include <set>
#include <string_view>
#include <utility>
#include <variant>
#include <vector>

#include "core/analysis/statistics.h"
#include "core/options/jobs.h"
#include "widgets/common/number_text.h"

namespace paretoscope::widgets {

namespace {

struct ResultText {
    Q_DECLARE_TR_FUNCTIONS(ResultText)
};

constexpr int errorDecimals = 1;
constexpr int tauDigits = 3;

/// The largest mean over seeds; NaN where nothing was trained.
template <typename Cell>
double bestAccuracy(const std::vector<Cell>& cells) {
    double best = std::numeric_limits<double>::quiet_NaN();
    for (const Cell& cell : cells) {
        if (!cell.accuracies.empty()) {
            best = std::fmax(best, analysis::mean(cell.accuracies));
        }
    }
    return best;
}

struct PartsOf {
    QStringList operator()(const options::MeasureResult& result) const {
        QStringList parts;
        std::vector<double> chosen;
        for (const std::optional<double>& latency : result.latenciesMs) {
            if (latency) {
                chosen.push_back(*latency);
            }
        }
        if (result.latenciesMs.empty()) {
            //: Result of measuring: %n architectures that the device has measurements of.
            parts.append(ResultText::tr("%n architecture(s) in all", nullptr, result.architectures));
        } else if (chosen.size() == 1) {
            parts.append(latencyText(chosen.front()));
        } else if (!chosen.empty()) {
            const auto [low, high] = std::ranges::minmax(chosen);
            //: %1 and %2 latencies.
            parts.append(ResultText::tr("%1 to %2").arg(latencyText(low), latencyText(high)));
        }
        if (std::isfinite(result.noiseFloor)) {
            parts.append(ResultText::tr("noise floor %1").arg(percentText(result.noiseFloor, errorDecimals)));
        }
        if (std::isfinite(result.sentinelDrift)) {
            parts.append(ResultText::tr("drift %1").arg(percentText(result.sentinelDrift, errorDecimals)));
        }
        if (result.unstable > 0) {
            //: %n measurements whose repetitions did not agree.
            parts.append(ResultText::tr("%n unstable", nullptr, result.unstable));
        }
        if (result.failed > 0) {
            //: %n architectures that the device failed on.
            parts.append(ResultText::tr("%n failed", nullptr, result.failed));
        }
        return parts;
    }
    QStringList operator()(const options::FitResult& result) const {
        return {ResultText::tr("mean error %1").arg(percentText(result.error, errorDecimals)),
            QStringLiteral("τ ") + numberText(result.tau, tauDigits),
            ResultText::tr("%n architecture(s)", nullptr, result.architectures)};
    }
    QStringList operator()(const options::SearchResult& result) const {
        QStringList parts;
        for (const options::SearchedCell& cell : result.searches) {
            //: %1 a latency, %2 its price in a search.
            parts.append(ResultText::tr("%1 at λ %2")
                             .arg(latencyText(cell.predictedMs), QLocale().toString(cell.lambda, 'g', 3)));
        }
        const auto undecided = std::ranges::count_if(result.searches, [](const auto& cell) { return !cell.decided; });
        if (undecided > 0) {
            //: %n searches after which no operation outweighs the others.
            parts.append(ResultText::tr("%n without a decision", nullptr, static_cast<int>(undecided)));
        }
        return parts;
    }
    QStringList operator()(const options::TrainResult& result) const {
        return {ResultText::tr("%n cell(s)", nullptr, static_cast<int>(result.cells.size())),
            //: %1 an accuracy.
            ResultText::tr("best %1").arg(percentText(bestAccuracy(result.cells), 2))};
    }
    QStringList operator()(const options::ExportResult& result) const {
        return {QFileInfo(toQString(result.path)).fileName(),
            QLocale().formattedDataSize(std::max<qint64>(0, result.bytes))};
    }
    QStringList operator()(const options::TuneResult& result) const {
        QStringList parts{ResultText::tr("%n operator(s)", nullptr, static_cast<int>(result.operators.size()))};
        if (result.networkMs) {
            //: %1 a simulated latency of a whole network.
            parts.append(ResultText::tr("network %1, simulated").arg(latencyText(*result.networkMs)));
        }
        return parts;
    }
    QStringList operator()(const options::ScoreResult& result) const {
        QStringList parts{ResultText::tr("%n cell(s)", nullptr, static_cast<int>(result.scores.size()))};
        if (!result.scores.empty()) {
            const auto best = std::ranges::max_element(result.scores, {}, &options::OneShotCell::accuracy);
            //: %1 an accuracy.
            parts.append(ResultText::tr("best %1").arg(percentText(best->accuracy, 2)));
        }
        return parts;
    }
    QStringList operator()(const options::PipelineResult& result) const {
        if (result.chosen < 0 || std::cmp_greater_equal(result.chosen, result.cells.size())) {
            return {}; // a damaged record
        }
        const options::PipelineCell& cell = result.chosenCell();
        //: %1 an accuracy, %2 a latency.
        return {
            ResultText::tr("chosen cell: %1, %2").arg(percentText(cell.accuracy(), 2), latencyText(cell.measuredMs)),
            QFileInfo(toQString(result.onnx)).fileName()};
    }
    QStringList operator()(const options::ExploreResult& result) const {
        constexpr double secondsPerMinute = 60;
        const ExploredCount count = countOf(result.trainings);
        return {//: %n trainings, some of them of the same cells; %1 a count of cells.
            ResultText::tr("%n training(s) of %1 cells", nullptr, count.ended).arg(count.cells),
            //: %1 a count of cells whose accuracy was learnt from others' trainings.
            ResultText::tr("%1 estimated").arg(countText(result.estimated)),
            durationText(secondsPerMinute * result.minutes)};
    }
    QStringList operator()(const options::FinishResult& result) const {
        QStringList parts{//: %n cells that short trainings told of.
            ResultText::tr("%n cell(s) trained", nullptr, result.trained()),
            //: %1 an accuracy.
            ResultText::tr("best %1").arg(percentText(bestAccuracy(result.cells), 2))};
        if (std::isfinite(result.latencyError)) {
            //: %1 by how much predicted latencies were off, in the mean.
            parts.append(ResultText::tr("latencies off by %1").arg(percentText(result.latencyError, errorDecimals)));
        }
        return parts;
    }
};

}

QString resultText(const records::Run& run) {
    const std::optional<options::JobResult> result = options::resultOf(run);
    if (!result) {
        return {};
    }
    QStringList parts = std::visit(PartsOf(), *result);
    parts.removeAll(QString());
    return parts.join(QStringLiteral(", "));
}

ExploredCount countOf(const std::vector<options::ExploredTraining>& trainings) {
    ExploredCount count;
    std::set<std::string_view> cells;
    for (const options::ExploredTraining& training : trainings) {
        if (training.round < 0) {
            continue; // the project held it before
        }
        ++count.asked;
        if (std::isfinite(training.label)) {
            ++count.ended;
            cells.insert(training.genotype);
        }
    }
    count.cells = static_cast<int>(cells.size());
    return count;
}

}
