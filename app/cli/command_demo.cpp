// SPDX-License-Identifier: GPL-3.0-or-later
#include <cmath>
#include <filesystem>
#include <iostream>
#include <memory>

#include <nlohmann/json.hpp>

#include "app/cli/commands.h"
#include "app/cli/interrupt_watch.h"
#include "app/cli/job_options.h"
#include "core/engine/main_job.h"
#include "core/engine/main_job_report.h"

namespace paretoscope::cli {

namespace {

struct DemoCommand {
    engine::MainJobOptions options = engine::demoOptions();
    std::string data = "synthetic";

    void execute(const Session& session, bool projectGiven) {
        options.search.data.source = data;
        options.shortTraining.data.source = options.train.data.source = data;
        options.measure.seed = options.search.seed = options.shortTraining.seed = options.train.seed = options.seed;
        const std::filesystem::path file = projectGiven ? session.project : options.output / "demo.paretoscope";
        std::filesystem::create_directories(options.output);
        store::Project project = store::Project::openOrCreate(file);
        std::unique_ptr<ConsoleSink> sink;
        InterruptWatch interrupt;
        const engine::MainJobResult result = engine::runMainJob(
            project, options,
            [&](int step, int steps, const std::string& title, std::int64_t run) -> engine::JobSink& {
                sink.reset();
                if (session.format == OutputFormat::Text) {
                    std::cerr << "[" << step << "/" << steps << "] " << title << '\n';
                }
                sink = std::make_unique<ConsoleSink>(run, session.format);
                return *sink;
            },
            interrupt.token());
        sink.reset();
        if (session.format == OutputFormat::Json) {
            std::cout << engine::figuresJson(result) << std::endl;
            return;
        }
        std::cout << '\n';
        printTable(engine::choiceRows(result));
        std::cout << '\n';
        printTable(engine::cellRows(result));
        std::cout << '\n' << engine::verdict(result) << "\n\n";
        printTable({{"front", result.front.string()}, {"cell", result.picture.string()}, {"ONNX", result.onnx.string()},
            {"project", file.string()}});
        std::cout << "\nLook at it again: paretoscope-cli front --project " << file.string() << '\n';
    }
};

}

void addDemoCommand(CLI::App& program, Session& session) {
    auto demo = std::make_shared<DemoCommand>();
    CLI::App* command =
        program.add_subcommand("demo", "the whole way in a few minutes: measure, fit, search, train, export");
    command->footer("Examples:\n  paretoscope-cli demo\n  paretoscope-cli demo --data cifar10:DIR --output results");
    command->add_option("--data", demo->data, "synthetic, cifar10:DIR, cifar100:DIR or folder:DIR")
        ->capture_default_str();
    command->add_option("--output", demo->options.output, "folder for the results")->capture_default_str();
    addSeedOption(*command, demo->options.seed);
    const CLI::Option* project = program.get_option("--project");
    command->callback([demo, project, &session] { demo->execute(session, project->count() > 0); });
}

}
