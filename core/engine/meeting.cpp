// SPDX-License-Identifier: Apache-2.0
#include "core/engine/meeting.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <csignal>
#include <cstdlib>
#include <limits>

#include <ATen/Parallel.h>
#include <sys/prctl.h>
#include <torch/headeronly/version.h>

#include "core/base/error.h"
#include "core/base/hash.h"
#include "core/base/machine.h"
#include "core/base/text.h"
#include "core/engine/torch_boundary.h"
#include "core/records/run.h"
#include "paretoscope/version.h"

namespace paretoscope::engine {

namespace {

/// How a launcher tells a process its place.
struct Launcher {
    const char* rank;
    const char* size;
    std::array<const char*, 2> job; ///< what is the same in all processes of a job and differs between jobs
    bool needsBoth; ///< one of rank and size without the other is a mistake
};

constexpr std::array launchers{
    Launcher{"RANK", "WORLD_SIZE", {"", ""}, true},
    Launcher{"OMPI_COMM_WORLD_RANK", "OMPI_COMM_WORLD_SIZE", {"PMIX_NAMESPACE", "OMPI_MCA_ess_base_jobid"}, true},
    // Slurm sets SLURM_PROCID in a batch script too, which is one process whatever the number of tasks.
    Launcher{"SLURM_PROCID", "SLURM_STEP_NUM_TASKS", {"SLURM_JOB_ID", "SLURM_STEP_ID"}, false},
    Launcher{"PMI_RANK", "PMI_SIZE", {"PMI_JOBID", ""}, true},
};

constexpr int mostProcesses = 1 << 16;
constexpr int mostPort = 65535;

Error wrong(const std::string& name, const std::string& value, const std::string& what) {
    return {ErrorCode::InvalidValue,
        "The environment variable " + name + " is '" + base::shortLine(value) + "', " + what
            + ". It tells a process of several its place: set it rightly, or unset it to compute alone.",
        {{"field", name}, {"value", value}}};
}

int number(const std::string& name, const std::string& text, int low, int high) {
    int value = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
    if (error != std::errc() || end != text.data() + text.size() || value < low || value > high) {
        throw wrong(name, text, "not a whole number from " + std::to_string(low) + " to " + std::to_string(high));
    }
    return value;
}

std::string required(const Variables& variables, const std::string& name, const std::string& because) {
    const std::optional<std::string> value = variables(name);
    if (!value || value->empty()) {
        throw Error(ErrorCode::InvalidValue,
            "The environment variable " + name + " is missing: " + because
                + ". Set both, or start all processes with torchrun, srun or mpirun.",
            {{"field", name}});
    }
    return *value;
}

/// "gpu[01-04,7],login" begins with "gpu01".
std::string firstHost(const std::string& list) {
    const std::size_t end = list.find_first_of(",[");
    std::string host = list.substr(0, end);
    if (end != std::string::npos && list[end] == '[') {
        host += list.substr(end + 1, list.find_first_of(",-]", end) - end - 1);
        const std::size_t close = list.find(']', end);
        if (close != std::string::npos) {
            host += list.substr(close + 1, list.find(',', close) - close - 1);
        }
    }
    return host;
}

/// Of several jobs on one computer each has its own, below those that systems give out by themselves.
int portOf(const Launcher& launcher, const Variables& variables) {
    constexpr int first = 20'000;
    constexpr int count = 12'000;
    std::string job;
    for (const char* name : launcher.job) {
        job += variables(name).value_or("") + ".";
    }
    return first + static_cast<int>(base::fnv1a(job) % count);
}

std::string addressOf(const Launcher& launcher, const Variables& variables, int size) {
    const std::string slurmNodes = variables("SLURM_STEP_NODELIST").value_or("");
    if (std::string(launcher.rank) == "SLURM_PROCID" && !slurmNodes.empty()) {
        return firstHost(slurmNodes);
    }
    for (const char* local : {"OMPI_COMM_WORLD_LOCAL_SIZE", "MPI_LOCALNRANKS"}) {
        const std::optional<std::string> count = variables(local);
        if (count && number(local, *count, 1, mostProcesses) == size) {
            return "127.0.0.1";
        }
    }
    return required(variables, "MASTER_ADDR",
        "the processes are on several computers, and have to know where rank 0 is (with MASTER_PORT)");
}

/// One whose size says that there are others, where `chosen` says that there are none.
void requireNoContradiction(const Launcher& chosen, const Variables& variables) {
    for (const Launcher& other : launchers) {
        const std::optional<std::string> size = variables(other.size);
        if (other.size != chosen.size && size && *size != "1" && variables(other.rank)) {
            throw Error(ErrorCode::InvalidValue,
                "The environment variable " + std::string(chosen.size) + " is 1, but " + other.size + " is "
                    + base::shortLine(*size) + ": one says that this process is alone, the other that it is not. Unset "
                    + chosen.rank + " and " + chosen.size + ", or set them for each process.",
                {{"field", chosen.size}, {"value", "1"}});
        }
    }
}

}

Variables ofEnvironment() {
    return [](const std::string& name) {
        const char* value = std::getenv(name.c_str());
        return value == nullptr ? std::nullopt : std::optional<std::string>(value);
    };
}

std::optional<search::MeetingPoint> meetingPoint(const Variables& variables) {
    for (const Launcher& launcher : launchers) {
        const std::optional<std::string> rank = variables(launcher.rank);
        const std::optional<std::string> size = variables(launcher.size);
        if (!rank && !size) {
            continue;
        }
        if (!rank || !size) {
            if (!launcher.needsBoth) {
                continue;
            }
            const char* given = rank ? launcher.rank : launcher.size;
            required(variables, rank ? launcher.size : launcher.rank, std::string(given) + " is set");
        }
        search::MeetingPoint point;
        point.size = number(launcher.size, *size, 1, mostProcesses);
        point.rank = number(launcher.rank, *rank, 0, mostProcesses);
        if (point.rank >= point.size) {
            throw wrong(launcher.rank, *rank,
                "but " + std::string(launcher.size) + " is " + *size + ", so ranks go from 0 to "
                    + std::to_string(point.size - 1));
        }
        const bool byTorchrun = variables("TORCHELASTIC_RUN_ID").has_value();
        if (point.size == 1) {
            if (!byTorchrun) {
                requireNoContradiction(launcher, variables);
            }
            return std::nullopt;
        }
        const bool plain = &launcher == launchers.data();
        const auto given = [&](const char* name) {
            return plain ? required(variables, name, "RANK and WORLD_SIZE are set") : variables(name).value_or("");
        };
        const std::string address = given("MASTER_ADDR");
        const std::string port = given("MASTER_PORT");
        point.address = address.empty() ? addressOf(launcher, variables, point.size) : address;
        point.port = port.empty() ? portOf(launcher, variables) : number("MASTER_PORT", port, 1, mostPort);
        point.kept = plain && variables("TORCHELASTIC_USE_AGENT_STORE") == "True";
        if (const auto restarts = variables("TORCHELASTIC_RESTART_COUNT"); restarts && byTorchrun) {
            point.attempt = number("TORCHELASTIC_RESTART_COUNT", *restarts, 0, std::numeric_limits<int>::max());
        }
        point.networkInterface = variables("GLOO_SOCKET_IFNAME").value_or("");
        if (const auto seconds = variables("PARETOSCOPE_PROCESS_TIMEOUT")) {
            constexpr int day = 86'400;
            point.timeout = std::chrono::seconds(number("PARETOSCOPE_PROCESS_TIMEOUT", *seconds, 1, day));
        }
        return point;
    }
    return std::nullopt;
}

bool threadsAreAGuess(const Variables& variables) {
    const std::optional<std::string> threads = variables("OMP_NUM_THREADS");
    return !threads || threads->empty() || (*threads == "1" && variables("TORCHELASTIC_RUN_ID"));
}

std::shared_ptr<search::Processes> meetOthers(
    const Variables& variables, const std::string& identity, const std::stop_token& stop) {
    const std::optional<search::MeetingPoint> point = meetingPoint(variables);
    if (!point) {
        return nullptr;
    }
    if (variables("TORCHELASTIC_RUN_ID")) {
        // torchrun gives each process a session of its own: where it is killed itself, nobody would end them.
        prctl(PR_SET_PDEATHSIG, SIGTERM);
    }
    std::shared_ptr<search::Processes> processes;
    atTorchBoundary([&] {
        processes = std::make_shared<search::Processes>(*point,
            std::string("paretoscope ") + programVersion + ", LibTorch " + TORCH_VERSION + ": " + identity, stop);
        if (threadsAreAGuess(variables)) {
            at::set_num_threads(std::max(1, base::allowedProcessors() / processes->sharers()));
        }
    });
    return processes;
}

void requireShareable(const std::string& job) {
    const std::array shareable{records::JobKind::Search, records::JobKind::Train};
    const bool known = std::any_of(
        shareable.begin(), shareable.end(), [&](records::JobKind kind) { return job == records::name(kind); });
    if (!known) {
        throw Error(ErrorCode::InvalidValue,
            "'" + job + "' is not done by several processes together; "
                + base::listed(shareable, [](records::JobKind kind) { return std::string(records::name(kind)); })
                + " are. Start it alone, without torchrun, srun or mpirun.",
            {{"field", "WORLD_SIZE"}, {"value", job}});
    }
}

}
