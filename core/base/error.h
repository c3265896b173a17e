// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <initializer_list>
#include <optional>
#include <stdexcept>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace paretoscope {

/// What went wrong; windows map each to a translated text.
enum class ErrorCode : std::uint8_t {
    // Usage and names
    UnknownName, ///< a name that is not in the list of allowed ones
    InvalidValue, ///< a number or option outside its range
    // Input
    InvalidGenotype,
    InvalidShape,
    InvalidData, ///< a data set, table or image that cannot be used
    FileNotFound,
    FileUnreadable,
    FileUnwritable, ///< read-only folder, full disk
    // Project file
    ProjectLocked,
    ProjectDamaged,
    ProjectTooNew,
    ProjectReadOnly,
    NotFound, ///< a run, candidate, predictor that the project does not hold
    // Jobs
    NotEnoughData, ///< too few measurements to fit, too few images to train
    NotEnoughMemory,
    InfeasibleTarget, ///< a target latency outside the possible range
    NumericalFailure, ///< NaN or infinite loss
    DeviceFailure, ///< a device setting did not answer
    Interrupted,
    ProtocolViolation,
    DownloadFailed, ///< no network, proxy, or a server that does not give what was asked for
    EngineFailure, ///< an exception of LibTorch, converted at its boundary
    // Other people's files
    NotTrusted, ///< a project wants to run or write something here that its user was not asked about
};

/// Every code with its name; a test checks that each has a translated text in the window.
std::string_view errorName(ErrorCode code);
/// Nothing where no code is called so.
std::optional<ErrorCode> errorNamed(std::string_view name);
std::vector<ErrorCode> allErrorCodes();

/// Exit codes of the command line programs: 0 ok, 1 job failed, 2 usage, 3 bad input, 4 locked, 5 resources, 130
/// interrupted.
int exitCode(ErrorCode code);

/// Whether the same may work another time: not where what was asked for is itself wrong, which would fail for ever.
bool mayWorkAgain(ErrorCode code);

/// A part of a project that cannot be read, which need not keep the others from being used.
constexpr bool isDamage(ErrorCode code) {
    return code == ErrorCode::InvalidData || code == ErrorCode::ProjectDamaged;
}

/// The one exception type of Paretoscope. `what()` is a full English sentence: what, where, what to do.
class Error : public std::runtime_error {
public:
    using Arguments = std::vector<std::pair<std::string, std::string>>;

    Error(ErrorCode code, const std::string& text, Arguments arguments = {})
        : std::runtime_error(text)
        , code_(code)
        , arguments_(std::move(arguments)) { }

    [[nodiscard]] ErrorCode code() const { return code_; }
    /// Named values for translated texts, for example {"file", "a.bin"}.
    [[nodiscard]] const Arguments& arguments() const { return arguments_; }

private:
    ErrorCode code_;
    Arguments arguments_;
};

/// Within a handler that catches everything: what is being handled, as an Error. Memory that ran out is
/// NotEnoughMemory, another exception of a library EngineFailure.
Error currentError();

}
