// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>

#include "core/queries/front_points.h"

namespace paretoscope::queries {

/// A front with the accuracy protocol that it is of.
struct ShownFront {
    records::AccuracyProtocol protocol;
    FrontPoints front;
};

/// The front that is looked at first on a device setting, where nobody asks for one: of trainings before imported
/// tables before one-shot accuracies, of trainings that were judged on test images before those judged on the images
/// that cells are chosen by, of those alike the newest, unless an older one has four times as many points: a few steps
/// that were trained to try something take no front away. Protocols with hardly a point come last, by their points.
/// Without any points the newest protocol, without protocols an empty one. Throws Error as the store does.
ShownFront shownFront(
    const store::Project& project, const records::DeviceSetting& deviceSetting, Estimates estimates = Estimates::Shown);

/// The protocol of that id or title; where `wanted` is empty, that of shownFront(). Throws Error (NotFound) that lists
/// the protocols.
std::string shownProtocol(
    const store::Project& project, const std::string& wanted, const records::DeviceSetting& deviceSetting);

}
