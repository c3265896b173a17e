// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <SQLiteCpp/SQLiteCpp.h>

#include <bit>
#include <concepts>
#include <cstddef>
#include <cstdint>
#include <limits>
#include <string>
#include <string_view>

#include "core/base/error.h"

namespace paretoscope::store {

/// One use of a cached statement: binds in order, steps, reads columns in order, and resets at its end, since a
/// statement left in the middle would hold the read transaction open. Texts and blobs are bound without a copy: they
/// must outlive the steps.
class Query {
public:
    explicit Query(SQLite::Statement& statement) : statement_(statement) { statement_.clearBindings(); }
    Query(const Query&) = delete;
    Query& operator=(const Query&) = delete;
    ~Query() { statement_.tryReset(); }

    template <typename... Values>
    Query& bind(const Values&... values) {
        (bindNext(values), ...);
        return *this;
    }
    Query& bindBlob(const void* bytes, std::size_t size) {
        if (size > static_cast<std::size_t>(std::numeric_limits<int>::max())) {
            throw Error(ErrorCode::InvalidValue, "An array is too large for a project (at most 1 GB each).");
        }
        // A null pointer would be stored as NULL; an empty blob is not that.
        statement_.bindNoCopy(++bound_, size == 0 ? "" : bytes, static_cast<int>(size));
        return *this;
    }

    /// Whether there is another row; reading starts at its first column.
    bool step() {
        column_ = 0;
        return statement_.executeStep();
    }
    /// For statements without rows; ready to be bound again afterwards.
    void run() {
        statement_.exec();
        restart();
    }
    /// To be bound and stepped again.
    void restart() {
        statement_.reset();
        bound_ = 0;
    }

    std::int64_t integer() { return statement_.getColumn(column_++).getInt64(); }
    int smallInteger() { return static_cast<int>(integer()); }
    bool flag() { return integer() != 0; }
    std::uint64_t bits() { return std::bit_cast<std::uint64_t>(integer()); }
    std::string text() { return statement_.getColumn(column_++).getString(); }
    /// NULL is NaN, as SQLite stores one.
    double number() {
        const SQLite::Column column = statement_.getColumn(column_++);
        return column.isNull() ? std::numeric_limits<double>::quiet_NaN() : column.getDouble();
    }
    SQLite::Column column() { return statement_.getColumn(column_++); }

private:
    void bindNext(const std::string& value) { statement_.bindNoCopy(++bound_, value); }
    void bindNext(double value) { statement_.bind(++bound_, value); }
    void bindNext(std::string_view value) { statement_.bind(++bound_, std::string(value)); }
    void bindNext(std::nullptr_t) { statement_.bind(++bound_); }
    template <std::signed_integral Integer>
    void bindNext(Integer value) {
        statement_.bind(++bound_, static_cast<std::int64_t>(value));
    }
    /// Constrained, so that no pointer turns into a flag.
    template <std::same_as<bool> Flag>
    void bindNext(Flag value) {
        statement_.bind(++bound_, value ? 1 : 0);
    }
    /// SQLite has no unsigned numbers: seeds and checksums keep their bits.
    void bindNext(std::uint64_t value) { statement_.bind(++bound_, std::bit_cast<std::int64_t>(value)); }

    SQLite::Statement& statement_;
    int bound_ = 0;
    int column_ = 0;
};

}
