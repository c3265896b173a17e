// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/front/remarks.h"

#include <algorithm>
#include <utility>

namespace paretoscope::widgets {

const store::Remark& Remarks::of(std::int64_t candidate) const {
    static const store::Remark nothing;
    const auto found = std::ranges::lower_bound(candidates, candidate, {}, &store::RemarkedCandidate::id);
    return found == candidates.end() || found->id != candidate ? nothing : found->remark;
}

std::shared_ptr<const Remarks> RemarksReader::read(Reading& reading) {
    std::vector<store::RemarkedCandidate> now = reading.project().remarks();
    if (!last_ || last_->candidates != now) {
        last_ = std::make_shared<const Remarks>(Remarks{std::move(now)});
    }
    return last_;
}

}
