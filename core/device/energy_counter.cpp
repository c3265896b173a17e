// SPDX-License-Identifier: Apache-2.0
#include "core/device/energy_counter.h"

#include <algorithm>
#include <cstdint>
#include <fstream>
#include <memory>
#include <optional>
#include <string>
#include <system_error>
#include <vector>

namespace paretoscope::device {

namespace {

template <class Value>
std::optional<Value> readValue(const std::filesystem::path& file) {
    std::ifstream in(file);
    Value value{};
    return in >> value ? std::optional(value) : std::nullopt;
}

/// One package's counter; it starts again at 0 behind its largest value.
class Zone {
public:
    Zone(std::filesystem::path file, std::uint64_t last, std::uint64_t range)
        : file_(std::move(file))
        , last_(last)
        , range_(range) { }

    double microjoules() {
        const std::uint64_t now = readValue<std::uint64_t>(file_).value_or(last_);
        total_ += now >= last_ ? now - last_ : now + range_ - last_;
        last_ = now;
        return static_cast<double>(total_);
    }

private:
    std::filesystem::path file_;
    std::uint64_t last_;
    std::uint64_t range_;
    std::uint64_t total_ = 0;
};

/// Packages only: cores and memory within them would be counted twice, the whole platform ("psys") holds the screen.
std::vector<Zone> packagesUnder(const std::filesystem::path& powercap) {
    std::vector<Zone> zones;
    std::error_code error;
    for (const auto& entry : std::filesystem::directory_iterator(powercap, error)) {
        const auto name = readValue<std::string>(entry.path() / "name");
        const auto energy = readValue<std::uint64_t>(entry.path() / "energy_uj");
        if (name && name->starts_with("package") && energy) {
            const auto range = readValue<std::uint64_t>(entry.path() / "max_energy_range_uj").value_or(0);
            zones.emplace_back(entry.path() / "energy_uj", *energy, std::max(range, *energy));
        }
    }
    return zones;
}

}

EnergyCounter processorEnergy(const std::filesystem::path& powercap) {
    const auto zones = std::make_shared<std::vector<Zone>>(packagesUnder(powercap));
    if (zones->empty()) {
        return {};
    }
    return {.totalMj = [zones] {
        double total = 0;
        for (Zone& zone : *zones) {
            total += zone.microjoules();
        }
        return total / 1e3;
    }};
}

}
