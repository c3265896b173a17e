// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <map>
#include <memory>
#include <set>
#include <string>
#include <vector>

#include "core/options/network.h"
#include "core/space/architecture.h"
#include "widgets/reader/part_reader.h"

namespace paretoscope::widgets {

/// Which cells a project holds trained weights of, to be exported with: a part of the snapshot. An accuracy alone may
/// have come without them, from a project whose checkpoints were removed or from a table.
struct StoredWeights {
    struct Training {
        options::NetworkConfig network;
        int steps = 0;
        std::set<std::string> genotypes; ///< identity texts
        bool operator==(const Training&) const = default;
    };
    std::vector<Training> trainings; ///< most steps first, of those alike the newest: as the engine exports

    /// The network of the weights that an export of the cell takes: the architecture's own where there are weights of
    /// it there, else that of the first training of the cell; null where there are none.
    [[nodiscard]] const options::NetworkConfig* networkOf(const space::Architecture& architecture) const;
    bool operator==(const StoredWeights&) const = default;
};

class StoredWeightsReader : public PartReader<StoredWeights> {
public:
    std::shared_ptr<const StoredWeights> read(Reading& reading) override;

private:
    std::map<std::int64_t, StoredWeights::Training> known_; ///< by finished run
    std::shared_ptr<const StoredWeights> last_ = std::make_shared<const StoredWeights>();
};

}
