// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <filesystem>

#include "core/data/dataset.h"

// The sources behind loadDataset(), each at the size in which it is stored.

namespace paretoscope::data {

enum class CifarKind : std::uint8_t { Cifar10, Cifar100 };

/// The "binary version" of CIFAR-10 or CIFAR-100 (Krizhevsky 2009): `folder` itself, or its child cifar-10-batches-bin
/// or cifar-100-binary. Every file must have exactly the published size and only valid labels.
DataSource loadCifar(CifarKind kind, const std::filesystem::path& folder);

/// A sub-folder a class, or "train" and "test" (or "val") of such; JPEG and PNG, the centred square resized to
/// `imageSize`. Files that are no images are skipped and named in the notes; the order is a fixed shuffle by file name.
DataSource loadImageFolder(const std::filesystem::path& folder, int imageSize, double testShare);

/// The built-in set: 10 classes (5 shapes × 2 textures) over clutter, 32×32, `trainImages` + `testImages`. The same on
/// any thread count.
DataSource makeSynthetic(std::uint64_t seed, std::int64_t trainImages = 25000, std::int64_t testImages = 5000);

}
