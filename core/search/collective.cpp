// SPDX-License-Identifier: Apache-2.0
#include "core/search/collective.h"

#include <array>
#include <utility>

#include "core/base/error.h"
#include "core/base/hash.h"
#include "core/base/text.h"

namespace paretoscope::search {
namespace {

class OneProcess final : public Collective {
public:
    [[nodiscard]] int rank() const override { return 0; }
    [[nodiscard]] int size() const override { return 1; }
    void averageGradients(const std::vector<torch::Tensor>& /*parameters*/) override { }
    void average(const std::vector<torch::Tensor>& /*tensors*/) override { }
    void broadcast(const std::vector<torch::Tensor>& /*tensors*/) override { }
    void sum(std::span<double> /*numbers*/) override { }
};

class AverageAfterwards final : public GradientAverage {
public:
    AverageAfterwards(Collective& collective, std::vector<torch::Tensor> parameters)
        : collective_(collective)
        , parameters_(std::move(parameters)) { }
    void begin() override { }
    void finish() override { collective_.averageGradients(parameters_); }

private:
    Collective& collective_;
    std::vector<torch::Tensor> parameters_;
};

}

std::string ranksText(const std::vector<int>& ranks) {
    return (ranks.size() == 1 ? "rank " : "ranks ")
        + base::listed(ranks, [](int rank) { return std::to_string(rank); });
}

void Collective::averageGradients(const std::vector<torch::Tensor>& parameters) {
    std::vector<torch::Tensor> gradients;
    for (const torch::Tensor& parameter : parameters) {
        if (parameter.grad().defined()) {
            gradients.push_back(parameter.grad());
        }
    }
    average(gradients);
}

std::unique_ptr<GradientAverage> Collective::averaging(const std::vector<torch::Tensor>& parameters) {
    return std::make_unique<AverageAfterwards>(*this, parameters);
}

double Collective::mean(double number) {
    sum({&number, 1});
    return number / size();
}

double Collective::ofFirst(double number) {
    double first = rank() == 0 ? number : 0;
    sum({&first, 1});
    return first;
}

bool Collective::any(bool condition) {
    double count = condition ? 1 : 0;
    sum({&count, 1});
    return count > 0;
}

std::string Collective::textOfFirst(std::string text) {
    text.resize(static_cast<std::size_t>(ofFirst(static_cast<double>(text.size()))));
    if (!text.empty()) {
        broadcast({torch::from_blob(text.data(), {static_cast<std::int64_t>(text.size())}, torch::kUInt8)});
    }
    return text;
}

std::vector<int> Collective::unlike(std::uint64_t number) {
    constexpr unsigned half = 32; // bits, which a double holds exactly
    const auto high = static_cast<double>(number >> half);
    const auto low = static_cast<double>(number & 0xFFFFFFFFU);
    std::array<double, 2> first{rank() == 0 ? high : 0, rank() == 0 ? low : 0};
    sum(first);
    const bool differs = first != std::array{high, low};
    std::vector<double> flags(static_cast<std::size_t>(size()));
    flags[static_cast<std::size_t>(rank())] = differs ? 1 : 0;
    sum(flags);
    std::vector<int> ranks;
    for (std::size_t each = 0; each < flags.size(); ++each) {
        if (flags[each] > 0) {
            ranks.push_back(static_cast<int>(each));
        }
    }
    return ranks;
}

std::shared_ptr<Collective> oneProcess() {
    return std::make_shared<OneProcess>();
}

void requireSameWork(Collective& collective, const std::string& what, const std::string& work) {
    const std::vector<int> others = collective.unlike(base::fnv1a(work));
    if (!others.empty()) {
        throw Error(ErrorCode::InvalidValue,
            "The " + what + " of " + ranksText(others)
                + " is not that of rank 0: its options, images or network differ. Give all processes the same options, "
                  "and the same images where each reads its own.",
            {{"ranks", ranksText(others)}});
    }
}

void requireSameState(Collective& collective, std::uint64_t hash, const std::string& when) {
    const std::vector<int> others = collective.unlike(hash);
    if (!others.empty()) {
        throw Error(ErrorCode::EngineFailure,
            "The weights of " + ranksText(others) + " are not those of rank 0 any more " + when
                + ". Processors of different kinds round differently: start all processes on computers of one kind, or "
                  "with ATEN_CPU_CAPABILITY=avx2, and go on from the last checkpoint.",
            {{"ranks", ranksText(others)}});
    }
}

}
