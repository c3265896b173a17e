// SPDX-License-Identifier: Apache-2.0
#include "core/store/file_system.h"

#include <algorithm>
#include <array>
#include <cstdint>

#include <sys/vfs.h>

namespace paretoscope::store {

namespace {

/// Of statfs(2).
constexpr std::array<std::uint32_t, 9> networkTypes{
    0x6969, // NFS
    0x517B, // SMB
    0xFF534D42, // CIFS
    0xFE534D42, // SMB2
    0x5346414F, // AFS
    0x00C36400, // Ceph
    0x01021997, // 9P
    0x0BD00BD0, // Lustre
    0x47504653, // GPFS
};

}

bool isOnNetwork(const std::filesystem::path& path) {
    struct statfs status { };
    return ::statfs(path.c_str(), &status) == 0
        && std::find(networkTypes.begin(), networkTypes.end(), static_cast<std::uint32_t>(status.f_type))
        != networkTypes.end();
}

}
