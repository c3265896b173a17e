// SPDX-License-Identifier: Apache-2.0
#include "core/store/sqlite_errors.h"

#include <sqlite3.h>

#include "core/base/text.h"

namespace paretoscope::store {

namespace {

constexpr int primaryCodeMask = 0xff; // extended codes keep the primary one in the low byte

Error unwritable(const std::string& file, const std::string& reason) {
    return {ErrorCode::FileUnwritable,
        "Project " + file + " cannot be written: " + reason
            + ". What was stored before is safe. Free space on its disk or make the file and its folder writable, "
              "then start again.",
        {{"file", file}, {"reason", reason}}};
}

Error constraint(int extendedCode, const std::string& file, const std::string& reason) {
    if (extendedCode == SQLITE_CONSTRAINT_FOREIGNKEY) {
        return {ErrorCode::NotFound,
            "Project " + file
                + " does not hold the run, candidate, measurement or accuracy protocol that something to be stored "
                  "refers "
                  "to. Store that first.",
            {{"file", file}}};
    }
    return {ErrorCode::InvalidValue,
        "A value cannot be stored in project " + file + ": " + reason + ". Numbers must not be NaN there.",
        {{"file", file}, {"reason", reason}}};
}

}

Error notAProject(const std::filesystem::path& path, const std::string& what) {
    return {ErrorCode::ProjectDamaged,
        path.string() + " is no Paretoscope project but " + what
            + ". It was left as it is; check the name, or choose another.",
        {{"file", path.string()}, {"what", what}}};
}

Error damaged(const std::filesystem::path& path, const std::string& what) {
    const std::string file = path.string();
    return {ErrorCode::ProjectDamaged,
        "Project " + file + " is damaged or not a Paretoscope project: " + what
            + ". Keep it, restore a copy of it, or save what can be read with: sqlite3 " + base::shellWord(file)
            + " .recover | sqlite3 rescued.paretoscope",
        {{"file", file}, {"what", what}}};
}

Error toError(const SQLite::Exception& exception, const std::filesystem::path& path) {
    const std::string file = path.string();
    const std::string reason = exception.what();
    switch (exception.getErrorCode() & primaryCodeMask) {
    case SQLITE_FULL:
        return unwritable(file, "the disk is full");
    case SQLITE_READONLY:
        if (exception.getExtendedErrorCode() == SQLITE_READONLY_ROLLBACK) {
            return {ErrorCode::FileUnreadable,
                "Project " + file
                    + " was left in the middle of a write, which has to be undone before it can be read. Make the file "
                      "and its folder writable, or wait for the program that writes it.",
                {{"file", file}, {"reason", reason}}};
        }
        [[fallthrough]];
    case SQLITE_PERM:
        return unwritable(file, reason);
    case SQLITE_IOERR:
        if (exception.getExtendedErrorCode() == SQLITE_IOERR_READ
            || exception.getExtendedErrorCode() == SQLITE_IOERR_SHORT_READ) {
            return {ErrorCode::FileUnreadable, "Project " + file + " cannot be read: " + reason + ". Check its disk.",
                {{"file", file}, {"reason", reason}}};
        }
        return unwritable(file, reason);
    case SQLITE_CORRUPT:
    case SQLITE_NOTADB:
    case SQLITE_ERROR: // SQL of ours that does not fit the tables of the file
        return damaged(path, reason);
    case SQLITE_BUSY:
    case SQLITE_LOCKED:
        return {ErrorCode::ProjectLocked,
            "Project " + file + " is kept busy by another process (" + reason + "). Try again when that one is done.",
            {{"file", file}, {"holder", "another process"}}};
    case SQLITE_CONSTRAINT:
        return constraint(exception.getExtendedErrorCode(), file, reason);
    case SQLITE_NOMEM:
        return {
            ErrorCode::NotEnoughMemory, "There is not enough memory to read project " + file + ".", {{"file", file}}};
    case SQLITE_TOOBIG:
        return {ErrorCode::InvalidValue, "An array is too large for project " + file + " (at most 1 GB each).",
            {{"file", file}, {"reason", reason}}};
    default:
        return {ErrorCode::FileUnreadable,
            "Project " + file + " cannot be opened: " + reason
                + ". Check that the file and its folder may be read, and that the folder may be written if it was not "
                  "closed properly.",
            {{"file", file}, {"reason", reason}}};
    }
}

}
