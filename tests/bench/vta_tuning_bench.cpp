// SPDX-License-Identifier: Apache-2.0
// bench.sh vta-tuning: measurements until the best configuration, against AutoTVM started at random. A measurement is
// one trial slot, a failed build included; compiler calls are counted apart. The device is the simulator, its whole
// space looked through beforehand (ground truth); the space is S2, which was chosen because its validity lies where the
// paper's did. Nothing may be tuned on the layers reported here: development.txt is for that.
#include <atomic>
#include <cmath>
#include <cstdio>
#include <fstream>
#include <iostream>
#include <map>
#include <thread>

#include <CLI/CLI.hpp>
#include <nlohmann/json.hpp>

#include "core/vta/tuner.h"
#include "tests/bench/bench_main.h"
#include "tests/bench/vta_network_figures.h"
#include "tests/bench/vta_replay.h"
#include "tests/bench/vta_tuning_report.h"

namespace paretoscope::vta {
namespace {

using Json = nlohmann::ordered_json;

struct Variant {
    std::string name;
    TunerOptions options;
    bool transfer = false; ///< layers in file order, each learning from those before
    bool shuffledGrid = false;
    std::string baseline = "autotvm";
};

std::vector<Variant> variants() {
    const auto of = [](TuningMethod method) { return TunerOptions{.method = method}; };
    std::vector<Variant> list{{"autotvm", of(TuningMethod::AutoTvm)}, {"random_search", of(TuningMethod::Random)},
        {"first_fit_50", of(TuningMethod::AutoTvm)}, {"presample", of(TuningMethod::Validity)},
        {"presample_e0", of(TuningMethod::Validity)}, {"validity", of(TuningMethod::Validity)},
        {"classifier", of(TuningMethod::Classifier)}, {"static_filter", of(TuningMethod::StaticFilter)},
        {"ours", of(TuningMethod::Ours), true}, {"ours_alone", of(TuningMethod::Ours)},
        {"ours_uncounted", of(TuningMethod::Ours)}, {"ours_filtered", of(TuningMethod::OursFiltered), true},
        {"ours_filtered_alone", of(TuningMethod::OursFiltered)},
        {"autotvm_shuffled", of(TuningMethod::AutoTvm), false, true},
        {"shuffled_grid", of(TuningMethod::Validity), false, true, "autotvm_shuffled"}};
    for (Variant& variant : list) {
        if (variant.name == "first_fit_50") {
            variant.options.firstFit = 50;
        } else if (variant.name == "ours_uncounted") {
            variant.options.countInstructions = false;
        } else if (variant.name == "presample") {
            variant.options.firstSet = 0;
            variant.options.validityBias = false;
        } else if (variant.name == "presample_e0") {
            variant.options.validityBias = false;
        }
    }
    return list;
}

RunRecord record(const Replay& target, const TuningResult& result, double cap) {
    RunRecord run;
    const auto best = static_cast<double>(target.truth().bestCycles);
    run.untilBest = run.untilOnePercent = run.untilFivePercent = run.untilBestFree = cap;
    run.compilerShare = static_cast<double>(result.compilerCalls) / target.space().size();
    double lowest = 0;
    double refused = 0;
    for (std::size_t i = 0; i < result.trials.size(); ++i) {
        const Outcome& outcome = result.trials[i].outcome;
        const auto count = static_cast<double>(i + 1);
        if (outcome.reason != Reason::Valid) {
            ++run.invalid;
            refused += failureClass(outcome.reason) == FailureClass::CompileTime ? 1 : 0;
        } else if (lowest == 0 || static_cast<double>(outcome.cycles) < lowest) {
            lowest = static_cast<double>(outcome.cycles);
            if (lowest <= 1.05 * best) {
                run.untilFivePercent = std::min(run.untilFivePercent, count);
            }
            if (lowest <= 1.01 * best) {
                run.untilOnePercent = std::min(run.untilOnePercent, count);
            }
        }
        run.bestSoFar.push_back(lowest > 0 ? static_cast<float>(best / lowest) : 0.0F);
        if (lowest > 0 && lowest <= best) {
            run.found = true;
            run.untilBest = count;
            run.untilBestFree = count - refused;
            break;
        }
    }
    return run;
}

class Bench {
public:
    Bench(std::vector<NamedWorkload> layers, const Accelerator& accelerator, const TaskOptions& task, int seeds,
        std::uint32_t cap)
        : layers_(std::move(layers))
        , seeds_(seeds)
        , cap_(cap) {
        for (const NamedWorkload& layer : layers_) {
            targets_.emplace_back(Task(accelerator, layer.workload, task));
        }
    }

