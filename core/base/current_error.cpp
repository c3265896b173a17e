// SPDX-License-Identifier: Apache-2.0
#include "core/base/current_error.h"

#include <exception>
#include <filesystem>
#include <new>
#include <stdexcept>
#include <string>

namespace paretoscope {

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
