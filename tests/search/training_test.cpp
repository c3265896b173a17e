// SPDX-License-Identifier: Apache-2.0
#include "core/search/training.h"

#include <cmath>

#include <gtest/gtest.h>

#include "core/base/error.h"
#include "tests/expect_error.h"
#include "tests/search/tiny_search.h"

namespace paretoscope::search {
namespace {

options::TrainConfig tinyTraining() {
    options::TrainConfig options;
    options.rungs = {12};
    options.batchSize = 8;
    options.data.trainImages = 64;
    return options;
}

space::Architecture tinyArchitecture() {
    return {space::published("DARTS_V2"), tinyShape()};
}

/// A training that was stopped after seven steps and taken up by another object, at its end.
SavedState resumedState(const options::TrainConfig& options) {
    Training first(options, tinyArchitecture(), tinyImages());
    first.runUntil(7);
    Training second(options, tinyArchitecture(), tinyImages());
    second.importState(first.exportState());
    second.runUntil(12);
    EXPECT_TRUE(second.finished());
    return second.exportState();
}

TEST(Training, ResumesToTheVeryBytes) {
    options::TrainConfig options = tinyTraining();
    options.dropPath = 0.3;
    Training whole(options, tinyArchitecture(), tinyImages());
    EXPECT_TRUE(whole.runUntil(12));

    const SavedState resumed = resumedState(options);
    EXPECT_TRUE(whole.exportState().arrays == resumed.arrays);
    EXPECT_EQ(whole.exportState().json, resumed.json);
}

TEST(Training, WithCroppedAndRecolouredImagesResumesToTheVeryBytes) {
    options::TrainConfig options = tinyTraining();
    options.augmentation = options::Augmentation::ImageNet;
    options.cutout = 2;
    Training whole(options, tinyArchitecture(), tinyImages());
    EXPECT_TRUE(whole.runUntil(12));
    const SavedState resumed = resumedState(options);
    EXPECT_TRUE(whole.exportState().arrays == resumed.arrays);

    options.augmentation = options::Augmentation::Cifar;
    Training other(options, tinyArchitecture(), tinyImages());
    EXPECT_THROW(other.importState(resumed), Error) << "another training";
    other.runUntil(12);
    EXPECT_FALSE(other.exportState().arrays == whole.exportState().arrays);
}

TEST(Training, TheTailIsTheMeanLossOfTheLastTenth) {
    options::TrainConfig options = tinyTraining();
    options.rungs = {30};
    Training training(options, tinyArchitecture(), tinyImages());
    double sum = 0;
    training.runUntil(28, [&](const TrainingStep& step) { sum += step.step > 27 ? step.loss : 0; });
    EXPECT_TRUE(std::isnan(training.tailLoss())) << "not before the end";
    Training resumed(options, tinyArchitecture(), tinyImages());
    resumed.importState(training.exportState());
    resumed.runUntil(30, [&](const TrainingStep& step) { sum += step.loss; });
    EXPECT_DOUBLE_EQ(resumed.tailLoss(), sum / 3);
}

TEST(Training, LearnsToTellBrightFromDark) {
    options::TrainConfig options = tinyTraining();
    options.rungs = {40};
    Training training(options, tinyArchitecture(), tinyImages());
    training.runUntil(40);
    const records::Accuracy accuracy = training.evaluate(*tinyImages());
    EXPECT_GT(accuracy.accuracy, 0.8);
    EXPECT_EQ(accuracy.images, 96);
    EXPECT_EQ(accuracy.steps, 40);
}

TEST(Training, ScheduleWarmsUpThenFallsToZero) {
    options::TrainConfig options;
    options.rungs = {100};
    options.warmUpShare = 0.05;
    options.learningRate = 1;
    EXPECT_LT(options.learningRateAt(0), 0.2);
    EXPECT_NEAR(options.learningRateAt(5), 1, 1e-12);
    EXPECT_LT(options.learningRateAt(99), 0.01);
    for (int step = 6; step < 100; ++step) {
        EXPECT_LT(options.learningRateAt(step), options.learningRateAt(step - 1));
    }
}

/// By hand, as torch.nn.CrossEntropyLoss defines it: the target is 1 - s + s / K for the label and s / K for the
/// others.
TEST(TrainingLoss, SpreadsPartOfEachLabelOverAllClasses) {
    // Logits ln 1, ln 2, ln 5 are the probabilities 1/8, 2/8, 5/8.
    const torch::Tensor logits =
        torch::tensor({{std::log(1.0), std::log(2.0), std::log(5.0)}, {std::log(2.0), std::log(5.0), std::log(1.0)}});
    const torch::Tensor labels = torch::tensor({2, 0}, torch::kInt64);
    const double first = -std::log(5.0 / 8);
    const double second = -std::log(2.0 / 8);
    EXPECT_NEAR(trainingLoss(logits, labels, 0).item<double>(), (first + second) / 2, 1e-6);
    const double all = -(std::log(1.0 / 8) + std::log(2.0 / 8) + std::log(5.0 / 8)) / 3; // the same for both images
    EXPECT_NEAR(trainingLoss(logits, labels, 0.3).item<double>(), 0.7 * (first + second) / 2 + 0.3 * all, 1e-6);
}

TEST(Training, SmoothedLabelsAreInTheLossOfItsSteps) {
    const auto firstLoss = [](double smoothing) {
        options::TrainConfig options = tinyTraining();
        options.labelSmoothing = smoothing;
        double loss = 0;
        Training training(options, tinyArchitecture(), tinyImages());
        training.runUntil(1, [&](const TrainingStep& step) { loss = step.loss; });
        return loss;
    };
    // The same weights and images: linear in what is spread.
    const double plain = firstLoss(0);
    const double some = firstLoss(0.1);
    EXPECT_NE(some, plain);
    EXPECT_NEAR(firstLoss(0.2) - plain, 2 * (some - plain), 1e-4);
}

TEST(Training, PlainMomentumIsAnotherTraining) {
    options::TrainConfig options = tinyTraining();
    Training usual(options, tinyArchitecture(), tinyImages());
    options.plainMomentum = true;
    Training plain(options, tinyArchitecture(), tinyImages());
    usual.runUntil(3);
    plain.runUntil(3);
    EXPECT_FALSE(usual.exportState().arrays == plain.exportState().arrays);
}

TEST(Training, ALossThatIsNotFiniteNamesTheLearningRate) {
    options::TrainConfig options = tinyTraining();
    options.learningRate = 1e30;
    options.clipNorm = 0;
    Training training(options, tinyArchitecture(), tinyImages());
    EXPECT_EQ(errorOf([&] { training.runUntil(12); }).code(), ErrorCode::NumericalFailure);
}

TEST(Training, RefusesAStateOfAnotherArchitectureAndTooFewImages) {
    Training one(tinyTraining(), tinyArchitecture(), tinyImages());
    Training other(tinyTraining(), {space::published("DARTS_V1"), tinyShape()}, tinyImages());
    EXPECT_THROW(other.importState(one.exportState()), Error);
    EXPECT_THROW(Training(tinyTraining(), tinyArchitecture(), tinyImages(32)), Error);
}

TEST(TrainingProtocol, IsOneForAllSeedsAndAnotherForOtherSteps) {
    options::TrainConfig options = tinyTraining();
    const std::string id = trainingProtocol(options, tinyArchitecture(), *tinyImages(), *tinyImages(), 12).id;
    options.seed = 9;
    EXPECT_EQ(trainingProtocol(options, tinyArchitecture(), *tinyImages(), *tinyImages(), 12).id, id);
    EXPECT_NE(trainingProtocol(options, tinyArchitecture(), *tinyImages(), *tinyImages(), 7).id, id);
}

TEST(TrainingProtocol, SaysHowImagesAreAugmented) {
    const auto protocol = [](options::Augmentation augmentation) {
        options::TrainConfig options = tinyTraining();
        options.augmentation = augmentation;
        return trainingProtocol(options, tinyArchitecture(), *tinyImages(), *tinyImages(), 12);
    };
    const records::AccuracyProtocol usual = protocol(options::Augmentation::Automatic);
    EXPECT_TRUE(usual.title.ends_with(", CIFAR augmentation")) << usual.title;
    EXPECT_EQ(protocol(options::Augmentation::Cifar).id, usual.id);
    EXPECT_TRUE(protocol(options::Augmentation::ImageNet).title.ends_with(", ImageNet augmentation"));
    EXPECT_NE(protocol(options::Augmentation::ImageNet).id, usual.id);
    EXPECT_TRUE(protocol(options::Augmentation::None).title.ends_with(", no augmentation"));
    EXPECT_NE(protocol(options::Augmentation::None).id, usual.id);
}

}
}
