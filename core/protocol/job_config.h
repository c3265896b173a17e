// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <variant>
#include <vector>

#include "core/protocol/defaults.h"
#include "core/records/run.h"
#include "core/space/architecture.h"

namespace paretoscope::protocol {

// What a job is asked to do: the full configuration that is stored with a run and that the window sends to its worker.
// The default member values are *the* defaults of the program, for the window and the terminal alike.

/// The network that is measured, trained and exported, and whose cells the search looks for.
struct NetworkConfig {
    std::string space = "darts"; ///< "darts" or "nas-bench-201"
    space::Shape shape = defaults::smallShape();
    bool operator==(const NetworkConfig&) const = default;
};

/// The network in which a search space's published tables were made: NAS-Bench-201's own; for other spaces the default.
NetworkConfig publishedNetwork(std::string_view space);

/// Which images a job sees.
struct DataConfig {
    std::string source = "synthetic"; ///< "synthetic", "cifar10:DIR", "cifar100:DIR", "folder:DIR"
    int trainImages = defaults::trainImages; ///< first n training images; a search halves them into weights' and
                                             ///< architecture's images
    int validationImages =
        defaults::scoringImages; ///< training images after those, which score candidates during the search
    int testImages = 10000; ///< at most, of the test part; only `train` looks at them
    bool operator==(const DataConfig&) const = default;
};

/// Time random architectures on a device setting.
struct MeasureConfig {
    std::string deviceSetting; ///< empty: this computer's processor, all cores, batch 1
    NetworkConfig network;
    int architectures = 330; ///< different architectures wanted in the project, those already stored included
    double repeatShare = 0.12; ///< part of them measured a second time, for the noise floor
    bool countEnergy = true; ///< beside the latency, where something counts it
    std::vector<std::string> genotypes; ///< measure exactly these (again) instead of random ones
    double budgetSeconds = 0; ///< stop after so long, whatever is reached then; 0: no limit
    /// Stop as soon as a predictor that is fitted to what was measured has this mean relative error on architectures
    /// held out, or no longer gets better; `architectures` are the most then. 0: measure them all.
    double untilError = 0;
    std::uint64_t seed = 1;
};

/// Fit a latency predictor to the stored measurements.
struct FitConfig {
    std::string deviceSetting;
    NetworkConfig network;
    /// Other device settings whose stored predictors (of the same search space, whatever their network) are the prior:
    /// a handful of measurements is enough then. Empty: from the measurements alone.
    std::vector<std::string> from;
    std::uint64_t seed = 1;
};

enum class LambdaMode : std::uint8_t {
    Fixed, ///< λ as given
    Live, ///< λ read from the window's slider at each step
    Target, ///< λ found by dual ascent so that the searched cell has targetLatencyMs
};

enum class CollapseGuard : std::uint8_t {
    None,
    AuxiliarySkip, ///< DARTS-minus: an extra skip whose weight falls to 0 (Chu et al. 2021)
    BetaDecay, ///< β-DARTS: mean logsumexp of α in the loss (Ye et al. 2022)
};

/// Differentiable search. With several λ the weights' warm-up is shared and each λ continues from it.
struct SearchConfig {
    NetworkConfig network;
    DataConfig data;
    std::string deviceSetting; ///< whose predictor prices the latency; empty: this computer's
    std::string cost = "latency"; ///< which stored cost that predictor prices: "latency", "energy", or their "product"
    LambdaMode mode = LambdaMode::Fixed;
    std::vector<double> lambdas{0.0}; ///< one search for each, in this order
    std::optional<double> targetLatencyMs; ///< needed by LambdaMode::Target
    std::optional<double>
        stopAtSaving; ///< end the grid at the first λ that is predicted to save this share against the first
    int order = 1; ///< 1 or 2
    int partialChannels = 1; ///< PC-DARTS K: 1, 2 or 4
    bool edgeNormalisation = false; ///< PC-DARTS β; on by default in the program where K > 1
    CollapseGuard guard = CollapseGuard::AuxiliarySkip;
    std::vector<std::string> forbidden; ///< operations that no cell may have, by name: what the target cannot run
    int batchSize = defaults::batchSize;
    int warmUpSteps = defaults::warmUpSteps; ///< weight steps before α moves
    int searchSteps = defaults::searchSteps; ///< bilevel steps after the warm-up
    double weightLearningRate = defaults::weightLearningRate;
    double architectureLearningRate = defaults::architectureLearningRate;
    int samples = 4; ///< M: sampled encodings a step for the latency term
    int archiveSamples = defaults::archiveSamples; ///< architectures sampled into the archive at each epoch
    int epochSteps = defaults::epochSteps; ///< steps between two checkpoints and archive entries
    std::uint64_t seed = 1;
};

/// Train architectures from scratch for equal steps, which is what compares cells fairly.
struct TrainConfig {
    NetworkConfig network;
    DataConfig data;
    std::vector<std::string> genotypes; ///< text or published names
    std::vector<int> rungs{defaults::trainSteps}; ///< steps after which the worse ones leave (successive halving); the
                                                  ///< last is the full length
    double keep = 0.5; ///< share that goes on after a rung
    int batchSize = defaults::batchSize;
    double learningRate = defaults::trainLearningRate;
    std::uint64_t seed = 1;
    int repeats = 1; ///< training seeds: seed, seed + 1, ...
    bool onValidation = false; ///< the final score too is on validation images: to choose by; test images stay unseen
};

enum class WeightsKind : std::uint8_t { Random, Trained };

enum class ExportFormat : std::uint8_t {
    Onnx,
    PyTorch, ///< a Python module, its weights beside it as safetensors
    Genotype, ///< text as the DARTS codes print it
    Dot, ///< the cells for Graphviz
    Svg, ///< the cells as a picture
    Profile, ///< measurements and predictor of the project's device settings, for other projects
};

std::string_view name(ExportFormat format);
ExportFormat exportFormatFromName(std::string_view name); ///< throws Error (UnknownName)
std::string_view suffixOf(ExportFormat format); ///< with its dot

/// Write an architecture to a file, or (profile) what the project knows about devices.
struct ExportConfig {
    NetworkConfig network;
    std::string genotype;
    std::string path;
    WeightsKind weights = WeightsKind::Trained; ///< Trained needs a train run of this genotype in the project
    std::uint64_t seed = 1;
    ExportFormat format = ExportFormat::Onnx;
};

/// Find the best schedules of operators on the simulated VTA: of a network's convolutions, of single operators, or
/// both. With several methods or seeds each operator is tuned by each of them, to compare them; the best of all is
/// kept.
struct TuneConfig {
    std::string accelerator = "pynq"; ///< a built-in VTA or the path of its configuration file (.json)
    std::string variant = "cpu"; ///< where depthwise convolutions run: "cpu" or "group16" (on the VTA, in groups)
    NetworkConfig network;
    std::string genotype; ///< text or published name; all that its network runs on the VTA. Empty: `layers` only
    std::vector<std::string> layers; ///< single operators, such as "conv/1x64x56x56/64x3x3/s1/p1/g1"
    bool verboseSpace = false; ///< tile sizes that are powers of two too, not only divisors
    std::vector<std::string> methods{"ours-filtered"}; ///< as vta::methodName() names them
    int trials = defaults::tuningTrials; ///< measurements of an operator at most
    int patience = defaults::tuningPatience; ///< stop after so many without a better one; 0: never
    int seeds = 1; ///< tunings by each method: seed, seed + 1, ...
    std::uint64_t seed = 1;
};

/// Score architectures with the weights that a search left behind (one-shot): quick, and a hint rather than an answer.
struct ScoreConfig {
    std::int64_t search = 0; ///< run of the search whose weights are taken
    std::vector<std::string> genotypes; ///< text or published names
    std::uint64_t seed = 1; ///< nothing is random in it; every job has one
};

using JobConfig =
    std::variant<MeasureConfig, FitConfig, SearchConfig, TrainConfig, ExportConfig, TuneConfig, ScoreConfig>;

records::JobKind kindOf(const JobConfig& config);

/// JSON of the configuration, every field written out, `kind` first.
std::string toJson(const JobConfig& config);

/// Throws Error (InvalidValue): a job of one kind was asked for and another found.
[[noreturn]] void throwOtherKind(records::JobKind wanted, records::JobKind found);

/// Reads what toJson() wrote; fields left out keep their defaults. Throws Error (InvalidValue) that names an unknown or
/// wrong field, its value and what is allowed.
JobConfig jobConfigFromJson(std::string_view json);

/// The configuration of a job that must be of this kind: a damaged file may say one kind and hold another. Throws Error
/// (InvalidValue) as well where it is not.
template <typename Config>
Config jobConfigFromJson(std::string_view json) {
    JobConfig config = jobConfigFromJson(json);
    if (Config* wanted = std::get_if<Config>(&config)) {
        return std::move(*wanted);
    }
    throwOtherKind(kindOf(JobConfig(std::in_place_type<Config>)), kindOf(config));
}

/// Throws Error (InvalidValue, InvalidShape, UnknownName) naming the first field out of range, its value and the
/// allowed range.
void validate(const JobConfig& config);

/// This computer: "cpu/eager/tN/b1/f32" with N = the cores that this process may use, less one for the window and the
/// system: threads that wait for each other at every operator lose far more than a core where anything else wants to
/// run.
std::string defaultDeviceSetting();

/// The configuration without what does not change a job's meaning, as a title for people: "search darts c8-l5 λ 0,
/// 0.3".
std::string title(const JobConfig& config);

}
