// SPDX-License-Identifier: Apache-2.0
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "core/base/error.h"
#include "core/records/provenance.h"
#include "core/records/run.h"
#include "tests/expect_error.h"

namespace paretoscope::records {
namespace {

TEST(Names, LeadBackToTheirValues) {
    for (const auto value :
        {CostProvenance::Measured, CostProvenance::Predicted, CostProvenance::Simulated, CostProvenance::Imported}) {
        EXPECT_EQ(costProvenanceFromName(name(value)), value);
    }
    for (const auto value : {AccuracyProvenance::OneShot, AccuracyProvenance::Trained, AccuracyProvenance::Imported,
             AccuracyProvenance::Estimated}) {
        EXPECT_EQ(accuracyProvenanceFromName(name(value)), value);
    }
    for (const auto value : {Origin::Search, Origin::Random, Origin::Published, Origin::Derived, Origin::Trained,
             Origin::Imported, Origin::Scored, Origin::Explored}) {
        EXPECT_EQ(originFromName(name(value)), value);
    }
    for (const auto value : {CostKind::LatencyMs, CostKind::EnergyMj}) {
        EXPECT_EQ(costKindFromName(name(value)), value);
    }
    for (const auto value :
        {RunState::Queued, RunState::Running, RunState::Interrupted, RunState::Finished, RunState::Failed}) {
        EXPECT_EQ(runStateFromName(name(value)), value);
    }
    for (const auto value :
        {JobKind::Measure, JobKind::Fit, JobKind::Search, JobKind::Train, JobKind::Export, JobKind::Score}) {
        EXPECT_EQ(jobKindFromName(name(value)), value);
    }
}

TEST(Names, UnknownOnesAreRefusedWithTheAllowedOnes) {
    const Error error = errorOf([&] { jobKindFromName("sing"); });
    EXPECT_EQ(error.code(), ErrorCode::UnknownName);
    EXPECT_THAT(error.what(), testing::AllOf(testing::HasSubstr("'sing'"), testing::HasSubstr("measure, fit, search")));
}

}
}
