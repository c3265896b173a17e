// SPDX-License-Identifier: Apache-2.0
// What launchers say to the processes that they start, as their manuals give it.
#include <map>

#include <gtest/gtest.h>

#include "core/engine/meeting.h"
#include "tests/expect_error.h"

namespace paretoscope::engine {
namespace {

using Values = std::map<std::string, std::string>;

Variables from(const Values& values) {
    return [values](const std::string& name) {
        const auto found = values.find(name);
        return found == values.end() ? std::nullopt : std::optional(found->second);
    };
}

std::string refusal(const Values& values) {
    return errorText(ErrorCode::InvalidValue, [&] { (void)meetingPoint(from(values)); });
}

const Values torchrun{{"RANK", "1"}, {"LOCAL_RANK", "1"}, {"WORLD_SIZE", "4"}, {"LOCAL_WORLD_SIZE", "2"},
    {"MASTER_ADDR", "node7"}, {"MASTER_PORT", "29400"}, {"TORCHELASTIC_RUN_ID", "none"},
    {"TORCHELASTIC_RESTART_COUNT", "2"}, {"TORCHELASTIC_USE_AGENT_STORE", "True"}, {"OMP_NUM_THREADS", "1"}};

Values with(Values values, const Values& more, const std::string& without = {}) {
    for (const auto& [name, value] : more) {
        values[name] = value;
    }
    values.erase(without);
    return values;
}

TEST(Meeting, WithoutALauncherAProcessIsAlone) {
    EXPECT_FALSE(meetingPoint(from({})));
    EXPECT_FALSE(meetingPoint(from({{"MASTER_ADDR", "node7"}, {"LOCAL_RANK", "0"}})));
    EXPECT_FALSE(meetingPoint(from({{"RANK", "0"}, {"WORLD_SIZE", "1"}})));
    // A batch script of Slurm: several tasks may be started from it, and it is none of them.
    EXPECT_FALSE(meetingPoint(from({{"SLURM_PROCID", "0"}, {"SLURM_NTASKS", "8"}, {"SLURM_JOB_ID", "5"}})));
}

TEST(Meeting, TorchrunKeepsTheStoreAndCountsRestarts) {
    const auto point = meetingPoint(from(torchrun));
    ASSERT_TRUE(point);
    EXPECT_EQ(point->rank, 1);
    EXPECT_EQ(point->size, 4);
    EXPECT_EQ(point->address, "node7");
    EXPECT_EQ(point->port, 29400);
    EXPECT_TRUE(point->kept);
    EXPECT_EQ(point->attempt, 2);
}

TEST(Meeting, ByHandRankZeroHoldsTheStore) {
    const auto point = meetingPoint(from({{"RANK", "0"}, {"WORLD_SIZE", "2"}, {"MASTER_ADDR", "10.0.0.1"},
        {"MASTER_PORT", "5000"}, {"GLOO_SOCKET_IFNAME", "eth1"}, {"PARETOSCOPE_PROCESS_TIMEOUT", "30"}}));
    ASSERT_TRUE(point);
    EXPECT_FALSE(point->kept);
    EXPECT_EQ(point->networkInterface, "eth1");
    EXPECT_EQ(point->timeout, std::chrono::seconds(30));
}

TEST(Meeting, SrunNamesTheFirstNodeOfTheStep) {
    const Values step{{"SLURM_PROCID", "3"}, {"SLURM_STEP_NUM_TASKS", "4"}, {"SLURM_JOB_ID", "81"},
        {"SLURM_STEP_ID", "0"}, {"SLURM_STEP_NODELIST", "gpu[007-009,12].cluster,login"}};
    const auto point = meetingPoint(from(step));
    ASSERT_TRUE(point);
    EXPECT_EQ(point->rank, 3);
    EXPECT_EQ(point->size, 4);
    EXPECT_EQ(point->address, "gpu007.cluster");
    EXPECT_EQ(meetingPoint(from(with(step, {{"SLURM_PROCID", "0"}})))->port, point->port) << "one for all ranks";
    EXPECT_NE(meetingPoint(from(with(step, {{"SLURM_STEP_ID", "1"}})))->port, point->port) << "another for each step";
    EXPECT_EQ(meetingPoint(from(with(step, {{"SLURM_STEP_NODELIST", "a,b"}})))->address, "a");
}

TEST(Meeting, MpirunMeetsOnItsComputerOrWhereItIsTold) {
    const Values ranks{{"OMPI_COMM_WORLD_RANK", "1"}, {"OMPI_COMM_WORLD_SIZE", "2"},
        {"OMPI_COMM_WORLD_LOCAL_SIZE", "2"}, {"PMIX_NAMESPACE", "prterun-77"}};
    EXPECT_EQ(meetingPoint(from(ranks))->address, "127.0.0.1");
    const Values elsewhere = with(ranks, {{"OMPI_COMM_WORLD_LOCAL_SIZE", "1"}});
    EXPECT_NE(refusal(elsewhere).find("MASTER_ADDR"), std::string::npos);
    EXPECT_EQ(meetingPoint(from(with(elsewhere, {{"MASTER_ADDR", "n1"}})))->address, "n1");
}

TEST(Meeting, WhatIsMissingWrongOrContradictoryIsNamed) {
    for (const std::string missing : {"RANK", "WORLD_SIZE", "MASTER_ADDR", "MASTER_PORT"}) {
        EXPECT_NE(refusal(with(torchrun, {}, missing)).find(missing + " is missing"), std::string::npos) << missing;
    }
    EXPECT_NE(refusal(with(torchrun, {{"RANK", "4"}})).find("ranks go from 0 to 3"), std::string::npos);
    for (const auto& [name, value] : Values{{"RANK", "-1"}, {"WORLD_SIZE", "two"}, {"MASTER_PORT", "70000"},
             {"TORCHELASTIC_RESTART_COUNT", ""}, {"PARETOSCOPE_PROCESS_TIMEOUT", "0"}}) {
        EXPECT_NE(refusal(with(torchrun, {{name, value}})).find(name + " is '" + value + "'"), std::string::npos);
    }
    const std::string contradiction =
        refusal({{"RANK", "0"}, {"WORLD_SIZE", "1"}, {"OMPI_COMM_WORLD_RANK", "1"}, {"OMPI_COMM_WORLD_SIZE", "2"}});
    EXPECT_NE(contradiction.find("WORLD_SIZE is 1, but OMPI_COMM_WORLD_SIZE is 2"), std::string::npos) << contradiction;
}

TEST(Meeting, TorchrunsOneThreadIsNobodysWish) {
    EXPECT_TRUE(threadsAreAGuess(from({})));
    EXPECT_TRUE(threadsAreAGuess(from(torchrun)));
    EXPECT_FALSE(threadsAreAGuess(from(with(torchrun, {{"OMP_NUM_THREADS", "4"}}))));
    EXPECT_FALSE(threadsAreAGuess(from({{"OMP_NUM_THREADS", "1"}})));
}

TEST(Meeting, SearchesAndTrainingsAreShared) {
    requireShareable("search");
    requireShareable("train");
    for (const std::string other : {"explore", "measure", "front", "demo"}) {
        const std::string text = errorText(ErrorCode::InvalidValue, [&] { requireShareable(other); });
        EXPECT_NE(text.find("'" + other + "' is not done by several processes together; search, train are"),
            std::string::npos)
            << text;
    }
}

}
}
