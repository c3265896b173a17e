// SPDX-License-Identifier: Apache-2.0
#include "core/data/tar_gz.h"

#include <algorithm>
#include <array>
#include <memory>
#include <optional>
#include <string_view>

#include <zlib.h>

#include "core/base/atomic_file.h"
#include "core/base/error.h"
#include "core/base/state_folder.h"
#include "core/base/text.h"

namespace paretoscope::data {

namespace {

constexpr std::size_t blockSize = 512;
using Block = std::array<char, blockSize>;

/// Where a header's fields lie (POSIX.1-1988, "Extended tar Format").
struct Field {
    std::size_t at;
    std::size_t size;
    [[nodiscard]] std::string_view in(const Block& block) const { return {block.data() + at, size}; }
    /// Up to the first null.
    [[nodiscard]] std::string textIn(const Block& block) const {
        const std::string_view all = in(block);
        return std::string(all.substr(0, all.find('\0')));
    }
};
constexpr Field nameField{0, 100};
constexpr Field sizeField{124, 12};
constexpr Field checksumField{148, 8};
constexpr Field typeField{156, 1};
constexpr Field magicField{257, 6};
constexpr Field prefixField{345, 155};

/// Octal digits with spaces and nulls around; nothing for anything else.
std::optional<std::int64_t> octal(std::string_view text) {
    const auto isPadding = [](char c) { return c == ' ' || c == '\0'; };
    while (!text.empty() && isPadding(text.front())) {
        text.remove_prefix(1);
    }
    while (!text.empty() && isPadding(text.back())) {
        text.remove_suffix(1);
    }
    std::int64_t value = 0;
    for (const char c : text) {
        if (c < '0' || c > '7') {
            return std::nullopt;
        }
        value = value * 8 + (c - '0'); // twelve digits at most: no overflow
    }
    return value;
}

class Unpacking {
public:
    Unpacking(const std::filesystem::path& archive, const std::filesystem::path& folder, const ArchiveLimits& limits,
        const std::stop_token& stop)
        : archive_(archive)
        , folder_(folder)
        , limits_(limits)
        , stop_(stop)
        , file_(gzopen(archive.c_str(), "rbe"), gzclose) {
        if (!file_) {
            throw Error(ErrorCode::FileNotFound, "The archive " + archive.string() + " cannot be opened.",
                {{"file", archive.string()}});
        }
        if (gzdirect(file_.get()) != 0) {
            refuse("it is not compressed with gzip");
        }
    }

    void run() {
        Block header{};
        int entries = 0;
        while (true) {
            if (stop_.stop_requested()) {
                throw Error(ErrorCode::Interrupted, "Unpacking " + archive_.string() + " was interrupted.");
            }
            read(header.data(), blockSize);
            if (std::ranges::all_of(header, [](char c) { return c == '\0'; })) {
                break;
            }
            if (++entries > limits_.mostEntries) {
                refuse("it holds more than " + std::to_string(limits_.mostEntries) + " entries");
            }
            unpackEntry(header);
        }
        drain();
    }

private:
    [[noreturn]] void refuse(const std::string& why) const {
        throw Error(ErrorCode::InvalidData, "The archive " + archive_.string() + " cannot be unpacked: " + why + ".",
            {{"file", archive_.string()}});
    }

    void read(char* bytes, std::size_t size) const {
        const int count = gzread(file_.get(), bytes, static_cast<unsigned>(size));
        if (count != static_cast<int>(size)) {
            refuse("it ends too early or is damaged");
        }
    }

    /// gzip's own checksum stands behind the last block.
    void drain() const {
        Block rest{};
        int count = 0;
        while ((count = gzread(file_.get(), rest.data(), blockSize)) > 0) {
            if (!std::all_of(rest.begin(), rest.begin() + count, [](char c) { return c == '\0'; })) {
                refuse("something stands behind its end");
            }
        }
        int state = Z_OK; // an end that comes too early is told here only
        gzerror(file_.get(), &state);
        if (count < 0 || (state != Z_OK && state != Z_STREAM_END)) {
            refuse("it ends too early or is damaged");
        }
    }

    void requireChecksum(const Block& header) const {
        std::int64_t sum = 0;
        for (std::size_t i = 0; i < blockSize; ++i) {
            const bool isSum = i >= checksumField.at && i < checksumField.at + checksumField.size;
            sum += isSum ? ' ' : static_cast<unsigned char>(header[i]);
        }
        if (octal(checksumField.in(header)) != sum) {
            refuse("one of its headers is damaged");
        }
    }

    [[nodiscard]] static std::string nameOf(const Block& header) {
        const std::string name = nameField.textIn(header);
        const bool isPosix = magicField.in(header) == std::string_view("ustar\0", 6);
        const std::string prefix = isPosix ? prefixField.textIn(header) : std::string();
        return prefix.empty() ? name : prefix + "/" + name;
    }

    /// Where an entry of that name may be written.
    [[nodiscard]] std::filesystem::path placeOf(const std::string& name) const {
        const std::filesystem::path relative = std::filesystem::path(name).lexically_normal();
        const bool leadsOut = relative.is_absolute() || name.empty() || !base::isUtf8(name)
            || std::ranges::any_of(std::filesystem::path(name), [](const auto& part) { return part == ".."; });
        if (leadsOut || *relative.begin() != limits_.topFolder) {
            refuse("its entry '" + base::shortLine(name) + "' does not lie in " + limits_.topFolder);
        }
        return folder_ / relative;
    }

    void unpackEntry(const Block& header) {
        requireChecksum(header);
        const std::string name = nameOf(header);
        const std::optional<std::int64_t> size = octal(sizeField.in(header));
        if (!size) {
            refuse("the size of '" + base::shortLine(name) + "' is no number");
        }
        const char type = header[typeField.at];
        if (type == '5' && *size == 0) {
            base::makeFolder(placeOf(name));
        } else if (type == '0' || type == '\0') {
            bytes_ += *size;
            if (bytes_ > limits_.mostBytes) {
                refuse("it holds more than " + std::to_string(limits_.mostBytes) + " bytes");
            }
            writeFile(placeOf(name), *size);
        } else {
            refuse("its entry '" + base::shortLine(name) + "' is neither a regular file nor a folder");
        }
    }

    void writeFile(const std::filesystem::path& path, std::int64_t size) const {
        if (!path.has_filename()) {
            refuse("a file has the name of a folder");
        }
        base::makeFolder(path.parent_path());
        base::TemporaryFile file(path);
        Block block{};
        for (std::int64_t left = size; left > 0; left -= static_cast<std::int64_t>(blockSize)) {
            read(block.data(), blockSize); // the last one is padded
            file.write({block.data(), static_cast<std::size_t>(std::min<std::int64_t>(left, blockSize))});
        }
        if (!file.becomeTarget()) {
            refuse("its entry '" + path.filename().string() + "' comes twice");
        }
    }

    const std::filesystem::path& archive_;
    const std::filesystem::path& folder_;
    const ArchiveLimits& limits_;
    const std::stop_token& stop_;
    std::unique_ptr<gzFile_s, int (*)(gzFile)> file_;
    std::int64_t bytes_ = 0;
};

}

void unpackTarGz(const std::filesystem::path& archive, const std::filesystem::path& folder, const ArchiveLimits& limits,
    const std::stop_token& stop) {
    Unpacking(archive, folder, limits, stop).run();
}

}
