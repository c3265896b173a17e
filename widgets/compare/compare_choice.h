// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>
#include <cstdint>
#include <map>
#include <memory>
#include <utility>
#include <vector>

#include "core/space/architecture.h"
#include "widgets/front/front_snapshot.h"

namespace paretoscope::widgets {

/// An architecture that can be put on one side of a comparison.
struct CompareEntry {
    QString key; ///< the same in every snapshot
    QString title;
    space::Architecture architecture; ///< choices sorted
    std::shared_ptr<const records::Candidate> candidate; ///< null where the front does not hold it
    QString searchedFor; ///< device setting, for cells that a search ended with
    double lambda = 0; ///< of that search
};

/// What there is to compare in a project: the selected candidates, the cells that searches ended with, those that a
/// price of latency chooses on the front, published ones. Keeps what it has read of finished runs. GUI thread only.
class CompareChoice {
public:
    static QString keyOf(std::int64_t candidate);

    /// `candidates`: ids to offer although no search ended with them; unknown ones are left out.
    void update(const SnapshotPointer& snapshot, const std::vector<std::int64_t>& candidates);
    [[nodiscard]] const std::vector<CompareEntry>& entries() const { return entries_; }
    /// Null where nothing has this key.
    [[nodiscard]] const CompareEntry* find(const QString& key) const;
    /// With two or more settings searched for: the cell searched for another one and the one for the current, of each
    /// search one on the front shown, and of these the one at the highest price of latency; the newest two where
    /// nothing was searched for the current. Otherwise what the last search ended with at its highest and its lowest
    /// price, and without any search the front's best cell, left of it the one that a rising price chooses next. Empty
    /// keys where there is nothing.
    [[nodiscard]] std::pair<QString, QString> defaultPair(const QString& current) const;
    /// The cells of the newest searches for a GPU and for a CPU, of each the one that defaultPair() takes; of several
    /// GPUs or CPUs the current one's. Empty keys where one of the two was never searched for.
    [[nodiscard]] std::pair<QString, QString> gpuAndCpu(const QString& current) const;

private:
    void addCandidate(const SnapshotPointer& snapshot, std::int64_t id);
    void addSearches(const SnapshotPointer& snapshot);
    void addFront(const ProjectSnapshot& snapshot);
    void addPublished(const SnapshotPointer& snapshot);

    std::vector<CompareEntry> entries_;
    std::vector<QString> front_; ///< keys of what a price chooses on the front, from the best to the fastest
    std::map<std::int64_t, std::vector<CompareEntry>> searches_; ///< by run
    QString path_; ///< whose runs
};

}
