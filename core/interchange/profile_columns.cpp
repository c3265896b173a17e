// SPDX-License-Identifier: Apache-2.0
#include "core/interchange/profile_columns.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <cstdio>
#include <ctime>
#include <map>

#include <nlohmann/json.hpp>

#include "core/base/error.h"
#include "core/base/json_text.h"
#include "core/space/architecture.h"
#include "core/space/encoding.h"

namespace paretoscope::interchange {

namespace {

using base::NamedArray;

constexpr std::uint8_t sentinelFlag = 1;
constexpr std::uint8_t unstableFlag = 2;
constexpr std::int64_t mostRounds = 1'000'000;
/// Sessions and conditions are a few hundred bytes each.
constexpr std::size_t longestText = 8192;
constexpr std::size_t longestTexts = std::size_t{16} << 20U;
/// Milliseconds and millijoules that something real takes; between them no arithmetic on costs overflows.
constexpr double smallestCost = 1e-9;
constexpr double largestCost = 1e12;

[[noreturn]] void refuseColumns(const std::string& what) {
    throw Error(ErrorCode::InvalidData, what, {{"reason", what}});
}

/// "2026-11-21T09:30:00.123Z" as milliseconds since 1970, -1 where it is not written so.
std::int64_t milliseconds(const std::string& utc) {
    std::tm time{};
    int thousandths = 0;
    if (std::sscanf(utc.c_str(), "%4d-%2d-%2dT%2d:%2d:%2d.%3dZ", &time.tm_year, &time.tm_mon, &time.tm_mday,
            &time.tm_hour, &time.tm_min, &time.tm_sec, &thousandths)
        != 7) {
        return -1;
    }
    time.tm_year -= 1900;
    time.tm_mon -= 1;
    return static_cast<std::int64_t>(::timegm(&time)) * 1000 + thousandths;
}

std::string utcText(std::int64_t milliseconds) {
    constexpr std::int64_t year9999 = 253'402'300'799'999;
    if (milliseconds < 0) {
        return {};
    }
    const std::time_t seconds = std::min(milliseconds, year9999) / 1000;
    std::tm time{};
    ::gmtime_r(&seconds, &time);
    std::array<char, 80> text{};
    std::snprintf(text.data(), text.size(), "%04d-%02d-%02dT%02d:%02d:%02d.%03dZ", time.tm_year + 1900, time.tm_mon + 1,
        time.tm_mday, time.tm_hour, time.tm_min, time.tm_sec, static_cast<int>(milliseconds % 1000));
    return text.data();
}

/// Each text once, by number.
class Texts {
public:
    std::int64_t numberOf(const std::string& text) {
        const auto [position, isNew] = numbers_.try_emplace(text, static_cast<std::int64_t>(texts_.size()));
        if (isNew) {
            texts_.push_back(text);
        }
        return position->second;
    }
    /// As a JSON list in an array of bytes.
    [[nodiscard]] NamedArray array() const {
        const std::string json = base::textOf(nlohmann::json(texts_));
        const std::vector<std::uint8_t> bytes(json.begin(), json.end());
        return base::makeArray("texts", {static_cast<std::int64_t>(bytes.size())}, std::span(bytes));
    }

private:
    std::map<std::string, std::int64_t> numbers_;
    std::vector<std::string> texts_;
};

/// Earlier versions kept how a runner is started with what it measured, which is its owner's business.
std::string withoutCommand(const std::string& conditions) {
    constexpr const char* command = "command";
    if (conditions.find(command) == std::string::npos) {
        return conditions;
    }
    auto json = base::jsonIn(conditions);
    return json && json->is_object() && json->erase(command) > 0 ? base::textOf(*json) : conditions;
}

template <typename Value, typename Get>
NamedArray column(const char* name, const std::vector<records::Measurement>& measurements, Get get) {
    std::vector<Value> values;
    values.reserve(measurements.size());
    for (const records::Measurement& measurement : measurements) {
        values.push_back(static_cast<Value>(get(measurement)));
    }
    return base::makeArray(name, {static_cast<std::int64_t>(values.size())}, std::span<const Value>(values));
}

NamedArray genotypes(const ProfilePart& part) {
    std::vector<std::uint8_t> packed;
    for (const records::Measurement& measurement : part.measurements) {
        if (measurement.deviceSetting != part.deviceSetting || measurement.genotype.space != part.space
            || measurement.shape != part.shape) {
            throw Error(ErrorCode::InvalidValue,
                "A measurement of " + toText(measurement.deviceSetting) + " does not belong into the profile of "
                    + toText(part.deviceSetting) + ".");
        }
        const auto bytes = space::pack(measurement.genotype);
        packed.insert(packed.end(), bytes.begin(), bytes.end());
    }
    const space::SearchSpace& space = space::searchSpace(part.space);
    return base::makeArray("genotypes",
        {static_cast<std::int64_t>(part.measurements.size()), space.kindCount() * space.edgeCount()},
        std::span<const std::uint8_t>(packed));
}

/// Reads columns with every number checked before it is used.
class ColumnReader {
public:
    ColumnReader(const ProfilePart& part, std::span<const NamedArray> columns)
        : part_(part)
        , space_(space::searchSpace(part.space))
        , packed_(base::octets(base::arrayNamed(columns, "genotypes")))
        , flags_(base::octets(base::arrayNamed(columns, "flags")))
        , kinds_(base::octets(base::arrayNamed(columns, "kind")))
        , provenances_(base::octets(base::arrayNamed(columns, "provenance")))
        , values_(base::doubles(base::arrayNamed(columns, "value")))
        , spreads_(base::doubles(base::arrayNamed(columns, "spread")))
        , raw_(base::doubles(base::arrayNamed(columns, "raw_value")))
        , repeats_(base::integers(base::arrayNamed(columns, "repeats")))
        , sessions_(base::integers(base::arrayNamed(columns, "session")))
        , positions_(base::integers(base::arrayNamed(columns, "session_index")))
        , conditions_(base::integers(base::arrayNamed(columns, "conditions")))
        , taken_(base::integers(base::arrayNamed(columns, "taken_at_ms")))
        , roundCounts_(base::integers(base::arrayNamed(columns, "round_counts")))
        , rounds_(base::floats(base::arrayNamed(columns, "rounds"))) {
        readTexts(base::octets(base::arrayNamed(columns, "texts")));
        const std::size_t n = values_.size();
        const std::array lengths{flags_.size(), kinds_.size(), provenances_.size(), spreads_.size(), raw_.size(),
            repeats_.size(), sessions_.size(), positions_.size(), conditions_.size(), taken_.size(),
            roundCounts_.size(), packed_.size() / bytesPerGenotype()};
        if (std::any_of(lengths.begin(), lengths.end(), [n](std::size_t length) { return length != n; })
            || packed_.size() % bytesPerGenotype() != 0) {
            refuseColumns("its columns of measurements differ in length");
        }
    }

