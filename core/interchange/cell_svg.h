// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <string_view>

#include "core/analysis/cell_drawing.h"
#include "core/space/genotype.h"

namespace paretoscope::interchange {

/// One kind of cell for layoutCell(); edges in the order of `genotype.cells[kind].choices`.
analysis::CellGraph cellGraph(const space::Genotype& genotype, int kind);
/// What a state's box says: "c(k-2)", "c(k-1)", "0" … "3" (DARTS), "in", "1", "2", "out" (NAS-Bench-201).
std::string_view stateLabel(space::SpaceId space, int state);

struct CellSvgOptions {
    std::string title; ///< over the picture, may be empty
    bool legend = true; ///< the operations that occur, with how often
};

/// A standalone SVG of all kinds of cell under one another, columns aligned. Any thread.
std::string cellSvg(const space::Genotype& genotype, const CellSvgOptions& options = {});

/// DOT text of all kinds of cell, one cluster each, for Graphviz users.
std::string cellDot(const space::Genotype& genotype);

}
