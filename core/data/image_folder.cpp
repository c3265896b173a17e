// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <cstdio>
#include <map>
#include <new>
#include <span>
#include <unordered_map>

#include <torch/types.h>

#include "core/base/error.h"
#include "core/base/hash.h"
#include "core/base/memory.h"
#include "core/data/folder_layout.h"
#include "core/data/image_file.h"
#include "core/data/load_dataset.h"
#include "core/data/parallel.h"

namespace paretoscope::data {

namespace {

namespace fs = std::filesystem;

constexpr std::size_t examplesNamed = 3;
constexpr std::int64_t fewImages = 10; ///< of a class; below, what is learned of it is luck

/// What became of a file.
struct DecodedFile {
    std::uint64_t contents = 0; ///< hash of its pixels
    std::string reason; ///< why it is skipped; empty where it is not
    bool wasTransparent = false;
    bool wasTurned = false;
    bool isPlain = false; ///< of one colour: such images are alike and nobody's copy
};

/// The images of a part that could be read, in the order of their entries.
struct Part {
    torch::Tensor images;
    std::vector<fs::path> files;
    std::vector<std::int64_t> labels;
    std::vector<std::uint64_t> orders;
    std::vector<std::uint64_t> contents;
    std::vector<bool> plain;
};

/// What was odd about the files of all parts.
struct Oddities {
    std::map<std::string, SkippedFiles> skipped;
    std::int64_t seen = 0;
    std::int64_t transparent = 0;
    std::int64_t turned = 0;
};

std::string hexadecimal(std::uint64_t hash) {
    char text[20];
    std::snprintf(text, sizeof text, "%08x", static_cast<unsigned>(hash ^ (hash >> 32)));
    return text;
}

DecodedFile decodeInto(std::uint8_t* planes, const FolderEntry& entry, int imageSize) {
    DecodedFile decoded;
    try {
        const RgbImage image = readImage(entry.file, imageSize);
        toSquarePlanes(image, imageSize, planes);
        decoded.wasTransparent = image.wasTransparent;
        decoded.wasTurned = image.wasTurned;
        const std::size_t plane = static_cast<std::size_t>(imageSize) * static_cast<std::size_t>(imageSize);
        const std::span pixels(planes, 3 * plane);
        decoded.isPlain = std::equal(planes + 1, planes + plane, planes)
            && std::equal(planes + plane + 1, planes + 2 * plane, planes + plane)
            && std::equal(planes + 2 * plane + 1, planes + 3 * plane, planes + 2 * plane);
        decoded.contents = base::fnv1a(std::as_bytes(pixels), base::fnv1aStart);
    } catch (const Error& error) {
        const auto& arguments = error.arguments();
        const auto reason = std::find_if(
            arguments.begin(), arguments.end(), [](const auto& argument) { return argument.first == "reason"; });
        decoded.reason = reason != arguments.end() ? reason->second : error.what();
    } catch (const std::bad_alloc&) { // on a thread of its own, where nobody else would catch it
        decoded.reason = "there is not enough memory for it";
    }
    return decoded;
}

void note(const FolderEntry& entry, const DecodedFile& decoded, Oddities& oddities) {
    ++oddities.seen;
    oddities.transparent += decoded.wasTransparent ? 1 : 0;
    oddities.turned += decoded.wasTurned ? 1 : 0;
    if (!decoded.reason.empty()) {
        SkippedFiles& skipped = oddities.skipped[decoded.reason];
        skipped.reason = decoded.reason;
        ++skipped.count;
        if (skipped.examples.size() < examplesNamed) {
            skipped.examples.push_back(entry.file.string());
        }
    }
}

Part read(const std::vector<FolderEntry>& entries, int imageSize, Oddities& oddities) {
    Part part;
    const std::int64_t bytes = std::int64_t{3} * imageSize * imageSize;
    const auto count = static_cast<std::int64_t>(entries.size());
    base::requireMemory(bytes * count, base::availableMemory(),
        "The folder is too large: its " + std::to_string(count) + " images", "their size or their number");
    torch::Tensor all = torch::empty({count, 3, imageSize, imageSize}, torch::kUInt8);
    std::uint8_t* pixels = all.mutable_data_ptr<std::uint8_t>();
    std::vector<DecodedFile> decoded(entries.size());
    inParallel(count, [&](std::int64_t begin, std::int64_t end) {
        for (std::int64_t i = begin; i < end; ++i) {
            const auto index = static_cast<std::size_t>(i);
            decoded[index] = decodeInto(pixels + i * bytes, entries[index], imageSize);
        }
    });
    std::int64_t used = 0;
    for (std::size_t i = 0; i < entries.size(); ++i) {
        note(entries[i], decoded[i], oddities);
        if (decoded[i].reason.empty()) {
            if (static_cast<std::int64_t>(i) != used) { // closing gaps
                std::copy_n(pixels + static_cast<std::int64_t>(i) * bytes, bytes, pixels + used * bytes);
            }
            ++used;
            part.files.push_back(entries[i].file);
            part.labels.push_back(entries[i].label);
            part.orders.push_back(entries[i].order);
            part.contents.push_back(decoded[i].contents);
            part.plain.push_back(decoded[i].isPlain);
        }
    }
    part.images = all.slice(0, 0, used);
    return part;
}

/// Those of the part that are chosen, in stratified order, and their files.
Dataset datasetOf(const Part& part, const std::vector<bool>& chosen, const std::vector<std::string>& classNames,
    std::vector<fs::path>& files) {
    std::vector<std::int64_t> positions;
    std::vector<std::int64_t> labels;
    std::vector<std::uint64_t> orders;
    for (std::size_t i = 0; i < chosen.size(); ++i) {
        if (chosen[i]) {
            positions.push_back(static_cast<std::int64_t>(i));
            labels.push_back(part.labels[i]);
            orders.push_back(part.orders[i]);
        }
    }
    std::vector<std::int64_t> order = stratifiedOrder(labels, orders);
    std::uint64_t contents = base::fnv1aStart;
    std::vector<std::int64_t> ordered;
    for (std::int64_t& index : order) {
        ordered.push_back(labels[static_cast<std::size_t>(index)]);
        index = positions[static_cast<std::size_t>(index)];
        files.push_back(part.files[static_cast<std::size_t>(index)]);
        contents = base::fnv1a(std::as_bytes(std::span(&part.contents[static_cast<std::size_t>(index)], 1)), contents);
    }
    Dataset dataset;
    dataset.classNames = classNames;
    dataset.images = part.images.index_select(0, torch::tensor(order, torch::kInt64));
    dataset.labels = torch::tensor(ordered, torch::kInt64);
    dataset.name = hexadecimal(contents);
    return dataset;
}

std::vector<SkippedFiles> byFrequency(const Oddities& oddities) {
    std::vector<SkippedFiles> skipped;
    for (const auto& [reason, files] : oddities.skipped) {
        skipped.push_back(files);
    }
    std::stable_sort(
        skipped.begin(), skipped.end(), [](const SkippedFiles& a, const SkippedFiles& b) { return a.count > b.count; });
    return skipped;
}

std::string skippedText(const std::vector<SkippedFiles>& skipped, std::int64_t seen) {
    std::int64_t count = 0;
    std::string reasons;
    for (const SkippedFiles& files : skipped) {
        count += files.count;
        reasons += (reasons.empty() ? " " : "; ") + std::to_string(files.count) + ": " + files.reason + " ("
            + files.examples.front() + (files.count > 1 ? ", …" : "") + ")";
    }
    return "Skipped " + std::to_string(count) + " of " + std::to_string(seen) + " files." + reasons
        + ". What is an image can be saved again as PNG or JPEG.";
}

void requireEveryClass(
    const Dataset& dataset, const char* part, const fs::path& folder, const DataSource& source, std::int64_t seen) {
    const std::vector<std::int64_t> counts = classCounts(dataset);
    for (std::size_t label = 0; label < counts.size(); ++label) {
        if (counts[label] == 0) {
            const std::string& name = dataset.classNames[label];
            throw Error(ErrorCode::InvalidData,
                "The class '" + name + "' has no image that can be read in the " + part + " part of " + folder.string()
                    + "; each class needs at least one in both parts. "
                    + (source.skipped.empty() ? std::string("Add images to it.") : skippedText(source.skipped, seen)),
                {{"file", folder.string()}, {"class", name}});
        }
    }
}

/// Where the images of one content stand.
struct Copies {
    std::int64_t label;
    bool severalClasses = false;
    std::int64_t training = 0;
    std::int64_t test = 0;
};

/// Copies of a training image in the test part are answered from memory, and two names for one image are one too many.
class RepeatedImages {
public:
    void add(const Part& part, const std::vector<bool>& chosen, bool isTest) {
        for (std::size_t i = 0; i < chosen.size(); ++i) {
            testImages_ += isTest && chosen[i] ? 1 : 0;
            if (!chosen[i] || part.plain[i]) {
                continue;
            }
            Copies& copies = copies_.try_emplace(part.contents[i], Copies{part.labels[i]}).first->second;
            copies.severalClasses |= copies.label != part.labels[i];
            ++(isTest ? copies.test : copies.training);
        }
    }

