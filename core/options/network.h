// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <array>
#include <string>
#include <string_view>
#include <vector>

#include "core/base/enum_names.h"
#include "core/options/compute_on.h"
#include "core/options/defaults.h"
#include "core/options/option.h"
#include "core/records/device_setting.h"
#include "core/space/architecture.h"
#include "core/space/search_space.h"

namespace paretoscope::options {

/// What the number of cells means in each search space.
const char* cellsHelp();
/// All search spaces.
Option spaceOption();

}

namespace paretoscope::space {

inline std::array<base::Named<Stem>, 2> namesOf(Stem) {
    return {{{Stem::Cifar, "cifar"}, {Stem::ImageNet, "imagenet"}}};
}
std::vector<base::Named<SpaceId>> namesOf(SpaceId);
std::vector<base::Named<Operation>> namesOf(Operation);

template <typename Fields>
void describe(Fields& fields, Shape& shape) {
    using options::Option;
    fields(Option("input_channels"), shape.inputChannels);
    fields(Option("input_size")
               .between(8, 1024)
               .flag("--size", "image height and width in pixels")
               .label(QT_TRANSLATE_NOOP("JobOptions", "Image size (pixels)")),
        shape.inputSize);
    fields(Option("channels")
               .between(1, 1024)
               .flag("--channels", "channels of the first cells")
               .label(QT_TRANSLATE_NOOP("JobOptions", "First channels")),
        shape.channels);
    fields(Option("cells")
               .between(1, 100)
               .flag("--cells", options::cellsHelp())
               .label(QT_TRANSLATE_NOOP("JobOptions", "Cells")),
        shape.cells);
    fields(Option("classes")
               .between(2, 100'000)
               .flag("--classes", "classes of the data set")
               .label(QT_TRANSLATE_NOOP("JobOptions", "Classes")),
        shape.classes);
    fields(Option("stem").flag("--stem", "first layers"), shape.stem);
}

}

namespace paretoscope::options {

/// The network that is measured, trained and exported, and whose cells the search looks for.
struct NetworkConfig {
    space::SpaceId space{};
    space::Shape shape = defaults::smallShape();
    bool operator==(const NetworkConfig&) const = default;

    [[nodiscard]] std::string spaceName() const { return std::string(space::searchSpace(space).name); }
};

/// The network in which a search space's published tables were made: NAS-Bench-201's own; for other spaces the default.
NetworkConfig publishedNetwork(space::SpaceId space);

/// "darts c8-l3-16px", for titles.
std::string titleOf(const NetworkConfig& network);

template <typename Fields>
void describe(Fields& fields, NetworkConfig& network) {
    fields(spaceOption(), network.space);
    fields(Option("shape"), network.shape);
}

/// What names images.
inline constexpr const char* imageSources = "synthetic, cifar10, cifar100, cifar10:DIR, cifar100:DIR or folder:DIR";

/// Which images a job sees.
struct DataConfig {
    std::string source = "synthetic"; ///< one of imageSources; cifar10 and cifar100 alone: as fetched
    int trainImages = defaults::trainImages; ///< first n training images; a search halves them into weights' and
                                             ///< architecture's images
    int validationImages = defaults::scoringImages; ///< training images after those, which score candidates during the
                                                    ///< search; 0: no scores
    int testImages = 10000; ///< at most, of the test part; only `train` looks at them
    bool operator==(const DataConfig&) const = default;
};

template <typename Fields>
void describe(Fields& fields, DataConfig& data) {
    fields(Option("source")
               .notEmpty()
               .flag("--data", imageSources)
               .label(QT_TRANSLATE_NOOP("JobOptions", "Images"),
                   QT_TRANSLATE_NOOP("JobOptions", "synthetic, cifar10:FOLDER, cifar100:FOLDER or folder:FOLDER")),
        data.source);
    fields(Option("train_images")
               .between(2, 10'000'000)
               .flag("--train-images", "first n training images")
               .label(QT_TRANSLATE_NOOP("JobOptions", "Training images")),
        data.trainImages);
    fields(Option("validation_images")
               .between(0, 10'000'000)
               .flag("--validation-images", "training images after those, to score candidates")
               .label(QT_TRANSLATE_NOOP("JobOptions", "Scoring images")),
        data.validationImages);
    fields(Option("test_images").between(1, 10'000'000).flag("--test-images", "test images at most"), data.testImages);
}

/// This computer: "cpu/eager/tN/b1/f32" with N = the cores that this process may use, less one for the window and the
/// system: threads that wait for each other at every operator lose far more than a core where anything else wants to
/// run.
std::string defaultDeviceSetting();

/// The device setting of a configuration, this computer's own where it names none.
records::DeviceSetting settingOr(const std::string& deviceSetting);

inline Option deviceOption() {
    return Option("device_setting")
        .writtenAs(Form::DeviceSetting)
        .flag("--device",
            "device setting, for example cpu/eager/t2/b1/f32 (threads, batch, number type) or vta:pynq; this computer "
            "where left out")
        .label(QT_TRANSLATE_NOOP("JobOptions", "Device setting"),
            QT_TRANSLATE_NOOP("JobOptions", "This computer where empty"));
}
inline Option seedOption() {
    return Option("seed").flag("--seed", "seed of everything random").label(QT_TRANSLATE_NOOP("JobOptions", "Seed"));
}
/// Operations that no cell may have.
Option forbiddenOption();
/// Only operations of the space can be forbidden, and one must be left that an edge can hold. Throws Error
/// (InvalidValue).
void checkForbidden(const std::vector<space::Operation>& forbidden, space::SpaceId space);

/// For settings of a few pictures a step.
inline Option batchOption() {
    return Option("batch_size")
        .between(2, 65536)
        .flag("--batch", "images in a batch")
        .label(QT_TRANSLATE_NOOP("JobOptions", "Images a step"));
}
/// Of the weights' SGD.
inline Option momentumOption() {
    return Option("momentum")
        .atLeast(0)
        .below(1)
        .flag("--momentum", "of SGD")
        .label(QT_TRANSLATE_NOOP("JobOptions", "Momentum"));
}
inline Option weightDecayOption() {
    return Option("weight_decay")
        .between(0, 1)
        .flag("--weight-decay", "of SGD")
        .label(QT_TRANSLATE_NOOP("JobOptions", "Weight decay"));
}
inline Option clipNormOption(const char* help) {
    return Option("clip_norm")
        .atLeast(0)
        .flag("--clip-norm", help)
        .label(QT_TRANSLATE_NOOP("JobOptions", "Largest norm of the gradient (0: any)"));
}
inline Option genotypesOption(const char* flag, const char* help) {
    return Option("genotypes").flag(flag, help);
}

}
