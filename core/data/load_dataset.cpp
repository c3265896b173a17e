// SPDX-License-Identifier: Apache-2.0
#include "core/data/load_dataset.h"

#include <algorithm>
#include <array>
#include <cctype>
#include <charconv>

#include "core/base/error.h"
#include "core/base/state_folder.h"
#include "core/base/text.h"
#include "core/data/folder_layout.h"
#include "core/data/synthetic_image.h"

namespace paretoscope::data {

namespace {

constexpr const char* allowedSpecs = "synthetic, synthetic:SEED, cifar10:DIR, cifar100:DIR, folder:DIR";

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

/// "KIND:REST".
struct Spec {
    std::string_view kind;
    std::string_view rest;
    std::filesystem::path folder;

    explicit Spec(std::string_view text)
        : kind(text.substr(0, text.find(':')))
        , rest(kind.size() < text.size() ? text.substr(kind.size() + 1) : std::string_view())
        , folder(rest.empty() ? base::dataFolder() : withHome(rest)) { }
};

/// By its name: notes and lists of boxes lie among images.
bool isNoImage(const FolderEntry& entry) {
    std::string ending = entry.file.extension().string();
    std::transform(ending.begin(), ending.end(), ending.begin(), [](unsigned char c) { return std::tolower(c); });
    constexpr std::array images{"", ".jpg", ".jpeg", ".jpe", ".jfif", ".png", ".webp", ".bmp", ".dib", ".gif"};
    return std::find(images.begin(), images.end(), ending) == images.end();
}

DataSource loadStored(std::string_view text, int imageSize, double testShare) {
    const Spec spec(text);
    if (spec.kind == "synthetic") {
        return makeSynthetic(seedFrom(spec.rest, text));
    }
    if (spec.kind == "cifar10") {
        return loadCifar(CifarKind::Cifar10, spec.folder);
    }
    if (spec.kind == "cifar100") {
        return loadCifar(CifarKind::Cifar100, spec.folder);
    }
    if (spec.kind == "folder" && !spec.rest.empty()) {
        return loadImageFolder(spec.folder, imageSize > 0 ? imageSize : 32, testShare);
    }
    unknown(text);
}

}

SourceSize sizeOf(std::string_view text, double testShare) {
    const Spec spec(text);
    if (spec.kind == "synthetic") {
        return {syntheticTrainImages, syntheticTestImages, syntheticClasses};
    }
    if (spec.kind == "cifar10" || spec.kind == "cifar100") {
        return {50000, 10000, spec.kind == "cifar10" ? 10 : 100};
    }
    if (spec.kind != "folder" || spec.rest.empty()) {
        unknown(text);
    }
    FolderLayout layout = folderLayout(spec.folder);
    std::erase_if(layout.train, isNoImage);
    std::erase_if(layout.test, isNoImage);
    SourceSize size{.trainImages = static_cast<std::int64_t>(layout.train.size()),
        .testImages = static_cast<std::int64_t>(layout.test.size()),
        .classes = static_cast<int>(layout.classNames.size())};
    if (!layout.hasTest) {
        std::vector<std::int64_t> labels;
        for (const FolderEntry& entry : layout.train) {
            labels.push_back(entry.label);
        }
        const std::vector<bool> test = stratifiedShare(labels, testShare);
        size.testImages = std::count(test.begin(), test.end(), true);
        size.trainImages -= size.testImages;
    }
    return size;
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
