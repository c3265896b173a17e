// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/merit/merit_reader.h"

#include "widgets/common/number_text.h"

namespace paretoscope::widgets {

namespace {

/// Random cells of the chosen cell's latency that are not trained yet, as many as are missing.
std::vector<space::Genotype> drawYardstick(const store::Project& project, const MeritSnapshot& merit) {
    const queries::Merit& known = *merit.merit;
    const auto latency = queries::predictedLatency(
        project, {merit.protocol.space, merit.shape}, toSetting(merit.deviceSetting), known.cell.genotype);
    if (known.random.size() >= queries::enoughRandomCells || !latency) {
        return {};
    }
    std::set<space::Genotype> without{known.cell.genotype};
    for (const queries::MeritCell& cell : known.random) {
        without.insert(cell.genotype);
    }
    // The count of those known is the seed: asked again after some were trained, it draws others.
    return queries::randomCellsOf(project, {merit.protocol.space, merit.shape}, toSetting(merit.deviceSetting),
        *latency, queries::enoughRandomCells - known.random.size(), without, known.random.size() + known.elsewhere + 1);
}

}

std::shared_ptr<const MeritSnapshot> MeritReader::read(Reading& reading) {
    const auto query = reading.query().get<MeritQuery>();
    const auto front = reading.part<FrontSnapshot>();
    if (!query.wanted || !front) {
        return nullptr;
    }
    const std::int64_t candidate = front->indexOf(query.candidate) >= 0 ? query.candidate : 0;
    if (current_ && changeCounter_ == reading.snapshot().changeCounter && current_->candidate == candidate
        && current_->deviceSetting == front->deviceSetting && current_->protocol.id == front->protocol.id) {
        return current_;
    }
    auto merit = std::make_shared<MeritSnapshot>();
    merit->candidate = candidate;
    merit->deviceSetting = front->deviceSetting;
    merit->protocol = front->protocol;
    merit->shape = front->protocol.shape;
    std::optional<space::Genotype> cell;
    if (candidate != 0 && front->protocol.provenance == records::AccuracyProvenance::Trained) {
        const records::Candidate chosen = reading.project().candidate(candidate);
        merit->shape = chosen.shape;
        cell = chosen.genotype;
        merit->merit = queries::meritOf(
            reading.project(), chosen.architecture(), front->protocol.id, toSetting(front->deviceSetting));
        merit->yardstick = drawYardstick(reading.project(), *merit);
    }
    merit->learnt = queries::learntOn(reading.project(), reading.snapshot().runs, toSetting(front->deviceSetting),
        {front->protocol.space, merit->shape}, cell);
    changeCounter_ = reading.snapshot().changeCounter;
    current_ = merit;
    return current_;
}

}
