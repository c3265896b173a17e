// SPDX-License-Identifier: Apache-2.0
#include "tests/bench/figures.h"

#include <algorithm>
#include <cmath>
#include <cstdlib>
#include <iostream>

#include <nlohmann/json.hpp>

#include "core/analysis/statistics.h"

namespace paretoscope {

void Figures::add(const Figures& others) {
    for (const auto& [name, values] : others.values_) {
        values_[name].insert(values_[name].end(), values.begin(), values.end());
    }
}

double Figures::mean(const std::string& name) const {
    return has(name) ? analysis::mean(values_.at(name)) : analysis::undefined;
}

double Figures::least(const std::string& name) const {
    return has(name) ? *std::ranges::min_element(values_.at(name)) : analysis::undefined;
}

double Figures::standardError(const std::string& name) const {
    return has(name) ? analysis::standardError(values_.at(name)) : analysis::undefined;
}

double rounded(double value) {
    return std::round(value * 1e4) / 1e4;
}

void printMisses(const nlohmann::ordered_json& line, const std::vector<Goal>& goals) {
    for (const Goal& goal : goals) {
        if (!line.contains(goal.name) || !line[goal.name].is_number()) {
            continue;
        }
        const double value = line[goal.name].get<double>();
        if (!(goal.atLeast ? value >= goal.value : value <= goal.value)) {
            std::cout << "missed: " << goal.name << " is " << value << ", the goal " << goal.value << '\n';
        }
    }
}

std::string cifarSource() {
    const char* const folder = std::getenv("PARETOSCOPE_CIFAR10");
    return folder == nullptr ? std::string() : std::string("cifar10:") + folder;
}

int skipBenchmark(const std::string& why) {
    std::cout << "skipped: " << why << '\n' << nlohmann::ordered_json{{"skipped", true}}.dump() << std::endl;
    return 0;
}

}
