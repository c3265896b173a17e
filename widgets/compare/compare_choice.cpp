// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/compare/compare_choice.h"

#include <QCoreApplication>
#include <algorithm>
#include <utility>

#include "core/base/error.h"
#include "core/options/jobs.h"
#include "widgets/common/current_device.h"
#include "widgets/common/engine_text.h"
#include "widgets/common/number_text.h"
#include "widgets/front/candidate_details.h"

namespace paretoscope::widgets {

namespace {

constexpr int mostSearches = 12; ///< the newest ones

struct CompareText {
    Q_DECLARE_TR_FUNCTIONS(CompareText)
};

/// The cells that a finished search ended with; none where its record cannot be read.
std::vector<CompareEntry> cellsOf(const records::Run& run) {
    std::vector<CompareEntry> cells;
    const auto result = options::resultOf<options::SearchConfig>(run);
    if (!result) {
        return cells;
    }
    try {
        const auto config = options::jobConfigFromJson<options::SearchConfig>(run.configuration);
        const QString setting = soughtFor(run).front();
        for (const options::SearchedCell& search : result->searches) {
            CompareEntry entry;
            entry.lambda = search.lambda;
            entry.searchedFor = setting;
            entry.key = QStringLiteral("search:%1:%2").arg(run.id).arg(entry.lambda);
            entry.architecture = {space::sorted(space::fromTextOrName(search.genotype)), config.network.shape};
            //: A cell that a search ended with: %1 its price of latency, %2 a device setting, %3 the run's number.
            entry.title = CompareText::tr("Searched at λ %1 for %2 (run %3)")
                              .arg(numberText(entry.lambda),
                                  setting.isEmpty() ? CompareText::tr("this computer") : deviceText(setting),
                                  QString::number(run.id));
            cells.push_back(std::move(entry));
        }
    } catch (const Error&) { // from another version of the program
        cells.clear();
    }
    return cells;
}

/// The number of the run that a searched cell is from.
QString runOf(const CompareEntry& entry) {
    return entry.key.section(QLatin1Char(':'), 1, 1);
}

/// Whether a comparison of this one tells more: its accuracy is known, or else latency had a higher price.
bool tellsMore(const CompareEntry& entry, const CompareEntry& than) {
    return std::pair(entry.candidate != nullptr, entry.lambda) > std::pair(than.candidate != nullptr, than.lambda);
}

/// Details of the front's candidate that is this architecture; nothing for the same cell in another network.
std::shared_ptr<const records::Candidate> candidateOf(
    const ProjectSnapshot& snapshot, const space::Architecture& architecture) {
    const auto front = snapshot.part<FrontSnapshot>();
    auto candidate = front ? front->detail(front->candidateOf(architecture.genotype)) : nullptr;
    return candidate && candidate->shape == architecture.shape ? candidate : nullptr;
}

}

QString CompareChoice::keyOf(std::int64_t candidate) {
    return QStringLiteral("candidate:%1").arg(candidate);
}

void CompareChoice::update(const SnapshotPointer& snapshot, const std::vector<std::int64_t>& candidates) {
    entries_.clear();
    front_.clear();
    if (!snapshot) {
        searches_.clear();
        return;
    }
    if (path_ != snapshot->path) {
        path_ = snapshot->path;
        searches_.clear();
    }
    for (const std::int64_t id : candidates) {
        addCandidate(snapshot, id);
    }
    addSearches(snapshot);
    addFront(*snapshot);
    addPublished(snapshot);
}

void CompareChoice::addCandidate(const SnapshotPointer& snapshot, std::int64_t id) {
    const auto candidate = detailOf(snapshot, id);
    if (!candidate || find(keyOf(id)) != nullptr) {
        return;
    }
    CompareEntry entry;
    entry.key = keyOf(id);
    //: %1 is a candidate's number.
    entry.title = CompareText::tr("Candidate %1").arg(id);
    entry.candidate = candidate;
    entry.architecture = candidate->architecture();
    entries_.push_back(std::move(entry));
}

void CompareChoice::addSearches(const SnapshotPointer& snapshot) {
    int count = 0;
    std::map<std::int64_t, std::vector<CompareEntry>> read = std::exchange(searches_, {}); // also of runs now deleted
    for (const records::Run& run : snapshot->runs) {
        if (run.kind != records::JobKind::Search || run.state != records::RunState::Finished
            || ++count > mostSearches) {
            continue;
        }
        const auto known = read.find(run.id);
        const auto& cells =
            searches_.emplace(run.id, known == read.end() ? cellsOf(run) : std::move(known->second)).first->second;
        for (CompareEntry entry : cells) {
            entry.candidate = candidateOf(*snapshot, entry.architecture);
            entries_.push_back(std::move(entry));
        }
    }
}

void CompareChoice::addFront(const ProjectSnapshot& snapshot) {
    const auto front = snapshot.part<FrontSnapshot>();
    if (!front) {
        return;
    }
    for (const std::size_t point : front->accuracyHull.vertices()) {
        const std::int64_t id = front->points[point].candidateId;
        front_.push_back(keyOf(id));
        if (find(keyOf(id)) != nullptr) {
            continue;
        }
        if (const auto candidate = front->detail(id)) {
            //: %1 is a candidate's number.
            entries_.push_back({keyOf(id), CompareText::tr("Candidate %1, on the front").arg(id),
                candidate->architecture(), candidate, {}, 0});
        }
    }
}

void CompareChoice::addPublished(const SnapshotPointer& snapshot) {
    space::Shape shape = options::NetworkConfig{}.shape;
    space::SpaceId space = options::NetworkConfig{}.space;
    if (!entries_.empty()) {
        shape = entries_.front().architecture.shape;
        space = entries_.front().architecture.genotype.space;
    }
    for (const std::string_view name : space::publishedNames()) {
        const space::Genotype genotype = space::sorted(space::published(name));
        if (genotype.space == space) {
            CompareEntry entry;
            entry.key = QStringLiteral("published:") + toQString(name);
            //: A cell from a paper; %1 is its name.
            entry.title = CompareText::tr("Published: %1").arg(toQString(name));
            entry.architecture = {genotype, shape};
            entry.candidate = candidateOf(*snapshot, entry.architecture);
            entries_.push_back(std::move(entry));
        }
    }
}

const CompareEntry* CompareChoice::find(const QString& key) const {
    const auto found =
        std::find_if(entries_.begin(), entries_.end(), [&key](const CompareEntry& entry) { return entry.key == key; });
    return found == entries_.end() ? nullptr : &*found;
}

std::pair<QString, QString> CompareChoice::defaultPair(const QString& current) const {
    std::map<QString, const CompareEntry*> bySetting; ///< of the newest search for each
    std::vector<QString> order; ///< newest first
    const CompareEntry* highest = nullptr;
    const CompareEntry* lowest = nullptr;
    QString newestRun;
    for (const CompareEntry& entry : entries_) {
        if (!entry.key.startsWith(QStringLiteral("search:"))) {
            continue;
        }
        const QString run = runOf(entry);
        const auto known = bySetting.find(entry.searchedFor);
        if (known == bySetting.end()) {
            bySetting.emplace(entry.searchedFor, &entry);
            order.push_back(entry.searchedFor);
        } else if (runOf(*known->second) == run && tellsMore(entry, *known->second)) {
            known->second = &entry;
        }
        if (newestRun.isEmpty()) {
            newestRun = run;
        }
        if (run == newestRun) {
            highest = highest == nullptr || entry.lambda > highest->lambda ? &entry : highest;
            lowest = lowest == nullptr || entry.lambda < lowest->lambda ? &entry : lowest;
        }
    }
    if (const auto found = std::ranges::find(order, current); found != order.end()) {
        std::rotate(order.begin(), found, found + 1);
    }
    if (order.size() >= 2) { // the current setting, or else the newest, stands right
        return {bySetting[order[1]]->key, bySetting[order[0]]->key};
    }
    if (highest != nullptr) {
        return {highest->key, lowest->key};
    }
    return front_.size() < 2 ? std::pair<QString, QString>() : std::pair(front_[1], front_[0]);
}

std::pair<QString, QString> CompareChoice::gpuAndCpu(const QString& current) const {
    const auto isSearched = [](const CompareEntry& entry) { return entry.key.startsWith(QStringLiteral("search:")); };
    const bool isKnown = std::ranges::any_of(
        entries_, [&](const CompareEntry& entry) { return isSearched(entry) && entry.searchedFor == current; });
    const auto newestFor = [&](records::DeviceFamily family) {
        const bool isCurrent = isKnown && toSetting(current).family == family;
        const CompareEntry* best = nullptr;
        for (const CompareEntry& entry : entries_) { // searches stand newest first
            const bool fits = isSearched(entry)
                && (isCurrent ? entry.searchedFor == current : toSetting(entry.searchedFor).family == family);
            const bool sameRun = best != nullptr && runOf(*best) == runOf(entry);
            if (fits && (best == nullptr || (sameRun && tellsMore(entry, *best)))) {
                best = &entry;
            }
        }
        return best == nullptr ? QString() : best->key;
    };
    const QString gpu = newestFor(records::DeviceFamily::Gpu);
    const QString cpu = newestFor(records::DeviceFamily::Cpu);
    return gpu.isEmpty() || cpu.isEmpty() ? std::pair<QString, QString>() : std::pair(gpu, cpu);
}

}
