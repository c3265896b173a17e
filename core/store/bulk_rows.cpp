// SPDX-License-Identifier: Apache-2.0
#include "core/store/bulk_rows.h"

#include <SQLiteCpp/Exception.h>
#include <sqlite3.h>

#include <limits>

namespace paretoscope::store {

void BulkRows::Finalize::operator()(sqlite3_stmt* statement) const {
    sqlite3_finalize(statement);
}

BulkRows::BulkRows(sqlite3* database, std::string_view sql) : database_(database) {
    sqlite3_stmt* statement = nullptr;
    const int result = sqlite3_prepare_v2(database, sql.data(), static_cast<int>(sql.size()), &statement, nullptr);
    statement_.reset(statement);
    require(result, SQLITE_OK);
}

void BulkRows::require(int result, int wanted) const {
    if (result != wanted) {
        throw SQLite::Exception(database_, result);
    }
}

BulkRows& BulkRows::bind(std::string_view text) {
    require(sqlite3_bind_text(statement_.get(), ++bound_, text.data(), static_cast<int>(text.size()), SQLITE_TRANSIENT),
        SQLITE_OK);
    return *this;
}

BulkRows& BulkRows::bind(std::int64_t number) {
    require(sqlite3_bind_int64(statement_.get(), ++bound_, number), SQLITE_OK);
    return *this;
}

bool BulkRows::step() {
    const int result = sqlite3_step(statement_.get());
    if (result == SQLITE_DONE) {
        return false;
    }
    require(result, SQLITE_ROW);
    return true;
}

std::int64_t BulkRows::integer(int column) const {
    return sqlite3_column_int64(statement_.get(), column);
}

double BulkRows::number(int column) const {
    const double value = sqlite3_column_double(statement_.get(), column);
    // NULL reads as 0: only then the type is asked for.
    return value == 0 && sqlite3_column_type(statement_.get(), column) == SQLITE_NULL
        ? std::numeric_limits<double>::quiet_NaN()
        : value;
}

std::string_view BulkRows::text(int column) const {
    const unsigned char* const bytes = sqlite3_column_text(statement_.get(), column);
    return bytes == nullptr ? std::string_view()
                            : std::string_view(reinterpret_cast<const char*>(bytes), // UTF-8, as SQLite has it
                                static_cast<std::size_t>(sqlite3_column_bytes(statement_.get(), column)));
}

}
