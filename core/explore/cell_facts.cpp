// SPDX-License-Identifier: Apache-2.0
#include "core/explore/cell_facts.h"

#include <cmath>

#include "core/space/lowering.h"

namespace paretoscope::explore {

std::vector<double> sizesOf(const space::Architecture& architecture) {
    const space::LoweredNetwork network = space::lower(architecture);
    return {std::log(static_cast<double>(network.parameters())), std::log(static_cast<double>(network.macs()))};
}

std::vector<FactColumn> sizeColumns() {
    return {{"log parameters", false, true}, {"log multiply-accumulates", false, false}};
}

}
