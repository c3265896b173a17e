// SPDX-License-Identifier: Apache-2.0
#include "core/engine/job_queue.h"

#include <chrono>
#include <condition_variable>
#include <mutex>
#include <set>

#include <gtest/gtest.h>

#include "tests/engine/small_jobs.h"
#include "tests/expect_error.h"

namespace paretoscope::engine::testing {
namespace {

using namespace std::chrono_literals;

/// Collects events and lets a test wait for one.
class Events {
public:
    void operator()(const protocol::Event& event) {
        const std::lock_guard lock(mutex_);
        events_.push_back(event);
        arrived_.notify_all();
    }

    /// The `count`-th finished job's event.
    protocol::JobFinished waitForFinished(std::size_t count = 1) {
        std::unique_lock lock(mutex_);
        std::vector<protocol::JobFinished> finished;
        const bool there = arrived_.wait_for(lock, 120s, [&] {
            finished.clear();
            for (const protocol::Event& event : events_) {
                if (const auto* end = std::get_if<protocol::JobFinished>(&event)) {
                    finished.push_back(*end);
                }
            }
            return finished.size() >= count;
        });
        EXPECT_TRUE(there);
        return there ? finished[count - 1] : protocol::JobFinished{};
    }

    template <typename Kind>
    bool waitFor() {
        std::unique_lock lock(mutex_);
        return arrived_.wait_for(lock, 60s, [&] {
            return std::any_of(events_.begin(), events_.end(),
                [](const protocol::Event& event) { return std::holds_alternative<Kind>(event); });
        });
    }

    [[nodiscard]] std::vector<protocol::Event> all() {
        const std::lock_guard lock(mutex_);
        return events_;
    }

private:
    std::mutex mutex_;
    std::condition_variable arrived_;
    std::vector<protocol::Event> events_;
};

class Queue : public ::testing::Test {
protected:
    TemporaryProject file;
    store::Project project = store::Project::create(file.path());
    Events events;
    JobQueue queue{project, [this](const protocol::Event& event) { events(event); }};
};

TEST_F(Queue, RunsJobsInOrderAndSaysHowTheyEnd) {
    const std::int64_t first = queue.start(smallFit()); // nothing to fit to: fails at once
    const std::int64_t second = queue.start(smallTrain());
    EXPECT_EQ(events.waitForFinished(1).run, first);
    const protocol::JobFinished end = events.waitForFinished(2);
    EXPECT_EQ(end.run, second);
    EXPECT_EQ(end.state, records::RunState::Finished) << end.errorText;
    EXPECT_EQ(events.waitForFinished(1).errorCode, "not-enough-data");
    EXPECT_EQ(project.run(second).state, records::RunState::Finished);
    std::set<std::int64_t> queued; // a job is announced before it starts
    for (const protocol::Event& event : events.all()) {
        if (const auto* waits = std::get_if<protocol::JobQueued>(&event)) {
            queued.insert(waits->run);
        } else if (const auto* starts = std::get_if<protocol::JobStarted>(&event)) {
            EXPECT_TRUE(queued.contains(starts->run));
        }
    }
    EXPECT_EQ(queued, (std::set{first, second}));
}

TEST_F(Queue, AStoppedJobCanBeResumed) {
    options::TrainConfig config = smallTrain();
    config.rungs = {60};
    const std::int64_t run = queue.start(config);
    ASSERT_TRUE(events.waitFor<protocol::Progress>());
    queue.stop(run);
    EXPECT_EQ(events.waitForFinished(1).state, records::RunState::Interrupted);
    queue.resume(run);
    EXPECT_EQ(events.waitForFinished(2).state, records::RunState::Finished);
}

TEST_F(Queue, WaitingJobsCanBeReorderedAndTakenOut) {
    options::TrainConfig longJob = smallTrain();
    longJob.rungs = {5000};
    const std::int64_t running = queue.start(longJob);
    ASSERT_TRUE(events.waitFor<protocol::JobStarted>());
    const std::int64_t a = queue.start(smallTrain());
    const std::int64_t b = queue.start(smallTrain());
    queue.reorder({b});
    EXPECT_EQ(queue.state().waiting, (std::vector<std::int64_t>{b, a}));
    queue.stop(a);
    EXPECT_EQ(queue.state().waiting, std::vector<std::int64_t>{b});
    queue.pause(running);
    queue.stop(running);
    events.waitForFinished(3);
    EXPECT_EQ(project.run(running).state, records::RunState::Interrupted);
    EXPECT_EQ(project.run(b).state, records::RunState::Finished);
}

TEST_F(Queue, RefusesWhatMakesNoSense) {
    EXPECT_THROW(queue.stop(99), Error);
    EXPECT_THROW(queue.setLambda(1, {0.5}), Error) << "not running";
    EXPECT_THROW(queue.start(options::TrainConfig{}), Error); // no genotypes
    EXPECT_TRUE(project.runs().empty());
}

ErrorCode codeOf(const std::function<void()>& call) {
    return errorOf(call).code();
}

TEST(LiveControls, TakeAPriceForALiveSearchOnly) {
    options::SearchConfig config = smallSearch();
    config.mode = options::LambdaMode::Live;
    LiveControls live{options::JobConfig(config)};
    live.setLambda({0.75}); // also before the search has begun
    EXPECT_EQ(live.price([] { return std::make_shared<search::LambdaControl>(0.0); })->value(), 0.75);
    EXPECT_EQ(codeOf([&] { live.setLambda({-1}); }), ErrorCode::InvalidValue);
    EXPECT_EQ(codeOf([&] { live.setTarget(3); }), ErrorCode::InvalidValue);
    for (const options::JobConfig& other : {options::JobConfig(smallSearch()), options::JobConfig(smallTrain())}) {
        LiveControls fixed(other);
        EXPECT_EQ(codeOf([&] { fixed.setLambda({0.5}); }), ErrorCode::InvalidValue);
    }
}

TEST(LiveControls, ATargetMovesWithinWhatIsPossible) {
    LiveControls live;
    EXPECT_EQ(codeOf([&] { live.setTarget(2); }), ErrorCode::InvalidValue) << "not begun";
    const search::LatencyRange possible{.lowestMs = 1, .highestMs = 3, .lowestGenotype = {}};
    const auto price = live.price([&] { return std::make_shared<search::LambdaControl>(1.5, possible); });
    live.setTarget(2);
    EXPECT_EQ(price->targetMs(), 2);
    EXPECT_EQ(codeOf([&] { live.setTarget(5); }), ErrorCode::InfeasibleTarget);
    EXPECT_EQ(codeOf([&] { live.setLambda({0.5}); }), ErrorCode::InvalidValue);
}

}
}
