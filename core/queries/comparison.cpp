// SPDX-License-Identifier: Apache-2.0
#include "core/queries/comparison.h"

#include <algorithm>
#include <cmath>
#include <limits>
#include <map>
#include <set>
#include <unordered_map>

#include "core/analysis/cost_columns.h"
#include "core/analysis/statistics.h"
#include "core/base/error.h"
#include "core/base/text.h"
#include "core/queries/predictions.h"
#include "core/queries/stored.h"

namespace paretoscope::queries {

namespace {

constexpr double none = std::numeric_limits<double>::quiet_NaN();
/// A stop-watch cannot tell isomorphic cells apart; a small space has few different ones.
constexpr int drawsPerArchitecture = 20;

class Comparer {
public:
    Comparer(const store::Project& project, const ComparisonOptions& options)
        : project_(project)
        , options_(options)
        , shape_(space::toText(options.network.shape)) { }

    Comparison run() {
        for (const records::DeviceSetting& setting : settings()) {
            result_.settings.push_back({.deviceSetting = setting});
        }
        if (result_.settings.size() < 2) {
            throw Error(ErrorCode::InvalidValue,
                "Comparing needs at least two device settings with a measured "
                    + std::string(records::name(options_.kind)) + " of the network " + shape_ + "; there is "
                    + (result_.settings.empty() ? std::string("none")
                                                : "only " + toText(result_.settings[0].deviceSetting))
                    + ". 'paretoscope-cli devices' lists what there is.",
                {{"shape", shape_}});
        }
        options_.source == ComparisonSource::Predicted ? samplePredictions() : collectStored();
        if (options_.source == ComparisonSource::Filled) {
            fillGaps();
        }
        count();
        result_.ranks = analysis::rankMatrix(
            result_.costs, options_.intervals ? analysis::Intervals::Computed : analysis::Intervals::None);
        result_.order = analysis::clusterOrder(result_.ranks.taus());
        addTransfers();
        addShifts();
        return std::move(result_);
    }

private:
    [[nodiscard]] std::vector<records::DeviceSetting> settings() {
        if (!options_.settings.empty()) {
            return options_.settings;
        }
        std::set<records::DeviceSetting> found;
        for (const store::DeviceSettingSummary& summary : project_.deviceSettings()) {
            if (summary.space == spaceId() && summary.shape == options_.network.shape
                && !columnOf(summary.deviceSetting).empty()) {
                found.insert(summary.deviceSetting);
            }
        }
        return {found.begin(), found.end()};
    }

    const analysis::CostColumn& columnOf(const records::DeviceSetting& setting) {
        const auto [column, isNew] = columns_.try_emplace(setting);
        if (isNew) {
            column->second = analysis::costColumn(project_.measurements({.deviceSetting = setting,
                .space = spaceId(),
                .shape = options_.network.shape,
                .kind = options_.kind,
                .includeSentinels = false}));
        }
        return column->second;
    }

    [[noreturn]] void refuseUnknown(const records::DeviceSetting& setting) const {
        const std::string known =
            base::listed(project_.deviceSettings(), [](const store::DeviceSettingSummary& summary) {
                return toText(summary.deviceSetting) + " (" + toText(summary.shape) + ")";
            });
        throw Error(ErrorCode::NotFound,
            "The project holds nothing measured on " + toText(setting) + " for the network "
                + options_.network.spaceName() + " " + shape_ + "; it holds: " + (known.empty() ? "nothing" : known)
                + ".",
            {{"device", toText(setting)}, {"shape", shape_}});
    }

    std::size_t rowOf(const std::string& hash, const space::Genotype& genotype) {
        const auto [position, isNew] = rows_.try_emplace(hash, result_.genotypes.size());
        if (isNew) {
            result_.genotypes.push_back(genotype);
        }
        return position->second;
    }

    [[nodiscard]] space::SpaceId spaceId() const { return options_.network.space; }

    void collectStored() {
        std::vector<const analysis::CostColumn*> columns;
        for (ComparedSetting& setting : result_.settings) {
            columns.push_back(&columnOf(setting.deviceSetting));
            if (columns.back()->empty() && options_.source == ComparisonSource::Stored) {
                refuseUnknown(setting.deviceSetting);
            }
            setting.provenance = columns.back()->provenance();
        }
        analysis::CostRows rows = analysis::joinColumns(columns);
        for (std::size_t row = 0; row < rows.hashes.size(); ++row) {
            rows_.emplace(rows.hashes[row], row);
        }
        result_.genotypes = std::move(rows.genotypes);
        result_.costs = std::move(rows.costs);
    }

