// SPDX-License-Identifier: Apache-2.0
// One cell with random numbers, computed by the CPU's kernels in double and by the GPU's on the host.
#pragma once

#include <array>
#include <cmath>
#include <random>
#include <string>

#include "core/nn/cpu/cell_pass.h"
#include "core/nn/gpu/cell_program.h"
#include "tests/nn/gpu/host_block.h"
#include "tests/nn/gpu/host_launcher.h"

namespace paretoscope::nn::gpu {

struct CellCase {
    const char* name;
    CellSpec spec;
    cpu::CellExtent extent;
    bool edgeWeights = false;
    bool batchStatistics = true;
    bool oneOperation = false; ///< on each edge
    bool pathScales = false;
};

/// All that a pass and its gradients leave behind.
template <class Number>
struct CellResults {
    std::vector<Number> output, operationGradients, edgeGradients, parameterGradients, runningMeans, runningVariances;
    std::vector<std::vector<Number>> inputGradients;
};

/// The numbers that go into a cell: such as `Storage` can hold.
template <class Storage>
struct CellNumbers {
    CellNumbers(const CellCase& wanted, const cpu::CellLayout& layout) {
        const auto batch = static_cast<std::size_t>(wanted.extent.batch);
        for (const cpu::StateLayout& input : layout.inputs) {
            inputs.push_back(random(batch * static_cast<std::size_t>(input.channels * input.pixels())));
        }
        for (const cpu::ParameterLayout& parameter : layout.parameters) {
            parameters.push_back(random(static_cast<std::size_t>(parameter.size)));
        }
        const auto edges = static_cast<std::size_t>(layout.space.edgeCount());
        const auto operations = static_cast<std::size_t>(layout.space.operationCount());
        operationWeights = random(edges * operations);
        edgeWeights = random(edges);
        pathScales = random(edges * batch);
        for (std::size_t edge = 0; edge < edges; ++edge) {
            for (std::size_t operation = 0; operation < operations; ++operation) {
                const bool chosen = wanted.spec.discrete()
                    ? layout.space.operations[operation] == wanted.spec.chosen[edge]
                    : !wanted.oneOperation || operation == edge % operations;
                active.push_back(chosen && layout.space.operations[operation] != space::Operation::None ? 1 : 0);
            }
        }
        outputGradient = random(batch
            * static_cast<std::size_t>(
                layout.space.outputNodes() * wanted.spec.channels * layout.states.back().pixels()));
    }
    std::vector<std::vector<double>> inputs, parameters;
    std::vector<double> operationWeights, edgeWeights, pathScales, outputGradient;
    std::vector<std::uint8_t> active;

private:
    std::vector<double> random(std::size_t count) {
        std::vector<double> values(count);
        for (double& value : values) {
            value = static_cast<double>(toFloat(stored<Storage>(static_cast<float>(normal_(generator_)))));
        }
        return values;
    }
    std::mt19937_64 generator_{11};
    std::normal_distribution<double> normal_;
};

/// By the CPU's kernels in double, whose gradients are those of finite differences (tests/nn/cpu/cell_test.cpp).
template <class Storage>
CellResults<double> onCpu(const CellCase& wanted, const cpu::CellLayout& layout, const CellNumbers<Storage>& numbers) {
    const auto& kernels = cpu::kernelsFor<double>(cpu::bestIsa());
    cpu::CellScratch<double> scratch(layout, 1);
    cpu::CellActivations<double> activations(layout);
    CellResults<double> r;
    r.output.resize(numbers.outputGradient.size());
    r.operationGradients.resize(numbers.operationWeights.size());
    r.edgeGradients.resize(numbers.edgeWeights.size());
    r.parameterGradients.resize(static_cast<std::size_t>(layout.parameterCount));
    r.runningMeans.resize(static_cast<std::size_t>(layout.normChannels), 0.25);
    r.runningVariances.resize(r.runningMeans.size(), 1.5);
    cpu::CellTensors<double> tensors{.inputs = {},
        .parameters = {},
        .running = {},
        .operationWeights = numbers.operationWeights.data(),
        .edgeWeights = wanted.edgeWeights ? numbers.edgeWeights.data() : nullptr,
        .active = numbers.active,
        .pathScales = wanted.pathScales ? numbers.pathScales.data() : nullptr,
        .output = r.output.data()};
    cpu::CellGradients<double> gradients{.output = numbers.outputGradient.data(),
        .operationWeights = r.operationGradients.data(),
        .edgeWeights = wanted.edgeWeights ? r.edgeGradients.data() : nullptr};
    r.inputGradients.resize(numbers.inputs.size());
    for (std::size_t i = 0; i < numbers.inputs.size(); ++i) {
        tensors.inputs.push_back(numbers.inputs[i].data());
        r.inputGradients[i].resize(numbers.inputs[i].size());
        gradients.inputs.push_back(r.inputGradients[i].data());
    }
    for (std::size_t i = 0; i < numbers.parameters.size(); ++i) {
        tensors.parameters.push_back(numbers.parameters[i].data());
        gradients.parameters.push_back(r.parameterGradients.data() + layout.parameterOffsets[i]);
    }
    for (const cpu::NormLayout& norm : layout.norms) {
        tensors.running.push_back({r.runningMeans.data() + norm.offset, r.runningVariances.data() + norm.offset});
    }
    cpu::forwardCell(layout, kernels, tensors,
        {.batchStatistics = wanted.batchStatistics, .updateRunning = wanted.batchStatistics}, activations, scratch);
    cpu::backwardCell(layout, kernels, tensors, activations, gradients, scratch);
    return r;
}

/// The memory of a GPU's cell, on the host. What kernels write holds NaN before.
template <class Storage>
class HostCell {
public:
    HostCell(const CellCase& wanted, const cpu::CellLayout& layout, const CellNumbers<Storage>& numbers)
        : wanted_(wanted)
        , layout_(layout)
        , program(layout, numbers.active)
        , operationWeights_(single(numbers.operationWeights))
        , edgeWeights_(single(numbers.edgeWeights))
        , pathScales_(single(numbers.pathScales)) {
        const CellProgram::Sizes& sizes = program.sizes();
        const auto base = [&](Base which) -> auto& {
            return bases_[static_cast<std::size_t>(which)];
        };
        for (std::size_t i = 0; i < numbers.inputs.size(); ++i) {
            bases_[static_cast<std::size_t>(Base::Input0) + i] = rounded(numbers.inputs[i]);
            poison(bases_[static_cast<std::size_t>(Base::InputGradient0) + i], numbers.inputs[i].size());
        }
        base(Base::OutputGradient) = rounded(numbers.outputGradient);
        poison(base(Base::Activations), sizes.activations);
        poison(base(Base::Output), numbers.outputGradient.size());
        poison(base(Base::StateGradients), sizes.stateGradients);
        poison(base(Base::Work), sizes.work);
        poison(poolArguments_, sizes.poolArguments);
        poison(numbers_, sizes.numbers);
        poison(weightPartials_, sizes.weightPartials);
        poison(results_.operationGradients, numbers.operationWeights.size());
        poison(results_.edgeGradients, numbers.edgeWeights.size());
        poison(results_.parameterGradients, static_cast<std::size_t>(layout.parameterCount));
        results_.runningMeans.assign(static_cast<std::size_t>(layout.normChannels), 0.25F);
        results_.runningVariances.assign(results_.runningMeans.size(), 1.5F);
        for (const auto& parameter : numbers.parameters) {
            parameters_.push_back(single(parameter));
        }
        describe();
    }

