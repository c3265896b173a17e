// SPDX-License-Identifier: Apache-2.0
#include "core/base/crash_report.h"

#include <algorithm>
#include <array>
#include <atomic>
#include <charconv>
#include <csignal>
#include <cstdlib>
#include <cstring>
#include <ctime>
#include <exception>
#include <string_view>
#include <typeinfo>
#include <vector>

#include <cxxabi.h>
#include <dlfcn.h>
#include <execinfo.h>
#include <fcntl.h>
#include <sys/stat.h>
#include <sys/utsname.h>
#include <unistd.h>

#include "core/base/machine.h"
#include "core/base/state_folder.h"
#include "core/base/text.h"

namespace paretoscope::base {

namespace {

namespace fs = std::filesystem;

constexpr std::string_view fresh = ".new.txt"; ///< not told yet
constexpr std::string_view told = ".txt";
constexpr std::size_t kept = 10;

fs::path reportFolder() {
    const fs::path state = stateFolder();
    return state.empty() ? state : state / "crashes";
}

/// All that the handler needs, made before: within it nothing may be allocated.
struct Prepared {
    std::array<char, 4096> place{}; ///< the folder and the beginning of the name
    std::array<char, 1024> head{};
    const char* exception = nullptr; ///< its type, where one was thrown that nobody caught
    std::atomic_flag begun = ATOMIC_FLAG_INIT;
};

Prepared prepared;

void write(int file, std::string_view text) {
    while (!text.empty()) {
        const ssize_t count = ::write(file, text.data(), text.size());
        if (count <= 0) {
            return;
        }
        text.remove_prefix(static_cast<std::size_t>(count));
    }
}

void writeNumber(int file, std::uint64_t number, int base) {
    std::array<char, 24> digits{};
    const auto end = std::to_chars(digits.begin(), digits.end(), number, base).ptr;
    write(file, {digits.data(), static_cast<std::size_t>(end - digits.data())});
}

/// The place, the time and the process; a name of its own in a folder of the user's own.
void completeName(std::array<char, 4096>& name) {
    char* end = name.data() + std::strlen(name.data());
    end = std::to_chars(end, name.end() - 32, static_cast<std::uint64_t>(std::time(nullptr))).ptr;
    *end++ = '-';
    end = std::to_chars(end, name.end() - 16, static_cast<std::uint64_t>(::getpid())).ptr;
    std::memcpy(end, fresh.data(), fresh.size());
}

void makeFolders(std::array<char, 4096>& name) {
    for (std::size_t i = 1; name[i] != '\0'; ++i) {
        if (name[i] == '/') {
            name[i] = '\0';
            ::mkdir(name.data(), S_IRWXU);
            name[i] = '/';
        }
    }
}

/// "libtorch_cpu.so+0x1234 _ZN...": where the file lies is the user's own business.
void writeFrame(int file, const void* address) {
    Dl_info module{};
    if (::dladdr(address, &module) == 0 || module.dli_fname == nullptr) {
        write(file, "?\n");
        return;
    }
    const std::string_view path(module.dli_fname);
    write(file, path.substr(path.rfind('/') + 1));
    write(file, "+0x");
    writeNumber(file,
        static_cast<std::uint64_t>(static_cast<const char*>(address) - static_cast<const char*>(module.dli_fbase)), 16);
    if (module.dli_sname != nullptr) {
        write(file, " ");
        write(file, module.dli_sname);
    }
    write(file, "\n");
}

void writeReport(int file, int signal) {
    write(file, prepared.head.data());
    write(file, "ended by: signal ");
    writeNumber(file, static_cast<std::uint64_t>(signal), 10);
    if (prepared.exception != nullptr) {
        write(file, ", an exception that nobody caught: ");
        write(file, prepared.exception);
    }
    write(file, "\nplaces in the code, the newest first:\n");
    std::array<void*, 64> frames{};
    const int count = ::backtrace(frames.data(), static_cast<int>(frames.size()));
    for (int i = 0; i < count; ++i) {
        writeFrame(file, frames[static_cast<std::size_t>(i)]);
    }
}

/// Calls only what may be called in a signal handler, but for dladdr(): where the crash was in the loader it may wait
/// for ever, which the alarm ends.
void onCrash(int signal) {
    if (prepared.begun.test_and_set()) { // another thread, or the report itself
        ::pause();
        return;
    }
    std::signal(SIGALRM, SIG_DFL);
    ::alarm(10);
    auto& name = prepared.place;
    completeName(name);
    makeFolders(name);
    const int file = ::open(name.data(), O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC, S_IRUSR | S_IWUSR);
    if (file >= 0) {
        writeReport(file, signal);
        ::close(file);
        write(STDERR_FILENO, "error: The program crashed. A report that you can send, without personal data: ");
        write(STDERR_FILENO, name.data());
        write(STDERR_FILENO, "\n");
    }
    ::alarm(0);
    ::raise(signal); // SA_RESETHAND: as it would have ended without a report
}

[[noreturn]] void onTerminate() {
    if (const std::type_info* type = abi::__cxa_current_exception_type(); type != nullptr) {
        prepared.exception = type->name(); // not what it says: that may name files
    }
    std::abort();
}

template <std::size_t size>
bool copyTo(std::array<char, size>& target, const std::string& text, std::size_t room) {
    if (text.size() + room >= size) {
        return false;
    }
    std::copy(text.begin(), text.end(), target.begin());
    return true;
}

std::string head(const std::string& program, const std::string& version) {
    utsname system{};
    ::uname(&system);
    return "A crash of Paretoscope. This file holds no names, no paths and nothing of a project.\nprogram: " + program
        + " " + version + "\nsystem: " + shortLine(system.sysname) + " " + shortLine(system.release) + " "
        + shortLine(system.machine) + "\nprocessor: " + shortLine(processorName()) + "\n";
}

}

void reportCrashes(const std::string& program, const std::string& version) {
    const fs::path folder = reportFolder();
    constexpr std::size_t roomForNumbers = 64;
    if (folder.empty() || !copyTo(prepared.place, (folder / (program + "-")).string(), roomForNumbers)
        || !copyTo(prepared.head, head(program, version), 0)) {
        return;
    }
    std::array<void*, 1> frame{};
    (void)::backtrace(frame.data(), 1); // loads what it needs now, not in the handler
    static std::array<char, 1U << 16U> stack; // for a crash whose stack is used up
    const stack_t own{.ss_sp = stack.data(), .ss_flags = 0, .ss_size = stack.size()};
    ::sigaltstack(&own, nullptr);
    struct sigaction action { };
    action.sa_handler = onCrash;
    action.sa_flags = SA_ONSTACK | static_cast<int>(SA_RESETHAND) | SA_NODEFER;
    for (const int signal : {SIGSEGV, SIGBUS, SIGILL, SIGFPE, SIGABRT, SIGSYS}) {
        ::sigaction(signal, &action, nullptr);
    }
    std::set_terminate(onTerminate);
}

std::optional<fs::path> takeCrashReport(const std::string& program) {
    const fs::path folder = reportFolder();
    std::vector<fs::path> reports;
    std::error_code failure;
    for (fs::directory_iterator entry(folder, failure), end; !failure && entry != end; entry.increment(failure)) {
        const std::string name = entry->path().filename().string();
        if (name.starts_with(program + "-") && name.ends_with(told)) {
            reports.push_back(entry->path());
        }
    }
    std::sort(reports.rbegin(), reports.rend()); // by the time in their names
    std::optional<fs::path> newest;
    for (std::size_t i = 0; i < reports.size(); ++i) {
        fs::path& report = reports[i];
        std::string name = report.string();
        if (name.ends_with(fresh)) {
            name.replace(name.size() - fresh.size(), fresh.size(), told);
            fs::rename(report, name, failure);
            newest = newest || failure ? newest : fs::path(name);
            report = name;
        }
        if (i >= kept) {
            fs::remove(report, failure);
        }
    }
    return newest;
}

}
