// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <memory>
#include <string>
#include <string_view>

struct sqlite3;
struct sqlite3_stmt;

namespace paretoscope::store {

/// One pass over very many rows. Query's columns are objects of SQLiteCpp, each with a shared pointer: of a million
/// rows, making those takes longer than reading. Bind, step to the end, throw away. Throws SQLite::Exception, as a
/// Query does. Only within Connection::read().
class BulkRows {
public:
    BulkRows(sqlite3* database, std::string_view sql);
    BulkRows(const BulkRows&) = delete;
    BulkRows& operator=(const BulkRows&) = delete;
    ~BulkRows() = default;

    BulkRows& bind(std::string_view text);
    BulkRows& bind(std::int64_t number);

    bool step();
    [[nodiscard]] std::int64_t integer(int column) const;
    /// NULL is NaN, as SQLite stores one.
    [[nodiscard]] double number(int column) const;
    /// Until the next step.
    [[nodiscard]] std::string_view text(int column) const;

private:
    struct Finalize {
        void operator()(sqlite3_stmt* statement) const;
    };
    void require(int result, int wanted) const;

    sqlite3* database_;
    std::unique_ptr<sqlite3_stmt, Finalize> statement_;
    int bound_ = 0;
};

}
