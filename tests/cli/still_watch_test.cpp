// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/still_watch.h"

#include <condition_variable>
#include <limits>
#include <mutex>
#include <sstream>

#include <gtest/gtest.h>

namespace paretoscope::cli {
namespace {

/// Counts what is passed on.
struct CountingSink final : engine::JobSink {
    void progress(double, const std::string&, double, const engine::Metrics&) override { ++said; }
    void snapshot(const options::SearchSnapshot&) override { ++said; }
    void log(protocol::LogLevel, const std::string&) override { ++said; }
    void stored() override { ++said; }
    int said = 0;
};

/// A stream that one thread writes to and another waits for.
class Complaints : public std::stringbuf {
public:
    /// Until so many lines were written; the text.
    std::string lines(int count) {
        std::unique_lock lock(mutex_);
        flushed_.wait(lock, [&] { return flushes_ >= count; });
        return text_;
    }
    int flushes() {
        const std::lock_guard lock(mutex_);
        return flushes_;
    }

protected:
    int sync() override {
        const std::lock_guard lock(mutex_);
        ++flushes_;
        text_ = str();
        flushed_.notify_all();
        return 0;
    }

private:
    std::mutex mutex_;
    std::condition_variable flushed_;
    int flushes_ = 0;
    std::string text_;
};

TEST(StillWatch, ToldOnceAWhileWhereAJobStandsStill) {
    using namespace std::chrono_literals;
    Complaints written;
    std::ostream stream(&written);
    CountingSink sink;
    StillWatch watch(7, sink, stream, 20ms);
    const std::string text = written.lines(2);
    EXPECT_NE(text.find("run 7 has not moved for 10 minutes"), std::string::npos) << text;
    EXPECT_NE(text.find("run 7 has not moved for 20 minutes"), std::string::npos) << text;
}

TEST(StillWatch, OnlyWhatIsNewIsAMovement) {
    constexpr double unknown = std::numeric_limits<double>::quiet_NaN();
    const protocol::Progress first{7, 0.5, "step 1 of 2", 10, {{"loss", unknown}}};
    protocol::Progress later = first;
    later.etaSeconds = 20;
    EXPECT_TRUE(protocol::sayTheSame(first, later));
    later.fraction = 0.6;
    EXPECT_FALSE(protocol::sayTheSame(first, later));
    later = first;
    later.metrics["loss"] = 1;
    EXPECT_FALSE(protocol::sayTheSame(first, later));
}

TEST(StillWatch, PassesEverythingOnAndEndsAtOnce) {
    Complaints written;
    std::ostream stream(&written);
    CountingSink sink;
    {
        StillWatch watch(7, sink, stream);
        watch.progress(0.5, "step 1 of 2", 10, {});
        watch.progress(0.5, "step 1 of 2", 11, {});
        watch.log(protocol::LogLevel::Info, "a word");
        watch.stored();
        watch.snapshot({});
    }
    EXPECT_EQ(sink.said, 5);
    EXPECT_EQ(written.flushes(), 0);
}

}
}
