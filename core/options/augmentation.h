// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <array>
#include <cstdint>

#include "core/base/enum_names.h"
#include "core/options/option.h"
#include "core/space/architecture.h"

namespace paretoscope::options {

/// What is changed about a training image at random, each time that it is shown.
enum class Augmentation : std::uint8_t {
    Automatic, ///< ImageNet where the network's stem is made for large images, else Cifar
    None, ///< for so few epochs that no image is learnt by heart
    Cifar, ///< shift and flip: data::smallImageAugmentation()
    ImageNet, ///< resized crop, flip and colours: data::imageNetAugmentation()
};
inline std::array<base::Named<Augmentation>, 4> namesOf(Augmentation) {
    return {{{Augmentation::Automatic, "auto"}, {Augmentation::None, "none"}, {Augmentation::Cifar, "cifar"},
        {Augmentation::ImageNet, "imagenet"}}};
}

/// What `wanted` means for a network: not Automatic.
Augmentation augmentationFor(Augmentation wanted, const space::Shape& shape);

/// "CIFAR augmentation", for titles. Not of Automatic.
const char* titleOf(Augmentation augmentation);

inline Option augmentationOption() {
    return Option("augmentation")
        .oneOf({{"auto", QT_TRANSLATE_NOOP("JobOptions", "what suits the network")},
            {"none", QT_TRANSLATE_NOOP("JobOptions", "none")},
            {"cifar", QT_TRANSLATE_NOOP("JobOptions", "shift and flip (CIFAR)")},
            {"imagenet", QT_TRANSLATE_NOOP("JobOptions", "crop, flip and colours (ImageNet)")}})
        .flag("--augmentation",
            "random changes of the training images; cifar: shift and flip, imagenet: resized crop, flip and colours, "
            "none: for schedules of a few epochs; auto: imagenet with an ImageNet stem, else cifar")
        .label(QT_TRANSLATE_NOOP("JobOptions", "Augmentation of the images"));
}

}