    MethodRuns run(const Variant& variant, unsigned threads) {
        MethodRuns runs(layers_.size(), std::vector<RunRecord>(static_cast<std::size_t>(seeds_)));
        std::atomic<std::size_t> next{0};
        const std::size_t jobs =
            variant.transfer ? static_cast<std::size_t>(seeds_) : layers_.size() * static_cast<std::size_t>(seeds_);
        const auto work = [&] {
            for (std::size_t job = next++; job < jobs; job = next++) {
                if (variant.transfer) {
                    sequence(variant, job, runs);
                } else {
                    const std::size_t layer = job / static_cast<std::size_t>(seeds_);
                    const std::size_t seed = job % static_cast<std::size_t>(seeds_);
                    runs[layer][seed] = one(variant, layer, seed, nullptr);
                }
            }
        };
        std::vector<std::jthread> workers;
        for (unsigned i = 1; i < threads; ++i) {
            workers.emplace_back(work);
        }
        work();
        workers.clear();
        return runs;
    }

    [[nodiscard]] const std::vector<NamedWorkload>& layers() const { return layers_; }
    [[nodiscard]] const std::vector<Replay>& targets() const { return targets_; }

private:
    void sequence(const Variant& variant, std::size_t seed, MethodRuns& runs) const {
        Knowledge knowledge;
        for (std::size_t layer = 0; layer < layers_.size(); ++layer) {
            runs[layer][seed] = one(variant, layer, seed, &knowledge);
        }
    }

    [[nodiscard]] RunRecord one(
        const Variant& variant, std::size_t layer, std::size_t seed, Knowledge* knowledge) const {
        TunerOptions options = variant.options;
        options.seed = 1000 * (layer + 1) + seed;
        options.maxTrials = cap_;
        const auto search = [&](const Replay& target) {
            options.stopAtCycles = target.truth().bestCycles;
            const double cap = std::min(cap_, target.space().size());
            return record(target, tune(target, options, knowledge), cap);
        };
        return variant.shuffledGrid ? search(targets_[layer].shuffled(options.seed)) : search(targets_[layer]);
    }

