// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <string_view>

namespace paretoscope::interchange {

/// A table's text as UTF-8 without a mark, from UTF-8, UTF-16 of either order of bytes, or what older spreadsheets save
/// (bytes that are no UTF-8 are taken for Latin-1). Throws Error (InvalidData) that names what a file is that is no
/// table of text, and how to make one of it.
std::string tableText(std::string_view bytes);

}
