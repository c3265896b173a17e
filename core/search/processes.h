// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <stop_token>
#include <string>

#include "core/search/meeting_point.h"

namespace paretoscope::search {

class Collective;

/// Processes on one or several computers that take a job together: they meet at a store, tell each other who they are
/// and compute over Gloo (c10d's ProcessGroupGloo, which is part of LibTorch). Nothing is encrypted and nobody is asked
/// for a password: whoever reaches the port of the store may write to it, so meet on networks that you trust only.
///
/// An error of a collective is final. It becomes an Error (EngineFailure) that names the ranks that are gone, and what
/// they last said, in every process that is left; then end, and start all again. One thread at a time.
class Processes {
public:
    /// Returns when all have come. `identity`: program version and what it was asked; the same in all. Throws Error:
    /// InvalidValue where a process came twice or too late, or another size or identity, naming the rank; EngineFailure
    /// where some did not come in time, or nobody answers at the meeting point; Interrupted soon after a stop.
    Processes(const MeetingPoint& point, const std::string& identity, const std::stop_token& stop = {});
    ~Processes();
    Processes(const Processes&) = delete;
    Processes& operator=(const Processes&) = delete;

    [[nodiscard]] int rank() const;
    [[nodiscard]] int size() const;
    [[nodiscard]] int attempt() const; ///< restarts by the launcher so far
    /// Its errors as above; one thread at a time.
    [[nodiscard]] std::shared_ptr<Collective> collective() const;
    /// How many of them, this one among them, are on this computer and may run on the same processors.
    [[nodiscard]] int sharers() const;

    /// That this process has put into collectives so far.
    [[nodiscard]] std::int64_t bytesShared() const;

    /// Kept over restarts where the launcher keeps the store; nothing where it does not, or nothing was kept.
    void remember(const std::string& key, const std::string& text);
    [[nodiscard]] std::optional<std::string> remembered(const std::string& key) const;

    /// All have done their work: rank 0 waits a little until the others no longer need its store. Never throws.
    void leave();
    /// This process cannot go on: the others learn why. Never throws; takes at most some seconds.
    void leaveFailed(const std::string& why);

private:
    class Implementation;
    std::shared_ptr<Implementation> implementation_;
};

}
