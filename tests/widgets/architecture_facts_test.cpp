// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/common/architecture_facts.h"

#include <QTemporaryDir>
#include <gtest/gtest.h>

#include "core/options/jobs.h"
#include "tests/gui/sample_project.h"
#include "widgets/common/number_text.h"
#include "widgets/common/provenance_mark.h"

namespace paretoscope::widgets {
namespace {

using records::CostProvenance;

struct ArchitectureFactsTest : testing::Test {
    QTemporaryDir folder;
    store::Project project = test::makeSampleProject(folder.filePath(QStringLiteral("p.paretoscope")).toStdString());
    ArchitectureFactsReader reader;
    const QString setting = QStringLiteral("cpu/eager/t2/b1/f32");
    space::Random random{99};
    space::Architecture architecture{
        space::sampleUniform(space::SpaceId::Darts, random), options::NetworkConfig{}.shape};

    std::shared_ptr<const ArchitectureFacts> read() { return reader.read(project, project.predictors()); }
    void measure(double ms, CostProvenance provenance = CostProvenance::Measured) {
        records::Measurement measurement;
        measurement.deviceSetting = toSetting(setting);
        measurement.genotype = space::sorted(architecture.genotype);
        measurement.shape = architecture.shape;
        measurement.canonicalHash = space::canonicalHash(architecture);
        measurement.value = ms;
        measurement.provenance = provenance;
        project.addMeasurements(std::vector{measurement});
    }
};

TEST_F(ArchitectureFactsTest, APredictionGivesWayToMeasurementsOfTheSameWork) {
    const auto before = read()->latencies(architecture);
    ASSERT_EQ(before.size(), 1U);
    EXPECT_EQ(before[0].provenance, CostProvenance::Predicted);
    EXPECT_NEAR(before[0].deviationMs / before[0].ms, 0.029, 1e-6) << "the error on held-out architectures";
    measure(4);
    measure(5);
    measure(9);
    const auto after = read()->latencies(architecture);
    ASSERT_EQ(after.size(), 1U);
    EXPECT_EQ(after[0].provenance, CostProvenance::Measured);
    EXPECT_DOUBLE_EQ(after[0].ms, 5);
    EXPECT_NEAR(after[0].deviationMs, 2.646, 1e-3);
}

TEST_F(ArchitectureFactsTest, WhatWasRemovedIsForgotten) {
    records::Measurement imported;
    imported.deviceSetting = toSetting(QStringLiteral("table/board"));
    imported.genotype = space::sorted(architecture.genotype);
    imported.shape = architecture.shape;
    imported.canonicalHash = space::canonicalHash(architecture);
    imported.value = 7;
    imported.provenance = CostProvenance::Imported;
    imported.session = "import board.csv";
    project.addMeasurements(std::vector{imported});
    EXPECT_EQ(read()->latencies(architecture).size(), 2U);
    project.removeImportedCosts({.source = "board.csv"});
    const auto left = read()->latencies(architecture);
    ASSERT_EQ(left.size(), 1U);
    EXPECT_EQ(left.front().provenance, CostProvenance::Predicted) << "of the other setting, read anew";
}

TEST_F(ArchitectureFactsTest, APredictionBeyondAllThatWasMeasuredSaysSo) {
    const auto usual = read()->latencies(architecture);
    EXPECT_FALSE(usual[0].beyond);
    EXPECT_EQ(provenanceText(usual[0]), QStringLiteral("predicted"));
    space::Genotype idle = space::published("DARTS_V2");
    for (space::CellGenotype& cell : idle.cells) {
        for (space::Choice& choice : cell.choices) {
            choice.operation = space::Operation::SkipConnect;
        }
    }
    const auto latencies = read()->latencies({idle, architecture.shape});
    ASSERT_EQ(latencies.size(), 1U);
    EXPECT_TRUE(latencies[0].beyond);
    EXPECT_TRUE(spokenLatencyText(latencies[0]).contains(QStringLiteral("beyond all that was measured")));
}

TEST_F(ArchitectureFactsTest, SimulatedAndImportedNumbersAreNotCalledMeasured) {
    for (const CostProvenance provenance : {CostProvenance::Imported, CostProvenance::Simulated}) {
        measure(4, provenance);
        EXPECT_EQ(read()->latencies(architecture).at(0).provenance, provenance) << "the more trusted one of both";
    }
}

TEST_F(ArchitectureFactsTest, WhatACandidateCarriesStandsBetweenMeasuredAndPredicted) {
    records::Candidate candidate;
    records::Cost cost;
    cost.deviceSetting = toSetting(setting);
    cost.provenance = CostProvenance::Simulated;
    cost.value = 3;
    candidate.costs.push_back(cost);
    cost.deviceSetting = records::parseDeviceSetting("table/elsewhere");
    cost.provenance = CostProvenance::Predicted;
    candidate.costs.push_back(cost);
    const auto latencies = read()->latencies(architecture, &candidate);
    ASSERT_EQ(latencies.size(), 2U);
    EXPECT_EQ(latencyOn(latencies, setting)->provenance, CostProvenance::Simulated);
    EXPECT_DOUBLE_EQ(latencyOn(latencies, QStringLiteral("table/elsewhere"))->ms, 3);
}

TEST_F(ArchitectureFactsTest, ReadsOnlyWhatIsNewAndOnlyForItsNetwork) {
    const auto first = read();
    EXPECT_EQ(read(), first) << "nothing new: the same object";
    test::addSecondSetting(project);
    const auto second = read();
    EXPECT_NE(second, first);
    EXPECT_EQ(first->latencies(architecture).size(), 1U) << "what a view holds does not change";
    EXPECT_EQ(second->latencies(architecture).size(), 2U);
    architecture.shape.channels = 24;
    EXPECT_TRUE(second->latencies(architecture).empty()) << "predictors are of one network";
}

TEST_F(ArchitectureFactsTest, ADamagedPredictorIsSaidAndLeftOut) {
    store::PredictorRecord record = project.predictor(project.predictors().front().id);
    record.deviceSetting = records::storedDeviceSetting("cpu/onnxruntime/t1/b1/f32");
    record.arrays.pop_back();
    project.savePredictor(record);
    const auto facts = read();
    EXPECT_EQ(facts->latencies(architecture).size(), 1U);
    ASSERT_EQ(facts->problems().size(), 1U);
    EXPECT_TRUE(facts->problems()[0].contains(QStringLiteral("onnxruntime")));
}

}
}
