// SPDX-License-Identifier: Apache-2.0
#include <cstdlib>
#include <fstream>

#include <gtest/gtest.h>

#include "core/base/error.h"
#include "core/data/augment.h"
#include "core/data/dataset.h"
#include "core/torch_headers.h"
#include "tests/expect_error.h"
#include "tests/test_folder.h"

namespace paretoscope::data {

namespace {

namespace fs = std::filesystem;

constexpr std::int64_t record10 = 1 + 3072;

/// Files of the published size, full of zeros (sparse, so they cost no disk), with the given first bytes.
void writeFile(const fs::path& file, std::int64_t bytes, const std::string& start = {}) {
    fs::create_directories(file.parent_path());
    std::ofstream(file, std::ios::binary) << start;
    fs::resize_file(file, static_cast<std::uintmax_t>(bytes));
}

void writeCifar10(const fs::path& folder) {
    for (int i = 1; i <= 5; ++i) {
        writeFile(folder / ("data_batch_" + std::to_string(i) + ".bin"), 10000 * record10,
            std::string(1, static_cast<char>(i)));
    }
    writeFile(folder / "test_batch.bin", 10000 * record10, std::string("\x09\x01\x02", 3));
}

Error loadError(const std::string& spec) {
    return errorOf([&] { loadDataset(spec); });
}

testing::AssertionResult says(const Error& error, std::initializer_list<const char*> parts) {
    for (const char* part : parts) {
        if (std::string(error.what()).find(part) == std::string::npos) {
            return testing::AssertionFailure() << "'" << part << "' is not in: " << error.what();
        }
    }
    return testing::AssertionSuccess();
}

}

TEST(Cifar, readsTheFolderOrItsParent) {
    const TestFolder folder;
    writeCifar10(folder.path() / "cifar-10-batches-bin");
    for (const fs::path& path : {folder.path(), folder.path() / "cifar-10-batches-bin"}) {
        const DataSource source = loadDataset("cifar10:" + path.string());
        EXPECT_EQ(source.train.size(), 50000);
        EXPECT_EQ(source.test.size(), 10000);
        EXPECT_EQ(source.train.labels[20000].item<std::int64_t>(), 3); // the first of the third file
        EXPECT_EQ(source.test.labels[0].item<std::int64_t>(), 9);
        EXPECT_EQ(source.test.images.index({0, 0, 0, 1}).item<int>(), 2);
        EXPECT_EQ(source.train.classes(), 10);
        ASSERT_EQ(source.notes.size(), 2U) << "nearly all images are of one class";
        EXPECT_NE(source.notes[0].find("has 49995 images where that has 5000"), std::string::npos) << source.notes[0];
    }
}

TEST(Cifar, aTruncatedFileIsNamedWithBothSizes) {
    const TestFolder folder;
    writeCifar10(folder.path());
    writeFile(folder.path() / "data_batch_4.bin", 12345);
    const Error error = loadError("cifar10:" + folder.path().string());
    EXPECT_EQ(error.code(), ErrorCode::InvalidData);
    EXPECT_TRUE(says(error, {"data_batch_4.bin", "12345", "30730000", "truncated", "cifar-10-binary.tar.gz"}));
}

TEST(Cifar, aMissingFileIsNamed) {
    const TestFolder folder;
    writeCifar10(folder.path());
    fs::remove(folder.path() / "data_batch_2.bin");
    const Error error = loadError("cifar10:" + folder.path().string());
    EXPECT_EQ(error.code(), ErrorCode::FileNotFound);
    EXPECT_TRUE(says(error, {"data_batch_2.bin"}));
}

TEST(Cifar, aForeignFileOfTheRightSizeIsRefused) {
    const TestFolder folder;
    writeCifar10(folder.path());
    writeFile(folder.path() / "data_batch_1.bin", 10000 * record10, "PK\x03\x04");
    const Error error = loadError("cifar10:" + folder.path().string());
    EXPECT_EQ(error.code(), ErrorCode::InvalidData);
    EXPECT_TRUE(says(error, {"data_batch_1.bin", "class 80", "0 to 9"}));
}

TEST(Cifar, thePythonVersionIsRecognised) {
    const TestFolder folder;
    writeFile(folder.path() / "data_batch_1", 10);
    EXPECT_TRUE(says(loadError("cifar10:" + folder.path().string()), {"Python version", "binary version"}));
}

TEST(Cifar, anArchiveIsToBeUnpacked) {
    const TestFolder folder;
    const fs::path archive = folder.path() / "cifar-10-binary.tar.gz";
    std::ofstream(archive) << "x";
    EXPECT_NE(std::string(loadError("cifar10:" + archive.string()).what()).find("is a file, and the folder is wanted"),
        std::string::npos);
}

TEST(Cifar, hundredClassesTakeTheFineLabel) {
    const TestFolder folder;
    writeFile(folder.path() / "train.bin", 50000 * (record10 + 1), std::string("\x07\x63", 2));
    writeFile(folder.path() / "test.bin", 10000 * (record10 + 1));
    const DataSource source = loadDataset("cifar100:" + folder.path().string());
    EXPECT_EQ(source.train.labels[0].item<std::int64_t>(), 99);
    EXPECT_EQ(source.train.classes(), 100);
}

TEST(LoadDataset, anUnknownSpecIsAnsweredWithTheAllowedOnes) {
    for (const char* spec : {"mnist", "synthetic:x", "folder", "", "cifar"}) {
        const Error error = loadError(spec);
        EXPECT_EQ(error.code(), ErrorCode::UnknownName) << spec;
        EXPECT_TRUE(says(error, {"synthetic:SEED", "cifar10:DIR", "folder:DIR"}));
    }
}

TEST(Cifar, theRealFilesHaveBalancedClasses) {
    const char* folder = std::getenv("PARETOSCOPE_CIFAR10");
    if (folder == nullptr) {
        GTEST_SKIP() << "PARETOSCOPE_CIFAR10 does not name a folder with CIFAR-10";
    }
    const DataSource source = loadDataset(std::string("cifar10:") + folder);
    EXPECT_TRUE(torch::equal(torch::bincount(source.train.labels), torch::full({10}, 5000, torch::kInt64)));
    EXPECT_TRUE(torch::equal(torch::bincount(source.test.labels), torch::full({10}, 1000, torch::kInt64)));
    EXPECT_EQ(source.train.classNames[0], "airplane");
    EXPECT_TRUE(source.notes.empty());
    // The published channel means of the training images.
    const Normalisation normalisation = normalisationOf(source.train);
    EXPECT_NEAR(normalisation.mean[0], 0.491, 0.005);
    EXPECT_NEAR(normalisation.deviation[2], 0.262, 0.005);
}

}