    /// `weights`: whether their gradients are wanted.
    template <class Launcher>
    CellResults<float> pass(Launcher launcher, bool weights = true) {
        launcher.run(program.forward(), arguments);
        launcher.run(backward(weights), arguments);
        results_.output = widened(bases_[static_cast<std::size_t>(Base::Output)]);
        results_.inputGradients.clear();
        for (std::size_t i = 0; i < layout_.inputs.size(); ++i) {
            results_.inputGradients.push_back(widened(bases_[static_cast<std::size_t>(Base::InputGradient0) + i]));
        }
        return results_;
    }
    [[nodiscard]] std::vector<Step> backward(bool weights) {
        arguments.parameterGradients = weights ? results_.parameterGradients.data() : nullptr;
        return program.backward({.weights = weights, .edges = wanted_.edgeWeights});
    }

    /// All that kernels may write.
    std::vector<std::byte> memory() {
        std::vector<std::byte> all;
        eachRegion([&](auto& region) {
            const auto* bytes = reinterpret_cast<const std::byte*>(region.data());
            all.insert(all.end(), bytes, bytes + region.size() * sizeof region[0]);
        });
        return all;
    }
    void restore(const std::vector<std::byte>& all) {
        const std::byte* from = all.data();
        eachRegion([&](auto& region) {
            const std::size_t size = region.size() * sizeof region[0];
            if (size > 0) {
                std::memcpy(static_cast<void*>(region.data()), from, size);
            }
            from += size;
        });
    }

private:
    static std::vector<float> single(const std::vector<double>& values) { return {values.begin(), values.end()}; }
    static std::vector<Storage> rounded(const std::vector<double>& values) {
        std::vector<Storage> result;
        for (const double value : values) {
            result.push_back(stored<Storage>(static_cast<float>(value)));
        }
        return result;
    }
    static std::vector<float> widened(const std::vector<Storage>& values) {
        std::vector<float> result;
        for (const Storage value : values) {
            result.push_back(toFloat(value));
        }
        return result;
    }
    template <class Number>
    static void poison(std::vector<Number>& region, std::size_t count) {
        region.resize(count);
        if (count > 0) {
            std::memset(static_cast<void*>(region.data()), 0xff, count * sizeof(Number));
        }
    }
    template <class F>
    void eachRegion(const F& f) {
        for (auto& base : bases_) {
            f(base);
        }
        f(poolArguments_);
        f(numbers_);
        f(weightPartials_);
        f(results_.operationGradients);
        f(results_.edgeGradients);
        f(results_.parameterGradients);
        f(results_.runningMeans);
        f(results_.runningVariances);
    }
    void describe() {
        for (const std::vector<float>& parameter : parameters_) {
            parameterPointers_.push_back(parameter.data());
        }
        for (const cpu::NormLayout& norm : layout_.norms) {
            means_.push_back(results_.runningMeans.data() + norm.offset);
            variances_.push_back(results_.runningVariances.data() + norm.offset);
        }
        for (std::size_t base = 0; base < bases_.size(); ++base) {
            arguments.bases[base] = bases_[base].data();
        }
        arguments.arguments = poolArguments_.data();
        arguments.numbers = numbers_.data();
        arguments.weightPartials = weightPartials_.data();
        arguments.parameters = parameterPointers_.data();
        arguments.runningMeans = means_.data();
        arguments.runningVariances = variances_.data();
        arguments.operationWeights = operationWeights_.data();
        arguments.edgeWeights = wanted_.edgeWeights ? edgeWeights_.data() : nullptr;
        arguments.pathScales = wanted_.pathScales ? pathScales_.data() : nullptr;
        arguments.operationGradients = results_.operationGradients.data();
        arguments.edgeGradients = wanted_.edgeWeights ? results_.edgeGradients.data() : nullptr;
        arguments.batchStatistics = arguments.updateRunning = wanted_.batchStatistics ? 1 : 0;
        arguments.momentum = 0.1F;
        arguments.epsilon = 1e-5F;
        program.describe(arguments, program.tables().data());
    }

    CellCase wanted_;
    const cpu::CellLayout& layout_;

public:
    CellProgram program;
    CellArguments arguments{};

private:
    std::array<std::vector<Storage>, baseCount> bases_;
    std::vector<std::uint8_t> poolArguments_;
    std::vector<float> numbers_, weightPartials_, operationWeights_, edgeWeights_, pathScales_;
    std::vector<std::vector<float>> parameters_;
    std::vector<const float*> parameterPointers_;
    std::vector<float*> means_, variances_;
    CellResults<float> results_;
};

}
