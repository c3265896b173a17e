// SPDX-License-Identifier: GPL-3.0-or-later
#include <exception>
#include <filesystem>
#include <iostream>

#include "tests/gui/sample_project.h"

int main(int argc, char** argv) {
    if (argc != 2) {
        std::cerr << "usage: make_sample_project FILE.paretoscope\n";
        return 2;
    }
    try {
        std::filesystem::remove(argv[1]);
        auto project = paretoscope::widgets::test::makeSampleProject(argv[1]);
        paretoscope::widgets::test::addSecondSetting(project);
        paretoscope::widgets::test::addTuning(project);
        paretoscope::widgets::test::addExploration(project, 1500);
        paretoscope::widgets::test::addYardstick(project, 20);
    } catch (const std::exception& error) {
        std::cerr << error.what() << '\n';
        return 1;
    }
    return 0;
}
