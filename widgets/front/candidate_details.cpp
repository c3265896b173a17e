// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/front/candidate_details.h"

#include "widgets/front/front_snapshot.h"

namespace paretoscope::widgets {

std::shared_ptr<const CandidateDetails> DetailReader::read(Reading& reading) {
    const auto front = reading.part<FrontSnapshot>();
    std::set<std::int64_t> wanted = reading.query().get<DetailQuery>().candidates;
    std::erase_if(wanted, [&front](std::int64_t candidate) {
        return !front || front->detail(candidate) || front->indexOf(candidate) < 0;
    });
    if (current_ && wanted == wanted_ && changeCounter_ == reading.snapshot().changeCounter) {
        return current_;
    }
    auto details = std::make_shared<CandidateDetails>();
    for (const std::int64_t candidate : wanted) {
        details->candidates.emplace(
            candidate, std::make_shared<const records::Candidate>(reading.project().candidate(candidate)));
    }
    current_ = std::move(details);
    wanted_ = std::move(wanted);
    changeCounter_ = reading.snapshot().changeCounter;
    return current_;
}

std::shared_ptr<const records::Candidate> detailOf(const SnapshotPointer& snapshot, std::int64_t candidate) {
    const auto front = snapshot ? snapshot->part<FrontSnapshot>() : nullptr;
    if (auto detail = front ? front->detail(candidate) : nullptr; detail) {
        return detail;
    }
    const auto details = snapshot ? snapshot->part<CandidateDetails>() : nullptr;
    if (!details) {
        return nullptr;
    }
    const auto found = details->candidates.find(candidate);
    return found == details->candidates.end() ? nullptr : found->second;
}

std::string genotypeOf(const SnapshotPointer& snapshot, std::int64_t candidate) {
    const auto detail = detailOf(snapshot, candidate);
    return detail ? space::identityText(detail->genotype) : std::string();
}

void addDetails(SnapshotQuery& query, const SnapshotPointer& snapshot, const std::vector<std::int64_t>& candidates) {
    const auto front = snapshot ? snapshot->part<FrontSnapshot>() : nullptr;
    auto wish = query.get<DetailQuery>();
    for (const std::int64_t candidate : candidates) {
        if (candidate != 0 && !(front && front->detail(candidate))) {
            wish.candidates.insert(candidate);
        }
    }
    query.set(wish);
}

}
