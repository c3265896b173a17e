// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/front/candidate_filter.h"

#include <QStringList>

namespace paretoscope::widgets {

CandidateFilter::CandidateFilter(const QString& text) {
    for (const QString& word : text.toLower().split(QLatin1Char(' '), Qt::SkipEmptyParts)) {
        if (Test test = testOf(word)) {
            tests_.push_back(std::move(test));
        } else if (problem_.isEmpty()) {
            problem_ = word;
        }
    }
}

bool CandidateFilter::accepts(const FrontSnapshot& front, std::size_t index, bool onFront) const {
    for (const Test& test : tests_) {
        if (!test(front, index, onFront)) {
            return false;
        }
    }
    return true;
}

CandidateFilter::Test CandidateFilter::testOf(const QString& word) {
    const auto origin = [](PointOrigin wanted) -> Test {
        return [wanted](const FrontSnapshot& front, std::size_t index, bool) {
            return index < front.origins.size() && front.origins[index] == wanted;
        };
    };
    if (word == QLatin1String("front")) {
        return [](const FrontSnapshot&, std::size_t, bool onFront) { return onFront; };
    }
    if (word == QLatin1String("random")) {
        return origin(PointOrigin::Random);
    }
    if (word == QLatin1String("published")) {
        return origin(PointOrigin::Published);
    }
    if (word == QLatin1String("search")) {
        return [](const FrontSnapshot& front, std::size_t index, bool) {
            return index < front.origins.size()
                && (front.origins[index] == PointOrigin::Searched || front.origins[index] == PointOrigin::Derived);
        };
    }
    if (word == QLatin1String("measured") || word == QLatin1String("predicted")) {
        const auto wanted =
            word == QLatin1String("measured") ? records::CostProvenance::Measured : records::CostProvenance::Predicted;
        return [wanted](const FrontSnapshot& front, std::size_t index, bool) {
            return front.points[index].costProvenance == wanted;
        };
    }
    if (word == QLatin1String("trained") || word == QLatin1String("estimated")) {
        const bool estimated = word == QLatin1String("estimated");
        return [estimated](const FrontSnapshot& front, std::size_t index, bool) {
            return front.points[index].estimated == estimated;
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
    if (word[at] == QLatin1Char(':')) {
        const auto id = static_cast<std::int64_t>(number);
        if (name == QLatin1String("run")) {
            return [id](const FrontSnapshot& front, std::size_t index, bool) { return front.points[index].run == id; };
        }
        if (name == QLatin1String("id")) {
            return [id](const FrontSnapshot& front, std::size_t index, bool) {
                return front.points[index].candidateId == id;
            };
        }
        return {};
    }
    const bool below = word[at] == QLatin1Char('<');
    if (name == QLatin1String("lat")) {
        return [below, number](const FrontSnapshot& front, std::size_t index, bool) {
            const double value = front.points[index].cost;
            return below ? value < number : value > number;
        };
    }
    if (name == QLatin1String("acc")) {
        return [below, number](const FrontSnapshot& front, std::size_t index, bool) {
            const double value = 100 * front.points[index].accuracy;
            return below ? value < number : value > number;
        };
    }
    return {};
}

}
