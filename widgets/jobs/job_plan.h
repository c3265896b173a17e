// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>
#include <string>
#include <vector>

#include "core/options/jobs.h"
#include "widgets/common/snapshot.h"

namespace paretoscope::widgets {

/// The steps of the guided path; then what stands beside it and is started from the menu or a view of its own.
enum class Step { Measure, Fit, Explore, Search, Choose, Train, Export, Count, Finish, Tune };

/// "Measure" and so on.
QString stepTitle(Step step);

/// What each step's button will do: the configurations with their good defaults, kept consistent with each other, for
/// the current device. Value type, no window inside.
struct JobPlan {
    options::MeasureConfig measure;
    options::FitConfig fit;
    options::ExploreConfig explore; ///< for all device settings with a predictor
    options::SearchConfig search;
    options::TrainConfig train;
    options::ExportConfig exporting;
    options::FinishConfig finish;
    options::TuneConfig tune; ///< without operators of its own: those of the network of the chosen cell
    int randomCells = 5; ///< random cells trained beside the searched ones: the yardstick

    /// The defaults of the program.
    static JobPlan standard();

    /// What a step's settings are, before it is known which cells it is for.
    [[nodiscard]] options::JobConfig settings(Step step) const;
    /// Takes settings over; the other steps take its network, device setting and images.
    void take(const options::JobConfig& settings);
    void setNetwork(const options::NetworkConfig& network);
    void setData(const options::DataConfig& data);
    void setImages(const std::string& source);
    void setDeviceSetting(const std::string& deviceSetting);

    /// Trains these cells and `randomCells` random ones for equal steps.
    [[nodiscard]] options::TrainConfig trainConfig(const std::vector<std::string>& genotypes) const;
    /// `trained`: the network that trained weights are of, null for random ones in the architecture's own.
    [[nodiscard]] options::ExportConfig exportConfig(
        const space::Architecture& architecture, const options::NetworkConfig* trained, const std::string& path) const;
    /// The operators named in the settings, else those of this cell's network; of a published cell's where none is
    /// chosen.
    [[nodiscard]] options::TuneConfig tuneConfig(const std::string& genotype) const;
};

/// The cells that the newest finished search for the current device ended with, in the order of its λ.
std::vector<options::SearchedCell> searchedCells(const ProjectSnapshot& snapshot);

/// The newest finished search of a network, null for none.
const records::Run* newestSearchOf(const ProjectSnapshot& snapshot, const options::NetworkConfig& network);

/// StoredWeights::networkOf; null also where it was not read.
const options::NetworkConfig* weightsNetwork(const ProjectSnapshot& snapshot, const space::Architecture& architecture);

}
