// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <functional>
#include <map>
#include <string>
#include <string_view>
#include <unordered_map>

#include "core/records/device_setting.h"
#include "core/space/architecture.h"
#include "core/store/connection.h"

namespace paretoscope::store {

/// Interns names: caches row ids for one call. Not kept longer, because a rollback also rolls back new ids.
class NameIds {
public:
    explicit NameIds(std::function<std::int64_t(const std::string&)> add) : add_(std::move(add)) { }

    std::int64_t idOf(const std::string& name) {
        const auto found = known_.find(name);
        return found != known_.end() ? found->second : known_.emplace(name, add_(name)).first->second;
    }
    std::int64_t idOf(const records::DeviceSetting& setting) { return idOf(toText(setting)); }
    std::int64_t idOf(const space::Shape& shape) { return idOf(toText(shape)); }

private:
    std::function<std::int64_t(const std::string&)> add_;
    std::unordered_map<std::string, std::int64_t> known_;
};

inline NameIds deviceSettingIds(Connection& connection) {
    return NameIds([&connection](const std::string& name) {
        return connection.addName("INSERT OR IGNORE INTO device_settings(name) VALUES (?)",
            "SELECT id FROM device_settings WHERE name = ?", name);
    });
}

inline NameIds shapeIds(Connection& connection) {
    return NameIds([&connection](const std::string& name) {
        return connection.addName(
            "INSERT OR IGNORE INTO shapes(name) VALUES (?)", "SELECT id FROM shapes WHERE name = ?", name);
    });
}

/// The values of texts that many rows repeat, each read once. Throws Error (ProjectDamaged) where one cannot be read.
template <typename Value>
class ParsedTexts {
public:
    ParsedTexts(const Connection& connection, Value (*fromText)(std::string_view))
        : connection_(connection)
        , fromText_(fromText) { }

    const Value& operator()(std::string_view text) {
        auto found = known_.find(text);
        if (found == known_.end()) {
            found = known_.emplace(std::string(text), connection_.parsed(fromText_, text)).first;
        }
        return found->second;
    }

private:
    const Connection& connection_;
    Value (*fromText_)(std::string_view);
    std::map<std::string, Value, std::less<>> known_;
};

inline space::SpaceId spaceFromText(std::string_view text) {
    return space::searchSpace(text).id;
}

}
