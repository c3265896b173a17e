// SPDX-License-Identifier: Apache-2.0
#include "core/interchange/benchmark_table.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <cmath>
#include <limits>
#include <optional>
#include <set>
#include <unordered_map>

#include "core/base/error.h"

namespace paretoscope::interchange {

namespace {

constexpr double none = std::numeric_limits<double>::quiet_NaN();
constexpr std::size_t problemsTold = 5;

std::string_view trimmed(std::string_view text) {
    const std::size_t begin = text.find_first_not_of(" \t");
    return begin == std::string_view::npos ? std::string_view{}
                                           : text.substr(begin, text.find_last_not_of(" \t") - begin + 1);
}

bool saysMissing(std::string_view text) {
    constexpr std::array<std::string_view, 9> words{"", "-", "?", "nan", "NaN", "NA", "N/A", "null", "none"};
    return std::find(words.begin(), words.end(), text) != words.end() || text == "NAN" || text == "None";
}

/// The number that the whole text is; infinities count as numbers, "nan" was taken before.
std::optional<double> numberIn(std::string_view text) {
    double value = 0;
    text.remove_prefix(text.starts_with('+') ? 1 : 0);
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
    if (error != std::errc() || end != text.data() + text.size()) {
        return std::nullopt;
    }
    return value;
}

class TableReader {
public:
    TableReader(const CsvTable& csv, const TableMapping& mapping)
        : csv_(csv)
        , mapping_(mapping)
        , architecture_(csv.column(mapping.architecture)) {
        for (const CostColumn& column : mapping.costs) {
            addColumn(column.column, column.factor, false);
        }
        for (const AccuracyColumn& column : mapping.accuracies) {
            const std::size_t index = csv.column(column.column);
            addColumn(column.column, column.factor != 0 ? column.factor : guessedFactor(index), true);
        }
    }

    BenchmarkTable read() {
        table_.rows = static_cast<std::int64_t>(csv_.rows.size());
        for (std::size_t row = 0; row < csv_.rows.size(); ++row) {
            readRow(row);
        }
        refuseWhereUseless();
        for (std::size_t column = 0; column < columns_.size(); ++column) {
            auto& target = columns_[column].accuracy ? table_.accuracies : table_.costs;
            target.push_back(std::move(values_[column]));
        }
        return std::move(table_);
    }

private:
    struct Column {
        std::size_t index;
        double factor;
        bool accuracy;
    };

    void addColumn(const std::string& name, double factor, bool accuracy) {
        columns_.push_back({csv_.column(name), factor, accuracy});
        values_.emplace_back();
        table_.columns.push_back({.column = name});
    }

    [[nodiscard]] double guessedFactor(std::size_t column) const {
        const bool percent = std::any_of(csv_.rows.begin(), csv_.rows.end(), [column](const auto& row) {
            const std::optional<double> value = numberIn(trimmed(row[column]));
            return value && *value > 1;
        });
        return percent ? 0.01 : 1;
    }

    void tell(std::size_t row, const std::string& what) {
        if (table_.firstProblems.size() < problemsTold) {
            table_.firstProblems.push_back("Row " + std::to_string(row + 1) + " " + what + ".");
        }
    }

    std::optional<space::Genotype> genotypeOf(std::size_t row) {
        const std::string text(trimmed(csv_.rows[row][architecture_]));
        try {
            space::Genotype genotype = space::fromTextOrName(text);
            if (space_ && genotype.space != *space_) {
                throw Error(ErrorCode::InvalidGenotype, "it is of another search space than the rows before");
            }
            space_ = genotype.space;
            return genotype;
        } catch (const Error& error) {
            ++table_.unreadableArchitectures;
            tell(row, "holds no architecture in column '" + mapping_.architecture + "': " + error.what());
            return std::nullopt;
        }
    }

    /// A row's numbers are counted only once the row is kept.
    double valueOf(std::size_t row, std::size_t column, ColumnCounts& counts) {
        const Column& wanted = columns_[column];
        const std::string& field = csv_.rows[row][wanted.index];
        const std::string_view text = trimmed(field);
        if (saysMissing(text)) {
            ++counts.missing;
            return none;
        }
        const std::optional<double> value = numberIn(text);
        if (!value || std::isnan(*value)) {
            ++counts.unreadable;
            tell(row, "holds '" + field + "' in column '" + counts.column + "' where a number was expected");
            return none;
        }
        const double scaled = *value * wanted.factor;
        const bool usable = wanted.accuracy ? scaled >= 0 && scaled <= 1 : scaled > 0 && std::isfinite(scaled);
        if (!usable) {
            ++counts.notPositive;
            tell(row,
                "holds " + field + " in column '" + counts.column
                    + (wanted.accuracy ? "', which is no accuracy" : "', which is no cost"));
            return none;
        }
        ++counts.used;
        return scaled;
    }

    void readRow(std::size_t row) {
        std::optional<space::Genotype> genotype = genotypeOf(row);
        if (!genotype) {
            return;
        }
        if (!space::isConnected(*genotype)) {
            ++table_.disconnected;
            if (!mapping_.keepDisconnected) {
                return;
            }
        }
        std::vector<ColumnCounts> counts = table_.columns;
        std::vector<double> numbers;
        for (std::size_t column = 0; column < columns_.size(); ++column) {
            numbers.push_back(valueOf(row, column, counts[column]));
        }
        const bool empty = std::all_of(numbers.begin(), numbers.end(), [](double value) { return std::isnan(value); });
        if (!empty && isDuplicate(space::identityText(*genotype), numbers)) {
            ++table_.duplicates;
            return;
        }
        table_.columns = std::move(counts);
        if (empty) {
            return;
        }
        table_.genotypes.push_back(std::move(*genotype));
        for (std::size_t column = 0; column < columns_.size(); ++column) {
            values_[column].push_back(numbers[column]);
        }
    }

    bool isDuplicate(const std::string& identity, const std::vector<double>& numbers) {
        std::vector<double> comparable = numbers; // NaN would never equal itself
        std::replace_if(
            comparable.begin(), comparable.end(), [](double value) { return std::isnan(value); }, -1.0);
        std::set<std::vector<double>>& known = seen_[identity];
        if (!known.insert(std::move(comparable)).second) {
            return true;
        }
        table_.repeats += known.size() > 1 ? 1 : 0;
        return false;
    }

    void refuseWhereUseless() {
        const bool anyNumber = std::any_of(
            table_.columns.begin(), table_.columns.end(), [](const ColumnCounts& counts) { return counts.used > 0; });
        if (anyNumber) {
            table_.space = *space_;
            return;
        }
        std::string why = csv_.rows.empty() ? " It has no rows." : " Nothing in it can be used.";
        for (const std::string& problem : table_.firstProblems) {
            why += " " + problem;
        }
        throw Error(ErrorCode::InvalidData, "The table gives no architecture with a number." + why,
            {{"rows", std::to_string(table_.rows)}});
    }

    const CsvTable& csv_;
    const TableMapping& mapping_;
    std::size_t architecture_;
    std::vector<Column> columns_; ///< costs, then accuracies
    std::vector<std::vector<double>> values_; ///< by column
    std::optional<space::SpaceId> space_;
    std::unordered_map<std::string, std::set<std::vector<double>>> seen_; ///< rows by identity
    BenchmarkTable table_;
};

}

BenchmarkTable readBenchmarkTable(const CsvTable& csv, const TableMapping& mapping) {
    return TableReader(csv, mapping).read();
}

}
