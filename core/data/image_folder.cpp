// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <cmath>
#include <cstdio>
#include <optional>
#include <span>
#include <tuple>

#include <torch/types.h>

#include "core/base/error.h"
#include "core/base/hash.h"
#include "core/data/counter_random.h"
#include "core/data/image_file.h"
#include "core/data/load_dataset.h"

namespace paretoscope::data {

namespace {

namespace fs = std::filesystem;

constexpr std::size_t skippedNamed = 5;

struct Entry {
    fs::path file;
    std::int64_t label;
    std::uint64_t order; ///< hash of the name: a shuffle that stays the same when files are added
};

/// What was left out, for the note.
struct Skipped {
    std::vector<std::string> reasons;
    std::size_t seen = 0;
};

std::vector<fs::path> sortedChildren(const fs::path& folder, bool folders) {
    std::vector<fs::path> children;
    std::error_code failure;
    for (fs::directory_iterator entry(folder, failure), end; !failure && entry != end; entry.increment(failure)) {
        const bool hidden = entry->path().filename().string().starts_with('.');
        if (!hidden && entry->is_directory() == folders) {
            children.push_back(entry->path());
        }
    }
    if (failure) {
        throw Error(
            failure == std::errc::no_such_file_or_directory ? ErrorCode::FileNotFound : ErrorCode::FileUnreadable,
            "Cannot list the folder " + folder.string() + " (" + failure.message() + "); check its name and rights.",
            {{"file", folder.string()}});
    }
    std::sort(children.begin(), children.end());
    return children;
}

std::vector<std::string> classNamesIn(const fs::path& folder) {
    std::vector<std::string> names;
    for (const fs::path& child : sortedChildren(folder, true)) {
        names.push_back(child.filename().string());
    }
    if (names.size() < 2) {
        throw Error(ErrorCode::InvalidData,
            "The image folder " + folder.string() + " has " + std::to_string(names.size())
                + " sub-folders where at least 2 are needed: put the images of each class into a sub-folder of its "
                  "own.",
            {{"file", folder.string()}, {"found", std::to_string(names.size())}, {"expected", "2"}});
    }
    return names;
}

std::vector<Entry> filesIn(const fs::path& folder, const std::vector<std::string>& classNames) {
    std::vector<Entry> entries;
    for (std::size_t label = 0; label < classNames.size(); ++label) {
        const fs::path classFolder = folder / classNames[label];
        if (!fs::is_directory(classFolder)) {
            throw Error(ErrorCode::InvalidData,
                "The class folder " + classFolder.string()
                    + " is missing; the test part needs the classes of the training part.",
                {{"file", classFolder.string()}});
        }
        for (const fs::path& file : sortedChildren(classFolder, false)) {
            const std::string name = classNames[label] + "/" + file.filename().string();
            entries.push_back({file, static_cast<std::int64_t>(label), mixKey(base::fnv1a(name), 0)});
        }
    }
    std::sort(entries.begin(), entries.end(),
        [](const Entry& a, const Entry& b) { return std::tie(a.order, a.file) < std::tie(b.order, b.file); });
    return entries;
}

/// Decodes what can be decoded.
Dataset read(
    const std::vector<Entry>& entries, const std::vector<std::string>& classNames, int imageSize, Skipped& skipped) {
    Dataset dataset;
    dataset.classNames = classNames;
    const std::int64_t bytes = std::int64_t{3} * imageSize * imageSize;
    dataset.images = torch::empty({static_cast<std::int64_t>(entries.size()), 3, imageSize, imageSize}, torch::kUInt8);
    dataset.labels = torch::empty({static_cast<std::int64_t>(entries.size())}, torch::kInt64);
    std::int64_t used = 0;
    std::uint64_t contents = base::fnv1aStart;
    for (const Entry& entry : entries) {
        ++skipped.seen;
        try {
            std::uint8_t* planes = dataset.images.mutable_data_ptr<std::uint8_t>() + used * bytes;
            toSquarePlanes(readImage(entry.file, imageSize), imageSize, planes);
            contents = base::fnv1a(std::as_bytes(std::span(planes, static_cast<std::size_t>(bytes))), contents);
            dataset.labels.mutable_data_ptr<std::int64_t>()[used++] = entry.label;
        } catch (const Error& error) {
            skipped.reasons.emplace_back(error.what());
        }
    }
    dataset.images = dataset.images.slice(0, 0, used).contiguous();
    dataset.labels = dataset.labels.slice(0, 0, used).contiguous();
    char text[20];
    std::snprintf(text, sizeof text, "%08x", static_cast<unsigned>(contents ^ (contents >> 32)));
    dataset.name = text;
    return dataset;
}

void requireEveryClass(const Dataset& dataset, const fs::path& folder) {
    std::vector<bool> present(dataset.classNames.size());
    const std::int64_t* labels = dataset.labels.const_data_ptr<std::int64_t>();
    for (std::int64_t i = 0; i < dataset.size(); ++i) {
        present[static_cast<std::size_t>(labels[i])] = true;
    }
    for (std::size_t label = 0; label < present.size(); ++label) {
        if (!present[label]) {
            const std::string classFolder = (folder / dataset.classNames[label]).string();
            throw Error(ErrorCode::InvalidData,
                "The class folder " + classFolder + " holds no usable JPEG or PNG; add images or remove the folder.",
                {{"file", classFolder}});
        }
    }
}

std::vector<std::string> notesFrom(const Skipped& skipped) {
    if (skipped.reasons.empty()) {
        return {};
    }
    std::string note =
        "Skipped " + std::to_string(skipped.reasons.size()) + " of " + std::to_string(skipped.seen) + " files.";
    for (std::size_t i = 0; i < std::min(skippedNamed, skipped.reasons.size()); ++i) {
        note += " " + skipped.reasons[i];
    }
    if (skipped.reasons.size() > skippedNamed) {
        note += " And " + std::to_string(skipped.reasons.size() - skippedNamed) + " more.";
    }
    return {note};
}

std::optional<fs::path> testFolder(const fs::path& folder) {
    if (fs::is_directory(folder / "train")) {
        for (const char* name : {"test", "val"}) {
            if (fs::is_directory(folder / name)) {
                return folder / name;
            }
        }
    }
    return std::nullopt;
}

}

DataSource loadImageFolder(const fs::path& folder, int imageSize, double testShare) {
    const std::optional<fs::path> test = testFolder(folder);
    const fs::path train = test ? folder / "train" : folder;
    const std::vector<std::string> classNames = classNamesIn(train);
    Skipped skipped;
    DataSource source;
    source.train = read(filesIn(train, classNames), classNames, imageSize, skipped);
    requireEveryClass(source.train, train);
    const std::string name =
        "folder:" + fs::absolute(folder / "").parent_path().filename().string() + "-" + source.train.name;
    if (test) {
        source.test = read(filesIn(*test, classNames), classNames, imageSize, skipped);
    } else {
        const auto testImages =
            static_cast<std::int64_t>(std::ceil(testShare * static_cast<double>(source.train.size())));
        const std::int64_t trainImages = source.train.size() - testImages;
        source.test = slice(source.train, trainImages, source.train.size());
        source.test.first = 0;
        source.train = slice(source.train, 0, trainImages);
    }
    source.train.name = name + ":train";
    source.test.name = name + ":test";
    source.notes = notesFrom(skipped);
    return source;
}

}
