// SPDX-License-Identifier: Apache-2.0
// How kernels find numbers of a cell: planes, normalisations, coefficients, tiles.
#pragma once

#include "core/nn/gpu/cell_tables.h"
#include "core/nn/gpu/kernel_source.h"

namespace paretoscope::nn::gpu {

/// The first pixel of a plane.
template <class Storage>
PARETOSCOPE_KERNEL Storage* planeOf(const CellArguments& a, const Map& map, int image, int channel) {
    return static_cast<Storage*>(a.bases[static_cast<int>(map.base)]) + map.offset + image * map.imageStride
        + std::int64_t{channel} * map.pixels;
}

/// The channel of a node that holds channel `index` of [mixed sum, bypass] after PC-DARTS' shuffle (Xu et al. 2020).
PARETOSCOPE_KERNEL int shuffledChannel(const CellArguments& a, int index) {
    return index % a.mixedChannels * (a.channels / a.mixedChannels) + index / a.mixedChannels;
}

PARETOSCOPE_KERNEL float* meansOf(const CellArguments& a) {
    return a.numbers;
}
PARETOSCOPE_KERNEL float* inversesOf(const CellArguments& a) {
    return a.numbers + a.normChannels;
}
/// p, q and r of one channel.
PARETOSCOPE_KERNEL float* coefficientsOf(const CellArguments& a, int slot, int channel) {
    return a.numbers + 2 * a.normChannels + 3 * (std::int64_t{slot} * a.channels + channel);
}

PARETOSCOPE_KERNEL float gammaOf(const CellArguments& a, const NormEntry& norm, int channel) {
    return norm.scale < 0 ? 1.0F : a.parameters[norm.scale][channel];
}
PARETOSCOPE_KERNEL float betaOf(const CellArguments& a, const NormEntry& norm, int channel) {
    return norm.shift < 0 ? 0.0F : a.parameters[norm.shift][channel];
}

/// What normalises a number: scale · y + shift.
struct Affine {
    float scale;
    float shift;
};
PARETOSCOPE_KERNEL Affine normalisationOf(const CellArguments& a, int norm, int channel) {
    if (norm < 0) {
        return {1.0F, 0.0F};
    }
    const NormEntry& entry = a.norms[norm];
    const float scale = gammaOf(a, entry, channel) * inversesOf(a)[entry.offset + channel];
    return {scale, betaOf(a, entry, channel) - scale * meansOf(a)[entry.offset + channel]};
}

PARETOSCOPE_KERNEL float weightOf(const CellArguments& a, int weight) {
    return weight < 0 ? 1.0F : a.operationWeights[weight];
}
PARETOSCOPE_KERNEL float edgeWeightOf(const CellArguments& a, int edge) {
    return a.edgeWeights == nullptr ? 1.0F : a.edgeWeights[edge];
}
PARETOSCOPE_KERNEL float pathScaleOf(const CellArguments& a, int edge, int image) {
    return a.pathScales == nullptr || edge < 0 ? 1.0F : a.pathScales[std::int64_t{edge} * a.batch + image];
}

/// A tile that was cut at the map's borders.
struct Tile {
    int image;
    int images;
    int row;
    int rows;
    int column;
    int columns;
    [[nodiscard]] PARETOSCOPE_KERNEL int pixels() const { return images * rows * columns; }
};
PARETOSCOPE_KERNEL int tilesOf(const TileShape& shape, int images, const Size& size) {
    return (images + shape.images - 1) / shape.images * ((size.height + shape.rows - 1) / shape.rows)
        * ((size.width + shape.columns - 1) / shape.columns);
}
PARETOSCOPE_KERNEL Tile tileAt(const TileShape& shape, int index, int images, const Size& size) {
    const int across = (size.width + shape.columns - 1) / shape.columns;
    const int down = (size.height + shape.rows - 1) / shape.rows;
    Tile tile{};
    tile.column = index % across * shape.columns;
    tile.row = index / across % down * shape.rows;
    tile.image = index / (across * down) * shape.images;
    tile.images = smaller(shape.images, images - tile.image);
    tile.rows = smaller(shape.rows, size.height - tile.row);
    tile.columns = smaller(shape.columns, size.width - tile.column);
    return tile;
}

struct Pixel {
    int image;
    int at; ///< in its plane
};
PARETOSCOPE_KERNEL Pixel pixelOf(const Tile& tile, int index, int width) {
    const int row = index / tile.columns;
    return {tile.image + row / tile.rows, (tile.row + row % tile.rows) * width + tile.column + index % tile.columns};
}

}
