// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <string_view>

#include "core/analysis/cell_layout.h"
#include "core/space/genotype.h"

namespace paretoscope::interchange {

/// Fill of an operation's box, "#rrggbb"; one colour for an operation in every view. Colour-blind safe (Okabe & Ito
/// 2008, tints of it for the smaller or larger kernel), and never the only sign: the box names the operation.
std::string_view operationColour(space::Operation operation);
/// Text on that fill, black or white, contrast at least 4.5 : 1.
std::string_view operationTextColour(space::Operation operation);
/// For people: "sep conv 3×3" (UTF-8).
std::string_view operationLabel(space::Operation operation);
/// The same in at most eight letters, for boxes on a screen: "sep 3×3".
std::string_view operationShortLabel(space::Operation operation);

/// One kind of cell for layoutCell(); edges in the order of `genotype.cells[kind].choices`.
analysis::CellGraph cellGraph(const space::Genotype& genotype, int kind);
/// What a state's box says: "c(k-2)", "c(k-1)", "0" … "3" (DARTS), "in", "1", "2", "out" (NAS-Bench-201).
std::string stateLabel(space::SpaceId space, int state);

struct CellSvgOptions {
    std::string title; ///< over the picture, may be empty
    bool legend = true; ///< the operations that occur, with how often
};

/// A standalone SVG of all kinds of cell under one another, columns aligned. Any thread.
std::string cellSvg(const space::Genotype& genotype, const CellSvgOptions& options = {});

/// DOT text of all kinds of cell, one cluster each, for Graphviz users.
std::string cellDot(const space::Genotype& genotype);

}
