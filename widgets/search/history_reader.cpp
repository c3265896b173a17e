// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/search/history_reader.h"

#include <algorithm>

#include "core/base/error.h"
#include "core/options/jobs.h"
#include "core/options/search_progress.h"
#include "core/space/genotype.h"
#include "widgets/common/number_text.h"

namespace paretoscope::widgets {

namespace {

/// For each kind of cell, edge × operation. Empty where it is missing or of another form.
std::vector<options::AlphaTable> alphaTables(const options::SearchHistory& values) {
    std::vector<options::AlphaTable> tables;
    try {
        const space::SearchSpace& space = space::searchSpace(space::fromText(values.genotype).space);
        for (const auto& weights : values.alpha) {
            options::AlphaTable table{std::string(space.cellKinds.at(tables.size())), {}, weights};
            for (const space::Operation operation : space.operations) {
                table.operations.emplace_back(space::operationName(operation));
            }
            tables.push_back(std::move(table));
        }
    } catch (const std::exception&) { // written by something else: the cells are shown without weights
        return {};
    }
    return tables;
}

/// Default values where the record is another version's.
options::SearchConfig configOf(const records::Run& run) {
    try {
        return options::jobConfigFromJson<options::SearchConfig>(run.configuration);
    } catch (const Error&) {
        return {};
    }
}

std::shared_ptr<const HistorySnapshot> readHistory(const store::Project& project, const records::Run& run) {
    const options::SearchConfig config = configOf(run);
    auto history = std::make_shared<HistorySnapshot>();
    history->run = run.id;
    history->deviceSetting = toQString(config.deviceSetting);
    history->lambdas = config.mode == options::LambdaMode::Fixed ? config.lambdas : std::vector<double>();
    history->steps = config.steps();
    history->epochs = std::max(1, config.epochs());
    for (const records::HistoryPoint& point : project.history(run.id)) {
        options::SearchHistory values;
        try {
            values = options::searchHistoryFromJson(point.values);
        } catch (const Error&) {
            continue; // another version's
        }
        const int search = std::min(point.epoch / history->epochs, std::max(1, config.searches()) - 1);
        const int before = search * config.searchSteps; // the warm-up is of all of them
        history->points.push_back({point.epoch, point.step, search, std::max(0, point.step - before), values.trainLoss,
            values.validationLoss, values.lambda, values.entropy, values.latencyMs});
        if (!values.genotype.empty()) {
            history->genotype = values.genotype;
            history->cells.push_back({point.epoch, values.lambda, history->genotype, alphaTables(values)});
        }
    }
    return history;
}

}

std::shared_ptr<const HistorySnapshot> HistoryReader::read(Reading& reading) {
    const std::vector<records::Run>& runs = reading.snapshot().runs;
    const auto newest = std::find_if(
        runs.begin(), runs.end(), [](const records::Run& run) { return run.kind == records::JobKind::Search; });
    return newest == runs.end() ? nullptr : readHistory(reading.project(), *newest);
}

}
