// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <cmath>
#include <string>

#include "core/analysis/rank_matrix.h"
#include "core/base/error.h"

namespace paretoscope::analysis {

namespace {

using Cluster = std::vector<std::size_t>;

class Linkage {
public:
    explicit Linkage(std::span<const double> similarity)
        : similarity_(similarity)
        , size_(static_cast<std::size_t>(std::llround(std::sqrt(static_cast<double>(similarity.size()))))) {
        if (size_ * size_ != similarity.size()) {
            throw Error(ErrorCode::InvalidValue,
                "A similarity matrix must be square; it has " + std::to_string(similarity.size()) + " entries.",
                {{"value", std::to_string(similarity.size())}});
        }
    }

    Cluster order() {
        std::vector<Cluster> clusters;
        for (std::size_t i = 0; i < size_; ++i) {
            clusters.push_back({i});
        }
        while (clusters.size() > 1) {
            mergeMostAlike(clusters);
        }
        return clusters.empty() ? Cluster{} : std::move(clusters.front());
    }

private:
    [[nodiscard]] double alike(std::size_t a, std::size_t b) const {
        const double value = similarity_[a * size_ + b];
        return std::isnan(value) ? -1 : value;
    }

    [[nodiscard]] double meanAlike(const Cluster& a, const Cluster& b) const {
        double sum = 0;
        for (const std::size_t i : a) {
            for (const std::size_t j : b) {
                sum += alike(i, j);
            }
        }
        return sum / (static_cast<double>(a.size()) * static_cast<double>(b.size()));
    }

    void mergeMostAlike(std::vector<Cluster>& clusters) const {
        std::size_t first = 0;
        std::size_t second = 1;
        double best = -2;
        for (std::size_t i = 0; i < clusters.size(); ++i) {
            for (std::size_t j = i + 1; j < clusters.size(); ++j) {
                if (const double value = meanAlike(clusters[i], clusters[j]); value > best) {
                    best = value;
                    first = i;
                    second = j;
                }
            }
        }
        join(clusters[first], std::move(clusters[second]));
        clusters.erase(clusters.begin() + static_cast<std::ptrdiff_t>(second));
    }

    void join(Cluster& left, Cluster right) const {
        const double ends = std::max({alike(left.back(), right.front()), alike(left.back(), right.back()),
            alike(left.front(), right.front()), alike(left.front(), right.back())});
        const bool turnLeft = alike(left.back(), right.front()) < ends && alike(left.back(), right.back()) < ends;
        if (turnLeft) {
            std::reverse(left.begin(), left.end());
        }
        if (alike(left.back(), right.front()) < ends) {
            std::reverse(right.begin(), right.end());
        }
        left.insert(left.end(), right.begin(), right.end());
    }

    std::span<const double> similarity_;
    std::size_t size_;
};

}

std::vector<std::size_t> clusterOrder(std::span<const double> similarity) {
    return Linkage(similarity).order();
}

}
