// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <string_view>

namespace paretoscope::base {

/// The bytes of a text file as UTF-8 without a mark at its begin: from UTF-8, from UTF-16 of either order of bytes
/// (what Windows writes: "Unicode text" of spreadsheets, the > of PowerShell), with a mark or without, or else, where
/// they are no UTF-8, from Latin-1 (what older programs save). Any thread; throws nothing but what memory does.
std::string utf8Text(std::string_view bytes);

}