    void samplePredictions() {
        space::Random random(options_.seed);
        const space::SpaceId space = options_.network.space;
        for (int draw = 0; draw < drawsPerArchitecture * options_.predicted
             && std::cmp_less(result_.genotypes.size(), options_.predicted);
             ++draw) {
            const space::Genotype genotype = space::sampleUniform(space, random);
            if (space::isConnected(genotype)) {
                rowOf(space::canonicalHash({genotype, options_.network.shape}), space::sorted(genotype));
            }
        }
        const std::vector<space::Genotype>& sampled = result_.genotypes;
        for (ComparedSetting& setting : result_.settings) {
            result_.costs.push_back(
                Predictions(project_, setting.deviceSetting, options_.network, options_.kind)(sampled));
            setting.provenance = "predicted";
            setting.predicted = static_cast<std::int64_t>(sampled.size());
        }
    }

    void fillGaps() {
        const std::vector<space::Genotype>& all = result_.genotypes;
        for (std::size_t i = 0; i < result_.settings.size(); ++i) {
            ComparedSetting& setting = result_.settings[i];
            std::vector<double>& column = result_.costs[i];
            if (std::none_of(column.begin(), column.end(), [](double value) { return std::isnan(value); })) {
                continue;
            }
            const std::vector<double> predicted =
                Predictions(project_, setting.deviceSetting, options_.network, options_.kind)(all);
            for (std::size_t row = 0; row < column.size(); ++row) {
                if (std::isnan(column[row])) {
                    column[row] = predicted[row];
                    ++setting.predicted;
                }
            }
            setting.provenance += (setting.provenance.empty() ? "" : "+") + std::string("predicted");
        }
    }

    void count() {
        for (std::size_t i = 0; i < result_.settings.size(); ++i) {
            result_.settings[i].architectures = std::count_if(
                result_.costs[i].begin(), result_.costs[i].end(), [](double value) { return !std::isnan(value); });
        }
    }

    void collectAccuracies() {
        std::map<std::size_t, std::vector<double>> values;
        for (const records::Candidate& candidate :
            project_.candidates({.space = spaceId(), .shape = options_.network.shape, .protocol = options_.protocol})) {
            const std::string hash = space::canonicalHash({candidate.genotype, candidate.shape});
            if (const auto row = rows_.find(hash); row != rows_.end()) {
                for (const records::Accuracy& accuracy : candidate.accuracies) {
                    if (accuracy.protocol == options_.protocol) {
                        values[row->second].push_back(accuracy.accuracy);
                    }
                }
            }
        }
        result_.accuracies.assign(result_.genotypes.size(), none);
        for (const auto& [row, accuracies] : values) {
            result_.accuracies[row] = analysis::mean(accuracies);
        }
    }

    void addTransfers() {
        if (options_.protocol.empty()) {
            return;
        }
        collectAccuracies();
        for (std::size_t a = 0; a < result_.settings.size(); ++a) {
            for (std::size_t b = 0; b < result_.settings.size(); ++b) {
                if (a == b) {
                    continue;
                }
                analysis::FrontTransfer loss =
                    analysis::frontTransfer(result_.costs[a], result_.costs[b], result_.accuracies);
                if (loss.points >= 2) {
                    result_.transfers.push_back({a, b, loss});
                }
            }
        }
    }

    void addShifts() {
        const auto pair = result_.ranks.leastAlike();
        if (!pair) {
            throw Error(ErrorCode::NotEnoughData,
                "No two of the device settings share two architectures with different costs. Measure the same ones on "
                "both (measure takes the same sample for the same --seed), or compare predictions.",
                {{"shape", shape_}});
        }
        result_.shifts = explainShifts(
            result_.costs, result_.genotypes, pair->first, pair->second, static_cast<std::size_t>(options_.shifts));
    }

    const store::Project& project_;
    const ComparisonOptions& options_;
    std::string shape_;
    std::map<records::DeviceSetting, analysis::CostColumn> columns_; ///< those read so far
    std::unordered_map<std::string, std::size_t> rows_; ///< by canonical hash
    Comparison result_;
};

}

ShiftReport explainShifts(std::span<const std::vector<double>> costs, std::span<const space::Genotype> genotypes,
    std::size_t a, std::size_t b, std::size_t largest) {
    ShiftReport report{.a = a, .b = b, .shifts = analysis::rankShifts(costs[a], costs[b])};
    report.largest = analysis::largestShifts(report.shifts, largest);
    if (!genotypes.empty()) {
        const space::SpaceId space = genotypes.front().space;
        report.operations = analysis::explainByOperation(report.shifts, genotypes, space);
        report.edges = analysis::explainByEdge(report.shifts, genotypes, space);
    }
    return report;
}

Comparison compareSettings(const store::Project& project, const ComparisonOptions& options) {
    return Comparer(project, options).run();
}

}
