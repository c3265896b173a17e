// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>

namespace paretoscope::search {

/// Equal for two processes that reach each other over the loopback: same kernel, same network namespace.
std::string computerIdentity();

/// The processors that this process may run on, as a mask in hexadecimal.
std::string allowedProcessorsText();

/// The numeric address by which this computer reaches that one; empty where there is none, or only a loopback.
std::string localAddressTowards(const std::string& host, int port);

/// Whether somebody takes connections there now.
bool answers(const std::string& host, int port);

}
