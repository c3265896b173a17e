// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/front/candidate_filter.h"

#include <QStringList>

#include "widgets/common/number_text.h"

namespace paretoscope::widgets {

CandidateFilter::CandidateFilter(const QString& text) {
    for (const QString& word : text.toLower().split(QLatin1Char(' '), Qt::SkipEmptyParts)) {
        if (Test test = testOf(word)) {
            tests_.push_back(std::move(test));
            readsRemarks_ = readsRemarks_ || word == QLatin1String("star") || word.startsWith(QLatin1String("note:"));
            readsRanks_ = readsRanks_ || word.startsWith(QLatin1String("top:"));
        } else if (problem_.isEmpty()) {
            problem_ = word;
        }
    }
}

bool CandidateFilter::accepts(const FilteredCandidate& candidate) const {
    for (const Test& test : tests_) {
        if (!test(candidate)) {
            return false;
        }
    }
    return true;
}

CandidateFilter::Test CandidateFilter::testOf(const QString& word) {
    using Candidate = FilteredCandidate;
    const auto isOf = [](const Candidate& candidate, PointOrigin wanted) {
        return candidate.index < candidate.front.origins.size() && candidate.front.origins[candidate.index] == wanted;
    };
    if (word == QLatin1String("front")) {
        return [](const Candidate& candidate) { return candidate.onFront; };
    }
    if (word == QLatin1String("star")) {
        return [](const Candidate& candidate) { return candidate.remark.starred; };
    }
    if (word == QLatin1String("random")) {
        return [isOf](const Candidate& candidate) { return isOf(candidate, PointOrigin::Random); };
    }
    if (word == QLatin1String("published")) {
        return [isOf](const Candidate& candidate) { return isOf(candidate, PointOrigin::Published); };
    }
    if (word == QLatin1String("search")) {
        return [isOf](const Candidate& candidate) {
            return isOf(candidate, PointOrigin::Searched) || isOf(candidate, PointOrigin::Derived);
        };
    }
    if (word == QLatin1String("measured") || word == QLatin1String("predicted")) {
        const auto wanted =
            word == QLatin1String("measured") ? records::CostProvenance::Measured : records::CostProvenance::Predicted;
        return [wanted](const Candidate& candidate) { return candidate.point().costProvenance == wanted; };
    }
    if (word == QLatin1String("trained") || word == QLatin1String("estimated")) {
        const bool estimated = word == QLatin1String("estimated");
        return [estimated](const Candidate& candidate) { return candidate.point().estimated == estimated; };
    }
    if (word.startsWith(QLatin1String("note:"))) {
        return [wanted = word.mid(5)](const Candidate& candidate) {
            const std::string& note = candidate.remark.note;
            return !note.empty() && toQString(note).contains(wanted, Qt::CaseInsensitive);
        };
    }
    const qsizetype at = word.indexOf(QLatin1Char(':')) >= 0 ? word.indexOf(QLatin1Char(':'))
        : word.indexOf(QLatin1Char('<')) >= 0                ? word.indexOf(QLatin1Char('<'))
                                                             : word.indexOf(QLatin1Char('>'));
    if (at <= 0) {
        return {};
    }
    const QString name = word.left(at);
    bool known = false;
    const double number = word.mid(at + 1).replace(QLatin1Char(','), QLatin1Char('.')).toDouble(&known);
    if (!known) {
        return {};
    }
    if (word[at] == QLatin1Char(':') && name == QLatin1String("top")) {
        if (number <= 0 || number > 100) {
            return {};
        }
        return [share = number / 100](const Candidate& candidate) { return candidate.rank < share; };
    }
    if (word[at] == QLatin1Char(':')) {
        const auto id = static_cast<std::int64_t>(number);
        if (name == QLatin1String("run")) {
            return [id](const Candidate& candidate) { return candidate.point().run == id; };
        }
        if (name == QLatin1String("id")) {
            return [id](const Candidate& candidate) { return candidate.point().candidateId == id; };
        }
        return {};
    }
    const bool below = word[at] == QLatin1Char('<');
    if (name == QLatin1String("lat")) {
        return [below, number](const Candidate& candidate) {
            const double value = candidate.point().cost;
            return below ? value < number : value > number;
        };
    }
    if (name == QLatin1String("acc")) {
        return [below, number](const Candidate& candidate) {
            const double value = 100 * candidate.point().accuracy;
            return below ? value < number : value > number;
        };
    }
    return {};
}

}
