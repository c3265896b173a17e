// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <functional>
#include <memory>
#include <optional>
#include <stop_token>
#include <string>

#include "core/search/processes.h"

namespace paretoscope::engine {

/// The value of an environment variable, nothing where it is not set.
using Variables = std::function<std::optional<std::string>(const std::string& name)>;
Variables ofEnvironment();

/// Where a launcher has this process meet others: torchrun, or whoever sets RANK, WORLD_SIZE, MASTER_ADDR and
/// MASTER_PORT; Open MPI's mpirun; srun; MPICH's mpiexec. Nothing where none of them started it, or it alone. Throws
/// Error (InvalidValue) that names the variables that are missing, wrong, or contradict each other.
std::optional<search::MeetingPoint> meetingPoint(const Variables& variables);

/// Whether that number of threads is a launcher's guess rather than somebody's wish: torchrun sets one for each of
/// several processes, whatever the processors.
bool threadsAreAGuess(const Variables& variables);

/// Meets the processes that this one was started with; null where it is alone. From then on LibTorch uses this process'
/// share of the processors, unless OMP_NUM_THREADS says otherwise, and under torchrun the process ends with its
/// launcher. `identity`: what it was asked, which must be the same in all. Throws Error: as meetingPoint() and
/// search::Processes.
std::shared_ptr<search::Processes> meetOthers(
    const Variables& variables, const std::string& identity, const std::stop_token& stop);

/// Throws Error (InvalidValue) unless several processes can take the job of that name (records::name()) together.
void requireShareable(const std::string& job);

}
