// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <memory>
#include <vector>

#include "widgets/reader/part_reader.h"

namespace paretoscope::widgets {

/// What the user says about candidates: a part of the snapshot, never null where a project is open.
struct Remarks {
    std::vector<store::RemarkedCandidate> candidates; ///< by id
    /// An empty one where nothing is said.
    [[nodiscard]] const store::Remark& of(std::int64_t candidate) const;
};

class RemarksReader : public PartReader<Remarks> {
public:
    std::shared_ptr<const Remarks> read(Reading& reading) override;

private:
    std::shared_ptr<const Remarks> last_;
};

}
