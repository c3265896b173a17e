// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <span>

#include <torch/types.h>

#include "core/base/atomic_file.h"
#include "core/base/error.h"
#include "core/data/cifar_records.h"
#include "core/data/load_dataset.h"

namespace paretoscope::data {

namespace {

constexpr std::size_t largestNames = 1U << 16U;

/// How the binary version of a CIFAR set lies on disk.
struct Layout {
    PublishedData published;
    std::int64_t trainRecords; ///< images in each training file
    CifarRecords records;
    const char* pythonChild; ///< the folder in the archive of the Python version
    const char* conversion; ///< a Python program that writes the binary files beside

    [[nodiscard]] std::span<const std::string> trainFiles() const {
        return std::span(published.files).first(published.files.size() - 2);
    }
    [[nodiscard]] const std::string& testFile() const { return published.files[published.files.size() - 2]; }
    [[nodiscard]] const std::string& classFile() const { return published.files.back(); }
};

const Layout& layoutOf(CifarKind kind) {
    static const Layout cifar10{publishedCifar(CifarKind::Cifar10), 10000, {1, 10}, "cifar-10-batches-py",
        "import pickle; from pathlib import Path\nfor f in [*Path('.').glob('data_batch_?'), Path('test_batch')]: "
        "d = pickle.load(open(f, 'rb'), encoding='bytes'); Path(f'{f}.bin').write_bytes(b''.join(bytes([l]) + "
        "bytes(bytearray(r)) for l, r in zip(d[b'labels'], d[b'data'])))"};
    static const Layout cifar100{publishedCifar(CifarKind::Cifar100), 50000, {2, 100}, "cifar-100-python",
        "import pickle; from pathlib import Path\nfor f in (Path('train'), Path('test')): d = pickle.load(open(f, "
        "'rb'), "
        "encoding='bytes'); Path(f'{f}.bin').write_bytes(b''.join(bytes([c, l]) + bytes(bytearray(r)) for c, l, r in "
        "zip(d[b'coarse_labels'], d[b'fine_labels'], d[b'data'])))"};
    return kind == CifarKind::Cifar10 ? cifar10 : cifar100;
}

std::string advice(const Layout& layout) {
    const PublishedData& published = layout.published;
    return "fetch it with paretoscope-cli data fetch " + published.name + ", or unpack " + archiveName(published)
        + " (the binary version, from https://www.cs.toronto.edu/~kriz/cifar.html) and name the folder "
        + published.folder;
}

std::filesystem::path folderWithFiles(const Layout& layout, const std::filesystem::path& folder) {
    std::error_code unknown;
    if (std::filesystem::is_regular_file(folder, unknown)) {
        throw Error(ErrorCode::InvalidData,
            folder.string() + " is a file, and the folder is wanted; " + advice(layout) + ".",
            {{"file", folder.string()}});
    }
    for (const std::filesystem::path& candidate : {folder, folder / layout.published.folder}) {
        if (std::filesystem::exists(candidate / layout.testFile())
            || std::filesystem::exists(candidate / layout.trainFiles().front())) {
            return candidate;
        }
    }
    for (const std::filesystem::path& candidate : {folder, folder / layout.pythonChild}) {
        const auto isThere = [&candidate](const std::string& binary) {
            return std::filesystem::is_regular_file(candidate / std::filesystem::path(binary).stem());
        };
        if (isThere(layout.trainFiles().front()) || isThere(layout.testFile())) {
            throw Error(ErrorCode::InvalidData,
                candidate.string()
                    + " holds the Python version, whose pickle files are programs and are not run here. Write the "
                      "binary "
                      "version from it:\n  cd '"
                    + candidate.string() + "' && python3 -c \"" + layout.conversion + "\"\nor " + advice(layout) + ".",
                {{"file", candidate.string()}});
        }
    }
    throw Error(ErrorCode::FileNotFound,
        "There is no " + layout.testFile() + " in " + folder.string() + "; " + advice(layout) + ".",
        {{"file", (folder / layout.testFile()).string()}});
}

std::string readExactly(const std::filesystem::path& file, std::int64_t expected, const Layout& layout) {
    std::error_code failure;
    if (!std::filesystem::exists(file, failure)) {
        throw Error(ErrorCode::FileNotFound, "There is no " + file.string() + "; " + advice(layout) + ".",
            {{"file", file.string()}});
    }
    const auto found = static_cast<std::int64_t>(std::filesystem::file_size(file, failure));
    if (!failure && found != expected) {
        throw Error(ErrorCode::InvalidData,
            file.string() + " has " + std::to_string(found) + " bytes where " + std::to_string(expected)
                + " are expected, so it is " + (found < expected ? "truncated" : "another kind of file") + "; "
                + advice(layout) + " again.",
            {{"file", file.string()}, {"expected", std::to_string(expected)}, {"found", std::to_string(found)}});
    }
    return base::readFile(file, static_cast<std::size_t>(expected));
}

/// Copies a file's records to images and labels from `offset` on.
void unpack(std::string_view bytes, const Layout& layout, const std::filesystem::path& file, std::int64_t offset,
    Dataset& dataset) {
    const auto count = static_cast<std::size_t>(layout.records.countIn(bytes));
    const std::span pixels(dataset.images.mutable_data_ptr<std::uint8_t>() + offset * CifarRecords::pixelBytes,
        count * CifarRecords::pixelBytes);
    const std::span labels(dataset.labels.mutable_data_ptr<std::int64_t>() + offset, count);
    if (const auto wrong = layout.records.unpack(bytes, pixels, labels)) {
        const std::string label = std::to_string(labels[static_cast<std::size_t>(*wrong)]);
        throw Error(ErrorCode::InvalidData,
            file.string() + ": image " + std::to_string(*wrong) + " has class " + label + " where 0 to "
                + std::to_string(layout.records.classes - 1)
                + " are expected, so the file is damaged or of another data set; " + advice(layout) + " again.",
            {{"file", file.string()}, {"found", label}});
    }
}

Dataset readPart(const Layout& layout, const std::filesystem::path& folder, std::span<const std::string> files,
    std::int64_t recordsPerFile, const std::string& part) {
    Dataset dataset;
    const std::int64_t images = recordsPerFile * static_cast<std::int64_t>(files.size());
    dataset.images = torch::empty({images, 3, 32, 32}, torch::kUInt8);
    dataset.labels = torch::empty({images}, torch::kInt64);
    std::error_code failure;
    const std::filesystem::path names = folder / layout.classFile();
    dataset.classNames = layout.records.classNames(
        std::filesystem::is_regular_file(names, failure) ? base::readFile(names, largestNames) : "");
    dataset.name = layout.published.name + ":" + part;
    std::int64_t offset = 0;
    for (const std::string& file : files) {
        const auto bytes = readExactly(folder / file, recordsPerFile * layout.records.recordBytes(), layout);
        unpack(bytes, layout, folder / file, offset, dataset);
        offset += recordsPerFile;
    }
    return dataset;
}

/// The published sets hold as many images of each class: other labels, or a file twice, make another set, whose
/// accuracies would stand beside those of this one.
void noteOtherCounts(const Dataset& part, const std::filesystem::path& folder, std::vector<std::string>& notes) {
    const std::vector<std::int64_t> counts = classCounts(part);
    const std::int64_t each = part.size() / part.classes();
    const auto other = std::find_if(counts.begin(), counts.end(), [each](std::int64_t count) { return count != each; });
    if (other != counts.end()) {
        notes.push_back(part.name + " in " + folder.string() + " is not the published set: the class '"
            + part.classNames[static_cast<std::size_t>(other - counts.begin())] + "' has " + std::to_string(*other)
            + " images where that has " + std::to_string(each) + ". Do not compare accuracies with those of others.");
    }
}

}

DataSource loadCifar(CifarKind kind, const std::filesystem::path& folder) {
    const Layout& layout = layoutOf(kind);
    const std::filesystem::path found = folderWithFiles(layout, folder);
    DataSource source{readPart(layout, found, layout.trainFiles(), layout.trainRecords, "train"),
        readPart(layout, found, std::span(&layout.testFile(), 1), 10000, "test"), {}};
    noteOtherCounts(source.train, found, source.notes);
    noteOtherCounts(source.test, found, source.notes);
    return source;
}

}
