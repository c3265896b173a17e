// SPDX-License-Identifier: Apache-2.0
#include "core/interchange/device_profile.h"

#include <charconv>
#include <cstring>
#include <limits>

#include <nlohmann/json.hpp>
#include <zlib.h>

#include "core/base/atomic_file.h"
#include "core/base/error.h"
#include "core/base/hash.h"
#include "core/base/json_text.h"
#include "core/interchange/profile_columns.h"

namespace paretoscope::interchange {

namespace {

using Json = nlohmann::ordered_json;
using base::NamedArray;

constexpr std::string_view magic = "PARETOSCOPE-PROFILE ";
constexpr std::int64_t version = 2;
constexpr std::int64_t oldestVersion = 1; // had predictors' reports in the header
constexpr const char* reportArray = "report";
constexpr std::size_t longestFirstLine = 200;
/// zlib's densest stream holds 1,032 bytes in one (Deutsch & Gailly 1996).
constexpr std::size_t densest = 1032;
/// A profile of a hundred thousand measurements takes a tenth of it.
constexpr std::size_t largestBody = std::size_t{256} << 20U;
constexpr std::size_t largestHeader = std::size_t{16} << 20U;
constexpr std::size_t largestFile = std::size_t{128} << 20U;
constexpr std::size_t longestConfiguration = std::size_t{1} << 16U;
constexpr std::size_t longestName = 300;

[[noreturn]] void refuse(const std::string& what) {
    throw Error(ErrorCode::InvalidData,
        "The device profile cannot be used: " + what + ". Get it again from where it was exported.",
        {{"reason", what}});
}

Json arrayHead(const NamedArray& array) {
    return {{"name", array.name}, {"type", base::textOf(array.dtype)}, {"shape", array.shape}};
}

/// Lists arrays in the header and appends their bytes to the body.
Json listed(const std::vector<NamedArray>& arrays, std::string& body) {
    Json list = Json::array();
    for (const NamedArray& array : arrays) {
        base::validate(array);
        list.push_back(arrayHead(array));
        const std::size_t end = body.size();
        body.resize(end + array.bytes.size());
        if (!array.bytes.empty()) {
            std::memcpy(body.data() + end, array.bytes.data(), array.bytes.size());
        }
    }
    return list;
}

/// Reports list every held-out architecture: packed with the arrays they take a tenth of the room.
NamedArray reportOf(const ProfilePredictor& predictor) {
    const std::vector<std::uint8_t> bytes(predictor.report.begin(), predictor.report.end());
    return base::makeArray(reportArray, {static_cast<std::int64_t>(bytes.size())}, std::span(bytes));
}

Json predictorHead(const ProfilePredictor& predictor, std::string& body) {
    std::vector<NamedArray> arrays = predictor.arrays;
    arrays.push_back(reportOf(predictor));
    return {{"name", predictor.name}, {"configuration", predictor.configuration},
        {"measurements", predictor.measurementCount}, {"created_at", predictor.createdAt},
        {"arrays", listed(arrays, body)}};
}

Json partHead(const ProfilePart& part, std::string& body) {
    std::int64_t sentinels = 0;
    for (const records::Measurement& measurement : part.measurements) {
        sentinels += measurement.sentinel ? 1 : 0;
    }
    Json head{{"device_setting", toText(part.deviceSetting)}, {"space", space::searchSpace(part.space).name},
        {"shape", toText(part.shape)},
        {"measurements", static_cast<std::int64_t>(part.measurements.size()) - sentinels}, {"sentinels", sentinels},
        {"arrays", listed(columnsOf(part), body)}};
    if (part.predictor) {
        head["predictor"] = predictorHead(*part.predictor, body);
    }
    if (part.energyPredictor) {
        head["energy_predictor"] = predictorHead(*part.energyPredictor, body);
    }
    return head;
}
std::string compressed(const std::string& plain) {
    uLongf size = compressBound(static_cast<uLong>(plain.size()));
    std::string bytes(size, '\0');
    if (compress2(reinterpret_cast<Bytef*>(bytes.data()), &size, reinterpret_cast<const Bytef*>(plain.data()),
            static_cast<uLong>(plain.size()), Z_BEST_COMPRESSION)
        != Z_OK) {
        throw Error(ErrorCode::NotEnoughMemory, "The device profile could not be compressed: too little memory.");
    }
    bytes.resize(size);
    return bytes;
}

/// The whole stream and not a byte more or less.
std::string decompressed(std::string_view bytes, std::size_t plainSize) {
    if (plainSize > largestBody || plainSize > densest * bytes.size()) { // before memory is taken for it
        refuse("it claims to hold " + std::to_string(plainSize) + " bytes, which it cannot");
    }
    std::string plain(plainSize, '\0');
    auto size = static_cast<uLongf>(plainSize);
    const int status = uncompress(reinterpret_cast<Bytef*>(plain.data()), &size,
        reinterpret_cast<const Bytef*>(bytes.data()), static_cast<uLong>(bytes.size()));
    if (status != Z_OK || size != plainSize) {
        refuse("its arrays cannot be unpacked");
    }
    return plain;
}

/// What the first line says, and what follows it.
struct Envelope {
    std::string_view header;
    std::string_view body;
};

std::size_t takeNumber(std::string_view& line) {
    std::size_t value = 0;
    const auto [end, error] = std::from_chars(line.data(), line.data() + line.size(), value);
    if (error != std::errc() || end == line.data() + line.size() || *end != ' ') {
        refuse("its first line is damaged");
    }
    line.remove_prefix(static_cast<std::size_t>(end - line.data()) + 1);
    return value;
}

Envelope open(std::string_view bytes) {
    if (!bytes.starts_with(magic)) {
        refuse("it is no Paretoscope profile");
    }
    const std::size_t end = bytes.substr(0, longestFirstLine).find('\n');
    if (end == std::string_view::npos) {
        refuse("its first line is damaged");
    }
    std::string_view line = bytes.substr(magic.size(), end - magic.size());
    if (const std::size_t found = takeNumber(line); found < oldestVersion || found > version) {
        refuse("it has the format version " + std::to_string(found) + " where this program knows "
            + std::to_string(version) + "; use a program as new as the one that wrote it");
    }
    const std::size_t headerSize = takeNumber(line);
    const std::size_t bodySize = takeNumber(line);
    const std::string_view content = bytes.substr(end + 1);
    if (headerSize > content.size() || bodySize != content.size() - headerSize) {
        refuse("it is cut off or has something appended");
    }
    if (line != base::sha256(content)) {
        refuse("its checksum is wrong, so some of it was damaged on the way");
    }
    return {content.substr(0, headerSize), content.substr(headerSize)};
}

/// Cuts the arrays that the header lists from the body, in order.
class BodyReader {
public:
    explicit BodyReader(std::string_view body) : rest_(body) { }