    void tell(int imageSize, std::vector<std::string>& notes) const {
        const std::string alike =
            " (pixel for pixel, at " + std::to_string(imageSize) + " × " + std::to_string(imageSize) + "): ";
        std::int64_t leaks = 0;
        std::int64_t contrary = 0;
        for (const auto& [contents, copies] : copies_) {
            leaks += copies.training > 0 ? copies.test : 0;
            contrary += copies.severalClasses ? copies.training + copies.test : 0;
        }
        if (leaks > 0) {
            notes.push_back(std::to_string(leaks) + " of " + std::to_string(testImages_)
                + " test images are among the training images too" + alike
                + "accuracies come out too high. Keep each image in one part.");
        }
        if (contrary > 0) {
            notes.push_back(std::to_string(contrary) + " images stand in more than one class" + alike
                + "no network can name them all rightly. Keep each image in one class.");
        }
    }

private:
    std::unordered_map<std::uint64_t, Copies> copies_;
    std::int64_t testImages_ = 0; ///< the plain ones included
};

void warnOfFewImages(const Dataset& dataset, std::vector<std::string>& notes) {
    const std::vector<std::int64_t> counts = classCounts(dataset);
    const auto fewest = std::min_element(counts.begin(), counts.end());
    const auto few = std::count_if(counts.begin(), counts.end(), [](std::int64_t count) { return count < fewImages; });
    if (few > 0) {
        notes.push_back("The class '" + dataset.classNames[static_cast<std::size_t>(fewest - counts.begin())] + "' has "
            + std::to_string(*fewest) + " training images"
            + (few > 1
                    ? ", and " + std::to_string(few - 1) + " other classes have fewer than " + std::to_string(fewImages)
                    : "")
            + ": accuracies of so few say little.");
    }
}

}

DataSource loadImageFolder(const fs::path& folder, int imageSize, double testShare) {
    const FolderLayout layout = folderLayout(folder);
    DataSource source;
    source.notes = layout.notes;
    Oddities oddities;
    const Part train = read(layout.train, imageSize, oddities);
    std::vector<bool> chosen(train.labels.size());
    RepeatedImages repeated;
    if (layout.hasTest) {
        const Part test = read(layout.test, imageSize, oddities);
        const std::vector<bool> all(test.labels.size(), true);
        source.test = datasetOf(test, all, layout.classNames, source.testFiles);
        repeated.add(test, all, true);
    } else {
        chosen = stratifiedShare(train.labels, testShare);
        source.test = datasetOf(train, chosen, layout.classNames, source.testFiles);
        repeated.add(train, chosen, true);
    }
    chosen.flip();
    repeated.add(train, chosen, false);
    source.train = datasetOf(train, chosen, layout.classNames, source.trainFiles);
    source.skipped = byFrequency(oddities);
    requireEveryClass(source.train, "training", folder, source, oddities.seen);
    requireEveryClass(source.test, "test", folder, source, oddities.seen);
    const std::string name = "folder:" + fs::absolute(folder / "").parent_path().filename().string() + "-"
        + hexadecimal(base::fnv1a(source.train.name + source.test.name));
    source.train.name = name + ":train";
    source.test.name = name + ":test";
    if (!source.skipped.empty()) {
        source.notes.push_back(skippedText(source.skipped, oddities.seen));
    }
    if (oddities.transparent > 0) {
        source.notes.push_back(std::to_string(oddities.transparent)
            + " images are transparent in part and were laid on black; where that hides what they show, give them the "
              "background that the network will meet.");
    }
    if (oddities.turned > 0) {
        source.notes.push_back(
            std::to_string(oddities.turned) + " images were put upright as their cameras recorded it.");
    }
    repeated.tell(imageSize, source.notes);
    warnOfFewImages(source.train, source.notes);
    return source;
}

}
