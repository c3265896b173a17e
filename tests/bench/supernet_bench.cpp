// SPDX-License-Identifier: Apache-2.0
// Step time and memory of the supernet beside a plain one that follows the reference codes layer by layer. Each variant
// runs in a process of its own, so that its peak memory is its own. One step = architect step (forward, backward, Adam)
// and weight step (forward, backward, clip, SGD), first order, random 32×32 images; the minimum over the timed steps
// counts. Beside it a roofline: five forward passes' arithmetic (two forward, one backward to activations for α, two
// for weights) at this machine's GEMM rate, or eleven passes over what the convolutions put out at its copy bandwidth,
// whichever takes longer; both measured in the same run.
#include <sys/resource.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <chrono>
#include <cstdio>
#include <fstream>
#include <iostream>
#include <limits>
#include <memory>
#include <optional>
#include <stdexcept>
#include <string>
#include <thread>

#include <CLI/CLI.hpp>
#include <nlohmann/json.hpp>
#include <torch/nn.h>
#include <torch/optim.h>

#include "core/nn/cpu/cell_layout.h"
#include "core/nn/fixed_network.h"
#include "core/nn/memory_plan.h"
#include "core/nn/optimisers.h"
#include "core/nn/supernet.h"
#include "core/nn/supernet_plan.h"
#include "core/torch_headers.h"
#include "tests/nn/plain_supernet.h"

namespace paretoscope::nn {
namespace {

struct Setting {
    std::string prefix; ///< "pc_" for PC-DARTS
    std::string name;
    int channels;
    int cells;
    int batch;
    int partialChannels = 1;
    int steps;
};

struct Result {
    double milliseconds;
    double p95OverMinimum;
    double peakMb; ///< above what the process held before the network was built
};

double peakRssMb() {
    rusage usage{};
    getrusage(RUSAGE_SELF, &usage);
    return static_cast<double>(usage.ru_maxrss) / 1024.0;
}

double availableMb() {
    std::ifstream file("/proc/meminfo");
    std::string key;
    double kilobytes = 0.0;
    std::string unit;
    while (file >> key >> kilobytes) {
        std::getline(file, unit);
        if (key == "MemAvailable:") {
            return kilobytes / 1024.0;
        }
    }
    return 0.0;
}

SupernetConfig configOf(const Setting& setting) {
    return {.shape = {.channels = setting.channels, .cells = setting.cells},
        .partialChannels = setting.partialChannels,
        .edgeNormalisation = setting.partialChannels > 1};
}

/// What a forward pass of all cells has to do at least.
struct Work {
    double operations = 0; ///< multiplications and additions
    double outputBytes = 0; ///< of convolutions
};

Work forwardWork(const Setting& setting) {
    Work work;
    const SupernetConfig config = configOf(setting);
    for (const space::SkeletonStep& step : skeletonOf(config).steps) { // the benchmark's spaces have no blocks
        const cpu::CellLayout layout(cellSpec(config, step), {setting.batch, step.inputSize, step.inputSize});
        for (const cpu::UnitLayout& unit : layout.units) {
            const double outputs = static_cast<double>(setting.batch) * unit.outChannels * unit.pixels;
            double perOutput = unit.inChannels;
            if (!unit.dense()) {
                perOutput += unit.taps;
            }
            work.operations += 2 * outputs * perOutput;
            work.outputBytes += outputs * static_cast<double>(sizeof(float));
        }
    }
    return work;
}

/// The fastest of some calls, in seconds.
template <class Call>
double fastest(const Call& call) {
    double best = std::numeric_limits<double>::infinity();
    for (int round = 0; round < 8; ++round) {
        const auto start = std::chrono::steady_clock::now();
        call();
        best = std::min(best, std::chrono::duration<double>(std::chrono::steady_clock::now() - start).count());
    }
    return best;
}

struct Machine {
    double operationsPerSecond;
    double bytesPerSecond;
};

Machine measureMachine() {
    constexpr int side = 2048;
    const torch::Tensor a = torch::rand({side, side});
    const torch::Tensor b = torch::rand({side, side});
    torch::Tensor c = torch::empty({side, side});
    const double product = fastest([&] { at::mm_out(c, a, b); });
    const torch::Tensor from = torch::rand({64 << 20});
    torch::Tensor to = torch::empty_like(from);
    const double copy = fastest([&] { to.copy_(from); });
    return {2.0 * side * side * side / product, 2.0 * static_cast<double>(from.nbytes()) / copy};
}

double rooflineMs(const Setting& setting, const Machine& machine) {
    const Work work = forwardWork(setting);
    return 1000
        * std::max(5 * work.operations / machine.operationsPerSecond, 11 * work.outputBytes / machine.bytesPerSecond);
}

/// A supernet that can be stepped: built once, then timed.
class Stepper {
public:
    virtual ~Stepper() = default;
    virtual void architectStep(const torch::Tensor& images, const torch::Tensor& labels) = 0;
    virtual void weightStep(const torch::Tensor& images, const torch::Tensor& labels) = 0;
};

torch::Tensor loss(const torch::Tensor& logits, const torch::Tensor& labels) {
    return torch::cross_entropy_loss(logits, labels);
}

class OurStepper final : public Stepper {
public:
    OurStepper(const Setting& setting, CellKernels kernels)
        : net_(configOf(setting), at::make_generator<at::CPUGeneratorImpl>(1), cpuExecutor(kernels))
        , adam_(net_.architectureParameters(), {})
        , sgd_(net_.weights(), {}) { }

