// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <filesystem>
#include <optional>

#include "core/store/project.h"

namespace paretoscope::search {
class Collective;
}

namespace paretoscope::engine {

/// One process writes to the user's project, rank 0. The others, which may be on computers that do not see its file,
/// work on copies of their own, which nobody keeps.

/// Rank 0: gives the others a copy of the project, with the run that all are to take, and that run; 0: there is nothing
/// to do. Throws Error: FileUnwritable where the temporary folder has no room, and what the collective throws.
void shareProject(const store::Project& project, std::int64_t run, search::Collective& collective);

/// A folder that only this user may look into; it goes with this object. Throws Error (FileUnwritable).
class TemporaryFolder {
public:
    TemporaryFolder();
    ~TemporaryFolder();
    TemporaryFolder(const TemporaryFolder&) = delete;
    TemporaryFolder& operator=(const TemporaryFolder&) = delete;
    [[nodiscard]] const std::filesystem::path& path() const { return path_; }

private:
    std::filesystem::path path_;
};

/// What one of the others is given. The file goes with this object.
class ReceivedProject {
public:
    /// The counterpart of shareProject(): waits for it. Throws the same, and what store::Project::open() throws.
    explicit ReceivedProject(search::Collective& collective);

    [[nodiscard]] std::int64_t run() const { return run_; } ///< 0: there is nothing to do
    [[nodiscard]] store::Project& project() { return *project_; } ///< where there is

private:
    std::int64_t run_ = 0;
    std::optional<TemporaryFolder> folder_; ///< outlives the project
    std::optional<store::Project> project_;
};

}
