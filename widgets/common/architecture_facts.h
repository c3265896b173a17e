// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>
#include <cstdint>
#include <limits>
#include <map>
#include <memory>
#include <string>
#include <vector>

#include "core/analysis/repeats.h"
#include "core/predictor/mean_predictor.h"
#include "core/records/candidate.h"
#include "core/records/provenance.h"
#include "core/space/architecture.h"
#include "core/store/project.h"

namespace paretoscope::widgets {

/// How long an architecture takes on one device setting, and how that is known.
struct SettingLatency {
    QString setting;
    double ms = 0;
    records::CostProvenance provenance = records::CostProvenance::Predicted;
    double deviationMs = 0; ///< one standard deviation, 0 where unknown
    bool beyond = false; ///< predicted to be faster, or slower, than all that was measured there
};

/// What the project can say at once about any architecture: what was measured of it, and what each setting's predictor
/// says. Immutable; any thread may call.
class ArchitectureFacts {
public:
    /// Latencies of all settings that know this architecture, by name: what was measured of it
    /// (analysis::Repeats), otherwise what the candidate carries from elsewhere (simulated, imported), otherwise the
    /// prediction. Microseconds a setting.
    /// `candidate` may be null.
    [[nodiscard]] std::vector<SettingLatency> latencies(
        const space::Architecture& architecture, const records::Candidate* candidate = nullptr) const;
    /// The newest predictor of a setting and network, null for none.
    [[nodiscard]] const predictor::MeanPredictor* predictorOf(
        const QString& setting, const space::Shape& shape, space::SpaceId space) const;
    /// The settings with a predictor for this network, by name.
    [[nodiscard]] std::vector<QString> predictedSettings(const space::Shape& shape, space::SpaceId space) const;
    [[nodiscard]] bool empty() const { return predictors_.empty() && measured_.empty(); }
    /// Stored predictors that cannot be used, and why, in words.
    [[nodiscard]] const std::vector<QString>& problems() const { return problems_; }

private:
    friend class ArchitectureFactsReader;
    struct Key {
        records::DeviceSetting setting;
        space::Shape shape;
        auto operator<=>(const Key&) const = default;
    };
    struct StoredPredictor {
        std::int64_t id = 0;
        std::shared_ptr<const predictor::MeanPredictor> predictor;
    };
    struct Range {
        double least = std::numeric_limits<double>::infinity();
        double most = 0;
    };
    [[nodiscard]] SettingLatency predicted(
        const Key& key, const predictor::MeanPredictor& predictor, const space::Genotype& genotype) const;

    std::map<Key, std::vector<StoredPredictor>> predictors_; ///< the newest of each space
    std::map<std::pair<Key, space::SpaceId>, Range> ranges_; ///< of what was measured
    /// Of each architecture, by its canonical hash.
    std::map<std::string, std::map<records::DeviceSetting, analysis::Repeats>> measured_;
    std::vector<QString> problems_;
};

/// Brings facts up to date with a project, reading only what is new. For the reader's thread.
class ArchitectureFactsReader {
public:
    /// The same object as before where nothing has changed. `predictors`: all, newest first, without arrays. A
    /// predictor whose arrays cannot be used becomes one of the problems(). Throws Error.
    std::shared_ptr<const ArchitectureFacts> read(
        const store::Project& project, const std::vector<store::PredictorRecord>& predictors);

private:
    std::shared_ptr<const ArchitectureFacts> facts_ = std::make_shared<const ArchitectureFacts>();
    std::int64_t lastMeasurement_ = 0;
    std::int64_t lastPredictor_ = 0;
    std::int64_t removals_ = 0;
};

}
