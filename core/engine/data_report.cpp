// SPDX-License-Identifier: Apache-2.0
#include "core/engine/data_report.h"

#include "core/data/dataset.h"
#include "core/engine/torch_boundary.h"

namespace paretoscope::engine {

DataSize sizeOfData(const std::string& source) {
    const data::SourceSize size = data::sizeOf(source);
    return {size.trainImages, size.testImages, size.classes};
}

DataReport inspectData(const std::string& source) {
    DataReport report;
    atTorchBoundary([&] {
        const data::DataSource loaded = data::loadDataset(source);
        report = {.name = loaded.train.name,
            .trainImages = loaded.train.size(),
            .testImages = loaded.test.size(),
            .classNames = loaded.train.classNames,
            .size = loaded.train.imageSize(),
            .trainCounts = data::classCounts(loaded.train),
            .testCounts = data::classCounts(loaded.test),
            .skipped = {},
            .notes = loaded.notes};
        for (const data::SkippedFiles& files : loaded.skipped) {
            report.skipped.push_back({files.reason, files.count, files.examples});
        }
    });
    return report;
}

}
