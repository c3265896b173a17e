// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <iostream>

#include "core/engine/job.h"

namespace paretoscope {

/// Prints what a job says, and none of its progress.
class QuietSink final : public engine::JobSink {
public:
    void progress(double, const std::string&, double, const engine::Metrics&) override { }
    void snapshot(const options::SearchSnapshot&) override { }
    void log(protocol::LogLevel, const std::string& text) override { std::cout << "    " << text << std::endl; }
    void stored() override { }
};

}
