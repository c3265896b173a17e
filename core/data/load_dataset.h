// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <filesystem>

#include "core/data/dataset.h"
#include "core/data/fetch.h"

// The sources behind loadDataset(), each at the size in which it is stored.

namespace paretoscope::data {

/// The "binary version" of CIFAR-10 or CIFAR-100 (Krizhevsky 2009): `folder` itself, or its child cifar-10-batches-bin
/// or cifar-100-binary. Every file must have exactly the published size and only valid labels.
DataSource loadCifar(CifarKind kind, const std::filesystem::path& folder);

/// As folderLayout() finds its files, the centred square of each resized to `imageSize`. Without a test part, testShare
/// of each class becomes one. Both parts are in a fixed shuffle by file name in which every stretch has about the
/// shares of classes of the whole, so that parts of them do too. Files that are no images are skipped and told by their
/// reasons; a class without any image, in either part, throws Error (InvalidData).
DataSource loadImageFolder(const std::filesystem::path& folder, int imageSize, double testShare);

/// The built-in set: 10 classes (5 shapes × 2 textures) over clutter, 32×32, `trainImages` + `testImages`. The same on
/// any thread count.
inline constexpr std::int64_t syntheticTrainImages = 25000;
inline constexpr std::int64_t syntheticTestImages = 5000;
DataSource makeSynthetic(
    std::uint64_t seed, std::int64_t trainImages = syntheticTrainImages, std::int64_t testImages = syntheticTestImages);

}
