// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/bench/window_projects.h"

#include <algorithm>
#include <random>
#include <set>
#include <string>
#include <vector>

#include "core/options/jobs.h"
#include "core/space/architecture.h"
#include "core/space/genotype.h"
#include "core/store/project.h"

namespace paretoscope::bench {

namespace {

const std::string setting = "cpu/eager/t2/b1/f32";

records::AccuracyProtocol protocolOf(const space::Shape& shape, space::SpaceId space) {
    records::AccuracyProtocol protocol;
    protocol.space = space;
    protocol.dataSet = "synthetic:validation[0:1000)@16";
    protocol.shape = shape;
    protocol.provenance = records::AccuracyProvenance::OneShot;
    protocol.recipe = "made up";
    protocol.title = "made up for timing the window";
    return records::withId(protocol);
}

records::Candidate candidateOf(
    const space::Genotype& genotype, const space::Shape& shape, const std::string& protocol, std::mt19937_64& random) {
    std::normal_distribution<double> normal;
    records::Candidate candidate;
    candidate.genotype = space::sorted(genotype);
    candidate.shape = shape;
    candidate.parameters = 60'000;
    candidate.macs = 5'000'000;
    const double latency = 8 * std::exp(0.35 * normal(random));
    records::Cost cost;
    cost.deviceSetting = records::parseDeviceSetting(setting);
    cost.provenance = records::CostProvenance::Predicted;
    cost.value = latency;
    candidate.costs.push_back(cost);
    records::Accuracy accuracy;
    accuracy.protocol = protocol;
    accuracy.provenance = records::AccuracyProvenance::OneShot;
    accuracy.accuracy = std::clamp(0.95 - 1.6 / latency + 0.03 * normal(random), 0.0, 1.0); // a store takes no other
    accuracy.crossEntropy = 3 * (1 - accuracy.accuracy);
    accuracy.images = 1000;
    candidate.accuracies.push_back(accuracy);
    return candidate;
}

}

void makeProject(const std::filesystem::path& path, int runs, int candidates, bool darts) {
    const space::SpaceId id = darts ? space::SpaceId::Darts : space::SpaceId::NasBench201;
    std::filesystem::path unfinished = path;
    unfinished += ".part";
    std::filesystem::remove(unfinished);
    {
        store::Project project = store::Project::create(unfinished);
        const space::Shape shape = options::NetworkConfig{}.shape;
        const records::AccuracyProtocol protocol = protocolOf(shape, id);
        project.saveProtocol(protocol);
        std::mt19937_64 random(1);
        for (int i = 0; i < runs; ++i) {
            const options::SearchConfig config{.deviceSetting = setting, .lambdas = {0.1}};
            records::Run run;
            run.kind = records::JobKind::Search;
            run.title = options::title(config);
            run.configuration = options::toJson(config);
            const std::int64_t runId = project.addRun(run);
            std::set<space::Genotype> met;
            std::vector<records::Candidate> rows;
            while (static_cast<int>(rows.size()) < candidates) {
                const space::Genotype genotype = space::sorted(space::sampleUniform(id, random));
                if (met.insert(genotype).second) {
                    rows.push_back(candidateOf(genotype, shape, protocol.id, random));
                }
            }
            project.upsertCandidates(runId, rows);
            project.updateRun(
                runId, {.state = records::RunState::Finished, .progress = 1.0, .results = "{}", .error = {}});
        }
    }
    std::filesystem::rename(unfinished, path);
}

}