    void architectStep(const torch::Tensor& images, const torch::Tensor& labels) override {
        net_.setTrainable(Side::Architecture);
        clearGradients(adam_.parameters());
        loss(net_.forward(images), labels).backward();
        adam_.step(3e-4);
    }
    void weightStep(const torch::Tensor& images, const torch::Tensor& labels) override {
        net_.setTrainable(Side::Weights);
        clearGradients(sgd_.parameters());
        loss(net_.forward(images), labels).backward();
        clipGradientNorm(sgd_.parameters(), 5.0);
        sgd_.step(0.025);
    }
    /// A weight step of one sampled cell in place of the mixture.
    void sampledStep(const torch::Tensor& images, const torch::Tensor& labels) {
        net_.setTrainable(Side::Weights);
        clearGradients(sgd_.parameters());
        const space::Genotype cell = space::sampleUniform(net_.config().space, random_);
        loss(net_.forwardGenotype(images, cell, Statistics::Batch), labels).backward();
        clipGradientNorm(sgd_.parameters(), 5.0);
        sgd_.step(0.025);
    }

private:
    space::Random random_{1};
    Supernet net_;
    Adam adam_;
    Sgd sgd_;
};

/// A discrete network's step, as the final training does it.
class FixedStepper {
public:
    FixedStepper(const Setting& setting, const space::Genotype& cell, bool fused)
        : net_(space::lower({cell, configOf(setting).shape}), {.executor = fused ? cpuExecutor() : nullptr},
            at::make_generator<at::CPUGeneratorImpl>(1))
        , sgd_(net_.parameters(), {}) { }
    void step(const torch::Tensor& images, const torch::Tensor& labels) {
        clearGradients(sgd_.parameters());
        loss(net_.forward(images), labels).backward();
        clipGradientNorm(sgd_.parameters(), 5.0);
        sgd_.step(0.025);
    }

private:
    FixedNetwork net_;
    Sgd sgd_;
};

/// The discrete networks that are stepped.
std::vector<space::Genotype> discreteCells() {
    space::Random random{7};
    std::vector<space::Genotype> cells;
    for (int cell = 0; cell < 8; ++cell) {
        cells.push_back(space::sampleUniform(space::SpaceId::Darts, random));
    }
    return cells;
}

/// What the largest of them is estimated to take.
double fixedEstimateMb(const Setting& setting, int threads) {
    std::int64_t most = 0;
    for (const space::Genotype& cell : discreteCells()) {
        const TrainingBytes bytes =
            fusedTrainingBytes(cell.space, configOf(setting).shape, &cell, setting.batch, threads);
        most = std::max(most, bytes.kept + bytes.working);
    }
    return static_cast<double>(firstStepBytes + most) / (1 << 20);
}

/// The mean over some cells of the fastest of three weight steps of a discrete network.
double fixedMs(bool fused, const Setting& setting, const torch::Tensor& images, const torch::Tensor& labels) {
    constexpr int rounds = 4; // the first warms up
    double sum = 0;
    const std::vector<space::Genotype> cells = discreteCells();
    for (const space::Genotype& cell : cells) {
        FixedStepper network(setting, cell, fused);
        double best = std::numeric_limits<double>::infinity();
        for (int round = 0; round < rounds; ++round) {
            const auto start = std::chrono::steady_clock::now();
            network.step(images, labels);
            const std::chrono::duration<double, std::milli> taken = std::chrono::steady_clock::now() - start;
            best = round == 0 ? best : std::min(best, taken.count());
        }
        sum += best;
    }
    return sum / static_cast<double>(cells.size());
}

class PlainStepper final : public Stepper {
public:
    explicit PlainStepper(const Setting& setting)
        : net_(configOf(setting), at::make_generator<at::CPUGeneratorImpl>(1))
        , architecture_(net_.alphas()) {
        architecture_.insert(architecture_.end(), net_.betas().begin(), net_.betas().end());
        for (const NamedTensor& entry : net_.parameters()) {
            weights_.push_back(entry.tensor);
        }
        adam_ = std::make_unique<torch::optim::Adam>(
            architecture_, torch::optim::AdamOptions(3e-4).betas({0.5, 0.999}).weight_decay(1e-3));
        sgd_ = std::make_unique<torch::optim::SGD>(
            weights_, torch::optim::SGDOptions(0.025).momentum(0.9).weight_decay(3e-4));
    }

