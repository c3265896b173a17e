// SPDX-License-Identifier: GPL-3.0-or-later
#include <algorithm>
#include <chrono>
#include <functional>
#include <iostream>
#include <limits>
#include <memory>

#include <nlohmann/json.hpp>

#include "app/cli/commands.h"
#include "app/cli/interrupt_watch.h"
#include "core/base/json_text.h"
#include "core/base/state_folder.h"
#include "core/base/text.h"
#include "core/data/fetch.h"

namespace paretoscope::cli {

namespace {

/// As a job's: a bar on a terminal, now and then a line in a pipe, events for machines, which the window reads too
/// (widgets/jobs/data_fetch.h): they hold the bytes that there are, and of how many (-1: not known), or say "checking",
/// then "unpacking".
class FetchReport {
public:
    explicit FetchReport(OutputFormat format) : sink_(0, format) { }

    void operator()(const data::FetchProgress& progress) {
        using Stage = data::FetchProgress::Stage;
        if (progress.stage != Stage::Downloading) {
            sink_.progress(1, progress.stage == Stage::Checking ? "checking" : "unpacking", 0, {});
            return;
        }
        if (first_ < 0) {
            first_ = progress.done;
            start_ = std::chrono::steady_clock::now();
        }
        const double seconds = std::chrono::duration<double>(std::chrono::steady_clock::now() - start_).count();
        const auto gained = static_cast<double>(progress.done - first_);
        const bool known = progress.all > 0;
        const double left = known && gained > 0 ? seconds / gained * static_cast<double>(progress.all - progress.done)
                                                : std::numeric_limits<double>::quiet_NaN();
        const double fraction = known ? static_cast<double>(progress.done) / static_cast<double>(progress.all) : 0;
        sink_.progress(std::min(fraction, 0.999), // the rest is for checking and unpacking
            base::memoryText(progress.done) + (known ? " of " + base::memoryText(progress.all) : std::string()), left,
            {{"bytes", static_cast<double>(progress.done)}, {"all_bytes", static_cast<double>(progress.all)}});
    }

private:
    ConsoleSink sink_;
    std::int64_t first_ = -1; ///< bytes that were there when it began
    std::chrono::steady_clock::time_point start_;
};

void fetch(const Session& session, const std::string& name, const std::string& url) {
    const data::PublishedData& published = data::publishedData(name);
    const std::string address = data::addressOf(published, url);
    const InterruptWatch interrupt;
    data::Fetched fetched;
    {
        FetchReport report(session.format);
        fetched = data::fetch(published, base::dataFolder(), address, std::ref(report), interrupt.token());
    }
    if (session.format == OutputFormat::Json) {
        std::cout << base::textOf(nlohmann::ordered_json{
            {"name", published.name}, {"folder", fetched.folder.string()}, {"was_there", fetched.wasThere}})
                  << std::endl;
        return;
    }
    std::cout << published.name << (fetched.wasThere ? " was in " : " is in ") << fetched.folder.string()
              << (fetched.wasThere ? " already" : "") << "; use it with --data " << published.name << '\n';
}

}

void addFetchCommand(CLI::App& dataCommand, Session& session) {
    struct Arguments {
        std::string name;
        std::string url;
    };
    auto arguments = std::make_shared<Arguments>();
    CLI::App* command = dataCommand.add_subcommand("fetch", "download a data set, check it and unpack it");
    command->footer("Examples:\n  paretoscope-cli data fetch cifar10\n"
                    "  paretoscope-cli data fetch cifar100 --url http://mirror.example/cifar-100-binary.tar.gz\n"
                    "An interrupted download goes on where it was. Proxies are taken from http_proxy, https_proxy and "
                    "no_proxy;\nPARETOSCOPE_DATA_MIRROR names a folder of a server with the same files.");
    std::vector<std::string> names;
    for (const data::PublishedData& published : data::publishedData()) {
        names.push_back(published.name);
    }
    command->add_option("name", arguments->name, "which one")->required()->check(CLI::IsMember(names));
    command->add_option("--url", arguments->url, "load it from another address; it must be the same archive");
    command->callback([arguments, &session] { fetch(session, arguments->name, arguments->url); });
}

}
