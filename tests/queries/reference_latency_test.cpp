// SPDX-License-Identifier: Apache-2.0
#include <gtest/gtest.h>

#include "core/predictor/error_report.h"
#include "core/queries/predictions.h"
#include "tests/store/project_fixture.h"

namespace paretoscope::queries {
namespace {

class ReferenceLatency : public store::ProjectTest {
protected:
    void measure(const std::string& name, double ms, bool unstable = false) {
        records::Measurement measurement = store::measurement(name, ms);
        measurement.shape = network_.shape;
        measurement.canonicalHash = space::canonicalHash({measurement.genotype, network_.shape});
        measurement.unstable = unstable;
        project_.addMeasurements(std::vector{measurement});
    }
    [[nodiscard]] std::optional<double> reference() const {
        return referenceLatencyMs(project_, store::cpuSetting, network_);
    }

    const options::NetworkConfig network_;
    store::Project project_ = store::Project::create(path_);
};

TEST_F(ReferenceLatency, CountsEachArchitectureOnceAndUnstableOnesLast) {
    EXPECT_FALSE(reference());
    for (int repeat = 0; repeat < 5; ++repeat) {
        measure("fast", 1);
    }
    measure("middle", 3);
    measure("middle", 99, true);
    measure("slow", 10);
    EXPECT_DOUBLE_EQ(*reference(), 3);
}

TEST_F(ReferenceLatency, IsFrozenAtTheFit) {
    measure("a", 4);
    predictor::FitReport report;
    report.referenceMs = 5.4;
    store::PredictorRecord record;
    record.name = "lpm";
    record.deviceSetting = store::cpuSetting;
    record.shape = network_.shape;
    record.report = predictor::toJson(report);
    project_.savePredictor(record);
    measure("b", 1);
    measure("c", 1);
    EXPECT_DOUBLE_EQ(*reference(), 5.4);
    record.shape = store::anotherShape;
    record.report = "damaged";
    project_.savePredictor(record);
    EXPECT_DOUBLE_EQ(*reference(), 5.4) << "another network's";
    record.shape = network_.shape;
    project_.savePredictor(record);
    errorText(ErrorCode::InvalidData, [this] { (void)reference(); });
}

}
}
