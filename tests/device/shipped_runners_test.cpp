// SPDX-License-Identifier: Apache-2.0
// The runners that are shipped, each in its own runtime, where a Python has the packages.
#include <chrono>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "core/base/atomic_file.h"
#include "core/base/child_process.h"
#include "core/base/error.h"
#include "core/base/hash.h"
#include "core/device/command_meter.h"
#include "core/device/measure_plan.h"
#include "core/device/shipped_runners.h"
#include "core/interchange/onnx.h"
#include "tests/expect_error.h"
#include "tests/interchange/onnx_cases.h"
#include "tests/interchange/python_check.h"
#include "tests/test_folder.h"

namespace paretoscope::device {
namespace {

using testing::HasSubstr;
using namespace std::chrono_literals;

struct Shipped {
    const char* name;
    const char* runtime;
    const char* packages; ///< that its Python needs
};

std::ostream& operator<<(std::ostream& stream, const Shipped& shipped) {
    return stream << shipped.name;
}

std::string python() {
    const char* given = std::getenv("PARETOSCOPE_TEST_PYTHON");
    return given != nullptr && *given != '\0' ? given : "python3";
}

bool pythonHas(const std::string& packages) {
    return interchange::runPython(
               "-c 'import importlib.util as u, sys; sys.exit(None in map(u.find_spec, sys.argv[1:]))' " + packages)
        == 0;
}

class ShippedRunner : public interchange::PythonCheck, public testing::WithParamInterface<Shipped> {
protected:
    [[nodiscard]] static std::string fileOf(const std::string& name) { return RUNNERS "/" + name + "_runner.py"; }

    [[nodiscard]] CommandDevice device(std::vector<std::string> arguments) const {
        CommandDevice device{.name = "shipped", .command = {python(), fileOf(GetParam().name)}, .startSeconds = 120};
        device.command.insert(device.command.end(), arguments.begin(), arguments.end());
        device.log = folder_ / "log";
        return device;
    }

