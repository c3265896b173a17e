// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <SQLiteCpp/Exception.h>
#include <sqlite3.h>

#include <bit>
#include <concepts>
#include <cstddef>
#include <cstdint>
#include <limits>
#include <span>
#include <string>
#include <string_view>

#include "core/base/error.h"

namespace paretoscope::store {

/// One use of a cached statement: binds in order, steps, reads columns in order, and resets at its end, since a
/// statement left in the middle would hold the read transaction open. Strings and blobs are bound without a copy: they
/// must outlive the steps. SQLite's own functions, because an object for each column takes longer than reading a
/// million rows. Throws SQLite::Exception. Only within a transaction of Connection.
class Query {
public:
    explicit Query(sqlite3_stmt* statement) : statement_(statement) { sqlite3_clear_bindings(statement_); }
    Query(const Query&) = delete;
    Query& operator=(const Query&) = delete;
    ~Query() { sqlite3_reset(statement_); }

    template <typename... Values>
    Query& bind(const Values&... values) {
        (bindNext(values), ...);
        return *this;
    }
    Query& bindBlob(const void* bytes, std::size_t size) {
        // A null pointer would be stored as NULL; an empty blob is not that.
        require(sqlite3_bind_blob(statement_, ++bound_, size == 0 ? "" : bytes, length(size), SQLITE_STATIC));
        return *this;
    }

    /// Whether there is another row; reading starts at its first column.
    bool step() {
        column_ = 0;
        const int result = sqlite3_step(statement_);
        require(result == SQLITE_ROW || result == SQLITE_DONE ? SQLITE_OK : result);
        return result == SQLITE_ROW;
    }
    /// For statements without rows; ready to be bound again afterwards.
    void run() {
        step();
        restart();
    }
    /// To be bound and stepped again.
    void restart() {
        require(sqlite3_reset(statement_));
        bound_ = 0;
    }

    std::int64_t integer() { return sqlite3_column_int64(statement_, column_++); }
    int smallInteger() { return static_cast<int>(integer()); }
    bool flag() { return integer() != 0; }
    std::uint64_t bits() { return std::bit_cast<std::uint64_t>(integer()); }
    std::string text() { return std::string(view()); }
    /// The same until the next step.
    std::string_view view() {
        const unsigned char* const bytes = sqlite3_column_text(statement_, column_); // UTF-8, as SQLite has it
        const auto size = static_cast<std::size_t>(sqlite3_column_bytes(statement_, column_++));
        return bytes == nullptr ? std::string_view() : std::string_view(reinterpret_cast<const char*>(bytes), size);
    }
    /// NULL is NaN, as SQLite stores one. Throws Error (ProjectDamaged) where a text or bytes stand there.
    double number() {
        const int type = sqlite3_column_type(statement_, column_); // before it is read: that may convert it
        const double value = sqlite3_column_double(statement_, column_);
        if (type == SQLITE_TEXT || type == SQLITE_BLOB) {
            refuseNumber("no number");
        }
        ++column_;
        return type == SQLITE_NULL ? std::numeric_limits<double>::quiet_NaN() : value;
    }
    /// One that must be there and lie within these: a file from elsewhere holds what it likes.
    double number(double least, double most) {
        const double value = number();
        if (!(value >= least && value <= most)) {
            --column_;
            refuseNumber("a number that cannot be");
        }
        return value;
    }
    double accuracy() { return number(0, 1); }
    double cost() { return number(0, std::numeric_limits<double>::max()); }
    /// Until the next step.
    std::span<const std::byte> blob() {
        const void* const bytes = sqlite3_column_blob(statement_, column_);
        return {static_cast<const std::byte*>(bytes),
            static_cast<std::size_t>(sqlite3_column_bytes(statement_, column_++))};
    }

private:
    /// Of the current column.
    [[noreturn]] void refuseNumber(const char* what) const;

    void require(int result) {
        if (result != SQLITE_OK) {
            throw SQLite::Exception(sqlite3_db_handle(statement_), result);
        }
    }
    static int length(std::size_t size) {
        if (size > static_cast<std::size_t>(std::numeric_limits<int>::max())) {
            throw Error(ErrorCode::InvalidValue, "An array is too large for a project (at most 1 GB each).");
        }
        return static_cast<int>(size);
    }

    void bindNext(const std::string& value) {
        require(sqlite3_bind_text(statement_, ++bound_, value.data(), length(value.size()), SQLITE_STATIC));
    }
    void bindNext(std::string_view value) {
        const char* const text = value.data() == nullptr ? "" : value.data(); // a null pointer would be NULL
        require(sqlite3_bind_text(statement_, ++bound_, text, length(value.size()), SQLITE_TRANSIENT));
    }
    void bindNext(double value) { require(sqlite3_bind_double(statement_, ++bound_, value)); }
    void bindNext(std::nullptr_t) { require(sqlite3_bind_null(statement_, ++bound_)); }
    /// Flags too; no pointer turns into one.
    template <std::integral Integer>
    void bindNext(Integer value) {
        require(sqlite3_bind_int64(statement_, ++bound_, static_cast<std::int64_t>(value)));
    }
    /// SQLite has no unsigned numbers: seeds and checksums keep their bits.
    void bindNext(std::uint64_t value) {
        require(sqlite3_bind_int64(statement_, ++bound_, std::bit_cast<std::int64_t>(value)));
    }

    sqlite3_stmt* statement_;
    int bound_ = 0;
    int column_ = 0;
};

}
