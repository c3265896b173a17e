// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <map>
#include <memory>
#include <stop_token>
#include <vector>

#include "core/data/dataset.h"
#include "core/options/search.h"
#include "core/search/archive.h"
#include "core/search/compute.h"
#include "core/search/lambda_control.h"
#include "core/search/latency_term.h"
#include "core/search/progress.h"
#include "core/search/saved_state.h"

namespace paretoscope::search {

/// Why run() came back.
enum class SearchEnd : std::uint8_t { Finished, Stopped, SkipLimit };

/// λ as a search's checkpoint holds it: what its weights were searched with. Throws Error (InvalidData).
std::shared_ptr<LambdaControl> lambdaOf(const SavedState& checkpoint);

/// Bilevel search (DARTS, Liu et al. 2019, algorithm 1) with a latency term (LA-DARTS, Xu et al. 2020):
/// every step takes an architecture step on a validation batch with `CE + λ · latency / reference`, then a weight step
/// on a training batch.
///
/// Deterministic: the same options, data and thread count give the same bytes on a CPU, also across
/// exportState/importState. One thread at a time; λ may be set from others through its control.
class BilevelSearch {
public:
    /// What a search works on. `images` is the training split, at least as large as the three parts that the options
    /// ask for; `latency` may be absent (λ then has no effect); the archive also predicts on `otherSettings`.
    struct Inputs {
        std::shared_ptr<const data::Dataset> images;
        std::shared_ptr<LambdaControl> lambda;
        LatencyTerm latency;
        /// Where a search at a price is to end, by λ, in ms: what that price buys at other searches' or trainings'
        /// word. λ given here become searches with that target; others stay as they are.
        std::map<double, double> targetsMs;
        LatencyTerm price; ///< what λ prices where it is not the latency: energy, or a productOf both
        std::vector<LatencyTerm> otherSettings;
        Compute compute;
    };

    /// Throws Error: InvalidValue, InvalidShape, NotEnoughData.
    BilevelSearch(const options::SearchConfig& options, Inputs inputs);
    ~BilevelSearch();
    BilevelSearch(BilevelSearch&&) noexcept;
    BilevelSearch& operator=(BilevelSearch&&) noexcept;

    /// Steps until the schedule ends or a stop is asked for (the state is then at a step boundary and has been given to
    /// callbacks.checkpoint). Throws Error (NumericalFailure) where a loss is not finite; the last checkpoint is then
    /// the state to go back to.
    SearchEnd run(const SearchCallbacks& callbacks = {}, std::stop_token stop = {});
    /// At most until `step` weight steps are done.
    SearchEnd runUntil(int step, const SearchCallbacks& callbacks = {}, std::stop_token stop = {});

    [[nodiscard]] const options::SearchConfig& options() const;
    [[nodiscard]] int step() const;
    [[nodiscard]] bool finished() const;
    [[nodiscard]] ArchitectureParameters parameters() const;
    [[nodiscard]] space::Genotype derived() const;
    /// Mean predicted latency of the derived architecture in ms, NaN without a predictor.
    [[nodiscard]] double derivedLatencyMs() const;
    [[nodiscard]] const Archive& archive() const;

    /// An architecture with its predicted costs and, by protocol(), its one-shot score by the weights of now. It joins
    /// the archive. Throws Error (NotEnoughData) where the options keep no images for scoring.
    records::Candidate assess(const space::Genotype& genotype, records::Origin origin);

    [[nodiscard]] SavedState exportState() const;
    /// Into a search built with the same options, data and predictors. λ too, unless the control is of another mode or
    /// `keepLambda`. Throws Error (InvalidData) where the checkpoint belongs to other options.
    void importState(const SavedState& checkpoint, bool keepLambda = false);

    /// The supernet's accuracy protocol: what makes this search's one-shot accuracies comparable.
    [[nodiscard]] records::AccuracyProtocol protocol() const;

private:
    class Implementation;
    std::unique_ptr<Implementation> implementation_;
};

}
