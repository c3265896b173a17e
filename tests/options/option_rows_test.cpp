// SPDX-License-Identifier: Apache-2.0
#include "core/options/option_rows.h"

#include <functional>
#include <set>

#include <gtest/gtest.h>

#include "core/base/error.h"
#include "core/options/checks.h"
#include "core/options/jobs.h"

namespace paretoscope::options {
namespace {

/// Calls `test` with the default configuration of each kind.
template <typename Test>
void forEachJob(const Test& test) {
    for (const auto& [kind, name] : records::jobKinds) {
        SCOPED_TRACE(std::string(name));
        JobConfig config = defaultConfig(kind);
        std::visit(test, config);
    }
}

TEST(Options, EachHasAnOwnNameAndAnOwnFlagInItsJob) {
    forEachJob([](auto& config) {
        std::set<std::string> paths;
        std::set<std::string> flags;
        for (const OptionRow& row : rowsOf(config)) {
            EXPECT_TRUE(paths.insert(row.path).second) << row.path;
            if (row.option.flags != nullptr) {
                EXPECT_TRUE(flags.insert(row.option.flags).second) << row.option.flags;
                EXPECT_STRNE(row.option.help, "") << row.path;
            }
        }
    });
}

TEST(Options, ARowWritesThroughToTheConfiguration) {
    SearchConfig config;
    for (const OptionRow& row : rowsOf(config)) {
        if (row.path == "network.shape.channels") {
            *std::get<int*>(row.value) = 24;
        } else if (row.path == "guard") {
            std::get<Named<std::string>>(row.value).set("beta-decay");
        } else if (row.path == "forbidden") {
            std::get<Named<std::vector<std::string>>>(row.value).set({"sep_conv_5x5"});
            EXPECT_THROW(std::get<Named<std::vector<std::string>>>(row.value).set({"luck"}), Error);
        }
    }
    EXPECT_EQ(config.network.shape.channels, 24);
    EXPECT_EQ(config.guard, CollapseGuard::BetaDecay);
    EXPECT_EQ(config.forbidden, std::vector{space::Operation::SepConv5x5});
}

TEST(Options, WhatComputesIsReadByOneGrammar) {
    EXPECT_TRUE(computeOnFrom("auto").any);
    EXPECT_FALSE(computeOnFrom("cpu").any);
    EXPECT_FALSE(computeOnFrom("cpu").gpu);
    EXPECT_EQ(computeOnFrom("gpu0").gpu, 0);
    EXPECT_EQ(computeOnFrom("gpu12").gpu, 12);
    for (const char* wrong : {"", "gpu", "gpu-1", "gpu+1", "gpu01", "gpu0 ", "GPU0", "gpu1234", "cuda", "cpu0"}) {
        EXPECT_THROW((void)computeOnFrom(wrong), Error) << wrong;
    }
}

TEST(Options, EveryJobThatTrainsSaysOnWhat) {
    int jobs = 0;
    forEachJob([&jobs](auto& config) {
        if constexpr (requires { config.on; }) {
            ++jobs;
            EXPECT_EQ(config.on, anyComputer);
            if constexpr (std::is_same_v<decltype(config), ScoreConfig&>) { // has no default that could be run
                config.search = 1;
                config.genotypes = {"DARTS_V2"};
            }
            config.on = "gpu7";
            checkRanges(config);
            config.on = "luck";
            EXPECT_THROW(checkRanges(config), Error);
        }
    });
    EXPECT_EQ(jobs, 6) << "search, train, explore, score, pipeline, finish";
    ExploreConfig explore;
    explore.on = "gpu1";
    EXPECT_EQ(explore.training(3).on, "gpu1");
}

TEST(Options, EveryTrainingSaysWhatIsChangedAboutItsImages) {
    int jobs = 0;
    forEachJob([&jobs](auto& config) {
        for (const OptionRow& row : rowsOf(config)) {
            if (row.path != "augmentation") {
                continue;
            }
            ++jobs;
            EXPECT_EQ(flagOf(row.option), "--augmentation");
            EXPECT_NE(row.option.title, nullptr);
            const auto& value = std::get<Named<std::string>>(row.value);
            EXPECT_EQ(value.get(), "auto");
            ASSERT_EQ(value.allowed.size(), row.option.choices.size());
            for (std::size_t i = 0; i < value.allowed.size(); ++i) {
                EXPECT_EQ(value.allowed[i], row.option.choices[i].value);
                EXPECT_NE(row.option.choices[i].label, nullptr);
            }
        }
    });
    EXPECT_EQ(jobs, 2) << "train, explore";
    ExploreConfig explore;
    explore.network.shape.stem = space::Stem::ImageNet;
    EXPECT_EQ(explore.training(3).imageAugmentation(), Augmentation::ImageNet);
    explore.augmentation = Augmentation::Cifar;
    EXPECT_EQ(explore.training(3).imageAugmentation(), Augmentation::Cifar);
}

TEST(Options, AnErrorNamesTheFlagThatWasTyped) {
    ExploreConfig config;
    config.latenciesMs = {-3};
    config.network.shape.classes = 1;
    const auto said = [&](const std::function<void()>& check) {
        try {
            check();
        } catch (const Error& error) {
            const Error told = withFlags(error, rowsOf(config));
            EXPECT_EQ(told.code(), error.code());
            return std::string(told.what());
        }
        return std::string("no error");
    };
    EXPECT_EQ(said([&] { checkRanges(config); }), "--classes is 1; allowed is 2 to 100000.");
    EXPECT_EQ(
        said([&] { space::validate(config.network.shape); }), "The network's --classes is 1; allowed: 2 to 100000.");
    config.network.shape.classes = 10;
    EXPECT_EQ(said([&] { checkRanges(config); }), "--latency is -3; allowed is above 0.");
}

TEST(Options, AnErrorOfAFileKeepsItsQuotes) {
    ExploreConfig config;
    const Error error(ErrorCode::InvalidData, "The class 'steps' is empty.");
    EXPECT_STREQ(withFlags(error, rowsOf(config)).what(), error.what());
}

TEST(Options, OfSeveralFlagsTheLongOneIsTold) {
    EXPECT_EQ(flagOf(Option("path").flag("-o,--output", "")), "--output");
    EXPECT_EQ(flagOf(Option("energy").flag("--energy,!--no-energy", "")), "--energy");
    EXPECT_EQ(flagOf(Option("genotypes").flag("genotypes", "")), "");
    EXPECT_EQ(flagOf(Option("seed")), "");
}

TEST(Options, RangesAreSaidInWords) {
    EXPECT_EQ(Option("x").between(0, 1).range(), "0 to 1");
    EXPECT_EQ(Option("x").atLeast(1).range(), "1 or more");
    EXPECT_EQ(Option("x").above(0).atMost(10).range(), "above 0, at most 10");
    EXPECT_EQ(Option("x").oneOf({{"1"}, {"2"}, {"4"}}).range(), "1, 2 or 4");
}

TEST(Options, WhatTheirRangesExcludeIsRefusedByName) {
    const auto refusal = [](SearchConfig config) -> std::string {
        try {
            checkRanges(config);
        } catch (const Error& error) {
            return error.what();
        }
        return {};
    };
    EXPECT_EQ(refusal({}), "");
    EXPECT_NE(refusal({.order = 3}).find("'order' is 3; allowed is 1 or 2"), std::string::npos);
    EXPECT_NE(refusal({.lambdas = {0, -0.5}}).find("'lambdas' is -0.5"), std::string::npos);
    EXPECT_NE(refusal({.lambdas = {}}).find("empty"), std::string::npos);
    EXPECT_NE(refusal({.stopAtSaving = 1.0}).find("stop_at_saving"), std::string::npos);
    EXPECT_NE(refusal({.data = {.trainImages = 1}}).find("data.train_images"), std::string::npos);
}

}
}
