// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/options/augmentation.h"
#include "core/options/network.h"

namespace paretoscope::options {

/// How a network is trained from scratch: SGD with Nesterov's momentum, linear warm-up, cosine to 0, clipped gradients.
struct TrainingRecipe {
    int batchSize = defaults::batchSize;
    double learningRate = defaults::trainLearningRate;
    double momentum = 0.9;
    double weightDecay = 3e-4;
    double clipNorm = 5; ///< largest gradient norm, 0 = no clipping
    double warmUpShare = 0.05; ///< of the steps, in which the learning rate rises
    double dropPath = 0; ///< final probability, rising linearly (Larsson et al. 2017)
    double auxiliaryWeight = 0; ///< weight of the auxiliary head's loss, 0 = no head
    int cutout = 0; ///< side of the square cut from each image, pixels, 0 = off (DeVries & Taylor 2017)
    double labelSmoothing = 0; ///< share of each label that is spread over all classes alike (Szegedy et al. 2016)
    bool plainMomentum = false; ///< the momentum of Sutskever et al. 2013 without Nesterov's look ahead, as in DARTS
    Augmentation augmentation = Augmentation::Automatic;
    bool operator==(const TrainingRecipe&) const = default;
};

/// Of a configuration that has a recipe among its options.
template <typename Fields>
void describeRecipe(Fields& fields, TrainingRecipe& c) {
    fields(batchOption(), c.batchSize);
    fields(Option("learning_rate")
               .above(0)
               .atMost(10)
               .flag("--learning-rate", "of SGD after the warm-up")
               .label(QT_TRANSLATE_NOOP("JobOptions", "Learning rate")),
        c.learningRate);
    fields(momentumOption(), c.momentum);
    fields(Option("plain_momentum")
               .partOfRecipe()
               .flag("--plain-momentum", "momentum without Nesterov's look ahead, as DARTS trains")
               .label(QT_TRANSLATE_NOOP("JobOptions", "Momentum without Nesterov’s look ahead")),
        c.plainMomentum);
    fields(weightDecayOption(), c.weightDecay);
    fields(clipNormOption("largest norm of the gradient, 0: any"), c.clipNorm);
    fields(Option("warm_up_share")
               .atLeast(0)
               .below(1)
               .flag("--warm-up-share", "of the steps, in which the learning rate rises")
               .label(QT_TRANSLATE_NOOP("JobOptions", "Share of the steps in which the learning rate rises")),
        c.warmUpShare);
    fields(Option("label_smoothing")
               .partOfRecipe()
               .atLeast(0)
               .below(1)
               .flag("--label-smoothing", "share of each label that is spread over all classes alike (ImageNet: 0.1)")
               .label(QT_TRANSLATE_NOOP("JobOptions", "Label smoothing")),
        c.labelSmoothing);
    fields(Option("drop_path")
               .atLeast(0)
               .below(1)
               .flag("--drop-path", "probability at the end that a path of a cell is left out")
               .label(QT_TRANSLATE_NOOP("JobOptions", "Drop-path probability at the end")),
        c.dropPath);
    fields(Option("auxiliary_weight")
               .between(0, 10)
               .flag("--auxiliary-weight", "weight of an auxiliary head's loss (DARTS: 0.4), 0: no head")
               .label(QT_TRANSLATE_NOOP("JobOptions", "Weight of the auxiliary head (0: none)")),
        c.auxiliaryWeight);
    fields(Option("cutout")
               .between(0, 512)
               .flag("--cutout", "side of a square cut from each image (DARTS: 16 of 32 pixels), 0: none")
               .label(QT_TRANSLATE_NOOP("JobOptions", "Cutout (pixels, 0: none)")),
        c.cutout);
    fields(augmentationOption(), c.augmentation);
}

}
