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
    ActivationSizes activations_;
};

}
