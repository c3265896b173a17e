// SPDX-License-Identifier: Apache-2.0
#include "core/store/project_copy.h"

#include <SQLiteCpp/SQLiteCpp.h>

#include "core/base/error.h"
#include "core/store/open.h"

namespace paretoscope::store {

void copyProject(const std::filesystem::path& project, const std::filesystem::path& copy) {
    SQLite::Database database = openForReading(project);
    try {
        SQLite::Statement vacuum(database, "VACUUM INTO ?");
        vacuum.bind(1, copy.string());
        vacuum.exec();
    } catch (const SQLite::Exception& exception) {
        throw Error(ErrorCode::FileUnwritable,
            "The project cannot be copied to " + copy.string() + " (" + exception.what()
                + "). Check that there is room and that you may write there.",
            {{"file", copy.string()}, {"reason", exception.what()}});
    }
}

}
