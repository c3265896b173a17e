// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/data/dataset.h"
#include "core/engine/job.h"
#include "core/options/network.h"

namespace paretoscope::engine {

/// The data set of a job at its network's image size; what loading has to note goes to `sink` as warnings. Throws Error
/// as data::loadDataset(), and InvalidValue for another number of classes than the network's, NotEnoughData for fewer
/// training images than `data` asks for.
data::DataSource loadJobImages(const options::DataConfig& data, const space::Shape& shape, JobSink& sink);

}
