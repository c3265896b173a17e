// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <vector>

namespace paretoscope::search {

/// Successive halving (Jamieson & Talwalkar 2016): train all to the first rung, keep the best share, train those to the
/// next rung.
struct HalvingOptions {
    std::vector<int> rungs{75, 300, 640}; ///< steps, rising; the learning-rate schedule is that of the last rung
    double keep = 0.5; ///< share that goes on, at least one
    std::vector<int> always; ///< candidates that are never dropped (the searched ones)
    int scoringImages = 2000; ///< held-out images of the ranking

    bool operator==(const HalvingOptions&) const = default;
};

/// What is known of one candidate.
struct HalvingScore {
    int rung = -1; ///< the last one reached, -1 = none
    double accuracy = 0; ///< at that rung, on held-out images
    double crossEntropy = 0;
    bool dropped = false;
};

/// The bookkeeping without any training: which candidate goes to which rung next.
class HalvingSchedule {
public:
    HalvingSchedule(HalvingOptions options, int candidates); ///< throws Error (InvalidValue)

    struct Next {
        int candidate = -1;
        int rung = -1;
    };
    /// The next thing to train, candidate −1 at the end.
    [[nodiscard]] Next next() const;
    /// The result of next(); drops candidates where it completes a rung. Ties go to the lower index.
    void report(int candidate, int rung, double accuracy, double crossEntropy);

    [[nodiscard]] const std::vector<HalvingScore>& scores() const { return scores_; }
    [[nodiscard]] const HalvingOptions& options() const { return options_; }
    /// Candidates, best first: by the last rung reached, then accuracy.
    [[nodiscard]] std::vector<int> ranking() const;

    [[nodiscard]] std::string toJson() const;
    static HalvingSchedule fromJson(const std::string& json); ///< throws Error (InvalidData)

private:
    void closeRung();
    HalvingOptions options_;
    std::vector<HalvingScore> scores_;
};

}
