// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "widgets/front/activation_sizes.h"
#include "widgets/front/front_snapshot.h"
#include "widgets/reader/part_reader.h"

namespace paretoscope::widgets {

/// Answers a FrontQuery.
class FrontReader : public PartReader<FrontSnapshot> {
public:
    std::shared_ptr<const FrontSnapshot> read(Reading& reading) override;

private:
    std::shared_ptr<const FrontSnapshot> make(Reading& reading, const FrontQuery& query);

    ActivationSizes activations_;
    std::shared_ptr<const FrontSnapshot> current_;
    FrontQuery query_; ///< that current_ answers
    std::int64_t changeCounter_ = -1;
};

}
