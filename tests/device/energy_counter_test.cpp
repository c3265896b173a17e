// SPDX-License-Identifier: Apache-2.0
#include "core/device/energy_counter.h"

#include <filesystem>
#include <fstream>
#include <string>

#include <gtest/gtest.h>

#include "tests/test_folder.h"

namespace paretoscope::device {

namespace {

/// A folder that looks like /sys/class/powercap.
class FakePowercap {
public:
    void set(const std::string& zone, const std::string& name, const std::string& energyUj) const {
        std::filesystem::create_directories(root_.path() / zone);
        std::ofstream(root_.path() / zone / "name") << name << '\n';
        std::ofstream(root_.path() / zone / "energy_uj") << energyUj << '\n';
        std::ofstream(root_.path() / zone / "max_energy_range_uj") << 1'000'000 << '\n';
    }
    [[nodiscard]] const std::filesystem::path& root() const { return root_.path(); }

private:
    TestFolder root_;
};

}

TEST(EnergyCounter, addsThePackagesAndNothingWithinOrAroundThem) {
    const FakePowercap powercap;
    powercap.set("intel-rapl:0", "package-0", "5000");
    powercap.set("intel-rapl:0:0", "core", "3000");
    powercap.set("intel-rapl:1", "package-1", "7000");
    powercap.set("intel-rapl:2", "psys", "20000");
    const EnergyCounter counter = processorEnergy(powercap.root());
    ASSERT_TRUE(counter);
    const double before = counter.totalMj();
    powercap.set("intel-rapl:0", "package-0", "6500");
    powercap.set("intel-rapl:0:0", "core", "4000");
    powercap.set("intel-rapl:1", "package-1", "7250");
    powercap.set("intel-rapl:2", "psys", "90000");
    EXPECT_DOUBLE_EQ(counter.totalMj() - before, 1.75);
}

TEST(EnergyCounter, countsOnWhereTheHardwareStartsAgain) {
    const FakePowercap powercap;
    powercap.set("intel-rapl:0", "package-0", "999000");
    const EnergyCounter counter = processorEnergy(powercap.root());
    ASSERT_TRUE(counter);
    const double before = counter.totalMj();
    powercap.set("intel-rapl:0", "package-0", "2000");
    EXPECT_DOUBLE_EQ(counter.totalMj() - before, 3);
}

TEST(EnergyCounter, isNoneWhereNothingCountsOrMayBeRead) {
    const FakePowercap powercap;
    EXPECT_FALSE(processorEnergy(powercap.root()));
    EXPECT_FALSE(processorEnergy(powercap.root() / "missing"));
    powercap.set("intel-rapl:0", "package-0", "not a number");
    EXPECT_FALSE(processorEnergy(powercap.root()));
}

}