    std::vector<NamedWorkload> layers_;
    std::vector<Replay> targets_;
    int seeds_;
    std::uint32_t cap_;
};

void add(Json& figures, const std::string& name, const RatioEstimate& estimate) {
    figures[name] = estimate.value;
    figures[name + "_low"] = estimate.low;
    figures[name + "_high"] = estimate.high;
}

void printLayers(
    const Bench& bench, const std::map<std::string, MethodRuns>& results, const std::vector<std::string>& shown) {
    std::printf("\nmean measurements until the best configuration\n%-6s %6s %6s", "layer", "space", "valid");
    for (const std::string& name : shown) {
        std::printf(" %13.13s", name.c_str());
    }
    std::printf("\n");
    for (std::size_t layer = 0; layer < bench.layers().size(); ++layer) {
        const Replay& target = bench.targets()[layer];
        std::printf("%-6s %6u %5.1f%%", bench.layers()[layer].name.c_str(), target.space().size(),
            100 * target.truth().validShare());
        for (const std::string& name : shown) {
            double sum = 0;
            for (const RunRecord& run : results.at(name)[layer]) {
                sum += run.untilBest;
            }
            std::printf(" %13.1f", sum / static_cast<double>(results.at(name)[layer].size()));
        }
        std::printf("\n");
    }
}

void writeCurves(const std::string& path, const Bench& bench, const std::map<std::string, MethodRuns>& results) {
    Json document;
    for (const auto& [name, runs] : results) {
        for (std::size_t layer = 0; layer < runs.size(); ++layer) {
            Json curves = Json::array();
            for (const RunRecord& run : runs[layer]) {
                curves.push_back(run.bestSoFar);
            }
            document[name][bench.layers()[layer].name] = std::move(curves);
        }
    }
    std::ofstream(path) << document.dump() << '\n';
}

int run(int argc, char** argv) {
    std::string layers = PARETOSCOPE_SOURCE_DIR "/tests/bench/vta/heldout.txt";
    std::string device = "pynq";
    std::string curves;
    std::string only;
    std::string objective = "rank";
    int seeds = 5;
    std::uint32_t cap = 750;
    bool tvmSpace = false;
    unsigned threads = std::max(1U, std::thread::hardware_concurrency());
    CLI::App program("measurements until the best schedule");
    program.add_option("--layers", layers, "layer list")->capture_default_str();
    program.add_option("--seeds", seeds, "repetitions of each search")
        ->check(CLI::Range(1, 1000))
        ->capture_default_str();
    program.add_option("--trials", cap, "measurements at most")->check(CLI::Range(64, 100000))->capture_default_str();
    program.add_option("--accelerator", device)->capture_default_str();
    program.add_flag("--tvm-space", tvmSpace, "the space S1 instead of S2");
    program.add_option("--objective", objective, "of AutoTVM's model")->check(CLI::IsMember({"rank", "regression"}));
    program.add_option("--methods", only, "comma-separated; default all");
    program.add_option("--curves", curves, "write best-so-far curves to this JSON file");
    program.add_option("--threads", threads)->check(CLI::Range(1, 256))->capture_default_str();
    CLI11_PARSE(program, argc, argv);

    TaskOptions task{
        .flavour = tvmSpace ? SpaceFlavour::Factors : SpaceFlavour::Verbose, .rules = {.bothThreads = true}};
    Bench bench(readLayers(layers), loadAccelerator(device), task, seeds, cap);
    std::map<std::string, MethodRuns> results;
    std::vector<std::string> shown;
    std::vector<Variant> chosen;
    for (Variant& variant : variants()) {
        if (only.empty() || ("," + only + ",").find("," + variant.name + ",") != std::string::npos) {
            variant.options.objective = objective == "rank" ? Objective::Rank : Objective::Regression;
            chosen.push_back(variant);
        }
    }
    for (const Variant& variant : chosen) {
        const auto begin = std::chrono::steady_clock::now();
        results[variant.name] = bench.run(variant, threads);
        shown.push_back(variant.name);
        const double seconds = std::chrono::duration<double>(std::chrono::steady_clock::now() - begin).count();
        const Spread s = spread(results[variant.name]);
        std::printf("%-20s median %5.0f  IQR %5.0f  found %5.1f %%  invalid %4.1f %%  compiled %4.1f %% of the space  "
                    "%.0f s\n",
            variant.name.c_str(), s.median, s.interquartile, 100 * s.foundShare, 100 * s.invalidShare,
            100 * s.compilerShare, seconds);
        std::fflush(stdout);
    }
    printLayers(bench, results, shown);
    Json figures{{"layers", bench.layers().size()}, {"seeds", seeds}, {"cap", cap}};
    std::printf(
        "\nmeasurements as a share of AutoTVM's (geometric mean over layers, 95 %% interval)\n%-20s %26s %10s %10s\n",
        "", "best", "within 1 %", "within 5 %");
    for (const Variant& variant : chosen) {
        if (variant.name == variant.baseline || !results.contains(variant.baseline)
            || variant.name == "autotvm_shuffled") {
            continue;
        }
        const MethodRuns& mine = results[variant.name];
        const MethodRuns& base = results[variant.baseline];
        const RatioEstimate best = ratio(mine, base, &RunRecord::untilBest);
        const RatioEstimate one = ratio(mine, base, &RunRecord::untilOnePercent);
        const RatioEstimate five = ratio(mine, base, &RunRecord::untilFivePercent);
        std::printf("%-20s %8.3f (%.3f to %.3f) %10.3f %10.3f\n", variant.name.c_str(), best.value, best.low, best.high,
            one.value, five.value);
        add(figures, "ratio_" + variant.name, best);
        figures["ratio_" + variant.name + "_within_1"] = one.value;
        figures["ratio_" + variant.name + "_within_5"] = five.value;
    }
    const bool complete = results.contains("autotvm");
    const Spread base = complete ? spread(results["autotvm"]) : Spread{};
    if (complete && results.contains("validity")) {
        figures["ratio_validity_uncharged"] =
            ratio(results["validity"], results["autotvm"], &RunRecord::untilBestFree).value;
    }
    for (const std::string& name : shown) {
        const Spread s = spread(results[name]);
        figures["median_" + name] = s.median;
        figures["iqr_" + name] = s.interquartile;
        figures["found_share_" + name] = s.foundShare;
        figures["censored_" + name] =
            std::lround((1 - s.foundShare) * static_cast<double>(bench.layers().size()) * seeds);
        figures["invalid_share_" + name] = s.invalidShare;
        figures["compiler_share_" + name] = s.compilerShare;
        if (complete && name != "autotvm") {
            figures["invalid_reduction_" + name] = 1 - s.invalidCount / base.invalidCount;
            figures["invalid_share_reduction_" + name] = 1 - s.invalidShare / base.invalidShare;
            figures["iqr_ratio_" + name] = s.interquartile / base.interquartile;
        }
    }
    std::printf("\nThe device is a simulator, checked against published tuned latencies only; the space S2 was chosen "
                "for the paper's range of validity.\nAutoTVM is modelled with its knob features. Ours counts a "
                "schedule's instructions, and the simulator's time follows from such counts:\non a board the "
                "remainder would be larger. Invalid points of the first set are charged as measurements.\n");
    if (only.empty()) {
        addNetworkFigures(loadAccelerator(device), figures);
    }
    if (!curves.empty()) {
        writeCurves(curves, bench, results);
    }
    std::cout << figures.dump() << std::endl;
    return 0;
}

}
}

int main(int argc, char** argv) {
    return paretoscope::benchMain(argc, argv, paretoscope::vta::run);
}
