// SPDX-License-Identifier: Apache-2.0
#include "core/engine/profiles.h"

#include <gtest/gtest.h>

#include "core/device/meter.h"
#include "core/engine/job.h"
#include "core/queries/predictions.h"
#include "core/queries/stored.h"
#include "tests/engine/small_jobs.h"
#include "tests/store/project_fixture.h"

namespace paretoscope::engine {
namespace {

const records::DeviceSetting setting = records::parseDeviceSetting("gpu0/graph/b64/bf16");

/// A server's project with 40 measured cells, whose latency is the number of their convolutions, and a predictor.
class Profiles : public store::ProjectTest {
protected:
    Profiles() {
        space::Random random(1);
        std::vector<records::Measurement> measurements;
        for (int i = 0; i < 40; ++i) {
            const space::Genotype genotype = space::sampleUniform(space::SpaceId::Darts, random);
            double ms = 1;
            for (const space::CellGenotype& cell : genotype.cells) {
                for (const space::Choice& choice : cell.choices) {
                    ms += space::operationName(choice.operation).find("conv") != std::string_view::npos ? 0.5 : 0.1;
                }
            }
            measurements.push_back({.deviceSetting = setting,
                .genotype = space::sorted(genotype),
                .shape = network_.shape,
                .canonicalHash = space::canonicalHash({genotype, network_.shape}),
                .value = ms,
                .rawValue = ms,
                .session = "run 1",
                .sessionIndex = i,
                .takenAt = "2026-11-21T09:00:00.000Z",
                .conditions = "{}"});
            measurements.push_back(measurements.back());
            measurements.back().kind = records::CostKind::EnergyMj;
        }
        server_.addMeasurements(measurements);
        testing::RecordingSink sink;
        LiveControls live;
        const RunOutcome outcome =
            execute(server_, addRun(server_, options::FitConfig{toText(setting), network_}), sink, {}, live);
        EXPECT_EQ(outcome.state, records::RunState::Finished) << (outcome.error ? outcome.error->what() : "");
    }

    const options::NetworkConfig network_;
    store::Project server_ = store::Project::create(path_);
    store::Project laptop_ = store::Project::create(folder_ / "laptop.paretoscope");
};

TEST_F(Profiles, LetAnotherComputerPredictWhatThisOneMeasured) {
    interchange::writeProfile(folder_ / "gpu.psprofile", profileOf(server_, {setting}, "a GPU"));
    const interchange::DeviceProfile profile = interchange::readProfile(folder_ / "gpu.psprofile");
    const ProfileImport result = storeProfile(laptop_, profile, "server");
    EXPECT_EQ(result.stored, 80);
    ASSERT_EQ(result.predictors.size(), 2U); // of latency and of energy
    space::Random random(2);
    std::vector<space::Genotype> genotypes;
    for (int i = 0; i < 20; ++i) {
        genotypes.push_back(space::sampleUniform(space::SpaceId::Darts, random));
    }
    const records::DeviceSetting there = records::onComputer(setting, "server");
    EXPECT_EQ(queries::Predictions(laptop_, there, network_)(genotypes),
        queries::Predictions(server_, setting, network_)(genotypes));
    EXPECT_EQ(queries::measurementsOf(laptop_, there, network_).size(), 40U);
    EXPECT_EQ(queries::measurementsOf(laptop_, there, network_, records::CostKind::EnergyMj).size(), 40U);
    EXPECT_TRUE(queries::predictorOf(laptop_, there, network_, records::CostKind::EnergyMj));
    EXPECT_TRUE(queries::measurementsOf(laptop_, setting, network_).empty()); // nothing of this computer's own
    EXPECT_THROW(device::makeMeter(there), Error);
}

TEST_F(Profiles, AddNothingTheSecondTime) {
    const interchange::DeviceProfile profile = profileOf(server_, {setting}, "a GPU");
    storeProfile(laptop_, profile, "server");
    const ProfileImport again = storeProfile(laptop_, profile, "server");
    EXPECT_EQ(again.stored, 0);
    EXPECT_EQ(again.known, 80);
    EXPECT_TRUE(again.predictors.empty());
    EXPECT_EQ(storeProfile(server_, profile, "").known, 80); // where it came from
}

TEST_F(Profiles, AreRefusedWholeWhereAPredictorIsNone) {
    const interchange::DeviceProfile good = profileOf(server_, {setting}, "a GPU");
    for (int damage = 0; damage < 4; ++damage) {
        interchange::DeviceProfile profile = good;
        interchange::ProfilePart& part = profile.parts.front();
        if (damage == 0) {
            part.predictor->arrays.pop_back();
        } else if (damage == 1) {
            part.predictor->report = "[[[";
        } else if (damage == 2) {
            part.predictor->arrays.clear();
        } else {
            part.deviceSetting.runtime = "../../etc";
        }
        EXPECT_THROW(storeProfile(laptop_, profile, "server"), Error) << damage;
        EXPECT_TRUE(laptop_.deviceSettings().empty()) << damage;
    }
}

TEST_F(Profiles, NameTheSettingThatIsNotThere) {
    const std::string text = errorText(
        ErrorCode::NotFound, [this] { profileOf(server_, {records::parseDeviceSetting("cpu/eager/t1/b1/f32")}, "x"); });
    EXPECT_NE(text.find(toText(setting)), std::string::npos);
}

}
}
