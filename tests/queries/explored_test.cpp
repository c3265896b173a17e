// SPDX-License-Identifier: Apache-2.0
#include "core/queries/explored.h"

#include <gtest/gtest.h>

#include "core/base/error.h"
#include "core/options/jobs.h"
#include "tests/store/project_fixture.h"

namespace paretoscope::queries {
namespace {

class ExploredTest : public store::ProjectTest {
protected:
    std::int64_t addExploration(const std::string& results) {
        records::Run run;
        run.kind = records::JobKind::Explore;
        run.configuration = options::toJson(options::JobConfig(options::ExploreConfig{}));
        const std::int64_t id = project_.addRun(run);
        project_.updateRun(id, {.state = records::RunState::Finished, .progress = 1, .results = results, .error = {}});
        return id;
    }

    store::Project project_ = store::Project::create(path_);
    const std::string setting_ = "cpu/eager/t1/b1/f32";
};

TEST_F(ExploredTest, AnotherVersionsResultIsPassedOver) {
    options::ExploreResult result;
    result.reports.emplace_back();
    result.settings.push_back({.deviceSetting = setting_});
    const std::int64_t good = addExploration(options::toJson(options::JobResult(result)));
    addExploration(R"({"settings":"none any more"})");
    EXPECT_EQ(explorationFor(project_, 0, setting_).run, good);
    const auto newest = newestExploration(project_.runs(), records::parseDeviceSetting(setting_), {});
    ASSERT_TRUE(newest);
    EXPECT_EQ(newest->run, good);
    EXPECT_FALSE(newestExploration(project_.runs(), records::parseDeviceSetting(setting_), {}, good))
        << "only before it";
    const std::string said =
        store::errorText(ErrorCode::NotFound, [&] { (void)explorationFor(project_, good + 1, setting_); });
    EXPECT_NE(said.find("run " + std::to_string(good) + " on " + setting_), std::string::npos) << said;
}

}
}
