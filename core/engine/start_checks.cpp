// SPDX-License-Identifier: Apache-2.0
#include "core/engine/start_checks.h"

#include "core/base/error.h"

namespace paretoscope::engine {

void requireImages(std::int64_t available, const options::DataConfig& data) {
    const std::int64_t wanted = std::int64_t{data.trainImages} + data.validationImages;
    if (wanted > available) {
        throw Error(ErrorCode::NotEnoughData,
            "The data set " + data.source + " has " + std::to_string(available) + " training images, and "
                + std::to_string(data.trainImages) + " to train (--train-images) and "
                + std::to_string(data.validationImages)
                + " to score (--validation-images) are asked for. Ask for fewer of either.",
            {{"dataset", data.source}, {"wanted", std::to_string(wanted)}, {"available", std::to_string(available)}});
    }
}

void requireClasses(int dataClasses, int networkClasses) {
    if (dataClasses != networkClasses) {
        throw Error(ErrorCode::InvalidValue,
            "The data set has " + std::to_string(dataClasses) + " classes and the network "
                + std::to_string(networkClasses) + ". Set the network's classes (--classes) to "
                + std::to_string(dataClasses) + ".",
            {{"field", "network.shape.classes"}, {"allowed", std::to_string(dataClasses)}});
    }
}

}
