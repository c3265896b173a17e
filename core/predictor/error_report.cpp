// SPDX-License-Identifier: Apache-2.0
#include "core/predictor/error_report.h"

#include "core/analysis/rank_correlation.h"
#include "core/analysis/statistics.h"

namespace paretoscope::predictor {

ErrorReport errorReport(std::span<const double> measured, std::span<const double> predicted, std::uint64_t seed) {
    const analysis::RelativeErrors errors = analysis::relativeErrors(measured, predicted);
    const analysis::RankReport ranks = analysis::rankReport(measured, predicted, seed);
    ErrorReport report;
    report.heldOut = static_cast<int>(errors.n);
    report.meanError = errors.mean;
    report.medianError = errors.median;
    report.within5 = errors.within5;
    report.within10 = errors.within10;
    report.tau = ranks.tau;
    report.tauLow = ranks.tauInterval.low;
    report.tauHigh = ranks.tauInterval.high;
    report.rho = ranks.rho;
    return report;
}

}
