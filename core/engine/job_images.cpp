// SPDX-License-Identifier: Apache-2.0
#include "core/engine/job_images.h"

#include "core/engine/start_checks.h"

namespace paretoscope::engine {

data::DataSource loadJobImages(const options::DataConfig& data, const space::Shape& shape, JobSink& sink) {
    data::DataSource source = data::loadDataset(data.source, {.imageSize = shape.inputSize});
    for (const std::string& note : source.notes) {
        sink.log(protocol::LogLevel::Warning, note);
    }
    requireClasses(source.train.classes(), shape.classes);
    requireImages(source.train.size(), data);
    return source;
}

}