    static std::string refusal(const CommandDevice& device) {
        try {
            return "it said hello: " + greet(device).runtime;
        } catch (const Error& error) {
            return error.what();
        }
    }
};

TEST_P(ShippedRunner, PutsTheNetworkThroughThatItWasGiven) {
    if (!pythonHas(GetParam().packages)) {
        GTEST_SKIP() << "needs a Python with " << GetParam().packages << "; name it in PARETOSCOPE_TEST_PYTHON";
    }
    for (const interchange::OnnxCase& given : interchange::onnxCases()) {
        // ncnn knows no network whose output does not depend on the image.
        if (given.name != "bench-none") {
            interchange::exportOnnx(given.network, given.weights, {}, folder_ / (given.name + ".onnx"));
        }
    }
    EXPECT_EQ(interchange::runPython(std::string("'" RUNTIME_CHECK_SCRIPT "' '" RUNNERS "' ") + GetParam().name + " '"
                  + folder_.string() + "'"),
        0);
}

TEST_P(ShippedRunner, MeasuresAndSaysWhatRuns) {
    if (!pythonHas(GetParam().packages)) {
        GTEST_SKIP() << "needs a Python with " << GetParam().packages << "; name it in PARETOSCOPE_TEST_PYTHON";
    }
    const CommandDevice chosen = device({"--threads", "1", "--warm-up-ms", "5"});
    const RunnerHello hello = greet(chosen);
    EXPECT_EQ(hello.version, 2);
    EXPECT_EQ(hello.runtime, GetParam().runtime);
    EXPECT_EQ(hello.threads, 1);
    EXPECT_EQ(hello.numberType, "float32");
    EXPECT_GT(hello.processors, 0);
    EXPECT_FALSE(hello.provider.empty() || hello.runtimeVersion.empty());
    space::Random random(1);
    const space::Shape shape{.inputSize = 8, .channels = 4, .cells = 3};
    const std::vector<space::Architecture> block{{space::sampleUniform(space::SpaceId::Darts, random), shape}};
    const MeterOptions options{
        .sentinel = sentinelFor(space::SpaceId::Darts, shape), .rounds = 2, .extraRounds = 0, .windowMs = 1};
    const auto measured =
        makeCommandMeter(records::parseDeviceSetting("cmd/shipped/b1"), chosen)->measure(block, options, {});
    ASSERT_EQ(measured.size(), 2U);
    for (const records::Measurement& measurement : measured) {
        EXPECT_GT(measurement.value, 0.001);
        EXPECT_LT(measurement.value, 1000);
        EXPECT_THAT(measurement.conditions, HasSubstr("compile_ms"));
    }
}

TEST_P(ShippedRunner, RefusesANumberTypeThatItCannotGive) {
    const std::string wrong = std::string_view(GetParam().name) == "onnxruntime" ? "bfloat16" : "int8";
    if (pythonHas(GetParam().packages)) {
        EXPECT_THAT(refusal(device({"--number-type", wrong})), HasSubstr("cannot run so here"));
    }
    EXPECT_THAT(refusal(device({"--number-type", "float3"})), HasSubstr("invalid choice"));
}

TEST_P(ShippedRunner, SaysWhatToInstallWhereItsPackageIsAbsent) {
    CommandDevice bare = device({});
    bare.command.insert(bare.command.begin(), {"env", "-u", "PYTHONPATH", "-u", "PARETOSCOPE_TEST_PYTHON"});
    bare.command[5] = "python3";
    bare.command.insert(bare.command.begin() + 6, {"-S", "-E"}); // no site-packages
    const std::string said = refusal(bare);
    EXPECT_THAT(said, HasSubstr("wants packages"));
    EXPECT_THAT(said, HasSubstr("-m pip install"));
}

INSTANTIATE_TEST_SUITE_P(Each, ShippedRunner,
    testing::Values(Shipped{"onnxruntime", "ONNX Runtime", "onnxruntime numpy"},
        Shipped{"openvino", "OpenVINO", "openvino onnxruntime numpy"},
        Shipped{"ncnn", "ncnn", "ncnn pnnx onnxruntime numpy"},
        Shipped{"litert", "LiteRT", "ai_edge_litert onnx onnxruntime numpy"}),
    [](const auto& test) { return std::string(test.param.name); });

TEST(ShippedRunners, AreFoundWithWhatTheyRunOrWhyNot) {
    const TestFolder made;
    const std::filesystem::path& folder = made.path();
    base::writeFileAtomically(folder / "alpha_runner.py",
        R"(print('{"paretoscope_runner": 2, "hardware": "board", "runtime": "Alpha", "threads": 3}'))");
    base::writeFileAtomically(folder / "beta_runner.py",
        "import argparse\nargparse.ArgumentParser().error('Beta wants packages: pip install beta')");
    for (const char* other : {"paretoscope_runner.py", "convert.py", "README.md"}) {
        base::writeFileAtomically(folder / other, "");
    }
    const std::vector<FoundRuntime> found = findRuntimes("python3", folder, {});
    ASSERT_EQ(found.size(), 2U);
    EXPECT_EQ(found[0].device.name, "alpha");
    ASSERT_TRUE(found[0].hello);
    EXPECT_EQ(found[0].hello->threads, 3);
    EXPECT_EQ(found[1].device.name, "beta");
    EXPECT_FALSE(found[1].hello);
    EXPECT_EQ(found[1].reason, "Beta wants packages: pip install beta");
    EXPECT_TRUE(std::filesystem::exists(runnersFolder() / "onnxruntime_runner.py"));
}

class OnnxRuntimeRunner : public interchange::PythonCheck {
protected:
    void SetUp() override {
        if (!pythonHas("onnxruntime numpy")) {
            GTEST_SKIP() << "needs a Python with onnxruntime; name it in PARETOSCOPE_TEST_PYTHON";
        }
    }
    const std::string runner_ = RUNNERS "/onnxruntime_runner.py";
};

/// An ONNX Runtime that lists a provider whose libraries are missing, and falls back without an error.
TEST_F(OnnxRuntimeRunner, RefusesAProviderInWhosePlaceAnotherRuns) {
    base::writeFileAtomically(folder_ / "onnxruntime.py",
        "import importlib, sys\n"
        "here = sys.path.pop(sys.path.index(sys.argv[-1]))\n"
        "del sys.modules['onnxruntime']\n"
        "real = importlib.import_module('onnxruntime')\n"
        "old = real.InferenceSession\n"
        "real.get_available_providers = lambda: ['CUDAExecutionProvider']\n"
        "real.InferenceSession = lambda model, **more: old(model, providers=['CPUExecutionProvider'])\n");
    const CommandDevice device{.name = "ort",
        .command = {"env", "PYTHONPATH=" + folder_.string(), python(), runner_, "--provider", "CUDAExecutionProvider",
            "--hardware", folder_.string()},
        .startSeconds = 120,
        .log = folder_ / "log"};
    EXPECT_THAT(errorOf([&] { greet(device); }).what(), HasSubstr("ONNX Runtime took CPUExecutionProvider instead"));
}

TEST_F(OnnxRuntimeRunner, GoesOnAfterAModelThatIsNone) {
    base::ChildProcess runner({python(), runner_, "--threads", "1"}, folder_ / "log");
    const auto deadline = std::chrono::steady_clock::now() + 120s;
    const RunnerHello hello = runnerHello(runner.readLine(deadline, {}));
    RunnerRequest request{
        .id = 5, .action = RunnerAction::Prepare, .sha256 = "wrong", .shape = {1, 3, 8, 8}, .size = 4};
    const auto ask = [&](std::string_view bytes) {
        runner.write(requestLine(request), deadline, {});
        runner.write(bytes, deadline, {});
        return runnerReply(runner.readLine(deadline, {}), request, hello, 1e6).error;
    };
    EXPECT_THAT(ask("onnx"), HasSubstr("SHA-256"));
    request.sha256 = base::sha256("onnx");
    EXPECT_FALSE(ask("onnx").empty());
    request = {.id = 6, .action = RunnerAction::Time, .sha256 = request.sha256, .repeats = 3};
    EXPECT_THAT(ask(""), HasSubstr("not prepared"));
}

}
}