    std::vector<records::Measurement> read() {
        std::vector<records::Measurement> measurements;
        measurements.reserve(values_.size());
        for (std::size_t i = 0; i < values_.size(); ++i) {
            measurements.push_back(measurement(i));
        }
        if (nextRound_ != rounds_.size()) {
            refuseColumns("it holds more rounds than its measurements say");
        }
        return measurements;
    }

private:
    [[nodiscard]] std::size_t bytesPerGenotype() const {
        return static_cast<std::size_t>(space_.kindCount() * space_.edgeCount());
    }

    void readTexts(const std::vector<std::uint8_t>& bytes) {
        const auto json = base::parseJson({reinterpret_cast<const char*>(bytes.data()), bytes.size()},
            {.what = "its texts", .mostBytes = longestTexts});
        for (const auto& text : json) {
            texts_.push_back(text.get<std::string>());
            // Each measurement that names a text stores it again.
            if (texts_.back().size() > longestText) {
                refuseColumns("one of its texts is longer than " + std::to_string(longestText) + " bytes");
            }
        }
    }

    [[nodiscard]] const std::string& text(std::int64_t number) const {
        if (number < 0 || std::cmp_greater_equal(number, texts_.size())) {
            refuseColumns("it names a text that it does not hold");
        }
        return texts_[static_cast<std::size_t>(number)];
    }

    static double checked(double value, bool positive) {
        if (!(value >= (positive ? smallestCost : 0)) || value > largestCost) {
            refuseColumns("it holds the cost " + std::to_string(value));
        }
        return value;
    }

    static int small(std::int64_t value) {
        if (value < 0 || value > std::numeric_limits<int>::max()) {
            refuseColumns("it holds the count " + std::to_string(value));
        }
        return static_cast<int>(value);
    }