    void architectStep(const torch::Tensor& images, const torch::Tensor& labels) override {
        adam_->zero_grad();
        loss(net_.forward(images), labels).backward();
        adam_->step();
    }
    void weightStep(const torch::Tensor& images, const torch::Tensor& labels) override {
        sgd_->zero_grad();
        loss(net_.forward(images), labels).backward();
        torch::nn::utils::clip_grad_norm_(weights_, 5.0);
        sgd_->step();
    }

private:
    PlainSupernet net_;
    std::vector<torch::Tensor> architecture_;
    std::vector<torch::Tensor> weights_;
    std::unique_ptr<torch::optim::Adam> adam_;
    std::unique_ptr<torch::optim::SGD> sgd_;
};

/// A window's repaints beside a search: a fifth of a core, 4 ms of work every 20.
class Repaints {
public:
    Repaints()
        : thread_([](const std::stop_token& stop) {
            while (!stop.stop_requested()) {
                const auto until = std::chrono::steady_clock::now() + std::chrono::milliseconds(4);
                while (std::chrono::steady_clock::now() < until) { }
                std::this_thread::sleep_for(std::chrono::milliseconds(16));
            }
        }) { }

private:
    std::jthread thread_;
};

/// What the child process does: one warm-up step, then the timed ones.
int runChild(const std::string& variant, const Setting& setting) {
    const double before = peakRssMb();
    const torch::Generator generator = at::make_generator<at::CPUGeneratorImpl>(2);
    const torch::Tensor images = torch::randn({setting.batch, 3, 32, 32}, generator);
    const torch::Tensor labels = torch::randint(10, {setting.batch}, generator, torch::kInt64);
    if (variant == "fixed" || variant == "fused") {
        const double milliseconds = fixedMs(variant == "fused", setting, images, labels);
        std::cout << milliseconds << " 1 " << peakRssMb() - before << std::endl;
        return 0;
    }
    std::unique_ptr<Stepper> stepper;
    if (variant == "plain") {
        stepper = std::make_unique<PlainStepper>(setting);
    } else {
        stepper = std::make_unique<OurStepper>(setting, variant == "stock" ? CellKernels::Stock : CellKernels::Fused);
    }
    std::optional<Repaints> repaints;
    if (variant == "window") {
        repaints.emplace();
    }
    auto* ours = dynamic_cast<OurStepper*>(stepper.get());
    std::vector<double> elapsed;
    for (int step = 0; step <= setting.steps; ++step) {
        const auto start = std::chrono::steady_clock::now();
        if (variant == "sampled") {
            ours->sampledStep(images, labels);
        } else if (variant == "weights") {
            ours->weightStep(images, labels);
        } else {
            stepper->architectStep(images, labels);
            stepper->weightStep(images, labels);
        }
        elapsed.push_back(std::chrono::duration<double, std::milli>(std::chrono::steady_clock::now() - start).count());
    }
    std::sort(elapsed.begin() + 1, elapsed.end()); // the first warmed up
    const double best = elapsed[1];
    const double late = elapsed[1 + (elapsed.size() - 2) * 95 / 100];
    std::cout << best << " " << late / best << " " << peakRssMb() - before << std::endl;
    return 0;
}

Result measure(const std::string& variant, const Setting& setting, int threads, int repeats = 1) {
    std::array<char, 4096> self{};
    if (readlink("/proc/self/exe", self.data(), self.size() - 1) < 0) {
        throw std::runtime_error("cannot find this program's own file in /proc");
    }
    const std::string command = "'" + std::string(self.data()) + "' --child " + variant + " --channels "
        + std::to_string(setting.channels) + " --cells " + std::to_string(setting.cells) + " --batch "
        + std::to_string(setting.batch) + " --partial " + std::to_string(setting.partialChannels) + " --steps "
        + std::to_string(setting.steps * repeats) + " --threads " + std::to_string(threads);
    const std::unique_ptr<FILE, int (*)(FILE*)> pipe(popen(command.c_str(), "r"), pclose);
    Result result{};
    if (!pipe
        || std::fscanf(pipe.get(), "%lf %lf %lf", &result.milliseconds, &result.p95OverMinimum, &result.peakMb) != 3) {
        throw std::runtime_error("the child process gave no figures: " + command);
    }
    return result;
}

nlohmann::ordered_json compare(const std::vector<Setting>& settings, int threads) {
    nlohmann::ordered_json figures;
    const Machine machine = measureMachine();
    std::printf("this machine: GEMM %.0f GFLOP/s, copy %.1f GB/s\n", machine.operationsPerSecond / 1e9,
        machine.bytesPerSecond / 1e9);
    figures["gemm_gflops"] = machine.operationsPerSecond / 1e9;
    figures["copy_gb_per_s"] = machine.bytesPerSecond / 1e9;
    std::printf("%-10s %2s %2s %3s %2s  %10s %10s %10s  %7s %7s  %9s %9s %7s  %9s  %6s %7s\n", "setting", "C", "L", "B",
        "K", "plain ms", "stock ms", "ours ms", "plain/", "stock/", "plain MB", "ours MB", "ratio", "estimate", "bound",
        "p95/min");
    for (const Setting& setting : settings) {
        const Result ours = measure("ours", setting, threads, /*repeats=*/4);
        const Result stock = measure("stock", setting, threads);
        const Result plain = measure("plain", setting, threads);
        const double ratio = plain.milliseconds / ours.milliseconds;
        const double stockRatio = stock.milliseconds / ours.milliseconds;
        const double memoryRatio = plain.peakMb / ours.peakMb;
        const double bound = rooflineMs(setting, machine) / ours.milliseconds;
        const double estimatedMb =
            static_cast<double>(fusedSupernetBytes(configOf(setting), setting.batch, threads)) / (1 << 20);
        std::printf("%-10s %2d %2d %3d %2d  %10.1f %10.1f %10.1f  %7.2f %7.2f  %9.0f %9.0f %7.2f  %9.0f  %6.2f %7.2f\n",
            (setting.prefix + setting.name).c_str(), setting.channels, setting.cells, setting.batch,
            setting.partialChannels, plain.milliseconds, stock.milliseconds, ours.milliseconds, ratio, stockRatio,
            plain.peakMb, ours.peakMb, memoryRatio, estimatedMb, bound, ours.p95OverMinimum);
        // A mixture's weight step against that of one sampled cell, and a step beside a window that repaints.
        const Result mixture = measure("weights", setting, threads);
        const Result sampled = measure("sampled", setting, threads, /*repeats=*/4);
        const Result beside = measure("window", setting, threads, /*repeats=*/4);
        const double sampledRatio = mixture.milliseconds / sampled.milliseconds;
        std::printf("%-10s weight step of a sampled cell %.1f ms, %.1f times as fast as the mixture's; beside a window "
                    "%.1f ms a step, p95/min %.2f\n",
            "", sampled.milliseconds, sampledRatio, beside.milliseconds, beside.p95OverMinimum);
        if (setting.partialChannels == 1) {
            // Training a discrete network of that shape, on stock kernels and with its cells on ours.
            const Result fixed = measure("fixed", setting, threads);
            const Result fused = measure("fused", setting, threads);
            const double fixedRatio = fixed.milliseconds / fused.milliseconds;
            std::printf(
                "%-10s training step of a discrete network %.1f ms on stock kernels, %.1f ms on ours: %.2f times "
                "as fast, memory %.0f and %.0f MB\n",
                "", fixed.milliseconds, fused.milliseconds, fixedRatio, fixed.peakMb, fused.peakMb);
            figures["fixed_ratio_" + setting.name] = fixedRatio;
            figures["fixed_memory_ratio_" + setting.name] = fixed.peakMb / fused.peakMb;
            figures["fixed_memory_estimate_error_" + setting.name] =
                fixedEstimateMb(setting, threads) / fused.peakMb - 1;
        }
        std::fflush(stdout);
        figures[setting.prefix + "sampled_ratio_" + setting.name] = sampledRatio;
        figures[setting.prefix + "window_slowdown_" + setting.name] = beside.milliseconds / ours.milliseconds;
        figures[setting.prefix + "window_" + setting.name + "_p95_over_min"] = beside.p95OverMinimum;
        figures[setting.prefix + "step_ratio_" + setting.name] = ratio;
        figures[setting.prefix + "stock_ratio_" + setting.name] = stockRatio;
        figures[setting.prefix + "memory_ratio_" + setting.name] = memoryRatio;
        figures[setting.prefix + "plain_" + setting.name + "_ms"] = plain.milliseconds;
        figures[setting.prefix + "stock_" + setting.name + "_ms"] = stock.milliseconds;
        figures[setting.prefix + "ours_" + setting.name + "_ms"] = ours.milliseconds;
        figures[setting.prefix + "ours_" + setting.name + "_p95_over_min"] = ours.p95OverMinimum;
        figures[setting.prefix + "bound_share_" + setting.name] = bound;
        figures[setting.prefix + "memory_estimate_error_" + setting.name] = estimatedMb / ours.peakMb - 1;
        figures[setting.prefix + "plain_" + setting.name + "_mb"] = plain.peakMb;
        figures[setting.prefix + "ours_" + setting.name + "_mb"] = ours.peakMb;
    }
    return figures;
}

}
}

