// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <vector>

#include "core/space/lowering.h"

namespace paretoscope::space {

/// Appends operators to a LoweredNetwork and works out their shapes; the composite blocks are those of the published
/// codes (DARTS: operations.py; NAS-Bench-201: cell_operations.py). Every function returns the number of the tensor it
/// makes. Private to the lowering.
class LoweringBuilder {
public:
    explicit LoweringBuilder(LoweredNetwork& network) : network_(network) { }

    /// The origin that the following operators carry.
    void setOrigin(Origin origin) { origin_ = origin; }

    struct Window {
        int kernel = 1;
        int stride = 1;
        int padding = 0;
        int dilation = 1;
        int groups = 1;
    };

    int image(TensorShape shape);
    /// `part`: Operator::part.
    int convolution(const std::string& name, int input, int channels, Window window, const std::string& part = {});
    int batchNorm(const std::string& name, int input, const std::string& part = {});
    int relu(const std::string& name, int input);
    int pool(OperatorKind kind, const std::string& name, int input, Window window);
    int globalPool(const std::string& name, int input);
    int linear(const std::string& name, int input, int outputs);
    int zero(const std::string& name, int input, TensorShape shape);
    /// The sum of the inputs; a single input is its own sum and makes no operator.
    int sum(const std::string& name, const std::vector<int>& inputs);
    int concat(const std::string& name, const std::vector<int>& inputs);

    int reluConvolutionBatchNorm(
        const std::string& name, int input, int channels, Window window, const std::string& part = {});
    int factorizedReduce(const std::string& name, int input, int channels);

    /// The operation on an edge; the identity skip makes no operator and returns `input`.
    int edgeOperation(Operation operation, const std::string& name, int input, int stride);

    [[nodiscard]] const TensorShape& shape(int tensor) const {
        return network_.tensors[static_cast<std::size_t>(tensor)];
    }

private:
    int append(OperatorKind kind, const std::string& name, std::vector<int> inputs, TensorShape output, Window window);
    int depthwise(const OperationSpec& spec, const std::string& name, int input, int stride);

    LoweredNetwork& network_;
    Origin origin_;
};

}
