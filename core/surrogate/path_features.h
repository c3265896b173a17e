// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <vector>

#include "core/space/genotype.h"

namespace paretoscope::surrogate {

/// Counts along the paths of a cell from its inputs to its output, for each kind of cell (GRAF: Kadlecová et al. 2024,
/// "Surprisingly strong performance prediction with neural graph features"): what a surrogate learns accuracy from with
/// a few tens of trained cells, where one-hot encodings need hundreds.
///
/// Of each kind: the number of each operation and of edges without effect; how many convolutions lie one behind the
/// other (largest, mean over nodes, mean of the shortest way) and edges; and for sets S of operations the edges of S
/// from each input and from nodes, the most of S on a path of S and skips, and, where the cell's last node is its
/// output, edges of S into it and the shortest and longest path of S alone. The sets are all non-empty ones where the
/// space has up to four operations, and families of operations otherwise.
class PathFeatures {
public:
    explicit PathFeatures(space::SpaceId space);

    /// "normal: sep_conv_3x3", "cell: longest nor_conv_1x1+nor_conv_3x3", ...
    [[nodiscard]] const std::vector<std::string>& names() const { return names_; }
    /// One number for each name. The genotype need not be valid, only its operations and states must be the space's,
    /// its choices in ascending order of their targets.
    [[nodiscard]] std::vector<double> of(const space::Genotype& genotype) const;

private:
    using Set = std::vector<space::Operation>;

    space::SpaceId space_;
    std::vector<space::Operation> operations_; ///< of the space, without 'none'
    std::vector<Set> sets_;
    std::vector<std::string> names_;
};

}
