// SPDX-License-Identifier: Apache-2.0
#include "core/data/source_spec.h"

#include <algorithm>
#include <charconv>
#include <system_error>

#include "core/base/error.h"
#include "core/base/state_folder.h"
#include "core/base/text.h"

namespace paretoscope::data {

namespace {

constexpr const char* allowedSpecs =
    "synthetic, synthetic:SEED, cifar10, cifar100, cifar10:DIR, cifar100:DIR, folder:DIR";

/// A shell expands ~ only at the begin of a word, not behind "folder:".
std::filesystem::path withHome(std::string_view path) {
    const std::filesystem::path home = base::homeFolder();
    if (!home.empty() && (path == "~" || path.starts_with("~/"))) {
        return home / path.substr(std::min<std::size_t>(2, path.size()));
    }
    return path;
}

[[noreturn]] void unknown(std::string_view spec) {
    std::error_code ignored;
    const bool isFolder = std::filesystem::is_directory(withHome(spec), ignored);
    throw Error(ErrorCode::UnknownName,
        "There is no data set '" + base::shortLine(spec) + "'; allowed are: " + allowedSpecs + "."
            + (isFolder ? " Class folders of images in it are named as folder:" + std::string(spec) + "." : ""),
        {{"what", "data set"}, {"name", std::string(spec)}, {"allowed", allowedSpecs}});
}

std::uint64_t seedFrom(std::string_view text, std::string_view spec) {
    std::uint64_t seed = 1;
    if (!text.empty()) {
        const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), seed);
        if (error != std::errc() || end != text.data() + text.size()) {
            unknown(spec);
        }
    }
    return seed;
}

}

SourceSpec sourceSpec(std::string_view text) {
    const std::size_t colon = text.find(':');
    SourceSpec spec{.kind = std::string(text.substr(0, colon)),
        .rest = std::string(colon == std::string_view::npos ? std::string_view() : text.substr(colon + 1)),
        .folder = {}};
    if (spec.kind == "synthetic") {
        spec.seed = seedFrom(spec.rest, text);
    } else if (spec.kind != "cifar10" && spec.kind != "cifar100" && (spec.kind != "folder" || spec.rest.empty())) {
        unknown(text);
    }
    spec.folder = spec.rest.empty() ? base::dataFolder() : withHome(spec.rest);
    return spec;
}

}
