// SPDX-License-Identifier: Apache-2.0
#include "core/options/augmentation.h"

namespace paretoscope::options {

Augmentation augmentationFor(Augmentation wanted, const space::Shape& shape) {
    if (wanted != Augmentation::Automatic) {
        return wanted;
    }
    return shape.stem == space::Stem::ImageNet ? Augmentation::ImageNet : Augmentation::Cifar;
}

const char* titleOf(Augmentation augmentation) {
    switch (augmentation) {
    case Augmentation::None:
        return "no augmentation";
    case Augmentation::ImageNet:
        return "ImageNet augmentation";
    case Augmentation::Cifar:
    case Augmentation::Automatic:
        break;
    }
    return "CIFAR augmentation";
}

}
