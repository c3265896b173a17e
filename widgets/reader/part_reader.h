// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <memory>
#include <typeindex>
#include <vector>

#include "core/store/project.h"
#include "widgets/common/snapshot.h"

namespace paretoscope::widgets {

class PartReaders;

/// One snapshot while it is made. The snapshot's common part is there from the start.
class Reading {
public:
    Reading(const store::Project& project, const SnapshotQuery& query, ProjectSnapshot& snapshot, PartReaders& readers)
        : project_(project)
        , query_(query)
        , snapshot_(snapshot)
        , readers_(readers)
        , predictors_(project.predictors()) { }

    [[nodiscard]] const store::Project& project() const { return project_; }
    [[nodiscard]] const SnapshotQuery& query() const { return query_; }
    [[nodiscard]] const ProjectSnapshot& snapshot() const { return snapshot_; }
    /// Without arrays and reports, newest first: read once for all who need them.
    [[nodiscard]] const std::vector<store::PredictorRecord>& predictors() const { return predictors_; }
    /// Another part, which is read now where it was not yet. Parts must not ask for each other in a circle.
    template <typename Part>
    std::shared_ptr<const Part> part() {
        read(typeid(Part));
        return snapshot_.part<Part>();
    }
    void read(std::type_index part);

private:
    const store::Project& project_;
    const SnapshotQuery& query_;
    ProjectSnapshot& snapshot_;
    PartReaders& readers_;
    std::vector<store::PredictorRecord> predictors_;
};

/// Reads one part of the snapshots of one open project, never on the GUI thread; one thread at a time. May keep what
/// would take long to make again.
class AnyPartReader {
public:
    virtual ~AnyPartReader() = default;
    [[nodiscard]] virtual std::type_index type() const = 0;
    virtual std::shared_ptr<const void> readAny(Reading& reading) = 0;
};

template <typename Part>
class PartReader : public AnyPartReader {
public:
    [[nodiscard]] std::type_index type() const final { return typeid(Part); }
    std::shared_ptr<const void> readAny(Reading& reading) final { return read(reading); }
    /// Null where there is nothing to show, or nobody asks. The same object as before where nothing has changed.
    /// Throws Error.
    virtual std::shared_ptr<const Part> read(Reading& reading) = 0;
};

/// The readers of an open project, one a part.
class PartReaders {
public:
    /// Those of all views.
    PartReaders();
    void add(std::unique_ptr<AnyPartReader> reader) { readers_.push_back(std::move(reader)); }
    [[nodiscard]] const std::vector<std::unique_ptr<AnyPartReader>>& all() const { return readers_; }

private:
    std::vector<std::unique_ptr<AnyPartReader>> readers_;
};

}
