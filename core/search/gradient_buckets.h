// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <vector>

#include "core/search/flat_collective.h"

namespace paretoscope::search {

/// Gradients are exchanged in buckets of about a megabyte, each as soon as the backward pass has them all: the last
/// layers' travel while the first layers' are computed. Buckets go in one order in all processes, whatever order the
/// gradients came in.
class GradientBuckets final : public GradientAverage {
public:
    /// Puts a hook on each parameter, which it takes away at its end.
    GradientBuckets(std::vector<torch::Tensor> parameters, int processes, FlatCollective::Exchange reduce);
    ~GradientBuckets() override;

    void begin() override;
    void finish() override;

private:
    class Hook;
    struct Bucket {
        std::vector<std::size_t> members; ///< of parameters_
        std::size_t ready = 0;
        std::vector<torch::Tensor> gradients; ///< that were sent
        torch::Tensor flat;
        FlatCollective::Wait wait;
    };

    void add(std::vector<std::size_t> members);
    void gradientIsThere(std::size_t bucket);
    void send(Bucket& bucket);

    std::vector<torch::Tensor> parameters_;
    int processes_;
    FlatCollective::Exchange reduce_;
    std::vector<Bucket> buckets_; ///< in the order in which they go
    std::size_t next_ = 0;
    bool collecting_ = false;
};

}