    std::vector<NamedArray> take(const Json& list) {
        std::vector<NamedArray> arrays;
        for (const Json& head : list) {
            NamedArray array;
            array.name = head.at("name").get<std::string>();
            array.dtype = base::arrayTypeFromName(head.at("type").get<std::string>());
            array.shape = base::wholeNumbers<std::int64_t>(head.at("shape"));
            const auto count = static_cast<std::uint64_t>(base::elementCount(array.shape));
            if (count > rest_.size() / base::elementBytes(array.dtype)) {
                refuse("its array '" + array.name.substr(0, longestName) + "' is larger than the file");
            }
            const std::size_t size = count * base::elementBytes(array.dtype);
            const auto bytes = std::as_bytes(std::span(rest_.substr(0, size)));
            array.bytes.assign(bytes.begin(), bytes.end());
            rest_.remove_prefix(size);
            arrays.push_back(std::move(array));
        }
        return arrays;
    }
    void expectEnd() const {
        if (!rest_.empty()) {
            refuse("it holds bytes that its header does not name");
        }
    }

private:
    std::string_view rest_;
};

std::string shortText(const Json& json, const char* name) {
    std::string text = json.at(name).get<std::string>();
    const bool printable = std::all_of(
        text.begin(), text.end(), [](char c) { return static_cast<unsigned char>(c) >= 0x20 && c != 0x7F; });
    if (text.size() > longestName || !printable) {
        refuse(std::string("its field '") + name + "' is not a line of text");
    }
    return text;
}

/// Takes the report out of the arrays.
std::string reportFrom(std::vector<NamedArray>& arrays) {
    if (arrays.empty() || arrays.back().name != reportArray) {
        refuse("a predictor in it has no report");
    }
    const std::vector<std::byte> bytes = std::move(arrays.back().bytes);
    arrays.pop_back();
    return {reinterpret_cast<const char*>(bytes.data()), bytes.size()};
}

ProfilePredictor readPredictor(const Json& fields, BodyReader& body) {
    ProfilePredictor predictor;
    predictor.name = shortText(fields, "name");
    predictor.configuration = fields.at("configuration").get<std::string>();
    if (predictor.configuration.size() > longestConfiguration) {
        refuse("the configuration of a predictor in it is too large");
    }
    predictor.measurementCount = base::integerAt(fields, "measurements", 0, std::numeric_limits<std::int32_t>::max());
    predictor.createdAt = shortText(fields, "created_at");
    predictor.arrays = body.take(fields.at("arrays"));
    predictor.report =
        fields.contains("report") ? fields.at("report").get<std::string>() : reportFrom(predictor.arrays);
    return predictor;
}

ProfilePart readPart(const Json& head, BodyReader& body) {
    ProfilePart part;
    part.deviceSetting = records::parseDeviceSetting(shortText(head, "device_setting"));
    part.space = space::searchSpace(shortText(head, "space")).id;
    part.shape = space::shapeFromText(shortText(head, "shape"));
    part.measurements = measurementsFrom(part, body.take(head.at("arrays")));
    if (head.contains("predictor")) {
        part.predictor = readPredictor(head.at("predictor"), body);
    }
    if (head.contains("energy_predictor")) {
        part.energyPredictor = readPredictor(head.at("energy_predictor"), body);
    }
    return part;
}

DeviceProfile read(std::string_view bytes) {
    const Envelope envelope = open(bytes);
    const Json header = base::parseJson(envelope.header, {.what = "the header", .mostBytes = largestHeader});
    const std::string plain = decompressed(envelope.body, base::wholeNumber<std::size_t>(header.at("body_bytes")));
    BodyReader body(plain);
    DeviceProfile profile;
    profile.title = shortText(header, "title");
    profile.createdAt = shortText(header, "created_at");
    profile.program = shortText(header, "program");
    for (const Json& part : header.at("parts")) {
        profile.parts.push_back(readPart(part, body));
    }
    body.expectEnd();
    return profile;
}

}

std::string profileBytes(const DeviceProfile& profile) {
    std::string plain;
    Json parts = Json::array();
    for (const ProfilePart& part : profile.parts) {
        parts.push_back(partHead(part, plain));
    }
    const Json header{{"title", profile.title}, {"created_at", profile.createdAt}, {"program", profile.program},
        {"body_bytes", plain.size()}, {"parts", std::move(parts)}};
    const std::string head = header.dump(1, ' ', false, Json::error_handler_t::replace) + "\n";
    const std::string content = head + compressed(plain);
    return std::string(magic) + std::to_string(version) + " " + std::to_string(head.size()) + " "
        + std::to_string(content.size() - head.size()) + " " + base::sha256(content) + "\n" + content;
}

DeviceProfile profileFromBytes(std::string_view bytes) {
    try {
        return read(bytes);
    } catch (const nlohmann::json::exception& error) {
        refuse(std::string("its header is not what it should be (") + error.what() + ")");
    } catch (const Error& error) {
        const std::string text = error.what();
        if (text.starts_with("The device profile")) {
            throw;
        }
        refuse("its contents are not what they should be (" + text + ")");
    }
}

void writeProfile(const std::filesystem::path& path, const DeviceProfile& profile) {
    base::writeFileAtomically(path, profileBytes(profile));
}

DeviceProfile readProfile(const std::filesystem::path& path) {
    const std::string bytes = base::readFile(path, largestFile);
    try {
        return profileFromBytes(bytes);
    } catch (const Error& error) {
        auto arguments = error.arguments();
        arguments.emplace_back("file", path.string());
        throw Error(error.code(), path.string() + ": " + error.what(), std::move(arguments));
    }
}

}