    std::vector<double> takeRounds(std::size_t i) {
        const std::int64_t count = roundCounts_[i];
        if (count < 0 || count > mostRounds || static_cast<std::size_t>(count) > rounds_.size() - nextRound_) {
            refuseColumns("it holds fewer rounds than its measurements say");
        }
        std::vector<double> rounds;
        for (std::int64_t k = 0; k < count; ++k) {
            rounds.push_back(checked(rounds_[nextRound_++], false));
        }
        return rounds;
    }

    records::Measurement measurement(std::size_t i) {
        if (kinds_[i] > static_cast<std::uint8_t>(records::CostKind::EnergyMj)
            || provenances_[i] > static_cast<std::uint8_t>(records::CostProvenance::Imported)) {
            refuseColumns("it holds a kind or provenance of cost that is not known");
        }
        space::Genotype genotype =
            space::unpack(space_.id, std::span(packed_).subspan(i * bytesPerGenotype(), bytesPerGenotype()));
        std::string hash = space::canonicalHash({genotype, part_.shape});
        return {.deviceSetting = part_.deviceSetting,
            .genotype = std::move(genotype),
            .shape = part_.shape,
            .canonicalHash = std::move(hash),
            .kind = static_cast<records::CostKind>(kinds_[i]),
            .provenance = static_cast<records::CostProvenance>(provenances_[i]),
            .value = checked(values_[i], true),
            .spread = checked(spreads_[i], false),
            .rawValue = checked(raw_[i], false),
            .rounds = takeRounds(i),
            .repeats = small(repeats_[i]),
            .session = text(sessions_[i]),
            .sessionIndex = small(positions_[i]),
            .sentinel = (flags_[i] & sentinelFlag) != 0,
            .unstable = (flags_[i] & unstableFlag) != 0,
            .takenAt = utcText(taken_[i]),
            .conditions = text(conditions_[i])};
    }

    const ProfilePart& part_;
    const space::SearchSpace& space_;
    std::vector<std::uint8_t> packed_;
    std::vector<std::uint8_t> flags_;
    std::vector<std::uint8_t> kinds_;
    std::vector<std::uint8_t> provenances_;
    std::vector<double> values_;
    std::vector<double> spreads_;
    std::vector<double> raw_;
    std::vector<std::int64_t> repeats_;
    std::vector<std::int64_t> sessions_;
    std::vector<std::int64_t> positions_;
    std::vector<std::int64_t> conditions_;
    std::vector<std::int64_t> taken_;
    std::vector<std::int64_t> roundCounts_;
    std::vector<float> rounds_;
    std::vector<std::string> texts_;
    std::size_t nextRound_ = 0;
};

}

std::vector<NamedArray> columnsOf(const ProfilePart& part) {
    using records::Measurement;
    const std::vector<Measurement>& all = part.measurements;
    Texts texts;
    std::vector<float> rounds;
    for (const Measurement& measurement : all) {
        for (const double round : measurement.rounds) {
            rounds.push_back(static_cast<float>(round));
        }
    }
    std::vector<NamedArray> columns{genotypes(part),
        column<double>("value", all, [](const Measurement& m) { return m.value; }),
        column<double>("spread", all, [](const Measurement& m) { return m.spread; }),
        column<double>("raw_value", all, [](const Measurement& m) { return m.rawValue; }),
        column<std::int64_t>("repeats", all, [](const Measurement& m) { return m.repeats; }),
        column<std::int64_t>("session", all, [&](const Measurement& m) { return texts.numberOf(m.session); }),
        column<std::int64_t>("session_index", all, [](const Measurement& m) { return m.sessionIndex; }),
        column<std::int64_t>(
            "conditions", all, [&](const Measurement& m) { return texts.numberOf(withoutCommand(m.conditions)); }),
        column<std::int64_t>("taken_at_ms", all, [](const Measurement& m) { return milliseconds(m.takenAt); }),
        column<std::uint8_t>("kind", all, [](const Measurement& m) { return m.kind; }),
        column<std::uint8_t>("provenance", all, [](const Measurement& m) { return m.provenance; }),
        column<std::uint8_t>("flags", all,
            [](const Measurement& m) { return (m.sentinel ? sentinelFlag : 0) | (m.unstable ? unstableFlag : 0); }),
        column<std::int64_t>("round_counts", all, [](const Measurement& m) { return m.rounds.size(); }),
        base::makeArray("rounds", {static_cast<std::int64_t>(rounds.size())}, std::span<const float>(rounds))};
    columns.push_back(texts.array());
    return columns;
}

std::vector<records::Measurement> measurementsFrom(const ProfilePart& part, std::span<const NamedArray> columns) {
    return ColumnReader(part, columns).read();
}

}
