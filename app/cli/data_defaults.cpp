// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/data_defaults.h"

#include <algorithm>
#include <iostream>

#include "app/cli/job_options.h"
#include "core/engine/data_report.h"

namespace paretoscope::cli {

namespace {

constexpr int validationPart = 10; ///< one image of so many scores, where there are few

}

void followData(const CLI::App& command, options::DataConfig& data, space::Shape& shape, int& batchSize, bool halves) {
    const engine::DataSize size = engine::sizeOfData(data.source);
    if (!isGiven(command, "--classes") && shape.classes != size.classes) {
        shape.classes = size.classes;
        std::cerr << "classes: " << size.classes << ", as the data set has\n";
    }
    const auto available = static_cast<int>(std::min<std::int64_t>(size.trainImages, 100'000'000));
    const bool fits = data.trainImages + data.validationImages <= available;
    if (fits || available < 2) {
        return;
    }
    if (!isGiven(command, "--validation-images")) {
        data.validationImages = std::min(data.validationImages, available / validationPart);
    }
    if (!isGiven(command, "--train-images")) {
        const int rest = std::max(2, available - data.validationImages);
        data.trainImages = std::min(data.trainImages, halves ? rest / 2 * 2 : rest);
    }
    if (!isGiven(command, "--batch")) {
        batchSize = std::max(2, std::min(batchSize, halves ? data.trainImages / 2 : data.trainImages));
    }
    std::cerr << "images: " << data.trainImages << " to train and " << data.validationImages << " to score, of the "
              << available << " that the data set has; batches of " << batchSize << '\n';
}

}
