// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <filesystem>
#include <string>
#include <vector>

namespace paretoscope::data {

/// A file that may be an image of a class.
struct FolderEntry {
    std::filesystem::path file;
    std::int64_t label;
    std::uint64_t order; ///< hash of "class/name": a shuffle that stays the same when files are added
};

/// How an image folder is laid out, before any file is opened.
struct FolderLayout {
    std::vector<std::string> classNames; ///< in alphabetical order
    std::vector<FolderEntry> train; ///< or all files, where there is no test part
    std::vector<FolderEntry> test;
    bool hasTest = false;
    std::vector<std::string> notes; ///< sentences on what was passed over
};

/// Finds the parts ("train"; "test", else "val", "valid", "validation" or "dev"; in upper or lower case, or as a word
/// of names that go together: "training_set" and "test_set") or, without them, the classes themselves: a sub-folder
/// each, whose files may lie in folders of their own. Hidden files, and those that systems leave in folders, are passed
/// over. A test part without class folders, other folders beside the parts, and links that lead back to a folder around
/// them are passed over with a note. Throws Error (InvalidData, FileNotFound, FileUnreadable): fewer than two classes,
/// a class that one part has and the other has not. Torch-free. Any thread.
FolderLayout folderLayout(const std::filesystem::path& folder);

/// Positions of entries so that every stretch of them has about the shares of classes of the whole: within a class by
/// `order`, classes spread evenly. `labels` and `orders` are of the same length.
std::vector<std::int64_t> stratifiedOrder(
    const std::vector<std::int64_t>& labels, const std::vector<std::uint64_t>& orders);

/// A share of the positions of each class, at least one where it has two or more and never all; ascending.
std::vector<bool> stratifiedShare(const std::vector<std::int64_t>& labels, double share);

}
