// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/front/candidate_filter.h"

#include <QRegularExpression>
#include <QStringList>

#include "widgets/common/number_text.h"
#include "widgets/common/typed_number.h"

namespace paretoscope::widgets {

CandidateFilter::CandidateFilter(const QString& text) {
    static const QRegularExpression unitApart(QStringLiteral("(\\d)\\s+(ms|us|µs|s|%)(?=\\s|$)")); // as tables print it
    for (const QString& word :
        text.toLower().replace(unitApart, QStringLiteral("\\1\\2")).split(QLatin1Char(' '), Qt::SkipEmptyParts)) {
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

namespace {

/// A row id: a whole number without a unit.
std::optional<std::int64_t> idIn(const QString& text) {
    bool known = false;
    const qlonglong id = text.toLongLong(&known);
    return known ? std::optional<std::int64_t>(id) : std::nullopt;
}

/// In per cent.
std::optional<double> percentIn(const QString& text) {
    const auto number = typedNumber(text);
    return number && (number->unit.isEmpty() || number->unit == QLatin1String("%")) ? std::optional(number->value)
                                                                                    : std::nullopt;
}

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
    const auto ofId = [](std::int64_t id) {
        return
            [id](const Candidate& candidate) { return std::cmp_equal(candidate.front.indexOf(id), candidate.index); };
    };
    if (const auto id = idIn(word)) {
        return ofId(*id);
    }
    if (at <= 0) {
        return {};
    }
    const QString name = word.left(at);
    const QString rest = word.mid(at + 1);
    const bool below = word[at] == QLatin1Char('<');
    if (word[at] == QLatin1Char(':')) {
        const auto id = idIn(rest);
        const auto share = percentIn(rest);
        if (name == QLatin1String("top") && share && *share > 0 && *share <= 100) {
            return [most = *share / 100](const Candidate& candidate) { return candidate.rank < most; };
        }
        if (name == QLatin1String("run") && id) {
            return [run = *id](const Candidate& candidate) { return candidate.front.isOfRun(candidate.point(), run); };
        }
        return name == QLatin1String("id") && id ? Test(ofId(*id)) : Test();
    }
    if (name == QLatin1String("lat")) {
        if (const auto ms = typedLatencyMs(rest)) {
            return [below, limit = *ms](const Candidate& candidate) {
                const double value = candidate.point().cost;
                return below ? value < limit : value > limit;
            };
        }
    }
    if (name == QLatin1String("acc")) {
        if (const auto share = percentIn(rest)) {
            return [below, limit = *share](const Candidate& candidate) {
                const double value = 100 * candidate.point().accuracy;
                return below ? value < limit : value > limit;
            };
        }
    }
    return {};
}

}
