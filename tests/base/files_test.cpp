// SPDX-License-Identifier: Apache-2.0
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <csignal>
#include <filesystem>
#include <fstream>

#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include "core/base/atomic_file.h"
#include "core/base/error.h"
#include "core/base/memory.h"
#include "core/base/state_folder.h"
#include "tests/expect_error.h"
#include "tests/test_folder.h"

namespace paretoscope::base {
namespace {

using testing::HasSubstr;

class Files : public testing::Test {
protected:
    [[nodiscard]] std::vector<std::string> names() const {
        std::vector<std::string> names;
        for (const auto& entry : std::filesystem::directory_iterator(folder)) {
            names.push_back(entry.path().filename().string());
        }
        return names;
    }
    static unsigned modeOf(const std::filesystem::path& path) {
        struct stat status { };
        EXPECT_EQ(::stat(path.c_str(), &status), 0);
        return status.st_mode & 0777U;
    }
    TestFolder made_;
    std::filesystem::path folder = made_.path();
};

TEST_F(Files, AreNeverWrittenThroughALinkNorOntoWhatIsNoFile) {
    const std::filesystem::path victim = folder / "victim";
    std::ofstream(victim) << "precious";
    std::filesystem::create_symlink(victim, folder / "link");
    EXPECT_THAT(errorText(ErrorCode::FileUnwritable, [&] { writeFileAtomically(folder / "link", "x"); }),
        HasSubstr("symbolic link"));
    EXPECT_EQ(readFile(victim), "precious");
    EXPECT_TRUE(std::filesystem::is_symlink(folder / "link"));
    ASSERT_EQ(::mkfifo((folder / "pipe").c_str(), 0600), 0);
    errorText(ErrorCode::FileUnwritable, [&] { writeFileAtomically(folder / "pipe", "x"); });
    EXPECT_TRUE(std::filesystem::is_fifo(folder / "pipe")) << "/dev/null stays what it is, also for root";
    errorText(ErrorCode::FileUnwritable, [&] { writeFileAtomically(folder, "x"); });
    EXPECT_EQ(names().size(), 3U);
}

TEST_F(Files, OfAnyNameCanBeWrittenAndPrivateOnesArePrivate) {
    const std::filesystem::path longest = folder / std::string(255, 'n');
    writeFileAtomically(longest, "as long as a name may be");
    EXPECT_EQ(readFile(longest), "as long as a name may be");
    writeFileAtomically(folder / "secret", "x", Access::Private);
    EXPECT_EQ(modeOf(folder / "secret"), 0600U);
    EXPECT_EQ(names().size(), 2U);
}

TEST_F(Files, LeftBehindByAKilledWriterGoWithTheNextOneAndThoseOfALiveOneStay) {
    int ready[2];
    ASSERT_EQ(::pipe(ready), 0);
    const pid_t child = fork();
    if (child == 0) {
        const TemporaryFile unfinished(folder / "a");
        std::ofstream(unfinished.path().string() + "-journal") << "SQLite's";
        (void)!::write(ready[1], "r", 1);
        for (;;) {
            pause();
        }
    }
    char byte = 0;
    ASSERT_EQ(::read(ready[0], &byte, 1), 1);
    ::close(ready[0]);
    ::close(ready[1]);
    ASSERT_EQ(names().size(), 2U);
    const auto writeInAnotherProcess = [&] {
        const pid_t writer = fork();
        if (writer == 0) {
            writeFileAtomically(folder / "b", "b");
            _exit(0);
        }
        ::waitpid(writer, nullptr, 0);
    };
    writeInAnotherProcess();
    EXPECT_EQ(names().size(), 3U) << "somebody still writes it";
    ::kill(child, SIGKILL);
    ::waitpid(child, nullptr, 0);
    writeInAnotherProcess();
    EXPECT_THAT(names(), testing::ElementsAre("b"));
}

TEST_F(Files, AFileAppearsWholeOrNotAtAllAndNeverInPlaceOfAnother) {
    {
        TemporaryFile file(folder / "new");
        file.write("half");
        std::ofstream(file.path().string() + "-journal") << "SQLite's, which the full disk did not let it remove";
    }
    EXPECT_TRUE(names().empty());
    TemporaryFile first(folder / "new");
    TemporaryFile second(folder / "new");
    first.write("first");
    second.write("second");
    EXPECT_TRUE(first.becomeTarget());
    EXPECT_FALSE(second.becomeTarget());
    EXPECT_EQ(readFile(folder / "new"), "first");
}

TEST_F(Files, ThatAreNoRegularOnesAreNotReadAndLargeOnesNotTaken) {
    ASSERT_EQ(::mkfifo((folder / "pipe").c_str(), 0600), 0);
    EXPECT_THAT(errorText(ErrorCode::FileUnreadable, [&] { readFile(folder / "pipe"); }), HasSubstr("regular"));
    errorText(ErrorCode::FileUnreadable, [] { readFile("/dev/zero"); });
    errorText(ErrorCode::FileUnreadable, [&] { readFile(folder); });
    std::filesystem::create_symlink("self", folder / "self");
    errorText(ErrorCode::FileUnreadable, [&] { readFile(folder / "self"); });
    std::filesystem::create_symlink("/dev/zero", folder / "zero");
    errorText(ErrorCode::FileUnreadable, [&] { readFile(folder / "zero"); });
    errorText(ErrorCode::FileNotFound, [&] { readFile(folder / "none"); });
    std::ofstream(folder / "large").close();
    std::filesystem::resize_file(folder / "large", std::uintmax_t{1} << 40U); // of holes
    EXPECT_THAT(errorText(ErrorCode::InvalidData, [&] { readFile(folder / "large", 1000); }), HasSubstr("too large"));
    EXPECT_THAT(errorText(ErrorCode::NotEnoughMemory, [&] { readFile(folder / "large"); }), HasSubstr("too large"))
        << "no limit but the memory's";
}

TEST_F(Files, AFolderIsMadeOrRefusedInWords) {
    makeFolder(folder / "a" / "b");
    makeFolder(folder / "a" / "b");
    EXPECT_TRUE(std::filesystem::is_directory(folder / "a" / "b"));
    std::ofstream(folder / "file");
    std::filesystem::create_symlink("loop", folder / "loop");
    for (const std::filesystem::path& path : {folder / "file", folder / "file" / "below", folder / "loop"}) {
        EXPECT_THAT(errorText(ErrorCode::FileUnwritable, [&] { makeFolder(path); }), HasSubstr(path.string()));
    }
}

TEST_F(Files, TheMemoryThatAGroupLeavesCounts) {
    const auto write = [&](const std::string& name, const std::string& text) {
        std::filesystem::create_directories((folder / name).parent_path());
        std::ofstream(folder / name) << text;
    };
    EXPECT_EQ(availableMemory(folder), -1);
    write("proc/meminfo", "MemTotal: 9000 kB\nMemAvailable: 4000 kB\n");
    EXPECT_EQ(availableMemory(folder), 4000 * 1024);
    write("proc/self/cgroup", "0::/outer/inner\n");
    write("sys/fs/cgroup/outer/inner/memory.max", "max\n");
    write("sys/fs/cgroup/outer/inner/memory.current", "10\n");
    EXPECT_EQ(availableMemory(folder), 4000 * 1024);
    write("sys/fs/cgroup/outer/memory.max", "3000000\n");
    write("sys/fs/cgroup/outer/memory.current", "2500000\n");
    write("sys/fs/cgroup/outer/memory.stat", "anon 5\ninactive_file 100000\n");
    EXPECT_EQ(availableMemory(folder), 600'000) << "what is only cached can be given back";
    write("proc/self/cgroup", "5:cpu,memory:/box\n1:name=systemd:/\n");
    write("sys/fs/cgroup/memory/box/memory.limit_in_bytes", "1000\n");
    write("sys/fs/cgroup/memory/box/memory.usage_in_bytes", "1200\n");
    EXPECT_EQ(availableMemory(folder), 0);
}

TEST_F(Files, TheStateFolderIsTheUsersAlone) {
    const std::string before = std::getenv("XDG_STATE_HOME") == nullptr ? "" : std::getenv("XDG_STATE_HOME");
    setenv("XDG_STATE_HOME", (folder / "state").c_str(), 1);
    EXPECT_EQ(madeStateFolder(), folder / "state" / "paretoscope");
    EXPECT_EQ(modeOf(stateFolder()), 0700U);
    setenv("XDG_STATE_HOME", "relative", 1);
    EXPECT_TRUE(stateFolder().empty() || stateFolder().is_absolute());
    before.empty() ? unsetenv("XDG_STATE_HOME") : setenv("XDG_STATE_HOME", before.c_str(), 1);
}

TEST(DataFolder, FollowsTheXdgSpecification) {
    const char* const set = std::getenv("XDG_DATA_HOME");
    const std::string before = set == nullptr ? "" : set;
    setenv("XDG_DATA_HOME", "/data", 1);
    EXPECT_EQ(dataFolder(), "/data/paretoscope");
    setenv("XDG_DATA_HOME", "relative", 1);
    EXPECT_EQ(dataFolder(), homeFolder().empty() ? "" : homeFolder() / ".local/share/paretoscope");
    before.empty() ? unsetenv("XDG_DATA_HOME") : setenv("XDG_DATA_HOME", before.c_str(), 1);
}

}
}
