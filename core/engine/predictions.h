// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <memory>
#include <span>
#include <string>
#include <vector>

#include "core/options/jobs.h"
#include "core/store/project.h"

namespace paretoscope::engine {

/// The stored predictor of a device setting and network, without LibTorch in sight.
class Predictions {
public:
    /// Throws Error (NotFound) where none was fitted.
    Predictions(const store::Project& project, const records::DeviceSetting& deviceSetting,
        const options::NetworkConfig& network);
    ~Predictions();
    Predictions(Predictions&&) noexcept;
    Predictions& operator=(Predictions&&) noexcept;

    /// Milliseconds a batch.
    std::vector<double> operator()(std::span<const space::Genotype> genotypes) const;
    /// Median measured latency of the random sample it was fitted to: the unit of λ.
    [[nodiscard]] double referenceMs() const;

private:
    struct Implementation;
    std::unique_ptr<Implementation> implementation_;
};

/// Throws Error (InvalidData) where a predictor from elsewhere cannot be used: arrays or report damaged or not finite,
/// or made for another search space.
void requirePredictor(std::span<const base::NamedArray> arrays, const std::string& report, space::SpaceId space);

}
