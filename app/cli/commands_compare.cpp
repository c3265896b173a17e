// SPDX-License-Identifier: GPL-3.0-or-later
#include <algorithm>
#include <iostream>
#include <memory>
#include <set>

#include "app/cli/commands.h"
#include "app/cli/job_options.h"
#include "app/cli/opened_project.h"
#include "core/base/error.h"
#include "core/queries/comparison.h"
#include "core/queries/shown_front.h"
#include "core/queries/stored.h"

namespace paretoscope::cli {

namespace {

struct CompareCommand {
    queries::ComparisonOptions options;
    std::vector<std::string> settings;
    std::string protocol;
    bool energy = false;
    bool noIntervals = false;
    CLI::App* command = nullptr;

    void execute(const Session& session) {
        const store::Project project = openToRead(session);
        for (const std::string& setting : settings) {
            const records::DeviceSetting wanted = records::storedDeviceSetting(setting);
            if (std::find(options.settings.begin(), options.settings.end(), wanted) == options.settings.end()) {
                options.settings.push_back(wanted);
            }
        }
        if (!networkGiven(*command)) {
            options.network = sharedNetwork(project);
        }
        options.kind = energy ? records::CostKind::EnergyMj : records::CostKind::LatencyMs;
        options.intervals = !noIntervals;
        if (!protocol.empty() || !project.protocols().empty()) {
            options.protocol = queries::shownProtocol(
                project, protocol, options.settings.empty() ? options::settingOr({}) : options.settings.front());
        }
        const queries::Comparison comparison = queries::compareSettings(project, options);
        if (session.format == OutputFormat::Json) {
            std::cout << queries::toJson(comparison) << std::endl;
            return;
        }
        print(project, comparison);
    }

    /// The network that all the settings have in common, where there is just one.
    [[nodiscard]] options::NetworkConfig sharedNetwork(const store::Project& project) const {
        std::vector<options::NetworkConfig> shared;
        std::set<records::DeviceSetting> wanted(options.settings.begin(), options.settings.end());
        const std::vector<store::DeviceSettingSummary> summaries = project.deviceSettings();
        for (const store::DeviceSettingSummary& summary : summaries) {
            if (options.settings.empty()) {
                wanted.insert(summary.deviceSetting);
            }
        }
        std::string known;
        for (const records::DeviceSetting& setting : wanted) {
            for (const options::NetworkConfig& network : queries::networksOf(summaries, setting)) {
                if (std::find(shared.begin(), shared.end(), network) == shared.end()) {
                    shared.push_back(network);
                    known += "\n  " + network.spaceName() + " " + space::toText(network.shape);
                }
            }
        }
        if (shared.size() > 1) {
            throw Error(ErrorCode::InvalidValue,
                "These device settings were measured with several networks; choose one with --space, --channels, "
                "--cells, --size, --classes:"
                    + known);
        }
        return shared.empty() ? options.network : shared.front();
    }

    void print(const store::Project& project, const queries::Comparison& comparison) const {
        std::cout << "Kendall τ-b of the ranking by " << (energy ? "energy" : "latency") << ", network "
                  << options.network.spaceName() << " " << space::toText(options.network.shape)
                  << "; alike settings stand beside each other\n\n";
        printTable(queries::matrixRows(comparison));
        std::cout << '\n';
        if (!comparison.transfers.empty()) {
            std::cout
                << "Moving a front: share of the other setting's hypervolume kept, cost at equal accuracy; accuracy: "
                << project.protocol(options.protocol).title << "\n\n";
        }
        printTable(queries::pairRows(comparison));
        if (comparison.shifts) {
            std::cout << "\nThe two that rank least alike: "
                      << toText(comparison.settings[comparison.shifts->a].deviceSetting) << " and "
                      << toText(comparison.settings[comparison.shifts->b].deviceSetting) << "\n\n";
            printTable(queries::shiftRows(comparison));
            std::cout << '\n';
            printTable(queries::effectRows(comparison));
        }
    }
};

}

void addCompareCommand(CLI::App& program, Session& session) {
    auto compare = std::make_shared<CompareCommand>();
    CLI::App* command = program.add_subcommand("compare", "how alike device settings rank architectures");
    compare->command = command;
    command->footer(
        "Examples:\n  paretoscope-cli compare\n  paretoscope-cli compare cpu/eager/t2/b1/f32 cmd/ort/b1\n"
        "  paretoscope-cli compare table/pixel3 table/titan_rtx_1 --json\n"
        "  paretoscope-cli compare cpu/eager/t1/b1/f32 cmd/pi/b1 --source predicted\n"
        "Intervals hold 95 %. 'pairs agree' is the share of pairs of architectures that both order alike (50 % is "
        "chance).\n'A's front on B': the hypervolume that the front found for A keeps on B, and what its members cost "
        "there against the cheapest architecture of at least their accuracy.");
    command->add_option("settings", compare->settings, "device settings; all of the project where left out");
    const std::map<std::string, queries::ComparisonSource> sources{{"stored", queries::ComparisonSource::Stored},
        {"predicted", queries::ComparisonSource::Predicted}, {"filled", queries::ComparisonSource::Filled}};
    command
        ->add_option("--source", compare->options.source,
            "stored: measured and imported costs; predicted: of random architectures; filled: stored, else predicted")
        ->transform(CLI::CheckedTransformer(sources).description("{stored,predicted,filled}"))
        ->default_str("stored");
    command->add_option("--architectures", compare->options.predicted, "random architectures for --source predicted")
        ->transform(wholeNumberText())
        ->check(CLI::Range(2, 1'000'000))
        ->capture_default_str();
    command->add_option(
        "--protocol", compare->protocol, "accuracy protocol (id or title) for the cost of moving a front");
    command->add_flag("--energy", compare->energy, "compare energies instead of latencies");
    command->add_flag("--no-intervals", compare->noIntervals, "leave out the intervals (twice as fast)");
    command->add_option("--top", compare->options.shifts, "architectures to list that differ most in rank")
        ->transform(wholeNumberText())
        ->check(CLI::Range(0, 1000))
        ->capture_default_str();
    const std::vector<options::OptionRow> rows = addNetworkOptions(*command, compare->options.network);
    addSeedOption(*command, compare->options.seed);
    command->callback([compare, rows, &session] { withFlagsInErrors(rows, [&] { compare->execute(session); }); });
}

}
