// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/views.h"

#include <array>

namespace paretoscope::widgets {

// Each is defined in the folder of its view.
ViewType tradeoffView();
ViewType meritView();
ViewType compareView();
ViewType predictorView();
ViewType devicesView();
ViewType searchView();
ViewType runsView();
ViewType tuningView();

std::span<const ViewType> viewTypes() {
    static const std::array types{tradeoffView(), meritView(), compareView(), predictorView(), devicesView(),
        searchView(), runsView(), tuningView()};
    return types;
}

}
