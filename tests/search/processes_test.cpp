// SPDX-License-Identifier: Apache-2.0
// Searches and trainings of real processes that talk over the loopback.
#include <cmath>

#include <gtest/gtest.h>

#include "core/search/processes.h"
#include "tests/search/processes_work.h"
#include "tests/search/started_processes.h"
#include "tests/search/threads_collective.h"
#include "tests/test_folder.h"

namespace paretoscope::search {
namespace {

using paretoscope::testing::freePort;
using paretoscope::testing::placeOf;
using paretoscope::testing::StartedProcess;
using Environment = StartedProcess::Environment;

/// The largest difference of any array, in shares of its largest number.
double difference(const std::vector<base::NamedArray>& a, const std::vector<base::NamedArray>& b) {
    EXPECT_EQ(a.size(), b.size());
    double worst = 0;
    for (std::size_t i = 0; i < std::min(a.size(), b.size()); ++i) {
        EXPECT_EQ(a[i].name, b[i].name);
        if (a[i].dtype != base::ArrayType::Float32 || a[i].bytes.size() != b[i].bytes.size()) {
            EXPECT_EQ(a[i].bytes, b[i].bytes) << a[i].name;
            continue;
        }
        const auto count = static_cast<std::int64_t>(a[i].bytes.size() / sizeof(float));
        const auto numbers = [count](const base::NamedArray& array) {
            torch::Tensor tensor = torch::empty({count});
            std::memcpy(tensor.mutable_data_ptr<float>(), array.bytes.data(), array.bytes.size());
            return tensor.to(torch::kFloat64);
        };
        const torch::Tensor first = numbers(a[i]);
        if (count > 0 && first.abs().max().item<double>() > 0) {
            worst = std::max(worst, ((first - numbers(b[i])).abs().max() / first.abs().max()).item<double>());
        }
    }
    return worst;
}

class ProcessesTest : public ::testing::Test {
protected:
    [[nodiscard]] std::string file(int rank) const { return folder.path() / ("state-" + std::to_string(rank)); }

    StartedProcess start(const std::string& work, int rank, const Environment& place, int step = 0) {
        return {folder.path(), {PROCESSES_HELPER, work, file(rank), std::to_string(step)}, place};
    }

    /// All of a size, which do this.
    std::vector<StartedProcess> startAll(
        const std::string& work, int size, int step = 0, const Environment& more = {}) {
        const int port = freePort();
        std::vector<StartedProcess> started;
        for (int rank = 0; rank < size; ++rank) {
            Environment place = placeOf(rank, size, port);
            place.insert(more.begin(), more.end());
            started.push_back(start(work, rank, place, step));
        }
        return started;
    }

    /// What threads that play the processes end with.
    static std::vector<base::NamedArray> byThreads(const std::string& work, int size) {
        std::vector<SavedState> states(static_cast<std::size_t>(size));
        Meeting(size).run([&](const std::shared_ptr<Collective>& collective) {
            states[static_cast<std::size_t>(collective->rank())] = worked(work, collective);
        });
        for (base::NamedArray& array : states.front().arrays) {
            array.shape.clear(); // the file has none
        }
        return states.front().arrays;
    }

