// SPDX-License-Identifier: Apache-2.0
#include "core/search/encoding_sampler.h"

#include <algorithm>
#include <cmath>
#include <string>

#include "core/base/error.h"
#include "core/space/encoding.h"
#include "core/torch_headers.h"

namespace paretoscope::search {

namespace {

using space::SearchSpace;
using torch::Tensor;

void requireShape(const Tensor& tensor, std::vector<std::int64_t> shape, const std::string& what) {
    if (!tensor.defined() || tensor.sizes() != at::IntArrayRef(shape) || !tensor.is_floating_point()) {
        throw Error(ErrorCode::InvalidShape,
            "The architecture parameters " + what + " do not have the shape of the search space.", {{"what", what}});
    }
    if (!tensor.isfinite().all().item<bool>()) {
        throw Error(ErrorCode::NumericalFailure,
            "The architecture parameters " + what
                + " are not finite numbers; resume from the last checkpoint with a smaller architecture learning rate.",
            {{"what", what}});
    }
}

void check(const SearchSpace& space, const std::vector<Tensor>& alpha, const std::vector<Tensor>& beta) {
    const auto kinds = space.cellKinds.size();
    if (alpha.size() != kinds || (!beta.empty() && beta.size() != kinds)) {
        throw Error(ErrorCode::InvalidShape,
            "The search space " + std::string(space.name) + " needs architecture parameters of " + std::to_string(kinds)
                + " kinds of cell.",
            {{"kinds", std::to_string(kinds)}});
    }
    for (std::size_t kind = 0; kind < kinds; ++kind) {
        requireShape(alpha[kind], {space.edgeCount(), space.operationCount()}, "α");
        if (!beta.empty()) {
            requireShape(beta[kind], {space.edgeCount()}, "β");
        }
    }
}

/// −log(−log u), u uniform in (0, 1).
double gumbel(space::Random& random) {
    std::uniform_real_distribution<double> uniform(0.0, 1.0);
    double u = 0;
    while (u <= 0) {
        u = uniform(random);
    }
    return -std::log(-std::log(u));
}

/// The position of the largest logit + Gumbel noise: a sample of the logits' softmax.
std::size_t sampleIndex(const std::vector<double>& logits, space::Random& random) {
    std::size_t best = 0;
    double largest = -INFINITY;
    for (std::size_t i = 0; i < logits.size(); ++i) {
        const double noisy = logits[i] + gumbel(random);
        if (noisy > largest) {
            largest = noisy;
            best = i;
        }
    }
    return best;
}

std::vector<double> toVector(const Tensor& tensor) {
    const Tensor values = tensor.detach().to(torch::kFloat64).contiguous();
    return {values.data_ptr<double>(), values.data_ptr<double>() + values.numel()};
}

/// Edges [first, first + count) arrive at a node: the published order is node-major.
struct NodeEdges {
    int first;
    int count;
};

std::vector<NodeEdges> nodesOf(const SearchSpace& space) {
    std::vector<NodeEdges> nodes;
    for (int node = space.inputs; node < space.states(); ++node) {
        nodes.push_back({space.edgeIndex(0, node), node});
    }
    return nodes;
}

/// One kind of cell of a space whose nodes keep some of their edges.
class KeptEdgesCell {
public:
    KeptEdgesCell(const SearchSpace& space, const Tensor& alpha, const Tensor& beta)
        : space_(space)
        , none_(space.operationIndex(space::Operation::None))
        , nodes_(nodesOf(space)) {
        const Tensor real = withoutNone(alpha);
        operations_ = real.log_softmax(1);
        Tensor strength = withoutNone(alpha.log_softmax(1)).amax(1);
        if (beta.defined()) {
            strength = strength + beta.clamp_min(1e-30).log();
        }
        std::vector<Tensor> logQ;
        for (const NodeEdges& node : nodes_) {
            logQ.push_back(strength.narrow(0, node.first, node.count).log_softmax(0));
        }
        edges_ = torch::cat(logQ, 0);
        logQ_ = toVector(edges_);
        logP_ = toVector(operations_);
    }

    /// [edges, operations].
    [[nodiscard]] Tensor soft() const {
        std::vector<Tensor> kept;
        for (const NodeEdges& node : nodes_) {
            kept.push_back(inclusion(edges_.narrow(0, node.first, node.count)));
        }
        const Tensor pi = torch::cat(kept, 0).unsqueeze(1);
        const Tensor chosen = pi * operations_.exp();
        return torch::cat({chosen.narrow(1, 0, none_), 1 - pi, chosen.narrow(1, none_, chosen.size(1) - none_)}, 1);
    }

    /// Writes the sampled cell's operation (index in the space) on each edge.
    void sample(space::Random& random, std::vector<int>& operationOfEdge) const {
        const auto operations = static_cast<std::size_t>(space_.operationCount() - 1);
        for (const NodeEdges& node : nodes_) {
            for (const std::size_t edge : topEdges(node, random)) {
                const std::vector<double> logits(logP_.begin() + static_cast<std::ptrdiff_t>(edge * operations),
                    logP_.begin() + static_cast<std::ptrdiff_t>((edge + 1) * operations));
                const auto chosen = static_cast<int>(sampleIndex(logits, random));
                operationOfEdge[edge] = chosen < none_ ? chosen : chosen + 1;
            }
        }
    }

private:
    [[nodiscard]] Tensor withoutNone(const Tensor& all) const {
        return torch::cat({all.narrow(1, 0, none_), all.narrow(1, none_ + 1, all.size(1) - none_ - 1)}, 1);
    }

