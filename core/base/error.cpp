// SPDX-License-Identifier: Apache-2.0
#include "core/base/error.h"

#include <algorithm>
#include <array>
#include <exception>
#include <filesystem>
#include <new>
#include <stdexcept>
#include <string>

namespace paretoscope {

namespace {

struct CodeRow {
    ErrorCode code;
    std::string_view name;
    int exitCode;
};

constexpr std::array codeRows{
    CodeRow{ErrorCode::UnknownName, "unknown-name", 2},
    CodeRow{ErrorCode::InvalidValue, "invalid-value", 2},
    CodeRow{ErrorCode::InvalidGenotype, "invalid-genotype", 3},
    CodeRow{ErrorCode::InvalidShape, "invalid-shape", 3},
    CodeRow{ErrorCode::InvalidData, "invalid-data", 3},
    CodeRow{ErrorCode::FileNotFound, "file-not-found", 3},
    CodeRow{ErrorCode::FileUnreadable, "file-unreadable", 3},
    CodeRow{ErrorCode::FileUnwritable, "file-unwritable", 5},
    CodeRow{ErrorCode::ProjectLocked, "project-locked", 4},
    CodeRow{ErrorCode::ProjectDamaged, "project-damaged", 3},
    CodeRow{ErrorCode::ProjectTooNew, "project-too-new", 3},
    CodeRow{ErrorCode::ProjectReadOnly, "project-read-only", 3},
    CodeRow{ErrorCode::NotFound, "not-found", 3},
    CodeRow{ErrorCode::NotEnoughData, "not-enough-data", 3},
    CodeRow{ErrorCode::NotEnoughMemory, "not-enough-memory", 5},
    CodeRow{ErrorCode::InfeasibleTarget, "infeasible-target", 3},
    CodeRow{ErrorCode::NumericalFailure, "numerical-failure", 1},
    CodeRow{ErrorCode::DeviceFailure, "device-failure", 1},
    CodeRow{ErrorCode::Interrupted, "interrupted", 130},
    CodeRow{ErrorCode::ProtocolViolation, "protocol-violation", 1},
    CodeRow{ErrorCode::DownloadFailed, "download-failed", 1},
    CodeRow{ErrorCode::NotTrusted, "not-trusted", 3},
    CodeRow{ErrorCode::EngineFailure, "engine-failure", 1},
};

const CodeRow& rowOf(ErrorCode code) {
    for (const CodeRow& row : codeRows) {
        if (row.code == code) {
            return row;
        }
    }
    return codeRows.back();
}

}

std::string_view errorName(ErrorCode code) {
    return rowOf(code).name;
}

std::optional<ErrorCode> errorNamed(std::string_view name) {
    const auto found =
        std::find_if(codeRows.begin(), codeRows.end(), [name](const CodeRow& row) { return row.name == name; });
    return found != codeRows.end() ? std::optional(found->code) : std::nullopt;
}

std::vector<ErrorCode> allErrorCodes() {
    std::vector<ErrorCode> codes;
    for (const CodeRow& row : codeRows) {
        codes.push_back(row.code);
    }
    return codes;
}

int exitCode(ErrorCode code) {
    return rowOf(code).exitCode;
}

bool mayWorkAgain(ErrorCode code) {
    constexpr std::array never{ErrorCode::UnknownName, ErrorCode::InvalidValue, ErrorCode::InvalidGenotype,
        ErrorCode::InvalidShape, ErrorCode::InfeasibleTarget, ErrorCode::NotFound};
    return std::find(never.begin(), never.end(), code) == never.end();
}

Error currentError() {
    try {
        throw;
    } catch (const Error& error) {
        return error;
    } catch (const std::bad_alloc&) {
        return {ErrorCode::NotEnoughMemory,
            "There is not enough memory for this. Close other programs, or use smaller images, networks or files."};
    } catch (const std::length_error&) { // a container asked for more than there can be
        return {ErrorCode::NotEnoughMemory,
            "This needs more memory than a computer can have; a file or a setting names an impossible size."};
    } catch (const std::filesystem::filesystem_error& error) {
        return {ErrorCode::FileUnreadable,
            "'" + error.path1().string() + "' cannot be used: " + error.code().message()
                + ". Check that it is there and that you may use it.",
            {{"file", error.path1().string()}, {"reason", error.code().message()}}};
    } catch (const std::exception& error) {
        return {ErrorCode::EngineFailure, std::string("Something failed unexpectedly: ") + error.what()};
    } catch (...) {
        return {ErrorCode::EngineFailure, "Something failed unexpectedly and did not say what."};
    }
}

}
