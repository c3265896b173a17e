// SPDX-License-Identifier: Apache-2.0
#include "core/base/error.h"

#include <array>

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

}
