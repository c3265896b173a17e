// SPDX-License-Identifier: Apache-2.0
#include "core/engine/shared_project.h"

#include <cerrno>
#include <cstdlib>
#include <string>
#include <system_error>

#include "core/base/atomic_file.h"
#include "core/base/error.h"
#include "core/search/collective.h"
#include "core/store/project_copy.h"

namespace paretoscope::engine {

TemporaryFolder::TemporaryFolder() {
    std::string pattern = (std::filesystem::temp_directory_path() / "paretoscope-copy-XXXXXX").string();
    if (::mkdtemp(pattern.data()) == nullptr) {
        const std::string reason = std::generic_category().message(errno);
        throw Error(ErrorCode::FileUnwritable,
            "No temporary folder can be made (" + pattern + ": " + reason + "). Check TMPDIR and that there is room.",
            {{"file", pattern}, {"reason", reason}});
    }
    path_ = pattern;
}

TemporaryFolder::~TemporaryFolder() {
    std::error_code ignored; // a left-over in the temporary folder harms nobody
    std::filesystem::remove_all(path_, ignored);
}

namespace {

std::string bytesOf(const store::Project& project) {
    const TemporaryFolder folder;
    store::copyProject(project.path(), folder.path() / "copy.paretoscope");
    return base::readFile(folder.path() / "copy.paretoscope");
}

}

void shareProject(const store::Project& project, std::int64_t run, search::Collective& collective) {
    const std::string bytes = run == 0 ? std::string() : bytesOf(project);
    (void)collective.ofFirst(static_cast<double>(run));
    (void)collective.textOfFirst(bytes);
}

ReceivedProject::ReceivedProject(search::Collective& collective)
    : run_(static_cast<std::int64_t>(collective.ofFirst(0))) {
    const std::string bytes = collective.textOfFirst({});
    if (run_ == 0) {
        return;
    }
    const std::filesystem::path file = folder_.emplace().path() / "copy.paretoscope";
    base::writeFileAtomically(file, bytes, base::Access::Private);
    project_.emplace(store::Project::open(file, store::Mode::ReadWrite));
}

}
