// SPDX-License-Identifier: Apache-2.0
#include "core/engine/data_report.h"

#include <algorithm>

#include "core/base/error.h"
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

std::vector<std::string> filesOfData(const std::string& source, const DataPart& part) {
    if (!source.starts_with("folder:")) {
        throw Error(ErrorCode::InvalidValue,
            "'" + source + "' is no image folder: only folder:DIR has a file for each image.",
            {{"name", "source"}, {"value", source}, {"allowed", "folder:DIR"}});
    }
    std::vector<std::string> files;
    atTorchBoundary([&] {
        const data::DataSource loaded = data::loadDataset(source);
        const bool test = part.kind == DataPart::Kind::Test;
        const std::vector<std::filesystem::path>& all = test ? loaded.testFiles : loaded.trainFiles;
        const auto size = static_cast<std::int64_t>(all.size());
        const auto upTo = [size](std::int64_t first, std::int64_t count) {
            return count > 0 ? std::min(size, first + count) : size;
        };
        const std::int64_t trained = upTo(0, part.trainImages);
        std::int64_t first = 0;
        std::int64_t last = test ? upTo(0, part.testImages) : trained;
        if (part.kind == DataPart::Kind::Validation) {
            first = trained;
            last = upTo(trained, part.validationImages);
        }
        for (std::int64_t i = first; i < last; ++i) {
            files.push_back(all[static_cast<std::size_t>(i)].string());
        }
    });
    return files;
}

}
