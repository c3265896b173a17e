// SPDX-License-Identifier: Apache-2.0
#include "core/data/load_dataset.h"

#include <algorithm>
#include <array>
#include <cctype>

#include "core/data/folder_layout.h"
#include "core/data/source_spec.h"
#include "core/data/synthetic_image.h"

namespace paretoscope::data {

namespace {

/// By its name: notes and lists of boxes lie among images.
bool isNoImage(const FolderEntry& entry) {
    std::string ending = entry.file.extension().string();
    std::transform(ending.begin(), ending.end(), ending.begin(), [](unsigned char c) { return std::tolower(c); });
    constexpr std::array images{"", ".jpg", ".jpeg", ".jpe", ".jfif", ".png", ".webp", ".bmp", ".dib", ".gif"};
    return std::find(images.begin(), images.end(), ending) == images.end();
}

DataSource loadStored(std::string_view text, int imageSize, double testShare) {
    const SourceSpec spec = sourceSpec(text);
    if (spec.kind == "synthetic") {
        return makeSynthetic(spec.seed);
    }
    if (spec.kind == "cifar10") {
        return loadCifar(CifarKind::Cifar10, spec.folder);
    }
    if (spec.kind == "cifar100") {
        return loadCifar(CifarKind::Cifar100, spec.folder);
    }
    return loadImageFolder(spec.folder, imageSize > 0 ? imageSize : 32, testShare);
}

}

SourceSize sizeOf(std::string_view text, double testShare) {
    const SourceSpec spec = sourceSpec(text);
    if (spec.kind == "synthetic") {
        return {syntheticTrainImages, syntheticTestImages, syntheticClasses};
    }
    if (spec.kind == "cifar10" || spec.kind == "cifar100") {
        return {50000, 10000, spec.kind == "cifar10" ? 10 : 100};
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
