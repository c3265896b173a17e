// SPDX-License-Identifier: Apache-2.0
#include "core/engine/data_report.h"

#include "core/data/dataset.h"
#include "core/engine/torch_boundary.h"

namespace paretoscope::engine {

DataReport inspectData(const std::string& source) {
    DataReport report;
    atTorchBoundary([&] {
        const data::DataSource loaded = data::loadDataset(source);
        report = {loaded.train.name, loaded.train.size(), loaded.test.size(), loaded.train.classNames,
            loaded.train.imageSize(), loaded.notes};
    });
    return report;
}

}
