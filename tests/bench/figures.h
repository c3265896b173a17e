// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <map>
#include <string>
#include <vector>

#include <nlohmann/json_fwd.hpp>

namespace paretoscope {

/// Numbers of a benchmark's figures, gathered over seeds, devices and targets.
class Figures {
public:
    void add(const std::string& name, double value) { values_[name].push_back(value); }
    void add(const Figures& others);
    [[nodiscard]] bool has(const std::string& name) const { return values_.contains(name); }
    /// NaN for a figure without numbers.
    [[nodiscard]] double mean(const std::string& name) const;
    [[nodiscard]] double least(const std::string& name) const;
    [[nodiscard]] double standardError(const std::string& name) const;

private:
    std::map<std::string, std::vector<double>> values_;
};

/// To four places, as a benchmark's last line has them.
double rounded(double value);

/// What a figure was meant to be.
struct Goal {
    const char* name;
    double value;
    bool atLeast; ///< else at most
};
/// A line for each figure of the benchmark's last line that misses its goal.
void printMisses(const nlohmann::ordered_json& line, const std::vector<Goal>& goals);

/// CIFAR-10 as a job names it, where PARETOSCOPE_CIFAR10 says where it lies; else empty.
std::string cifarSource();

/// Ends a benchmark that lacks data, with its table's place taken by why. Returns the exit status.
int skipBenchmark(const std::string& why);

}
