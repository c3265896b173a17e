// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <filesystem>

namespace paretoscope::store {

/// Whether a file lies on a disk that several computers write to (NFS, SMB, AFS, Ceph, 9P and others), as far as the
/// system says so. Thread-safe.
bool isOnNetwork(const std::filesystem::path& path);

}
