// SPDX-License-Identifier: Apache-2.0
#include "core/data/folder_layout.h"

#include <algorithm>
#include <array>
#include <cctype>
#include <cmath>
#include <map>
#include <optional>
#include <set>
#include <span>
#include <string_view>
#include <tuple>
#include <utility>

#include "core/base/error.h"
#include "core/base/hash.h"
#include "core/data/counter_random.h"

namespace paretoscope::data {

namespace {

namespace fs = std::filesystem;

constexpr int deepest = 64; ///< folders within a class

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

/// How a part is named: by itself, or by a word in a longer name, as "training_set" or "seg_train". None is empty.
struct PartNames {
    std::array<std::string_view, 4> names;
    std::array<std::string_view, 5> words;
};
constexpr PartNames trainingPart{{"train", "training"}, {"train", "training", "trainset"}};
constexpr std::array testParts{PartNames{{"test", "testing"}, {"test", "testing", "testset"}},
    PartNames{{"val", "valid", "validation", "dev"}, {"val", "valid", "validation", "valset", "dev"}}};

bool hasWord(const std::string& name, std::span<const std::string_view> words) {
    std::string word;
    for (const char c : lower(name) + " ") {
        if (std::isalnum(static_cast<unsigned char>(c)) != 0) {
            word += c;
        } else if (!word.empty() && std::find(words.begin(), words.end(), std::exchange(word, {})) != words.end()) {
            return true;
        }
    }
    return false;
}

/// Archives hold a folder within one of the same name, with nothing beside it.
fs::path unwrapped(fs::path folder) {
    for (int depth = 0; depth < deepest; ++depth) {
        const std::vector<std::string> children = classNamesIn(folder);
        if (children.size() != 1 || !sortedChildren(folder, false).empty()) {
            break;
        }
        folder /= children.front();
    }
    return folder;
}

/// The sub-folder of the first of these names, written in any case; where there is none, the first that has one of the
/// words in its name.
std::optional<fs::path> childNamed(const fs::path& folder, const PartNames& part) {
    const std::vector<fs::path> children = sortedChildren(folder, true);
    for (const std::string_view name : part.names) {
        for (const fs::path& child : children) {
            if (lower(child.filename().string()) == name) {
                return child;
            }
        }
    }
    const auto found = std::find_if(children.begin(), children.end(),
        [&part](const fs::path& child) { return hasWord(child.filename().string(), part.words); });
    return found != children.end() ? std::optional(*found) : std::nullopt;
}

/// Whether it holds folders of classes that the other one holds too.
bool sharesClasses(const fs::path& part, const std::vector<std::string>& classNames) {
    const std::vector<std::string> found = classNamesIn(part);
    return std::any_of(found.begin(), found.end(),
        [&](const std::string& name) { return std::binary_search(classNames.begin(), classNames.end(), name); });
}

/// The folder of training images where there are parts: "train" may also be a class, of railways, and "freight train".
std::optional<fs::path> trainPart(const fs::path& folder) {
    const std::optional<fs::path> part = childNamed(folder, trainingPart);
    const std::vector<std::string> classes = part ? classNamesIn(unwrapped(*part)) : std::vector<std::string>();
    if (classes.size() < 2) {
        return std::nullopt;
    }
    const std::string name = lower(part->filename().string());
    if (std::find(trainingPart.names.begin(), trainingPart.names.end(), name) != trainingPart.names.end()) {
        return part;
    }
    const bool beside = std::any_of(testParts.begin(), testParts.end(), [&](const PartNames& names) {
        const std::optional<fs::path> other = childNamed(folder, names);
        return other && *other != *part && sharesClasses(unwrapped(*other), classes);
    });
    return beside ? part : std::nullopt;
}

/// The way through the folders of a class.
struct ClassWalk {
    std::int64_t label;
    std::set<fs::path> entered; ///< links may lead back to them
    std::vector<FolderEntry>& entries;
    std::vector<std::string>& notes;
};

/// All files of a class, in folders of its own too.
void collect(const fs::path& folder, const std::string& prefix, int depth, ClassWalk& walk) {
    for (const fs::path& file : sortedChildren(folder, false)) {
        walk.entries.push_back({file, walk.label, mixKey(base::fnv1a(prefix + file.filename().string()), 0)});
    }
    for (const fs::path& child : sortedChildren(folder, true)) {
        std::error_code unknown;
        if (!walk.entered.insert(fs::canonical(child, unknown)).second) {
            walk.notes.push_back(
                "The folder " + child.string() + " leads back to one that was read already; it is passed over.");
        } else if (depth == deepest) {
            walk.notes.push_back("The folder " + child.string() + " is nested more than " + std::to_string(deepest)
                + " deep; it is passed over.");
        } else {
            collect(child, prefix + child.filename().string() + "/", depth + 1, walk);
        }
    }
}

std::vector<FolderEntry> filesIn(
    const fs::path& folder, const std::vector<std::string>& classNames, std::vector<std::string>& notes) {
    std::vector<FolderEntry> entries;
    std::error_code unknown;
    std::set<fs::path> around; // links that lead to these lead everywhere
    for (fs::path each = fs::canonical(folder, unknown); around.insert(each).second; each = each.parent_path()) { }
    for (std::size_t label = 0; label < classNames.size(); ++label) {
        const fs::path first = folder / classNames[label];
        ClassWalk walk{static_cast<std::int64_t>(label), around, entries, notes};
        walk.entered.insert(fs::canonical(first, unknown));
        collect(first, classNames[label] + "/", 0, walk);
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
std::optional<fs::path> testPart(const fs::path& folder, const fs::path& train,
    const std::vector<std::string>& classNames, std::vector<std::string>& notes) {
    std::optional<fs::path> chosen;
    std::set<fs::path> seen{train};
    for (const PartNames& names : testParts) {
        const std::optional<fs::path> part = childNamed(folder, names);
        if (!part || !seen.insert(*part).second) {
            continue;
        }
        if (!sharesClasses(unwrapped(*part), classNames)) {
            notes.push_back("The folder " + part->string()
                + " holds no class folders, so nobody knows what its images show; it is passed over.");
        } else if (chosen) {
            notes.push_back("The folder " + part->string() + " is not used: accuracies are measured on "
                + chosen->string() + ", and validation images are taken from the training images.");
        } else {
            chosen = unwrapped(*part);
        }
    }
    for (const fs::path& other : sortedChildren(folder, true)) {
        if (!seen.contains(other) && sharesClasses(unwrapped(other), classNames)) {
            notes.push_back("The folder " + other.string()
                + " holds class folders and is not used: training images are "
                  "those in "
                + train.string() + ", and a part to test on is named test or val.");
        }
    }
    return chosen;
}

/// Folds, years or parts of unusual names, or groups of classes, would be learnt as if they were what the images show.
void noteNestedClasses(const fs::path& folder, const std::vector<std::string>& classNames,
    const std::vector<FolderEntry>& entries, std::vector<std::string>& notes) {
    std::vector<std::set<std::string>> folders(classNames.size()); // of each class; its own files lie in ""
    for (const FolderEntry& entry : entries) {
        const auto label = static_cast<std::size_t>(entry.label);
        const std::string& file = entry.file.native();
        const std::size_t begin = (folder / classNames[label]).native().size() + 1;
        const std::size_t slash = file.find('/', begin);
        folders[label].insert(slash == std::string::npos ? std::string() : file.substr(begin, slash - begin));
    }
    std::vector<std::pair<std::string, std::vector<std::string>>> nested; // classes of nothing but folders
    for (std::size_t label = 0; label < folders.size(); ++label) {
        if (folders[label].size() > 1 && !folders[label].contains("")) {
            nested.emplace_back(classNames[label], std::vector(folders[label].begin(), folders[label].end()));
        }
    }
    if (nested.empty()) {
        return;
    }
    const auto& [name, within] = nested.front();
    const bool alike = nested.size() == classNames.size()
        && std::all_of(nested.begin(), nested.end(), [&](const auto& each) { return each.second == within; });
    const std::string classes = "The classes are taken to be " + listed(classNames);
    notes.push_back(alike ? classes + ", and each of these folders holds the same ones: " + listed(within)
                + ". If those are the classes, name the parts train and test, or one folder alone."
                          : classes + ", and "
                + (nested.size() > 1 ? std::to_string(nested.size()) + " of them hold" : "one of them holds")
                + " nothing but folders, as '" + name + "' does: " + listed(within)
                + ". Their images are all of one class. If those are the classes, put their folders beside the "
                  "others.");
}

}

FolderLayout folderLayout(const fs::path& folder) {
    FolderLayout layout;
    const std::optional<fs::path> part = trainPart(folder);
    const fs::path train = part ? unwrapped(*part) : folder;
    layout.classNames = classNamesIn(train);
    requireTwoClasses(layout.classNames, train);
    layout.train = filesIn(train, layout.classNames, layout.notes);
    noteNestedClasses(train, layout.classNames, layout.train, layout.notes);
    if (!part) {
        return layout;
    }
    if (const auto test = testPart(folder, *part, layout.classNames, layout.notes)) {
        const std::vector<std::string> found = classNamesIn(*test);
        if (const auto missing = missingIn(layout.classNames, found); !missing.empty()) {
            refuseParts(missing, *test, train);
        }
        if (const auto missing = missingIn(found, layout.classNames); !missing.empty()) {
            refuseParts(missing, train, *test);
        }
        layout.hasTest = true;
        layout.test = filesIn(*test, layout.classNames, layout.notes);
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
