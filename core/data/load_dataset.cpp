// SPDX-License-Identifier: Apache-2.0
#include "core/data/load_dataset.h"

#include <charconv>

#include "core/base/error.h"

namespace paretoscope::data {

namespace {

constexpr const char* allowedSpecs = "synthetic, synthetic:SEED, cifar10:DIR, cifar100:DIR, folder:DIR";

[[noreturn]] void unknown(std::string_view spec) {
    throw Error(ErrorCode::UnknownName,
        "There is no data set '" + std::string(spec) + "'; allowed are: " + allowedSpecs + ".",
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

DataSource loadStored(std::string_view spec, int imageSize, double testShare) {
    const auto colon = spec.find(':');
    const std::string_view kind = spec.substr(0, colon);
    const std::string_view rest = colon == std::string_view::npos ? std::string_view{} : spec.substr(colon + 1);
    const std::filesystem::path folder = rest.empty() ? defaultDataFolder() : std::filesystem::path(rest);
    if (kind == "synthetic") {
        return makeSynthetic(seedFrom(rest, spec));
    }
    if (kind == "cifar10") {
        return loadCifar(CifarKind::Cifar10, folder);
    }
    if (kind == "cifar100") {
        return loadCifar(CifarKind::Cifar100, folder);
    }
    if (kind == "folder" && !rest.empty()) {
        return loadImageFolder(folder, imageSize > 0 ? imageSize : 32, testShare);
    }
    unknown(spec);
}

}

DataSource loadDataset(std::string_view spec, const LoadOptions& options) {
    DataSource source = loadStored(spec, options.imageSize, options.testShare);
    if (options.imageSize > 0) {
        source.train = resized(source.train, options.imageSize);
        source.test = resized(source.test, options.imageSize);
    }
    return source;
}

}
