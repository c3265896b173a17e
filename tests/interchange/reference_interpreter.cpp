// SPDX-License-Identifier: Apache-2.0
#include "tests/interchange/reference_interpreter.h"

#include <algorithm>
#include <cmath>
#include <limits>
#include <stdexcept>

namespace paretoscope::interchange {

namespace {

using space::Operator;
using space::OperatorKind;
using space::TensorShape;

struct Tensor {
    TensorShape shape{};
    std::vector<double> values;

    explicit Tensor(TensorShape s = {0, 0, 0}) : shape(s), values(static_cast<std::size_t>(s.elements())) { }

    [[nodiscard]] std::size_t index(int c, int y, int x) const {
        return static_cast<std::size_t>((c * shape.height + y) * shape.width + x);
    }
    double& at(int c, int y, int x) { return values[index(c, y, x)]; }
    [[nodiscard]] double at(int c, int y, int x) const { return values[index(c, y, x)]; }
    [[nodiscard]] bool holds(int y, int x) const { return y >= 0 && y < shape.height && x >= 0 && x < shape.width; }
};

class Interpreter {
public:
    Interpreter(const space::LoweredNetwork& network, const Weights& weights)
        : weights_(weights)
        , tensors_(network.tensors.size()) { }

    void set(int tensor, Tensor value) { tensors_[static_cast<std::size_t>(tensor)] = std::move(value); }
    [[nodiscard]] const Tensor& get(int tensor) const { return tensors_[static_cast<std::size_t>(tensor)]; }

    void run(const Operator& op) {
        parameters_.clear();
        for (const char* part : {".weight", ".bias", ".running_mean", ".running_var"}) {
            const auto found = weights_.find(op.name + part);
            parameters_.push_back(found == weights_.end() ? nullptr : &found->second.values);
        }
        Tensor out(op.outputShape);
        for (int c = 0; c < op.outputShape.channels; ++c) {
            for (int y = 0; y < op.outputShape.height; ++y) {
                for (int x = 0; x < op.outputShape.width; ++x) {
                    out.at(c, y, x) = element(op, c, y, x);
                }
            }
        }
        set(op.output, std::move(out));
    }

private:
    enum Part : std::size_t { Weight, Bias, RunningMean, RunningVar };
    [[nodiscard]] double parameter(Part part, std::size_t index) const {
        return static_cast<double>(parameters_[part]->at(index));
    }

    [[nodiscard]] double element(const Operator& op, int c, int y, int x) const {
        const Tensor& in = get(op.inputs.front());
        switch (op.kind) {
        case OperatorKind::Convolution:
            return convolution(op, in, c, y, x);
        case OperatorKind::BatchNorm:
            return normalised(in.at(c, y, x), static_cast<std::size_t>(c));
        case OperatorKind::Relu:
            return std::max(0.0, in.at(c, y, x));
        case OperatorKind::MaxPool:
        case OperatorKind::AvgPool:
            return pool(op, in, c, y, x);
        case OperatorKind::GlobalAvgPool:
            return average(in, c);
        case OperatorKind::Linear:
            return linear(in, static_cast<std::size_t>(c));
        case OperatorKind::Add:
            return sum(op, c, y, x);
        case OperatorKind::Concat:
            return concatenated(op, c, y, x);
        case OperatorKind::ShiftCrop:
            return in.at(c, y + 1, x + 1);
        case OperatorKind::Zero:
            return 0;
        }
        throw std::logic_error("an operator without meaning");
    }

    [[nodiscard]] double normalised(double value, std::size_t c) const {
        const double deviation = std::sqrt(parameter(RunningVar, c) + 1e-5);
        return (value - parameter(RunningMean, c)) / deviation * parameter(Weight, c) + parameter(Bias, c);
    }

    static double average(const Tensor& in, int c) {
        double total = 0;
        for (int y = 0; y < in.shape.height; ++y) {
            for (int x = 0; x < in.shape.width; ++x) {
                total += in.at(c, y, x);
            }
        }
        return total / (in.shape.height * in.shape.width);
    }

    [[nodiscard]] double linear(const Tensor& in, std::size_t c) const {
        double total = parameter(Bias, c);
        for (std::size_t i = 0; i < in.values.size(); ++i) {
            total += in.values[i] * parameter(Weight, c * in.values.size() + i);
        }
        return total;
    }

    [[nodiscard]] double sum(const Operator& op, int c, int y, int x) const {
        double total = 0;
        for (const int input : op.inputs) {
            total += get(input).at(c, y, x);
        }
        return total;
    }

    [[nodiscard]] double concatenated(const Operator& op, int c, int y, int x) const {
        for (const int input : op.inputs) {
            if (c < get(input).shape.channels) {
                return get(input).at(c, y, x);
            }
            c -= get(input).shape.channels;
        }
        throw std::logic_error("a Concat's inputs have too few channels");
    }

    [[nodiscard]] double convolution(const Operator& op, const Tensor& in, int c, int y, int x) const {
        const int inGroup = in.shape.channels / op.groups;
        const int group = c / (op.outputShape.channels / op.groups);
        const bool biased = parameters_[Bias] != nullptr;
        double total = biased ? parameter(Bias, static_cast<std::size_t>(c)) : 0;
        for (int i = 0; i < inGroup; ++i) {
            for (int ky = 0; ky < op.kernel; ++ky) {
                for (int kx = 0; kx < op.kernel; ++kx) {
                    const int sy = y * op.stride - op.padding + ky * op.dilation;
                    const int sx = x * op.stride - op.padding + kx * op.dilation;
                    const int index = ((c * inGroup + i) * op.kernel + ky) * op.kernel + kx;
                    if (in.holds(sy, sx)) {
                        total +=
                            in.at(group * inGroup + i, sy, sx) * parameter(Weight, static_cast<std::size_t>(index));
                    }
                }
            }
        }
        return total;
    }

    static double pool(const Operator& op, const Tensor& in, int c, int y, int x) {
        double total = 0;
        double largest = -std::numeric_limits<double>::infinity();
        int count = 0;
        for (int ky = 0; ky < op.kernel; ++ky) {
            for (int kx = 0; kx < op.kernel; ++kx) {
                const int sy = y * op.stride - op.padding + ky;
                const int sx = x * op.stride - op.padding + kx;
                if (in.holds(sy, sx)) {
                    total += in.at(c, sy, sx);
                    largest = std::max(largest, in.at(c, sy, sx));
                    ++count;
                }
            }
        }
        return op.kind == OperatorKind::MaxPool ? largest : total / count;
    }

    const Weights& weights_;
    std::vector<Tensor> tensors_;
    std::vector<const std::vector<float>*> parameters_; ///< of the operator that runs, by Part
};

}

std::vector<double> interpret(
    const space::LoweredNetwork& network, const Weights& weights, const std::vector<float>& images, int imageCount) {
    std::vector<double> logits;
    for (int image = 0; image < imageCount; ++image) {
        Interpreter interpreter(network, weights);
        Tensor input(network.tensors.front());
        for (std::size_t i = 0; i < input.values.size(); ++i) {
            input.values[i] = static_cast<double>(images.at(static_cast<std::size_t>(image) * input.values.size() + i));
        }
        interpreter.set(0, std::move(input));
        for (const Operator& op : network.operators) {
            interpreter.run(op);
        }
        const auto& row = interpreter.get(network.output).values;
        logits.insert(logits.end(), row.begin(), row.end());
    }
    return logits;
}

}
