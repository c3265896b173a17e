// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <SQLiteCpp/Exception.h>

#include <filesystem>
#include <string>

#include "core/base/error.h"

namespace paretoscope::store {

/// What SQLite said, as an Error that says what to do.
Error toError(const SQLite::Exception& exception, const std::filesystem::path& path);

/// ProjectDamaged where `what` stands in the project's place, whole and of no use here.
Error notAProject(const std::filesystem::path& path, const std::string& what);

/// ProjectDamaged, with `what` is wrong and how to get out of it.
Error damaged(const std::filesystem::path& path, const std::string& what);

}
