// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <functional>
#include <string>
#include <unordered_map>

namespace paretoscope::store {

/// Row ids of long names that stand once in a table of their own; asked once a call, since a transaction that is undone
/// takes new ids with it.
class NameIds {
public:
    explicit NameIds(std::function<std::int64_t(const std::string&)> add) : add_(std::move(add)) { }

    std::int64_t idOf(const std::string& name) {
        const auto found = known_.find(name);
        return found != known_.end() ? found->second : known_.emplace(name, add_(name)).first->second;
    }

private:
    std::function<std::int64_t(const std::string&)> add_;
    std::unordered_map<std::string, std::int64_t> known_;
};

template <typename Connection>
NameIds deviceSettingIds(Connection& connection) {
    return NameIds([&connection](const std::string& name) {
        return connection.addName("INSERT OR IGNORE INTO device_settings(name) VALUES (?)",
            "SELECT id FROM device_settings WHERE name = ?", name);
    });
}

template <typename Connection>
NameIds shapeIds(Connection& connection) {
    return NameIds([&connection](const std::string& name) {
        return connection.addName(
            "INSERT OR IGNORE INTO shapes(name) VALUES (?)", "SELECT id FROM shapes WHERE name = ?", name);
    });
}

}