    /// The probability that each edge is among the two sampled without replacement, from log q over a node's edges:
    /// q_e + Σ_j q_j · (q_e / (1 − q_j)), the bracket as a softmax without j, which stays exact where q_j rounds to 1.
    static Tensor inclusion(const Tensor& logQ) {
        const std::int64_t edges = logQ.size(0);
        const Tensor itself = torch::eye(edges, logQ.options().dtype(torch::kBool));
        const Tensor second = logQ.expand({edges, edges}).masked_fill(itself, -INFINITY).softmax(1);
        const Tensor q = logQ.exp();
        return q + q.matmul(second);
    }

    [[nodiscard]] std::vector<std::size_t> topEdges(const NodeEdges& node, space::Random& random) const {
        std::vector<std::pair<double, std::size_t>> noisy;
        for (int i = 0; i < node.count; ++i) {
            const auto edge = static_cast<std::size_t>(node.first + i);
            noisy.emplace_back(logQ_[edge] + gumbel(random), edge);
        }
        std::ranges::sort(noisy, std::greater<>());
        std::vector<std::size_t> edges;
        for (int i = 0; i < space_.edgesKeptPerNode; ++i) {
            edges.push_back(noisy[static_cast<std::size_t>(i)].second);
        }
        return edges;
    }

    const SearchSpace& space_;
    int none_;
    std::vector<NodeEdges> nodes_;
    Tensor operations_; ///< log p, [edges, operations − 1]
    Tensor edges_; ///< log q, [edges]
    std::vector<double> logP_;
    std::vector<double> logQ_;
};

/// One kind of cell of a space in which every edge has an operation, 'none' among them.
class EveryEdgeCell {
public:
    explicit EveryEdgeCell(const Tensor& alpha) : weights_(alpha.softmax(1)) {
        for (const Tensor& edge : alpha.unbind(0)) {
            logits_.push_back(toVector(edge));
        }
    }

    [[nodiscard]] Tensor soft() const { return weights_; }

    void sample(space::Random& random, std::vector<int>& operationOfEdge) const {
        for (std::size_t edge = 0; edge < logits_.size(); ++edge) {
            operationOfEdge[edge] = static_cast<int>(sampleIndex(logits_[edge], random));
        }
    }

private:
    Tensor weights_;
    std::vector<std::vector<double>> logits_;
};

/// One-hot rows in the making.
struct HardRows {
    int count = 0;
    std::vector<float> values; ///< count × encodingLength
};

/// Returns one kind's soft twin, flat, and fills its part of the hard rows.
template <typename Cell>
Tensor addKind(const Cell& cell, const SearchSpace& space, int kind, HardRows& hard, space::Random& random) {
    for (int row = 0; row < hard.count; ++row) {
        std::vector<int> operationOfEdge(space.edges.size(), space.operationIndex(space::Operation::None));
        cell.sample(random, operationOfEdge);
        for (std::size_t edge = 0; edge < operationOfEdge.size(); ++edge) {
            const int column = space::encodingIndex(space, kind, static_cast<int>(edge), operationOfEdge[edge]);
            hard.values[static_cast<std::size_t>(row * space.encodingLength() + column)] = 1;
        }
    }
    return cell.soft().flatten();
}

SampledEncodings sampleRows(const SearchSpace& space, const std::vector<Tensor>& alpha, const std::vector<Tensor>& beta,
    int samples, space::Random& random) {
    HardRows hard{samples, {}};
    hard.values.assign(static_cast<std::size_t>(samples * space.encodingLength()), 0.0F);
    std::vector<Tensor> kinds;
    for (int kind = 0; kind < space.kindCount(); ++kind) {
        const auto k = static_cast<std::size_t>(kind);
        if (space.edgesKeptPerNode == 0) {
            kinds.push_back(addKind(EveryEdgeCell(alpha[k]), space, kind, hard, random));
        } else {
            const KeptEdgesCell cell(space, alpha[k], beta.empty() ? Tensor() : beta[k]);
            kinds.push_back(addKind(cell, space, kind, hard, random));
        }
    }
    const Tensor soft = torch::cat(kinds, 0);
    const Tensor rows = torch::tensor(hard.values).view({samples, space.encodingLength()}).to(soft.scalar_type());
    // (soft − stop(soft)) is exactly 0, so that the rows are one-hot to the last bit.
    return {rows + (soft - soft.detach()).unsqueeze(0), soft};
}

}

SampledEncodings sampleEncodings(space::SpaceId spaceId, const std::vector<Tensor>& alpha,
    const std::vector<Tensor>& beta, int samples, space::Random& random) {
    const SearchSpace& space = space::searchSpace(spaceId);
    check(space, alpha, beta);
    if (samples < 1) {
        throw Error(ErrorCode::InvalidValue, "At least one architecture must be sampled for the latency term.",
            {{"samples", std::to_string(samples)}});
    }
    return sampleRows(space, alpha, beta, samples, random);
}

Tensor softEncoding(space::SpaceId spaceId, const std::vector<Tensor>& alpha, const std::vector<Tensor>& beta) {
    const SearchSpace& space = space::searchSpace(spaceId);
    check(space, alpha, beta);
    space::Random unused(0);
    return sampleRows(space, alpha, beta, 0, unused).soft;
}

}
