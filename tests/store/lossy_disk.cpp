// SPDX-License-Identifier: Apache-2.0
#include "tests/store/lossy_disk.h"

#include <sqlite3.h>

#include <algorithm>
#include <fstream>
#include <iterator>
#include <map>
#include <stdexcept>
#include <utility>

namespace paretoscope::store {

namespace {

namespace fs = std::filesystem;

// SQLite calls plain functions without an object of ours: what they share stands here. The tests write from one thread.
std::vector<DiskOperation> done;
std::string watched; ///< the folder, with its last slash
sqlite3_vfs* real = nullptr;

/// A file of the real system follows it in the memory that SQLite gives.
struct File {
    sqlite3_file base;
    std::string* name; ///< null where nothing is remembered
    [[nodiscard]] sqlite3_file* inner() { return reinterpret_cast<sqlite3_file*>(this + 1); }
};

File& fileOf(sqlite3_file* file) {
    return *reinterpret_cast<File*>(file);
}

void remember(sqlite3_file* file, DiskOperation operation) {
    if (fileOf(file).name != nullptr) {
        operation.file = *fileOf(file).name;
        done.push_back(std::move(operation));
    }
}

int closeFile(sqlite3_file* file) {
    delete fileOf(file).name;
    sqlite3_file* inner = fileOf(file).inner();
    return inner->pMethods != nullptr ? inner->pMethods->xClose(inner) : SQLITE_OK;
}

int writeFile(sqlite3_file* file, const void* bytes, int count, sqlite3_int64 offset) {
    remember(file,
        {.kind = DiskOperation::Kind::Write,
            .file = {},
            .offset = offset,
            .bytes = std::string(static_cast<const char*>(bytes), static_cast<std::size_t>(count))});
    sqlite3_file* inner = fileOf(file).inner();
    return inner->pMethods->xWrite(inner, bytes, count, offset);
}

int truncateFile(sqlite3_file* file, sqlite3_int64 size) {
    remember(file, {.kind = DiskOperation::Kind::Truncate, .file = {}, .offset = size, .bytes = {}});
    sqlite3_file* inner = fileOf(file).inner();
    return inner->pMethods->xTruncate(inner, size);
}

int syncFile(sqlite3_file* file, int flags) {
    sqlite3_file* inner = fileOf(file).inner();
    const int result = inner->pMethods->xSync(inner, flags);
    remember(file, {.kind = DiskOperation::Kind::Sync, .file = {}, .bytes = {}});
    return result;
}

/// The others are handed on as they come.
template <auto Method>
struct Handed;
template <typename... Arguments, int (*sqlite3_io_methods::*Method)(sqlite3_file*, Arguments...)>
struct Handed<Method> {
    static int call(sqlite3_file* file, Arguments... arguments) {
        sqlite3_file* inner = fileOf(file).inner();
        return (inner->pMethods->*Method)(inner, arguments...);
    }
};

void shmBarrier(sqlite3_file* file) {
    sqlite3_file* inner = fileOf(file).inner();
    inner->pMethods->xShmBarrier(inner);
}

const sqlite3_io_methods methods{.iVersion = 2,
    .xClose = closeFile,
    .xRead = Handed<&sqlite3_io_methods::xRead>::call,
    .xWrite = writeFile,
    .xTruncate = truncateFile,
    .xSync = syncFile,
    .xFileSize = Handed<&sqlite3_io_methods::xFileSize>::call,
    .xLock = Handed<&sqlite3_io_methods::xLock>::call,
    .xUnlock = Handed<&sqlite3_io_methods::xUnlock>::call,
    .xCheckReservedLock = Handed<&sqlite3_io_methods::xCheckReservedLock>::call,
    .xFileControl = Handed<&sqlite3_io_methods::xFileControl>::call,
    .xSectorSize = Handed<&sqlite3_io_methods::xSectorSize>::call,
    .xDeviceCharacteristics = Handed<&sqlite3_io_methods::xDeviceCharacteristics>::call,
    .xShmMap = Handed<&sqlite3_io_methods::xShmMap>::call,
    .xShmLock = Handed<&sqlite3_io_methods::xShmLock>::call,
    .xShmBarrier = shmBarrier,
    .xShmUnmap = Handed<&sqlite3_io_methods::xShmUnmap>::call};

int openFile(sqlite3_vfs*, const char* name, sqlite3_file* file, int flags, int* outFlags) {
    File& made = *new (file) File{};
    const int result = real->xOpen(real, name, made.inner(), flags, outFlags);
    if (result == SQLITE_OK) {
        made.base.pMethods = &methods;
        const std::string path = name != nullptr ? name : "";
        made.name = path.starts_with(watched) ? new std::string(path.substr(watched.size())) : nullptr;
    }
    return result;
}

int deleteFile(sqlite3_vfs*, const char* name, int syncFolder) {
    const std::string path = name;
    if (path.starts_with(watched)) {
        done.push_back({.kind = DiskOperation::Kind::Delete, .file = path.substr(watched.size()), .bytes = {}});
    }
    return real->xDelete(real, name, syncFolder);
}

sqlite3_vfs lossy{};

std::string contentOf(const fs::path& file) {
    std::ifstream stream(file, std::ios::binary);
    return {std::istreambuf_iterator<char>(stream), {}};
}

/// A file on the disk: what is certain, and what may be there too.
struct Stored {
    bool exists = false;
    bool isNamed = false; ///< its folder was flushed since it was made
    std::string content;
    std::vector<const DiskOperation*> pending;
};

void apply(Stored& file, const DiskOperation& operation, std::size_t bytes) {
    if (operation.kind == DiskOperation::Kind::Delete) {
        file = {};
        return;
    }
    file.exists = true;
    const auto offset = static_cast<std::size_t>(operation.offset);
    if (operation.kind == DiskOperation::Kind::Truncate) {
        file.content.resize(offset);
    } else {
        file.content.resize(std::max(file.content.size(), offset + bytes));
        file.content.replace(offset, bytes, operation.bytes, 0, bytes);
    }
}

void applyFirst(Stored& file, std::size_t count) {
    std::vector<const DiskOperation*> pending = std::exchange(file.pending, {});
    for (std::size_t i = 0; i < count; ++i) {
        apply(file, *pending[i], pending[i]->bytes.size());
    }
    file.pending.assign(pending.begin() + static_cast<std::ptrdiff_t>(count), pending.end());
}

}

LossyDisk::LossyDisk(const fs::path& folder) : folder_(folder) {
    if (real != nullptr) {
        throw std::logic_error("one lossy disk at a time");
    }
    for (const auto& entry : fs::directory_iterator(folder)) {
        before_.emplace_back(entry.path().filename().string(), contentOf(entry.path()));
    }
    done.clear();
    watched = (fs::absolute(folder) / "").string();
    real = sqlite3_vfs_find(nullptr);
    lossy = *real;
    lossy.zName = "lossy";
    lossy.szOsFile = static_cast<int>(sizeof(File)) + real->szOsFile;
    lossy.xOpen = openFile;
    lossy.xDelete = deleteFile;
    sqlite3_vfs_register(&lossy, 1);
}

LossyDisk::~LossyDisk() {
    sqlite3_vfs_register(real, 1);
    sqlite3_vfs_unregister(&lossy);
    real = nullptr;
}

std::size_t LossyDisk::operations() {
    return done.size();
}

void LossyDisk::lose(std::size_t after, double luck, std::mt19937_64& random, const fs::path& to) const {
    constexpr std::size_t sector = 512; // what a disk writes whole
    std::map<std::string, Stored> files;
    for (const auto& [name, content] : before_) {
        files[name] = {true, true, content, {}};
    }
    for (std::size_t i = 0; i < after; ++i) {
        Stored& file = files[done[i].file];
        if (done[i].kind != DiskOperation::Kind::Sync) {
            file.pending.push_back(&done[i]);
            continue;
        }
        applyFirst(file, file.pending.size());
        if (!std::exchange(file.isNamed, true)) { // SQLite flushes the folder of a new log or journal
            for (auto& [name, other] : files) {
                const auto last = std::find_if(other.pending.rbegin(), other.pending.rend(),
                    [](const DiskOperation* each) { return each->kind == DiskOperation::Kind::Delete; });
                applyFirst(other, static_cast<std::size_t>(other.pending.rend() - last));
            }
        }
    }
    std::bernoulli_distribution arrived(luck);
    for (auto& [name, file] : files) {
        for (const DiskOperation* operation : std::exchange(file.pending, {})) {
            if (!arrived(random)) {
                continue;
            }
            std::uniform_int_distribution<std::size_t> sectors(0, operation->bytes.size() / sector);
            apply(file, *operation, arrived(random) ? operation->bytes.size() : sector * sectors(random));
        }
        if (file.exists) {
            std::ofstream(to / name, std::ios::binary) << file.content;
        }
    }
}

}
