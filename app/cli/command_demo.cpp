// SPDX-License-Identifier: GPL-3.0-or-later
#include <filesystem>
#include <iostream>
#include <memory>

#include "app/cli/commands.h"
#include "app/cli/job_options.h"
#include "core/base/state_folder.h"
#include "core/engine/pipeline_report.h"
#include "core/options/jobs.h"

namespace paretoscope::cli {

namespace {

struct DemoCommand {
    options::PipelineConfig config = options::demoPipeline();
    std::string images = config.explore.data.source;
    std::string deviceSetting;

    void execute(Session session, bool projectGiven) {
        config.setImages(images);
        config.setDeviceSetting(deviceSetting);
        config.setSeed(config.seed);
        if (!projectGiven) {
            session.project = std::filesystem::path(config.output) / "demo.paretoscope";
        }
        base::makeFolder(config.output); // the project may lie in it
        const auto result = std::get<options::PipelineResult>(runOnceToEnd(session, config));
        if (session.format == OutputFormat::Json) {
            std::cout << engine::figuresJson(result) << std::endl;
            return;
        }
        std::cout << '\n';
        printTable(engine::cellRows(result));
        std::cout << '\n' << engine::verdict(result) << "\n\n";
        printTable({{"front", result.front}, {"cell", result.picture}, {"ONNX", result.onnx},
            {"project", session.project.string()}});
        std::cout << "\nLook at it again: paretoscope-cli front --project " << session.project.string() << '\n';
    }
};

}

void addDemoCommand(CLI::App& program, Session& session) {
    auto demo = std::make_shared<DemoCommand>();
    const options::JobDescription description = about(demo->config);
    CLI::App* command = program.add_subcommand("demo", description.help);
    command->footer(examplesText(description));
    const std::vector<options::OptionRow> rows = options::rowsOf(demo->config);
    addOptions(*command, rows);
    command->add_option("--data", demo->images, options::imageSources)->capture_default_str();
    addDeviceOption(*command, demo->deviceSetting);
    addSeedOption(*command, demo->config.seed);
    const CLI::Option* project = program.get_option("--project");
    command->callback([demo, project, rows, &session] {
        withFlagsInErrors(rows, [&] { demo->execute(session, project->count() > 0); });
    });
}

}
