// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/tuning/tuning_snapshot.h"

#include <QCoreApplication>
#include <algorithm>
#include <charconv>
#include <cmath>
#include <map>
#include <optional>
#include <set>

#include "core/base/error.h"
#include "core/options/jobs.h"
#include "widgets/common/number_text.h"

namespace paretoscope::widgets {

namespace {

constexpr std::size_t shownNetworks = 8;

struct TuningText {
    Q_DECLARE_TR_FUNCTIONS(TuningView)
};

/// The built-in accelerators, and those whose files the runs name, where they are still there.
std::vector<vta::Accelerator> knownAccelerators(const std::vector<records::Run>& runs) {
    std::vector<vta::Accelerator> known;
    for (const std::string& name : vta::acceleratorNames()) {
        known.push_back(vta::accelerator(name));
    }
    std::set<std::string> files;
    for (const records::Run& run : runs) {
        if (run.kind != records::JobKind::Tune) {
            continue;
        }
        try {
            const auto config = options::jobConfigFromJson<options::TuneConfig>(run.configuration);
            if (config.accelerator.ends_with(".json")) {
                files.insert(config.accelerator);
            }
        } catch (const Error&) {
            continue; // another version's
        }
    }
    for (const std::string& file : files) {
        try {
            known.push_back(vta::loadAccelerator(file));
        } catch (const Error&) {
            continue; // gone or changed: its operators are shown without their maps
        }
    }
    return known;
}

bool isConvolution(const vta::Workload& workload) {
    return workload.kind == vta::WorkloadKind::Convolution;
}

/// Nothing for a row that another version wrote: a reason or a configuration that this one does not know.
std::optional<vta::Trial> trialOf(const store::TuningTrial& row, const vta::Task* task) {
    vta::Trial trial;
    const std::string& text = row.configuration;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), trial.index);
    if (error != std::errc() || (task != nullptr && trial.index >= task->space().size())) {
        return std::nullopt;
    }
    try {
        trial.outcome.reason = row.valid ? vta::Reason::Valid : vta::reasonFromName(row.reason);
    } catch (const Error&) {
        return std::nullopt;
    }
    trial.outcome.cycles = row.valid && std::isfinite(row.cycles) ? std::llround(row.cycles) : 0;
    return trial;
}

TuningSnapshot::Series& seriesOf(TuningSnapshot::Operator& op, const store::TuningTrial& row) {
    const QString tuner = toQString(row.tuner);
    const auto found = std::find_if(op.series.begin(), op.series.end(),
        [&](const TuningSnapshot::Series& series) { return series.tuner == tuner && series.seed == row.seed; });
    return found != op.series.end() ? *found : op.series.emplace_back(TuningSnapshot::Series{tuner, row.seed, {}});
}

/// Adds rows to copies of the operators that they belong to.
class Additions {
public:
    Additions(TuningSnapshot& snapshot, const std::vector<records::Run>& runs) : snapshot_(snapshot), runs_(runs) {
        for (std::size_t i = 0; i < snapshot.operators.size(); ++i) {
            places_.emplace(snapshot.operators[i]->key, i);
        }
    }

    void add(const store::TuningTrial& row) {
        TuningSnapshot::Operator& op = writable(toQString(row.task));
        std::vector<vta::Trial>& trials = seriesOf(op, row).trials;
        // An interrupted tuning that went another way the second time has replaced its end.
        trials.resize(std::min(trials.size(), static_cast<std::size_t>(std::max(0, row.index))));
        if (const auto trial = trialOf(row, op.task.get())) {
            trials.push_back(*trial);
        }
        snapshot_.lastTrial = std::max(snapshot_.lastTrial, row.id);
        ++snapshot_.trials;
    }

    void finish() {
        for (auto& [place, op] : written_) {
            snapshot_.operators[place] = std::make_shared<const TuningSnapshot::Operator>(std::move(op));
        }
    }

private:
    TuningSnapshot::Operator& writable(const QString& key) {
        const auto [place, isNew] = places_.emplace(key, places_.size());
        if (isNew) {
            snapshot_.operators.emplace_back();
            return written_.emplace(place->second, newOperator(key)).first->second;
        }
        const auto known = written_.find(place->second);
        return known != written_.end()
            ? known->second
            : written_.emplace(place->second, *snapshot_.operators[place->second]).first->second;
    }

    TuningSnapshot::Operator newOperator(const QString& key) {
        if (accelerators_.empty()) {
            accelerators_ = knownAccelerators(runs_);
        }
        TuningSnapshot::Operator op{key, nullptr, {}};
        if (auto task = vta::taskFromKey(key.toStdString(), accelerators_)) {
            op.task = std::make_shared<const vta::Task>(*std::move(task));
        }
        return op;
    }

    TuningSnapshot& snapshot_;
    const std::vector<records::Run>& runs_;
    std::vector<vta::Accelerator> accelerators_;
    std::map<QString, std::size_t> places_;
    std::map<std::size_t, TuningSnapshot::Operator> written_;
};

std::vector<TuningSnapshot::Network> networksOf(const std::vector<records::Run>& runs) {
    std::vector<TuningSnapshot::Network> networks;
    for (const records::Run& run : runs) {
        const auto result =
            networks.size() < shownNetworks ? options::resultOf<options::TuneConfig>(run) : std::nullopt;
        if (result && result->networkMs) {
            networks.push_back({run.id, toQString(run.title), result->vtaMs.value_or(0), result->cpuMs.value_or(0),
                result->layoutMs.value_or(0)});
        }
    }
    return networks;
}

}

TuningPointer readTuning(
    const store::Project& project, const std::vector<records::Run>& runs, const TuningPointer& before) {
    std::vector<TuningSnapshot::Network> networks = networksOf(runs);
    const std::int64_t count = project.trialCount();
    std::vector<store::TuningTrial> rows = project.trialsAfter(before ? before->lastTrial : 0);
    if (before && rows.empty() && count == before->trials && networks == before->networks) {
        return before;
    }
    auto snapshot = std::make_shared<TuningSnapshot>();
    if (before && before->trials + static_cast<std::int64_t>(rows.size()) == count) {
        *snapshot = *before;
    } else if (before) {
        rows = project.trialsAfter(0); // some were deleted meanwhile
    }
    Additions additions(*snapshot, runs);
    for (const store::TuningTrial& row : rows) {
        additions.add(row);
    }
    additions.finish();
    snapshot->networks = std::move(networks);
    return snapshot;
}

QString TuningSnapshot::Operator::title() const {
    return task ? operatorTitle(task->workload()) : key;
}

QString operatorTitle(const vta::Workload& workload) {
    if (!isConvolution(workload)) {
        //: A layer of a network; %1 inputs, %2 outputs.
        return TuningText::tr("Dense %1 → %2").arg(workload.inChannels).arg(workload.outChannels);
    }
    //: A layer of a network; %1×%2 the kernel, %3 and %4 channels, %5×%6 the input's size.
    QString title = TuningText::tr("Convolution %1×%2, %3 → %4 channels, %5×%6")
                        .arg(workload.kernelHeight)
                        .arg(workload.kernelWidth)
                        .arg(workload.inChannels)
                        .arg(workload.outChannels)
                        .arg(workload.height)
                        .arg(workload.width);
    if (workload.stride != 1) {
        //: Of a convolution, after its shape.
        title += TuningText::tr(", stride %1").arg(workload.stride);
    }
    if (workload.groups != 1) {
        //: Of a convolution, after its shape: it has %n groups.
        title += TuningText::tr(", %n groups", nullptr, workload.groups);
    }
    return title;
}

}
