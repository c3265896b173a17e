// SPDX-License-Identifier: Apache-2.0
#include "core/search/memory_estimate.h"

#include "core/nn/supernet.h"

namespace paretoscope::search {
namespace {

/// What LibTorch and its thread pools take before the first tensor.
constexpr std::int64_t libraryBytes = 200LL << 20;

}

std::int64_t searchMemoryBytes(const options::SearchConfig& options, const nn::Executor& executor) {
    const nn::SupernetConfig config{
        .space = options.network.space, .shape = options.network.shape, .partialChannels = options.partialChannels};
    return libraryBytes + executor.searchBytes(config, options.batchSize);
}

}
