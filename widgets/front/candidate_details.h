// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <memory>
#include <set>
#include <string>
#include <unordered_map>

#include "core/records/candidate.h"
#include "widgets/reader/part_reader.h"

namespace paretoscope::widgets {

/// Candidates of the front that a view needs in detail, selected or compared. The views add to one query.
struct DetailQuery {
    std::set<std::int64_t> candidates;
    bool operator==(const DetailQuery&) const = default;
};

/// What a large front's snapshot does not hold of them.
struct CandidateDetails {
    std::unordered_map<std::int64_t, std::shared_ptr<const records::Candidate>> candidates;
};

/// Answers a DetailQuery, without reading the front again.
class DetailReader : public PartReader<CandidateDetails> {
public:
    std::shared_ptr<const CandidateDetails> read(Reading& reading) override;

private:
    std::shared_ptr<const CandidateDetails> current_;
    std::set<std::int64_t> wanted_;
    std::int64_t changeCounter_ = 0;
};

/// Null where the snapshot (which may be null) does not know it in detail.
std::shared_ptr<const records::Candidate> detailOf(const SnapshotPointer& snapshot, std::int64_t candidate);
/// Genotype text of a candidate, empty where the snapshot does not know it in detail.
std::string genotypeOf(const SnapshotPointer& snapshot, std::int64_t candidate);
/// Adds those of the candidates to the query that the snapshot's front does not hold in detail.
void addDetails(SnapshotQuery& query, const SnapshotPointer& snapshot, const std::vector<std::int64_t>& candidates);

}
