// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <map>
#include <set>
#include <span>
#include <string>
#include <vector>

#include <nlohmann/json_fwd.hpp>

#include "core/explore/cell_table.h"
#include "core/explore/training.h"
#include "core/surrogate/surrogate.h"

namespace paretoscope::explore {

struct Options {
    space::SpaceId space = space::SpaceId::Darts;
    std::uint64_t seed = 1;
    /// Budget, in trainings of the fewest steps; a longer one costs in proportion to its steps. 0: nothing is trained
    /// but what was pending, and what is known teaches.
    double trainings = 60;
    std::vector<int> steps{300}; ///< ascending, one or two: those of all trainings, those of the few that matter
    std::vector<Aim> aims{Aim{}};
    int poolSize = 5000; ///< random cells that are looked through; 0: no cell but the proposals is ever trained
    int round = 5; ///< trainings that are chosen with the same knowledge
    int atOnce = 1; ///< trainings that run side by side: no fewer are planned, they would take as long
    double band = 0.05; ///< a cell for a latency is sought within this share below it
    /// Weight of Cell::belief in what is expected of a cell, 0 to below 1; the rest is the weight of the label that the
    /// surrogate expects. For trainings so short that they do not show what full ones would.
    double beliefShare = 0;
    std::vector<space::Operation> forbidden; ///< in no cell
    bool operator==(const Options&) const = default;
};

/// Throws Error (InvalidValue) that names the option.
void validate(const Options& options);

/// A cell, trained or not, and what is expected of it.
struct Estimated {
    Cell cell;
    surrogate::Posterior posterior;
    bool trained = false;
};

/// A cell that the exploration would hand over.
struct Choice {
    std::size_t cell = 0; ///< index into Exploration::trained()
    surrogate::Posterior posterior;
    /// Trained cells of which less is expected than of the best one, but by less than one standard deviation of the
    /// difference; the best first, then fastest first. More than one: a tie.
    std::vector<std::size_t> tied;
    [[nodiscard]] bool tie() const { return tied.size() > 1; }
};

enum class TieRule : std::uint8_t {
    Best, ///< the largest expectation all the same
    Fastest, ///< of those that cannot be told apart; gives accuracy away where labels are noisy
};

/// Chooses cells on merit from few short trainings: a first design spread over latencies, then rounds of what a
/// surrogate of the trained cells expects most of at the latencies asked for, then more steps and a second seed for the
/// best. The loop neither trains nor predicts latency: ask pending() what to train, answer() with labels in any order.
/// Deterministic: equal options, facts, proposals and labels give equal requests, bit for bit, and a state that was
/// written and read back goes on as if nothing had happened. One thread at a time.
class Exploration {
public:
    /// `proposals`: cells that join the pool, such as draws from a differentiable search. `known`: trainings that were
    /// made before under the same protocol; they teach and cost nothing. `facts` must outlive the exploration. Throws
    /// Error (InvalidValue) for options out of range, Error (NotEnoughData) where no cell is allowed.
    Exploration(Options options, const CellFacts& facts, std::span<const space::Genotype> proposals = {},
        std::vector<Training> known = {});
    /// The state that toJson() wrote; `facts` answer as they did then. Throws Error (InvalidData).
    Exploration(const nlohmann::json& state, const CellFacts& facts);
    /// Holds no cell but those trained and proposed: the pool is drawn again from the seed.
    [[nodiscard]] nlohmann::json toJson() const;

    /// Indices into trainings() that wait for a label; a new round is planned where there is none. Empty: finished.
    std::vector<std::size_t> pending();
    /// Throws Error (InvalidValue) for a training that has its label or a label that is not finite.
    void answer(std::size_t training, const Label& label);
    [[nodiscard]] const std::vector<Training>& trainings() const { return trainings_; }
    [[nodiscard]] double spent() const; ///< in trainings of the fewest steps, pending ones included
    /// A new budget, such as when trainings turn out slower than thought; what is pending stays.
    void setBudget(double trainings) { options_.trainings = trainings; }
    /// Other aims from the next round on, such as when it has turned out what can be asked for. Throws Error
    /// (InvalidValue) as the constructor.
    void setAims(std::vector<Aim> aims);
    [[nodiscard]] const Options& options() const { return options_; }

