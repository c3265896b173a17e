// SPDX-License-Identifier: Apache-2.0
#include "core/records/device_setting.h"

#include <algorithm>
#include <cctype>
#include <charconv>
#include <initializer_list>
#include <utility>
#include <vector>

#include "core/base/error.h"

namespace paretoscope::records {

namespace {

constexpr const char* examples =
    "cpu/eager/t2/b1/f32, gpu0/graph/b64/bf16, cmd/NAME/b1, vta/NAME/VARIANT or table/NAME";

/// Reads an id part by part and says precisely which part is wrong.
class IdReader {
public:
    explicit IdReader(std::string_view id) : id_(id) {
        for (std::size_t start = 0; start <= id.size();) {
            const std::size_t end = std::min(id.find('/', start), id.size());
            parts_.push_back(id.substr(start, end - start));
            start = end + 1;
        }
    }

    [[noreturn]] void fail(std::string_view part, const std::string& allowed) const {
        throw Error(ErrorCode::InvalidValue,
            "The device setting '" + std::string(id_) + "' has '" + std::string(part) + "' where " + allowed
                + " is expected; a setting is written like " + examples + ".",
            {{"name", "device setting"}, {"value", std::string(id_)}, {"part", std::string(part)},
                {"allowed", allowed}});
    }

    std::string_view next() { return position_ < parts_.size() ? parts_[position_++] : std::string_view{}; }

    std::string oneOf(std::initializer_list<std::string_view> allowed) {
        const std::string_view part = next();
        if (std::find(allowed.begin(), allowed.end(), part) == allowed.end()) {
            std::string list;
            for (const std::string_view name : allowed) {
                list.append(list.empty() ? "" : " or ").append(name);
            }
            fail(part, list);
        }
        return std::string(part);
    }

    int number(char letter, int largest) {
        const std::string_view part = next();
        const int value = part.starts_with(letter) ? positive(part.substr(1)) : 0;
        if (value < 1 || value > largest) {
            fail(part, std::string(1, letter) + "1 to " + letter + std::to_string(largest));
        }
        return value;
    }

    std::string name(const std::string& what) { return nameIn(next(), what); }

    /// What stands before a ':' in the first part; the part is what follows then.
    std::string computer() {
        const std::size_t colon = parts_.front().find(':');
        if (colon == std::string_view::npos) {
            return {};
        }
        std::string name = nameIn(parts_.front().substr(0, colon), "another computer's name");
        parts_.front().remove_prefix(colon + 1);
        return name;
    }

    [[nodiscard]] std::string nameIn(std::string_view part, const std::string& what) const {
        const bool valid = !part.empty() && std::all_of(part.begin(), part.end(), [](unsigned char c) {
            return std::isalnum(c) != 0 || c == '-' || c == '_' || c == '.';
        });
        if (!valid) {
            fail(part, what + " (letters, digits, '-', '_', '.')");
        }
        return std::string(part);
    }

    void end() const {
        if (position_ < parts_.size()) {
            fail(parts_[position_], "the end");
        }
    }

    /// -1 where it is no number.
    static int positive(std::string_view text) {
        int value = 0;
        const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
        return error == std::errc() && end == text.data() + text.size() ? value : -1;
    }

private:
    std::string_view id_;
    std::vector<std::string_view> parts_;
    std::size_t position_ = 0;
};

DeviceSetting parseGpu(IdReader& reader, std::string_view family) {
    DeviceSetting setting{.family = DeviceFamily::Gpu};
    setting.index = IdReader::positive(family.substr(3));
    if (setting.index < 0) {
        reader.fail(family, "gpu0, gpu1, ...");
    }
    setting.runtime = reader.oneOf({"eager", "script", "graph"});
    setting.batch = reader.number('b', 65536);
    setting.numberType = reader.oneOf({"f32", "f16", "bf16"});
    return setting;
}

DeviceSetting parseCpu(IdReader& reader) {
    DeviceSetting setting{.family = DeviceFamily::Cpu};
    setting.runtime = reader.oneOf({"eager", "script"});
    setting.threads = reader.number('t', 1024);
    setting.batch = reader.number('b', 65536);
    setting.numberType = reader.oneOf({"f32", "bf16"});
    return setting;
}

DeviceSetting parseNamed(IdReader& reader, std::string_view family) {
    DeviceSetting setting;
    if (family == "cmd") {
        setting.family = DeviceFamily::Command;
        setting.name = reader.name("a command's name");
        setting.batch = reader.number('b', 65536);
    } else if (family == "vta") {
        setting.family = DeviceFamily::Vta;
        setting.name = reader.name("an accelerator's name");
        setting.runtime = reader.name("a variant");
        setting.numberType = "int8";
    } else if (family == "table") {
        setting.family = DeviceFamily::Table;
        setting.name = reader.name("a table's name");
    } else {
        reader.fail(family, "cpu, gpuN, cmd, vta or table");
    }
    return setting;
}

}

DeviceSetting parseDeviceSetting(std::string_view id) {
    IdReader reader(id);
    std::string computer = reader.computer();
    const std::string_view family = reader.next();
    DeviceSetting setting = family == "cpu" ? parseCpu(reader)
        : family.starts_with("gpu")         ? parseGpu(reader, family)
                                            : parseNamed(reader, family);
    reader.end();
    setting.computer = std::move(computer);
    return setting;
}

DeviceSetting storedDeviceSetting(std::string_view id) {
    try {
        DeviceSetting setting = parseDeviceSetting(id);
        if (toText(setting) == id) {
            return setting;
        }
    } catch (const Error&) {
        // Not of this grammar: a name all the same.
    }
    return {.family = DeviceFamily::Other, .name = std::string(id)};
}

std::strong_ordering DeviceSetting::operator<=>(const DeviceSetting& other) const {
    return toText(*this) <=> toText(other);
}

std::string toText(const DeviceSetting& setting) {
    const std::string batch = "/b" + std::to_string(setting.batch);
    const std::string computer = setting.computer.empty() ? "" : setting.computer + ":";
    switch (setting.family) {
    case DeviceFamily::Cpu:
        return computer + "cpu/" + setting.runtime + "/t" + std::to_string(setting.threads) + batch + "/"
            + setting.numberType;
    case DeviceFamily::Gpu:
        return computer + "gpu" + std::to_string(setting.index) + "/" + setting.runtime + batch + "/"
            + setting.numberType;
    case DeviceFamily::Command:
        return computer + "cmd/" + setting.name + batch;
    case DeviceFamily::Vta:
        return computer + "vta/" + setting.name + "/" + setting.runtime;
    case DeviceFamily::Table:
        return computer + "table/" + setting.name;
    case DeviceFamily::Other:
        break;
    }
    return setting.name;
}

bool isHardware(DeviceFamily family) {
    using enum DeviceFamily;
    return family == Cpu || family == Gpu || family == Command;
}

DeviceSetting onComputer(DeviceSetting setting, const std::string& computer) {
    if (!isHardware(setting.family) || !setting.computer.empty()) {
        return setting;
    }
    setting.computer = computer;
    return parseDeviceSetting(toText(setting));
}

}