    TestFolder folder;
};

TEST_F(ProcessesTest, EqualOneProcessWhoseNormalisationsSeeAsManyParts) {
    for (const int size : {2, 4}) {
        for (const char* work : {"search", "train"}) {
            SCOPED_TRACE(std::string(work) + " of " + std::to_string(size));
            std::vector<StartedProcess> started = startAll(work, size);
            for (StartedProcess& process : started) {
                ASSERT_EQ(process.wait(), 0) << process.output();
            }
            const std::vector<base::NamedArray> first = readArrays(file(0));
            ASSERT_FALSE(first.empty());
            for (int rank = 1; rank < size; ++rank) {
                EXPECT_EQ(readArrays(file(rank)), first) << "rank " << rank;
            }
            EXPECT_LE(difference(byThreads(work, size), first), 1e-6);
        }
    }
}

TEST_F(ProcessesTest, ARankThatIsKilledIsNamedByAllOthers) {
    std::vector<StartedProcess> started = startAll("die", 4, 3);
    EXPECT_EQ(started[1].wait(), -SIGKILL);
    for (const int rank : {0, 2, 3}) {
        StartedProcess& process = started[static_cast<std::size_t>(rank)];
        EXPECT_EQ(process.wait(), 1);
        const std::string said = process.output();
        EXPECT_NE(said.find("engine-failure: Rank 1 of 4 (process"), std::string::npos) << said;
        EXPECT_EQ(said.find("; rank"), std::string::npos) << "no other: " << said;
    }
}

TEST_F(ProcessesTest, WhyARankEndedIsSaidByAllOthers) {
    std::vector<StartedProcess> started = startAll("throw", 4, 3);
    EXPECT_EQ(started[1].wait(), 5);
    for (const int rank : {0, 2, 3}) {
        StartedProcess& process = started[static_cast<std::size_t>(rank)];
        EXPECT_EQ(process.wait(), 1);
        EXPECT_NE(process.output().find("ended: 'There is no memory left here.'"), std::string::npos)
            << process.output();
    }
}

TEST_F(ProcessesTest, ARankThatDoesNotAnswerIsNamedAfterTheTimeLimit) {
    std::vector<StartedProcess> started = startAll("hang", 2, 3, {{"PARETOSCOPE_PROCESS_TIMEOUT", "2"}});
    EXPECT_EQ(started[0].wait(), 1);
    EXPECT_NE(started[0].output().find("Rank 1 of 2"), std::string::npos) << started[0].output();
}

TEST_F(ProcessesTest, WhereRankZeroIsKilledTheOthersSaySo) {
    std::vector<StartedProcess> started = startAll("search-forever", 2);
    while (!std::filesystem::exists(file(0) + ".begun")) {
        usleep(10'000);
    }
    started[0].signal(SIGKILL);
    EXPECT_EQ(started[1].wait(), 1);
    EXPECT_NE(started[1].output().find("Rank 0 of 2"), std::string::npos) << started[1].output();
}

TEST_F(ProcessesTest, OtherWorkIsRefusedByAll) {
    std::vector<StartedProcess> started = startAll("differ", 2);
    for (StartedProcess& process : started) {
        EXPECT_EQ(process.wait(), 2);
        EXPECT_NE(process.output().find("The search of rank 1 is not that of rank 0"), std::string::npos)
            << process.output();
    }
}

TEST_F(ProcessesTest, AnotherIdentityOrSizeOrATwinIsRefused) {
    const int port = freePort();
    std::vector<StartedProcess> started;
    started.push_back(start("search", 0, placeOf(0, 2, port)));
    started.push_back(start("other", 1, placeOf(1, 2, port)));
    for (StartedProcess& process : started) {
        EXPECT_EQ(process.wait(), 2);
        EXPECT_NE(process.output().find("was started as 'paretoscope"), std::string::npos) << process.output();
    }

    const int second = freePort();
    started.clear();
    started.push_back(start("search", 0, placeOf(0, 2, second)));
    started.push_back(start("search", 1, placeOf(1, 3, second)));
    for (StartedProcess& process : started) {
        EXPECT_EQ(process.wait(), 2);
        EXPECT_NE(process.output().find("Rank 1 (process"), std::string::npos) << process.output();
        EXPECT_NE(process.output().find("was started as one of 3 processes, rank 0 as one of 2"), std::string::npos);
    }
}

TEST_F(ProcessesTest, AProcessThatComesLateIsRefusedAndTheOthersGoOn) {
    std::vector<StartedProcess> started;
    const int port = freePort();
    started.push_back(start("search-forever", 0, placeOf(0, 2, port)));
    started.push_back(start("search-forever", 1, placeOf(1, 2, port)));
    while (!std::filesystem::exists(file(0) + ".begun")) {
        usleep(10'000);
    }
    StartedProcess late = start("search-forever", 1, placeOf(1, 2, port));
    EXPECT_EQ(late.wait(), 2);
    EXPECT_NE(late.output().find("Rank 1 of 2 has joined"), std::string::npos) << late.output();
    std::ofstream(file(0) + ".end");
    EXPECT_EQ(started[0].wait(), 0) << started[0].output();
    EXPECT_EQ(started[1].wait(), 0) << started[1].output();
}

TEST_F(ProcessesTest, ThoseThatDoNotComeAreNamed) {
    Environment place = placeOf(0, 3, freePort());
    place["PARETOSCOPE_PROCESS_TIMEOUT"] = "1";
    StartedProcess alone = start("search", 0, place);
    EXPECT_EQ(alone.wait(), 1);
    EXPECT_NE(alone.output().find("Ranks 1, 2 of 3 did not come"), std::string::npos) << alone.output();

    place = placeOf(1, 3, freePort());
    place["PARETOSCOPE_PROCESS_TIMEOUT"] = "1";
    StartedProcess nobody = start("search", 1, place);
    EXPECT_EQ(nobody.wait(), 1);
    EXPECT_NE(nobody.output().find("Nobody answers at 127.0.0.1:"), std::string::npos) << nobody.output();
}

}
}