    /// Cells with a label, in the order of their first training.
    [[nodiscard]] const std::vector<Cell>& trained() const { return trained_; }
    [[nodiscard]] const std::vector<Cell>& pool() const { return table_.pool(); }
    /// Learnt from the rounds that are complete. Not fitted before the first one is.
    [[nodiscard]] const surrogate::Surrogate& surrogate() const { return surrogate_; }
    /// What is expected of cells, trained or not, after the most steps, with its uncertainty: the label that the
    /// surrogate expects and, by Options::beliefShare, belief in units of the label. Throws Error (NotEnoughData)
    /// before the first round is complete.
    [[nodiscard]] std::vector<surrogate::Posterior> estimate(std::span<const Cell> cells) const;
    /// The same of one cell after one of surrogate().steps(). Throws Error (NotEnoughData) for another number.
    [[nodiscard]] surrogate::Posterior estimate(const Cell& cell, int steps) const;
    /// Other cells as pool() and trained() hold them.
    [[nodiscard]] std::vector<Cell> describe(std::span<const space::Genotype> genotypes) const {
        return table_.describe(genotypes);
    }

    /// The trained cell for an aim of kind Latency or Price, by what is expected, never by a label itself. Of kind
    /// Front: use front(). Throws Error (InfeasibleTarget) where no trained cell is that fast.
    [[nodiscard]] Choice choose(const Aim& aim, TieRule rule = TieRule::Best) const;
    /// What is expected of a trained cell less what is of another one, and the standard deviation of the difference.
    [[nodiscard]] surrogate::Posterior difference(std::size_t one, std::size_t other) const;
    /// Cells, trained or of the pool, of which more is expected at a setting than of all faster ones; fastest first.
    /// One that was not trained counts one standard deviation of its label less.
    [[nodiscard]] std::vector<Estimated> front(std::size_t setting) const;
    /// What was learnt at equal latency on a setting.
    [[nodiscard]] std::vector<surrogate::Effect> effects(std::size_t setting) const;

private:
    struct Slot { ///< of a round: what one training is for
        Aim aim;
        double targetMs = 0; ///< NaN for a price
    };
    struct Expected { ///< of a cell that might be trained
        const Cell* cell;
        surrogate::Posterior posterior;
        bool mutant;
    };

    [[nodiscard]] double unit(int steps) const;
    [[nodiscard]] surrogate::Posterior withBelief(const surrogate::Posterior& label, const Cell& cell, int steps) const;
    /// Of what is expected: the standard deviation that comes from belief, and what is left of it for the label.
    [[nodiscard]] double beliefDeviation() const;
    [[nodiscard]] double labelDeviation(const surrogate::Posterior& expected) const;
    [[nodiscard]] static double price(const Aim& aim, const Cell& cell);
    [[nodiscard]] std::pair<double, double> latencyRange(std::size_t setting) const;
    void learn();
    void learnScale();
    void plan();
    void planFirstDesign();
    void planRound();
    void planLonger();
    [[nodiscard]] std::size_t worthARound(std::size_t asked, std::size_t most) const;
    void addRequest(const Cell& cell, Request request);
    [[nodiscard]] std::vector<Slot> slots(std::size_t count) const;
    [[nodiscard]] std::vector<Cell> mutants(const std::vector<Slot>& slots, std::vector<Expected> all) const;
    [[nodiscard]] Expected* pick(const Slot& slot, std::vector<Expected>& all, double deviations) const;
    [[nodiscard]] std::vector<Aim> targets() const;
    [[nodiscard]] std::vector<std::size_t> ranked(const Aim& aim) const;

    Options options_;
    const CellFacts& facts_;
    std::vector<space::Genotype> proposals_;
    CellTable table_;
    std::vector<Training> trainings_;
    std::set<std::string> requested_; ///< keys of cells
    int round_ = 0; ///< rounds that were planned
    std::vector<Cell> trained_;
    std::map<std::string, std::size_t> trainedByKey_;
    surrogate::Surrogate surrogate_;
    std::vector<surrogate::Posterior> posteriors_; ///< of trained_
    double labelSpread_ = 0; ///< standard deviation of the labels of the fewest steps
    std::map<int, double> poolMeans_; ///< by steps: expected label, mean over the pool; empty where belief has no share
};

/// Trains; may block. Throws what stops the exploration.
class Trainer {
public:
    Trainer() = default;
    Trainer(const Trainer&) = delete;
    Trainer& operator=(const Trainer&) = delete;
    virtual ~Trainer() = default;
    virtual Label train(const Request& request) = 0;
};

/// Asks and answers until the exploration is finished.
void finish(Exploration& exploration, Trainer& trainer);

}
