// SPDX-License-Identifier: Apache-2.0
#include "core/data/folder_layout.h"

#include <algorithm>
#include <array>
#include <cctype>
#include <cmath>
#include <initializer_list>
#include <map>
#include <optional>
#include <tuple>

#include "core/base/error.h"
#include "core/base/hash.h"
#include "core/data/counter_random.h"

namespace paretoscope::data {

namespace {

namespace fs = std::filesystem;

constexpr int deepest = 8; ///< folders within a class

/// What systems and archives leave behind.
bool isLeftover(const std::string& name) {
    constexpr std::array names{"__MACOSX", "@eaDir", "Thumbs.db", "ehthumbs.db", "desktop.ini", "$RECYCLE.BIN"};
    return name.starts_with('.') || std::find(names.begin(), names.end(), name) != names.end();
}

std::vector<fs::path> sortedChildren(const fs::path& folder, bool folders) {
    std::vector<fs::path> children;
    std::error_code failure;
    for (fs::directory_iterator entry(folder, failure), end; !failure && entry != end; entry.increment(failure)) {
        std::error_code unknown; // a link to itself, for example: told with the files that cannot be read
        if (!isLeftover(entry->path().filename().string()) && entry->is_directory(unknown) == folders) {
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
    return names;
}

/// What somebody may have meant who named a folder without class folders.
std::string hintFor(const fs::path& folder, const std::vector<std::string>& names) {
    if (names.size() == 1 && classNamesIn(folder / names.front()).size() >= 2) {
        return " The class folders may be those in " + (folder / names.front()).string() + ": name that one.";
    }
    for (const fs::path& file : sortedChildren(folder, false)) {
        const std::string name = file.filename().string();
        if (name.starts_with("data_batch_") || name.starts_with("test_batch")) {
            return " It holds files of CIFAR-10: name it as cifar10:" + folder.string() + ".";
        }
        if (name.ends_with("-ubyte")) {
            return " It holds IDX files, as of MNIST, which are not read: save their images as PNG.";
        }
    }
    return {};
}

void requireTwoClasses(const std::vector<std::string>& names, const fs::path& folder) {
    if (names.size() < 2) {
        throw Error(ErrorCode::InvalidData,
            "The image folder " + folder.string() + " has " + std::to_string(names.size())
                + " sub-folders where at least 2 are needed: put the images of each class into a sub-folder of its "
                  "own."
                + hintFor(folder, names),
            {{"file", folder.string()}, {"found", std::to_string(names.size())}, {"expected", "2"}});
    }
}

std::string lower(std::string text) {
    std::transform(text.begin(), text.end(), text.begin(), [](unsigned char c) { return std::tolower(c); });
    return text;
}

/// The sub-folder of the first of these names, written in any case.
std::optional<fs::path> childNamed(const fs::path& folder, std::initializer_list<const char*> names) {
    const std::vector<fs::path> children = sortedChildren(folder, true);
    for (const char* name : names) {
        for (const fs::path& child : children) {
            if (lower(child.filename().string()) == name) {
                return child;
            }
        }
    }
    return std::nullopt;
}

/// All files of a class, in folders of its own too.
void collect(const fs::path& folder, const std::string& prefix, std::int64_t label, int depth,
    std::vector<FolderEntry>& entries) {
    for (const fs::path& file : sortedChildren(folder, false)) {
        entries.push_back({file, label, mixKey(base::fnv1a(prefix + file.filename().string()), 0)});
    }
    if (depth < deepest) {
        for (const fs::path& child : sortedChildren(folder, true)) {
            collect(child, prefix + child.filename().string() + "/", label, depth + 1, entries);
        }
    }
}

std::vector<FolderEntry> filesIn(const fs::path& folder, const std::vector<std::string>& classNames) {
    std::vector<FolderEntry> entries;
    for (std::size_t label = 0; label < classNames.size(); ++label) {
        collect(folder / classNames[label], classNames[label] + "/", static_cast<std::int64_t>(label), 0, entries);
    }
    std::sort(entries.begin(), entries.end(), [](const FolderEntry& a, const FolderEntry& b) {
        return std::tie(a.order, a.file) < std::tie(b.order, b.file);
    });
    return entries;
}

std::string listed(const std::vector<std::string>& names) {
    constexpr std::size_t shown = 10;
    std::string text;
    for (std::size_t i = 0; i < std::min(names.size(), shown); ++i) {
        text += (i > 0 ? ", '" : "'") + names[i] + "'";
    }
    return text + (names.size() > shown ? " and " + std::to_string(names.size() - shown) + " more" : "");
}

std::vector<std::string> missingIn(const std::vector<std::string>& names, const std::vector<std::string>& wanted) {
    std::vector<std::string> missing;
    std::set_difference(wanted.begin(), wanted.end(), names.begin(), names.end(), std::back_inserter(missing));
    return missing;
}

[[noreturn]] void refuseParts(const std::vector<std::string>& missing, const fs::path& has, const fs::path& hasNot) {
    throw Error(ErrorCode::InvalidData,
        "The parts of the data set have different classes: " + hasNot.string() + " lacks " + listed(missing)
            + ", which " + has.string() + " has. Give both parts the same class folders.",
        {{"file", hasNot.string()}, {"classes", listed(missing)}});
}

/// The part to test on; those without class folders are passed over.
std::optional<fs::path> testPart(
    const fs::path& folder, const std::vector<std::string>& classNames, std::vector<std::string>& notes) {
    std::optional<fs::path> chosen;
    for (const std::initializer_list<const char*> names :
        {std::initializer_list<const char*>{"test", "testing"}, {"val", "valid", "validation", "dev"}}) {
        const std::optional<fs::path> part = childNamed(folder, names);
        if (!part) {
            continue;
        }
        const std::vector<std::string> found = classNamesIn(*part);
        const bool labelled = std::any_of(found.begin(), found.end(),
            [&](const std::string& name) { return std::binary_search(classNames.begin(), classNames.end(), name); });
        if (!labelled) {
            notes.push_back("The folder " + part->string()
                + " holds no class folders, so nobody knows what its images show; it is passed over.");
        } else if (chosen) {
            notes.push_back("The folder " + part->string() + " is not used: accuracies are measured on "
                + chosen->string() + ", and validation images are taken from the training images.");
        } else {
            chosen = part;
        }
    }
    return chosen;
}

}

FolderLayout folderLayout(const fs::path& folder) {
    FolderLayout layout;
    const std::optional<fs::path> part = childNamed(folder, {"train", "training"});
    const bool parted = part && classNamesIn(*part).size() >= 2; // else "train" may be a class, of railways
    const fs::path train = parted ? *part : folder;
    layout.classNames = classNamesIn(train);
    requireTwoClasses(layout.classNames, train);
    layout.train = filesIn(train, layout.classNames);
    const std::optional<fs::path> test =
        parted ? testPart(folder, layout.classNames, layout.notes) : std::optional<fs::path>();
    if (test) {
        const std::vector<std::string> found = classNamesIn(*test);
        if (const auto missing = missingIn(layout.classNames, found); !missing.empty()) {
            refuseParts(missing, *test, train);
        }
        if (const auto missing = missingIn(found, layout.classNames); !missing.empty()) {
            refuseParts(missing, train, *test);
        }
        layout.hasTest = true;
        layout.test = filesIn(*test, layout.classNames);
    }
    return layout;
}

std::vector<std::int64_t> stratifiedOrder(
    const std::vector<std::int64_t>& labels, const std::vector<std::uint64_t>& orders) {
    std::map<std::int64_t, std::vector<std::int64_t>> byClass;
    for (std::size_t i = 0; i < labels.size(); ++i) {
        byClass[labels[i]].push_back(static_cast<std::int64_t>(i));
    }
    std::vector<std::tuple<double, std::uint64_t, std::int64_t>> places;
    for (auto& [label, members] : byClass) {
        std::stable_sort(members.begin(), members.end(), [&orders](std::int64_t a, std::int64_t b) {
            return orders[static_cast<std::size_t>(a)] < orders[static_cast<std::size_t>(b)];
        });
        for (std::size_t rank = 0; rank < members.size(); ++rank) {
            const double place = (static_cast<double>(rank) + 0.5) / static_cast<double>(members.size());
            places.emplace_back(place, orders[static_cast<std::size_t>(members[rank])], members[rank]);
        }
    }
    std::sort(places.begin(), places.end());
    std::vector<std::int64_t> order;
    order.reserve(places.size());
    for (const auto& place : places) {
        order.push_back(std::get<2>(place));
    }
    return order;
}

std::vector<bool> stratifiedShare(const std::vector<std::int64_t>& labels, double share) {
    std::map<std::int64_t, std::int64_t> counts;
    for (const std::int64_t label : labels) {
        ++counts[label];
    }
    std::map<std::int64_t, std::int64_t> left;
    for (const auto& [label, count] : counts) {
        const auto wanted = std::llround(share * static_cast<double>(count));
        left[label] = count < 2 ? 0 : std::clamp<std::int64_t>(wanted, 1, count - 1);
    }
    std::vector<bool> chosen(labels.size());
    for (std::size_t i = labels.size(); i > 0; --i) { // the last ones of each class
        chosen[i - 1] = left[labels[i - 1]]-- > 0;
    }
    return chosen;
}

}
