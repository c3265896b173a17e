// SPDX-License-Identifier: Apache-2.0
#include "core/queries/stored.h"

#include <gtest/gtest.h>

#include "tests/store/project_fixture.h"

namespace paretoscope::queries {
namespace {

class CellOriginTest : public store::ProjectTest {
protected:
    void add(records::Origin origin, double lambda) {
        records::Candidate candidate;
        candidate.genotype = cell_.genotype;
        candidate.origin = origin;
        candidate.lambda = lambda;
        project_.upsertCandidates(project_.addRun(store::searchRun()), std::vector{candidate});
    }

    const space::Architecture cell_{store::cell("a"), {}};
    store::Project project_ = store::Project::create(path_);
};

TEST_F(CellOriginTest, IsWhereASearchMetItWhateverWasDoneWithItLater) {
    EXPECT_FALSE(cellOrigin(project_, cell_));
    add(records::Origin::Trained, -1);
    EXPECT_EQ(cellOrigin(project_, cell_)->origin, records::Origin::Trained);
    add(records::Origin::Search, 0.2);
    add(records::Origin::Search, 0.3);
    add(records::Origin::Scored, 0.4);
    EXPECT_EQ(cellOrigin(project_, cell_)->origin, records::Origin::Search);
    EXPECT_EQ(cellOrigin(project_, cell_)->lambda, 0.2) << "the first search that met it";
    add(records::Origin::Derived, 0.8);
    add(records::Origin::Trained, -1);
    EXPECT_EQ(cellOrigin(project_, cell_)->origin, records::Origin::Derived);
    EXPECT_EQ(cellOrigin(project_, cell_)->lambda, 0.8);
}

}
}
