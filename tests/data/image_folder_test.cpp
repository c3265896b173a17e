// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <cstdio>
#include <cstdlib>
#include <fstream>
#include <iterator>
#include <random>
#include <utility>

#include <gtest/gtest.h>
#include <jpeglib.h>
#include <png.h>
#include <sys/stat.h>

#include "core/base/error.h"
#include "core/data/dataset.h"
#include "core/data/image_file.h"
#include "core/torch_headers.h"
#include "tests/expect_error.h"
#include "tests/test_folder.h"

namespace paretoscope::data {

namespace {

namespace fs = std::filesystem;

std::vector<std::uint8_t> plain(int width, int height, std::uint8_t red, std::uint8_t green, std::uint8_t blue) {
    std::vector<std::uint8_t> pixels;
    for (int i = 0; i < width * height; ++i) {
        pixels.insert(pixels.end(), {red, green, blue});
    }
    return pixels;
}

void writePng(const fs::path& file, int width, int height, const std::vector<std::uint8_t>& pixels) {
    fs::create_directories(file.parent_path());
    png_image image{};
    image.version = PNG_IMAGE_VERSION;
    image.width = static_cast<unsigned>(width);
    image.height = static_cast<unsigned>(height);
    image.format = PNG_FORMAT_RGB;
    ASSERT_NE(png_image_write_to_file(&image, file.c_str(), 0, pixels.data(), 0, nullptr), 0) << image.message;
}

void writeJpeg(const fs::path& file, int width, int height, std::vector<std::uint8_t> pixels) {
    fs::create_directories(file.parent_path());
    jpeg_compress_struct encoder;
    jpeg_error_mgr errors;
    encoder.err = jpeg_std_error(&errors);
    jpeg_create_compress(&encoder);
    std::FILE* stream = std::fopen(file.c_str(), "wb");
    ASSERT_NE(stream, nullptr);
    jpeg_stdio_dest(&encoder, stream);
    encoder.image_width = static_cast<unsigned>(width);
    encoder.image_height = static_cast<unsigned>(height);
    encoder.input_components = 3;
    encoder.in_color_space = JCS_RGB;
    jpeg_set_defaults(&encoder);
    jpeg_start_compress(&encoder, TRUE);
    while (encoder.next_scanline < encoder.image_height) {
        JSAMPROW row = pixels.data() + static_cast<std::size_t>(3 * width) * encoder.next_scanline;
        jpeg_write_scanlines(&encoder, &row, 1);
    }
    jpeg_finish_compress(&encoder);
    jpeg_destroy_compress(&encoder);
    std::fclose(stream);
}

void truncate(const fs::path& file) {
    fs::resize_file(file, fs::file_size(file) / 2);
}

/// Class "red" as PNG, class "blue" as JPEG, `count` images each.
void writeTwoClasses(const fs::path& folder, int count) {
    for (int i = 0; i < count; ++i) {
        writePng(folder / "red" / (std::to_string(i) + ".png"), 40, 30, plain(40, 30, 200, 10, 20));
        writeJpeg(folder / "blue" / (std::to_string(i) + ".jpg"), 70, 90, plain(70, 90, 15, 20, 210));
    }
}

/// An image like no other of another seed.
std::vector<std::uint8_t> noise(unsigned seed) {
    std::mt19937 random(seed);
    std::vector<std::uint8_t> pixels(std::size_t{3} * 16 * 16);
    std::generate(pixels.begin(), pixels.end(), [&random] { return static_cast<std::uint8_t>(random()); });
    return pixels;
}

void writeNoise(const fs::path& file, unsigned seed) {
    writePng(file, 16, 16, noise(seed));
}

/// Classes "cat" and "dog" of `count` images each, all different.
void writeDifferent(const fs::path& folder, unsigned count, unsigned seed) {
    for (unsigned i = 0; i < count; ++i) {
        writeNoise(folder / "cat" / (std::to_string(i) + ".png"), seed + 2 * i);
        writeNoise(folder / "dog" / (std::to_string(i) + ".png"), seed + 2 * i + 1);
    }
}

std::string notesOf(const fs::path& folder) {
    std::string text;
    for (const std::string& note : loadDataset("folder:" + folder.string()).notes) {
        text += note + "\n";
    }
    return text;
}

Error loadError(const fs::path& folder) {
    return errorOf([&] { loadDataset("folder:" + folder.string()); });
}

}

TEST(ImageFolder, classesAreSubFoldersAndPixelsAreRight) {
    const TestFolder folder;
    writeTwoClasses(folder.path(), 10);
    const DataSource source = loadDataset("folder:" + folder.path().string(), {.imageSize = 16, .testShare = 0.2});
    EXPECT_EQ(classCounts(source.train), (std::vector<std::int64_t>{8, 8}));
    EXPECT_EQ(classCounts(source.test), (std::vector<std::int64_t>{2, 2}));
    EXPECT_EQ(source.train.classNames, (std::vector<std::string>{"blue", "red"}));
    EXPECT_EQ(source.train.size(), 16);
    EXPECT_EQ(source.test.size(), 4);
    EXPECT_TRUE(source.skipped.empty());
    EXPECT_EQ(source.train.imageSize(), 16);
    for (std::int64_t i = 0; i < 16; ++i) {
        const bool red = source.train.labels[i].item<std::int64_t>() == 1;
        EXPECT_NEAR(source.train.images.index({i, 0, 8, 8}).item<int>(), red ? 200 : 15, 3);
        EXPECT_NEAR(source.train.images.index({i, 2, 8, 8}).item<int>(), red ? 20 : 210, 3);
    }
}

TEST(ImageFolder, theCentredSquareIsUsed) {
    const TestFolder folder;
    std::vector<std::uint8_t> pixels; // 30 wide, 10 high: thirds of 10, 100, 250
    for (int i = 0; i < 300; ++i) {
        const int third = i % 30 / 10;
        pixels.insert(pixels.end(), 3, static_cast<std::uint8_t>(third == 0 ? 10 : third == 1 ? 100 : 250));
    }
    writePng(folder.path() / "a.png", 30, 10, pixels);
    std::vector<std::uint8_t> planes(std::size_t{3} * 5 * 5);
    toSquarePlanes(readImage(folder.path() / "a.png", 5), 5, planes.data());
    EXPECT_EQ(planes, std::vector<std::uint8_t>(planes.size(), 100));
}

TEST(ImageFolder, wrongFilesAreNamedAndSkippedWithACount) {
    const TestFolder folder;
    writeTwoClasses(folder.path(), 6);
    truncate(folder.path() / "red" / "1.png");
    truncate(folder.path() / "blue" / "2.jpg");
    std::ofstream(folder.path() / "red" / "notes.txt") << "not an image";
    std::ofstream(folder.path() / "blue" / "empty.jpg");
    const DataSource source = loadDataset("folder:" + folder.path().string());
    EXPECT_EQ(source.train.size() + source.test.size(), 10);
    ASSERT_EQ(source.notes.size(), 2U);
    for (const char* part :
        {"Skipped 4 of 14 files", "1.png", "2.jpg", "notes.txt", "it is text, not an image", "empty.jpg"}) {
        EXPECT_NE(source.notes[0].find(part), std::string::npos) << part << " is not in: " << source.notes[0];
    }
    EXPECT_EQ(source.skipped.size(), 4U) << "a reason each";
    EXPECT_NE(source.notes[1].find("few say little"), std::string::npos) << source.notes[1];
}

TEST(ImageFolder, filesOfOneReasonAreToldOnceWithTheirCount) {
    const TestFolder folder;
    writeTwoClasses(folder.path(), 12);
    for (int i = 0; i < 7; ++i) {
        std::ofstream(folder.path() / "red" / (std::to_string(i) + ".webp")) << "RIFF\x1a\x01\x01\x01WEBPVP8 ";
    }
    const DataSource source = loadDataset("folder:" + folder.path().string());
    ASSERT_EQ(source.skipped.size(), 1U);
    EXPECT_EQ(source.skipped[0].count, 7);
    EXPECT_EQ(source.skipped[0].examples.size(), 3U);
    EXPECT_NE(source.skipped[0].reason.find("WebP"), std::string::npos);
    for (const std::string& note : source.notes) {
        EXPECT_EQ(note.find("emove"), std::string::npos) << "no advice removes images: " << note;
    }
}

TEST(ImageFolder, oneClassIsRefused) {
    const TestFolder folder;
    writePng(folder.path() / "only" / "a.png", 8, 8, plain(8, 8, 1, 2, 3));
    const Error error = loadError(folder.path());
    EXPECT_EQ(error.code(), ErrorCode::InvalidData);
    EXPECT_NE(std::string(error.what()).find("at least 2"), std::string::npos) << error.what();
}

TEST(ImageFolder, aFolderWithoutClassesSaysWhatMayBeMeant) {
    const TestFolder folder;
    writeTwoClasses(folder.path() / "archive", 2);
    EXPECT_NE(std::string(loadError(folder.path()).what()).find("archive: name that one"), std::string::npos);
    const auto withFile = [&](const char* name) {
        const fs::path of = folder.path() / (std::string("of-") + name);
        fs::create_directories(of);
        std::ofstream(of / name) << "x";
        return std::string(loadError(of).what());
    };
    EXPECT_NE(withFile("test_batch.bin").find("cifar10:"), std::string::npos);
    EXPECT_NE(withFile("train-images-idx3-ubyte").find("MNIST"), std::string::npos);
    const Error error = errorOf([&] { loadDataset(folder.path().string()); });
    EXPECT_NE(std::string(error.what()).find("named as folder:" + folder.path().string()), std::string::npos)
        << error.what();
}

TEST(ImageFolder, aClassWithoutUsableImagesIsRefused) {
    const TestFolder folder;
    writeTwoClasses(folder.path(), 3);
    fs::create_directories(folder.path() / "green");
    EXPECT_NE(std::string(loadError(folder.path()).what()).find("green"), std::string::npos);
}

TEST(ImageFolder, aMissingFolderIsNamed) {
    const TestFolder folder;
    EXPECT_EQ(loadError(folder.path() / "nowhere").code(), ErrorCode::FileNotFound);
}

TEST(ImageFolder, trainAndTestSubFoldersAreTheParts) {
    const TestFolder folder;
    writeTwoClasses(folder.path() / "train", 5);
    writeTwoClasses(folder.path() / "test", 2);
    const DataSource source = loadDataset("folder:" + folder.path().string());
    EXPECT_EQ(source.train.size(), 10);
    EXPECT_EQ(source.test.size(), 4);
}

TEST(ImageFolder, theFileOfEachImageIsKnown) {
    const TestFolder made;
    for (int i = 0; i < 10; ++i) {
        const auto red = static_cast<std::uint8_t>(10 * i);
        writePng(made.path() / "a" / (std::to_string(i) + ".png"), 8, 8, plain(8, 8, red, 0, 0));
        writePng(made.path() / "b" / (std::to_string(i) + ".png"), 8, 8, plain(8, 8, red, 200, 0));
    }
    std::ofstream(made.path() / "a/notes.txt") << "no image";
    const DataSource source = loadDataset("folder:" + made.path().string(), {.imageSize = 8});
    const auto isOf = [](const Dataset& part, const std::vector<fs::path>& files) {
        ASSERT_EQ(static_cast<std::int64_t>(files.size()), part.size());
        for (std::size_t i = 0; i < files.size(); ++i) {
            const auto image = part.images[static_cast<std::int64_t>(i)];
            EXPECT_EQ(image[0][0][0].item<int>(), 10 * std::stoi(files[i].stem().string())) << files[i];
            EXPECT_EQ(files[i].parent_path().filename(), image[1][0][0].item<int>() == 0 ? "a" : "b");
        }
    };
    isOf(source.train, source.trainFiles);
    isOf(source.test, source.testFiles);
    EXPECT_EQ(source.testFiles.size(), 4U);
}

TEST(ImageFolder, everyStretchHoldsTheClassesInTheirShares) {
    const TestFolder folder;
    for (int i = 0; i < 40; ++i) { // 24 red, 12 blue, 4 green
        const int kind = i < 24 ? 0 : i < 36 ? 1 : 2;
        writePng(folder.path()
                / (kind == 0        ? "red"
                        : kind == 1 ? "blue"
                                    : "green")
                / (std::to_string(i) + ".png"),
            8, 8, plain(8, 8, static_cast<std::uint8_t>(5 * i), 9, 9));
    }
    const DataSource source = loadDataset("folder:" + folder.path().string(), {.imageSize = 8, .testShare = 0.25});
    EXPECT_EQ(classCounts(source.test), (std::vector<std::int64_t>{3, 1, 6}));
    EXPECT_EQ(classCounts(source.train), (std::vector<std::int64_t>{9, 3, 18}));
    const SearchSplit split = splitForSearch(source.train, 10, 10, 10);
    for (const Dataset& part : {split.weights, split.architecture, split.scoring}) {
        EXPECT_EQ(classCounts(part), (std::vector<std::int64_t>{3, 1, 6})) << part.id();
    }
}

TEST(ImageFolder, aClassOfTwoImagesIsInBothParts) {
    const TestFolder folder;
    for (int label = 0; label < 12; ++label) {
        for (int i = 0; i < 2; ++i) {
            writePng(folder.path() / ("c" + std::to_string(label)) / (std::to_string(i) + ".png"), 8, 8,
                plain(8, 8, static_cast<std::uint8_t>(20 * label), 9, static_cast<std::uint8_t>(99 * i)));
        }
    }
    const DataSource source = loadDataset("folder:" + folder.path().string());
    EXPECT_EQ(classCounts(source.train), std::vector<std::int64_t>(12, 1));
    EXPECT_EQ(classCounts(source.test), std::vector<std::int64_t>(12, 1));
}

TEST(ImageFolder, aClassThatOnePartLacksIsNamed) {
    for (const char* lacking : {"train", "test"}) {
        const TestFolder folder;
        writeTwoClasses(folder.path() / "train", 2);
        writeTwoClasses(folder.path() / "test", 2);
        writePng(folder.path() / (std::string(lacking) == "train" ? "test" : "train") / "fox" / "a.png", 8, 8,
            plain(8, 8, 1, 2, 3));
        const std::string text = loadError(folder.path()).what();
        EXPECT_NE(text.find("lacks 'fox'"), std::string::npos) << text;
        EXPECT_NE(text.find((folder.path() / lacking).string() + " lacks"), std::string::npos) << text;
        fs::remove_all(folder.path());
    }
}

TEST(ImageFolder, partsMayHaveOtherNamesAndClassesFoldersWithin) {
    for (const char* name : {"valid", "Validation", "DEV", "val"}) {
        const TestFolder folder;
        writeTwoClasses(folder.path() / "train", 3);
        for (const char* kind : {"red", "blue"}) { // as Tiny ImageNet has it: CLASS/images/*
            fs::create_directories(folder.path() / "deep");
            fs::rename(folder.path() / "train" / kind, folder.path() / "deep" / "images");
            fs::create_directories(folder.path() / "train" / kind);
            fs::rename(folder.path() / "deep" / "images", folder.path() / "train" / kind / "images");
        }
        writeTwoClasses(folder.path() / name, 2);
        const DataSource source = loadDataset("folder:" + folder.path().string());
        EXPECT_EQ(source.train.size(), 6) << name;
        EXPECT_EQ(source.test.size(), 4) << name;
        const SourceSize size = sizeOf("folder:" + folder.path().string());
        EXPECT_EQ(size.trainImages, 6);
        EXPECT_EQ(size.testImages, 4);
        EXPECT_EQ(size.classes, 2);
        fs::remove_all(folder.path());
    }
}

TEST(ImageFolder, aTestPartWithoutClassesIsPassedOverWithANote) {
    const TestFolder folder;
    writeTwoClasses(folder.path() / "train", 5);
    writePng(folder.path() / "test" / "images" / "a.png", 8, 8, plain(8, 8, 1, 2, 3));
    const DataSource source = loadDataset("folder:" + folder.path().string());
    EXPECT_EQ(source.train.size() + source.test.size(), 10) << "the test part is taken from the training part";
    ASSERT_FALSE(source.notes.empty());
    EXPECT_NE(source.notes[0].find("no class folders"), std::string::npos) << source.notes[0];
}

TEST(ImageFolder, aPathMayBeginWithTheHomeFolder) {
    const TestFolder folder;
    writeTwoClasses(folder.path() / "pictures", 2);
    const char* before = std::getenv("HOME");
    const std::string home = before != nullptr ? before : "";
    setenv("HOME", folder.path().c_str(), 1);
    EXPECT_EQ(loadDataset("folder:~/pictures").train.classes(), 2);
    setenv("HOME", home.c_str(), 1);
}

/// Every network would get the accuracy 0 and the best loss there is.
TEST(ImageFolder, aTestPartWithoutImagesIsRefused) {
    const TestFolder folder;
    writeTwoClasses(folder.path() / "train", 5);
    for (const char* name : {"blue", "red"}) {
        fs::create_directories(folder.path() / "test" / name);
    }
    EXPECT_EQ(loadError(folder.path()).code(), ErrorCode::InvalidData);
    std::ofstream(folder.path() / "test" / "red" / "notes.txt") << "not an image";
    EXPECT_EQ(loadError(folder.path()).code(), ErrorCode::InvalidData);
}

TEST(ImageFolder, whatIsNoRegularFileIsSkippedWithoutWaiting) {
    const TestFolder folder;
    writeTwoClasses(folder.path(), 3);
    const fs::path red = folder.path() / "red";
    fs::create_symlink("self.png", red / "self.png");
    fs::create_symlink("nowhere", red / "dangling.png");
    fs::create_symlink("/dev/zero", red / "zero.png");
    ASSERT_EQ(::mkfifo((red / "pipe.png").c_str(), 0600), 0);
    fs::create_symlink("loop", folder.path() / "loop"); // as a class
    const DataSource source = loadDataset("folder:" + folder.path().string());
    EXPECT_EQ(source.train.size() + source.test.size(), 6);
    std::string skipped;
    for (const SkippedFiles& files : source.skipped) {
        for (const std::string& example : files.examples) {
            skipped += fs::path(example).filename().string() + ": " + files.reason + "\n";
        }
    }
    EXPECT_EQ(std::count(skipped.begin(), skipped.end(), '\n'), 4) << skipped;
    for (const char* line : {"self.png: Too many levels of symbolic links", "dangling.png: No such file or directory",
             "zero.png: it is not a regular file", "pipe.png: it is not a regular file"}) {
        EXPECT_NE(skipped.find(line), std::string::npos) << line << " is not in: " << skipped;
    }
}

TEST(ImageFolder, theSameFilesGiveTheSameSetAndId) {
    const TestFolder folder;
    writeTwoClasses(folder.path(), 5);
    const DataSource one = loadDataset("folder:" + folder.path().string());
    const DataSource two = loadDataset("folder:" + folder.path().string() + "/");
    EXPECT_EQ(one.train.id(), two.train.id());
    EXPECT_TRUE(torch::equal(one.train.images, two.train.images));
    writePng(folder.path() / "red" / "0.png", 40, 30, plain(40, 30, 90, 90, 90));
    EXPECT_NE(loadDataset("folder:" + folder.path().string()).train.id(), one.train.id());
}

// The images of all classes were read as those of the class that the link lies in, as often as the depth allowed.
TEST(ImageFolder, linksThatLeadBackArePassedOver) {
    const TestFolder folder;
    writeDifferent(folder.path(), 10, 0);
    fs::create_directory_symlink("..", folder.path() / "cat" / "up");
    fs::create_directory_symlink(".", folder.path() / "dog" / "self");
    fs::create_directory_symlink("/", folder.path() / "dog" / "everything");
    const DataSource source = loadDataset("folder:" + folder.path().string());
    EXPECT_EQ(source.train.size() + source.test.size(), 20);
    EXPECT_EQ(std::count_if(source.notes.begin(), source.notes.end(),
                  [](const std::string& note) { return note.find("leads back") != std::string::npos; }),
        3);
}

TEST(ImageFolder, deepFoldersAreRead) {
    const TestFolder folder;
    writeNoise(folder.path() / "cat" / "1/2/3/4/5/6/7/8/9/10/11/12/a.png", 1);
    writeNoise(folder.path() / "cat" / "b.png", 2);
    writeNoise(folder.path() / "dog" / "a.png", 3);
    writeNoise(folder.path() / "dog" / "b.png", 4);
    EXPECT_EQ(loadDataset("folder:" + folder.path().string()).train.size(), 2);
}

TEST(ImageFolder, partsAreKnownByAWordOfTheirNames) {
    for (const auto& [train, test] : {std::pair{"training_set", "test_set"},
             std::pair{"seg_train/seg_train", "seg_test/seg_test"}, std::pair{"Train-Images", "VALIDATION images"}}) {
        const TestFolder folder;
        writeDifferent(folder.path() / train, 10, 0);
        writeDifferent(folder.path() / test, 3, 100);
        const DataSource source = loadDataset("folder:" + folder.path().string());
        EXPECT_EQ(source.train.classNames, (std::vector<std::string>{"cat", "dog"})) << train;
        EXPECT_EQ(source.train.size(), 20) << train;
        EXPECT_EQ(source.test.size(), 6) << test;
    }
    const TestFolder folder; // classes all the same
    writeDifferent(folder.path() / "freight train", 2, 0);
    writeDifferent(folder.path() / "bus", 2, 100);
    EXPECT_EQ(loadDataset("folder:" + folder.path().string()).train.classNames,
        (std::vector<std::string>{"bus", "freight train"}));
}

TEST(ImageFolder, foldersBesideThePartsAndFoldsAreTold) {
    const TestFolder folder;
    writeDifferent(folder.path() / "train", 10, 0);
    writeDifferent(folder.path() / "extra", 3, 100);
    EXPECT_NE(notesOf(folder.path()).find("extra holds class folders and is not used"), std::string::npos)
        << notesOf(folder.path());
    const TestFolder folds;
    writeDifferent(folds.path() / "fold 1", 10, 0);
    writeDifferent(folds.path() / "fold 2", 10, 100);
    EXPECT_NE(notesOf(folds.path()).find("each of these folders holds the same ones: 'cat', 'dog'"), std::string::npos)
        << notesOf(folds.path());
    const TestFolder groups;
    writeDifferent(groups.path() / "animals", 3, 0);
    for (unsigned i = 0; i < 3; ++i) {
        writeNoise(groups.path() / "plants" / (std::to_string(i) + ".png"), 200 + i);
    }
    EXPECT_NE(notesOf(groups.path()).find("one of them holds nothing but folders, as 'animals' does: 'cat', 'dog'"),
        std::string::npos)
        << notesOf(groups.path());
}

TEST(ImageFolder, copiesInBothPartsOrInTwoClassesAreTold) {
    const TestFolder folder;
    writeDifferent(folder.path() / "train", 10, 0);
    writeDifferent(folder.path() / "test", 3, 100);
    EXPECT_EQ(notesOf(folder.path()), "");
    fs::copy_file(folder.path() / "train" / "cat" / "0.png", folder.path() / "test" / "cat" / "copy.png");
    EXPECT_NE(notesOf(folder.path()).find("1 of 7 test images are among the training images too"), std::string::npos)
        << notesOf(folder.path());
    fs::rename(folder.path() / "test" / "cat" / "copy.png", folder.path() / "train" / "dog" / "copy.png");
    const std::string notes = notesOf(folder.path());
    EXPECT_NE(notes.find("2 images stand in more than one class"), std::string::npos) << notes;
    EXPECT_EQ(notes.find("test images are"), std::string::npos) << notes;
}

}
