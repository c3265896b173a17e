// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <filesystem>
#include <string>
#include <string_view>
#include <vector>

#include <torch/types.h>

namespace paretoscope::data {

/// Images and labels, resident as bytes. A value: copies share the pixels, which nobody writes after loading, so any
/// number of threads may read.
struct Dataset {
    torch::Tensor images; ///< uint8 [N, 3, H, H], contiguous, on the CPU
    torch::Tensor labels; ///< int64 [N], 0 .. classes - 1
    std::vector<std::string> classNames;
    std::string name; ///< source and part, for example "cifar10:train"
    std::int64_t first = 0; ///< position of images[0] in that part

    [[nodiscard]] std::int64_t size() const { return images.defined() ? images.size(0) : 0; }
    [[nodiscard]] int imageSize() const { return static_cast<int>(images.size(2)); } ///< height = width, pixels
    [[nodiscard]] int classes() const { return static_cast<int>(classNames.size()); }
    /// Which images these are, for example "cifar10:train[0:10000)@16": equal ids hold equal images.
    [[nodiscard]] std::string id() const;
};

/// Files that could not be used for one and the same reason.
struct SkippedFiles {
    std::string reason; ///< "it is empty"
    std::int64_t count = 0;
    std::vector<std::string> examples; ///< names of the first few
};

/// A training and a test part that share no image.
struct DataSource {
    Dataset train;
    Dataset test;
    std::vector<std::string> notes; ///< sentences for people: what was passed over, and what is odd
    std::vector<SkippedFiles> skipped; ///< the most frequent reason first; the notes sum them up
    /// Of an image folder, in the order of the images; else empty.
    std::vector<std::filesystem::path> trainFiles;
    std::vector<std::filesystem::path> testFiles;
};

/// Images of each class.
std::vector<std::int64_t> classCounts(const Dataset& dataset);

struct LoadOptions {
    int imageSize = 0; ///< pixels, 0 = as stored (32; image folders, which have no size of their own: 32)
    double testShare = 0.2; ///< of an image folder without "train" and "test" sub-folders
};

/// Loads "synthetic", "synthetic:SEED", "cifar10[:DIR]", "cifar100[:DIR]" or "folder:DIR"; DIR may begin with ~/.
/// Without DIR the CIFAR sets are looked for in base::dataFolder(). Throws Error: UnknownName (spec), FileNotFound,
/// FileUnreadable, InvalidData, each naming the file and what to do. Any thread; takes seconds for a large folder.
DataSource loadDataset(std::string_view spec, const LoadOptions& options = {});

/// What a source holds by the names of its files alone, before anything is read: quick.
struct SourceSize {
    std::int64_t trainImages = 0; ///< at most: files that turn out to be no images count
    std::int64_t testImages = 0;
    int classes = 0;
};
/// As loadDataset(), which may still find files damaged.
SourceSize sizeOf(std::string_view spec, double testShare = LoadOptions().testShare);

/// Images first .. last - 1, sharing memory. Throws Error (NotEnoughData) where there are fewer than `last`.
Dataset slice(const Dataset& dataset, std::int64_t first, std::int64_t last);

/// At most the first `count` images (0 = all), sharing memory.
Dataset firstImages(const Dataset& dataset, std::int64_t count);

/// The same images at size × size: area means where smaller (2×2 for a half), linear interpolation where larger. Throws
/// Error (InvalidValue) for a size below 4 or above 1024.
Dataset resized(const Dataset& dataset, int size);

/// Disjoint parts of a training set for a bilevel search (DARTS, section 3: half for the weights, half for α).
struct SearchSplit {
    Dataset weights;
    Dataset architecture;
    Dataset scoring; ///< only for one-shot scores; may be empty
};

/// The first `weights` images, the next `architecture`, the next `scoring`; sources are stored in random class order.
/// Throws Error (NotEnoughData) that says how many images there are and how many are asked for.
SearchSplit splitForSearch(
    const Dataset& train, std::int64_t weights, std::int64_t architecture, std::int64_t scoring = 0);

}
