// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <gtest/gtest.h>

#include <string>

#include "core/base/error.h"

namespace paretoscope {

/// The Error that `action` throws; the test fails where it throws none.
template <typename Action>
Error errorOf(Action action) {
    try {
        action();
    } catch (const Error& error) {
        return error;
    }
    ADD_FAILURE() << "no Error was thrown";
    return {ErrorCode::EngineFailure, "no Error was thrown"};
}

/// The text of the Error that `action` throws, which must be of that code.
template <typename Action>
std::string errorText(ErrorCode code, Action action) {
    const Error error = errorOf(action);
    EXPECT_EQ(errorName(error.code()), errorName(code)) << error.what();
    return error.what();
}

}