int main(int argc, char** argv) {
    using namespace paretoscope::nn;
    CLI::App app("Step time and memory of the supernet against a plain, reference-like one.");
    std::string child;
    Setting setting{.name = "child", .channels = 8, .cells = 5, .batch = 32, .steps = 3};
    bool quick = false;
    int threads = at::get_num_threads();
    app.add_flag("--quick", quick, "only the small settings (the paper's takes 16 GB and two minutes)");
    app.add_option("--threads", threads, "threads of each process")->check(CLI::PositiveNumber);
    app.add_option("--child", child)->group("");
    app.add_option("--channels", setting.channels)->group("");
    app.add_option("--cells", setting.cells)->group("");
    app.add_option("--batch", setting.batch)->group("");
    app.add_option("--partial", setting.partialChannels)->group("");
    app.add_option("--steps", setting.steps)->group("");
    CLI11_PARSE(app, argc, argv);
    at::set_num_threads(threads);
    if (!child.empty()) {
        return runChild(child, setting);
    }
    std::vector<Setting> settings{{.name = "small", .channels = 8, .cells = 5, .batch = 32, .steps = 5},
        {.prefix = "pc_", .name = "small", .channels = 8, .cells = 5, .batch = 32, .partialChannels = 4, .steps = 5}};
    constexpr double paperMb = 16500.0;
    if (!quick && availableMb() < paperMb) {
        std::cerr << "The paper's setting needs " << paperMb << " MB and " << availableMb()
                  << " MB are available: close other programs, or pass --quick.\n";
        return 5;
    }
    if (!quick) {
        settings.push_back({.name = "paper", .channels = 16, .cells = 8, .batch = 64, .steps = 2});
        settings.push_back({.prefix = "pc_",
            .name = "paper",
            .channels = 16,
            .cells = 8,
            .batch = 64,
            .partialChannels = 4,
            .steps = 2});
    }
    const auto start = std::chrono::steady_clock::now();
    std::printf(
        "first-order step, random 32x32 images, %d threads, minimum over the timed steps after one warm-up\n", threads);
    const auto figures = compare(settings, threads);
    std::printf("took %.0f s\n", std::chrono::duration<double>(std::chrono::steady_clock::now() - start).count());
    std::cout << figures.dump() << std::endl;
    return 0;
}
