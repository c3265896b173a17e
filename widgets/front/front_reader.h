// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <string>
#include <unordered_map>
#include <vector>

#include "core/store/project.h"
#include "widgets/front/front_snapshot.h"
#include "widgets/reader/part_reader.h"

namespace paretoscope::widgets {

/// Memory that a project's candidates need for their activations (LoweredNetwork::peakActivationBytes). The store does
/// not keep it: it follows from the architecture, and each is lowered once. For the reader's thread.
class ActivationSizes {
public:
    /// Ids, ascending, of the candidates that need more than so many bytes. The first call takes about 0.1 ms a
    /// different architecture, later ones look at new candidates only.
    std::vector<std::int64_t> above(const store::Project& project, std::int64_t bytes);

private:
    void read(const store::Project& project);

    struct Size {
        std::int64_t candidate;
        std::int64_t bytes;
    };
    std::vector<Size> sizes_; ///< by candidate
    std::unordered_map<std::string, std::int64_t> known_; ///< by shape and packed genotype: runs meet the same ones
};

/// Answers a FrontQuery.
class FrontReader : public PartReader<FrontSnapshot> {
public:
    std::shared_ptr<const FrontSnapshot> read(Reading& reading) override;

private:
    std::shared_ptr<const FrontSnapshot> make(Reading& reading, const FrontQuery& query);

    ActivationSizes activations_;
    std::shared_ptr<const FrontSnapshot> current_;
    FrontQuery query_; ///< that current_ answers
    QString deviceSetting_; ///< the same
    std::int64_t changeCounter_ = -1;
};

}
