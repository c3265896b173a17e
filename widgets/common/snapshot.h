// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QMetaType>
#include <QString>
#include <cstdint>
#include <map>
#include <memory>
#include <typeindex>
#include <vector>

#include "core/records/candidate.h"
#include "core/records/run.h"
#include "core/store/rows.h"

namespace paretoscope::widgets {

/// What the views ask of the reader: one value of a type of each view's own, compared by ==.
class SnapshotQuery {
public:
    SnapshotQuery() = default;
    template <typename... Wishes>
    static SnapshotQuery of(Wishes... wishes) {
        SnapshotQuery query;
        (query.set(std::move(wishes)), ...);
        return query;
    }
    template <typename Wish>
    void set(Wish wish) {
        wishes_[typeid(Wish)] = {std::make_shared<const Wish>(std::move(wish)),
            [](const void* a, const void* b) { return *static_cast<const Wish*>(a) == *static_cast<const Wish*>(b); }};
    }
    /// As a Wish is made by default where nobody has asked.
    template <typename Wish>
    [[nodiscard]] Wish get() const {
        const auto found = wishes_.find(typeid(Wish));
        return found == wishes_.end() ? Wish{} : *static_cast<const Wish*>(found->second.value.get());
    }
    bool operator==(const SnapshotQuery& other) const;

private:
    struct Entry {
        std::shared_ptr<const void> value;
        bool (*equal)(const void*, const void*);
    };
    std::map<std::type_index, Entry> wishes_;
};

/// What the views show, read from the project off the GUI thread and never changed afterwards: what all of them use,
/// and parts, each of a type that is owned by the folder which reads it.
struct ProjectSnapshot {
    QString path;
    std::int64_t changeCounter = 0;
    std::vector<records::Run> runs; ///< newest first, without those in the bin
    std::vector<records::Run> deletedRuns; ///< in the bin, newest first
    std::vector<store::DeviceSettingSummary> settings;
    std::vector<QString> costSettings;
    QString deviceSetting; ///< the current one (common/current_device.h); never empty in one that was read
    std::vector<records::AccuracyProtocol> protocols;
    std::int64_t candidates = 0;
    bool beingWritten = false; ///< some process holds the writer's lock; asked only while a run is open
    double readMs = 0; ///< how long reading took

    [[nodiscard]] const records::Run* run(std::int64_t id) const;
    /// The newest run that stands Running and is no step of another, null for none.
    [[nodiscard]] const records::Run* running() const;
    /// The step that runs within a job that consists of steps, null for none.
    [[nodiscard]] const records::Run* runningStepOf(std::int64_t run) const;
    /// The newest finished run of a kind, null for none.
    [[nodiscard]] const records::Run* newestFinished(records::JobKind kind) const;

    /// Null where there is nothing of it to show, or nobody asked for it.
    template <typename Part>
    [[nodiscard]] std::shared_ptr<const Part> part() const {
        const auto found = parts_.find(typeid(Part));
        return found == parts_.end() ? nullptr : std::static_pointer_cast<const Part>(found->second);
    }
    template <typename Part>
    void setPart(std::shared_ptr<Part> part) {
        setPart(typeid(Part), std::move(part));
    }
    void setPart(std::type_index type, std::shared_ptr<const void> part) { parts_[type] = std::move(part); }
    /// Whether the part was looked for, although it may be null.
    [[nodiscard]] bool hasRead(std::type_index type) const { return parts_.contains(type); }

private:
    std::map<std::type_index, std::shared_ptr<const void>> parts_;
};
using SnapshotPointer = std::shared_ptr<const ProjectSnapshot>;

}
