// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/front/front_cloud.h"

#include <QCoreApplication>
#include <array>
#include <cmath>
#include <set>

#include "widgets/common/palette.h"

namespace paretoscope::widgets {

namespace {

struct FrontCloudText {
    Q_DECLARE_TR_FUNCTIONS(FrontCloud)
};

struct OriginLook {
    PointOrigin origin;
    Colour colour;
    MarkerShape shape;
    double size;
};

/// In drawing order: what matters more is drawn later. Estimated cells, of which there are thousands, have the first
/// pair of styles, whoever proposed them.
constexpr std::array looks{
    OriginLook{PointOrigin::Searched, Colour::Searched, MarkerShape::Circle, 4.5},
    OriginLook{PointOrigin::Random, Colour::Random, MarkerShape::Triangle, 7},
    OriginLook{PointOrigin::Searched, Colour::Searched, MarkerShape::Circle, 7},
    OriginLook{PointOrigin::Published, Colour::Published, MarkerShape::Square, 9},
    OriginLook{PointOrigin::Derived, Colour::Searched, MarkerShape::Diamond, 11},
};

constexpr std::uint32_t estimatedStyle = 0;
constexpr float estimatedAlpha = 0.55F;
/// Members of the front have styles of their own behind these, larger and drawn last.
constexpr std::uint32_t plainStyles = 2 * looks.size();
constexpr double memberScale = 1.4;

/// `elsewhere`: the setting whose latencies are looked at, null for the front's own.
records::CostProvenance costProvenance(const FrontSnapshot& front, const FrontMorph* elsewhere, std::size_t index) {
    return elsewhere != nullptr ? elsewhere->provenance[index] : front.points[index].costProvenance;
}

std::uint32_t styleOf(const FrontSnapshot& front, const FrontMorph* elsewhere, std::size_t index) {
    if (front.points[index].estimated) {
        return estimatedStyle;
    }
    std::uint32_t look = 1;
    while (looks[look].origin != front.origins[index]) {
        ++look;
    }
    const records::CostProvenance cost = costProvenance(front, elsewhere, index);
    const bool solid = isSolid(cost) && front.protocol.provenance != records::AccuracyProvenance::OneShot;
    return 2 * look + (solid ? 1 : 0);
}

std::vector<MarkerStyle> styles(const QPalette& palette) {
    std::vector<MarkerStyle> result;
    for (const OriginLook& look : looks) {
        for (const bool filled : {false, true}) {
            result.push_back({colour(look.colour, palette), look.shape, filled, look.size});
        }
    }
    result[estimatedStyle].colour.setAlphaF(estimatedAlpha);
    for (std::uint32_t style = 0; style < plainStyles; ++style) {
        MarkerStyle member = result[style];
        member.size *= memberScale;
        member.colour.setAlphaF(1);
        result.push_back(member);
    }
    return result;
}

QString costText(records::CostProvenance provenance) {
    switch (provenance) {
    case records::CostProvenance::Measured:
        //: Legend: provenance of a latency.
        return FrontCloudText::tr("measured");
    case records::CostProvenance::Predicted:
        //: Legend: provenance of a latency.
        return FrontCloudText::tr("latency predicted");
    case records::CostProvenance::Simulated:
        //: Legend: provenance of a latency.
        return FrontCloudText::tr("latency simulated");
    case records::CostProvenance::Imported:
        //: Legend: provenance of a latency.
        return FrontCloudText::tr("latency imported");
    }
    return {};
}

/// Of the points of one style, which may be of several kinds.
QString provenancesText(records::AccuracyProvenance accuracy, const std::set<records::CostProvenance>& costs) {
    if (accuracy == records::AccuracyProvenance::OneShot) {
        return FrontCloudText::tr("one-shot");
    }
    QStringList texts;
    for (const records::CostProvenance cost : costs) {
        texts.append(costText(cost));
    }
    return texts.join(QStringLiteral(" / "));
}

}

bool isSolid(records::CostProvenance provenance) {
    return provenance == records::CostProvenance::Measured || provenance == records::CostProvenance::Imported;
}

QString originText(PointOrigin origin) {
    switch (origin) {
    case PointOrigin::Random:
        //: Legend: who proposed a candidate.
        return FrontCloudText::tr("random or given");
    case PointOrigin::Searched:
        //: Legend: who proposed a candidate.
        return FrontCloudText::tr("searched or explored");
    case PointOrigin::Published:
        //: Legend: who proposed a candidate.
        return FrontCloudText::tr("published");
    case PointOrigin::Derived:
        //: Legend: who proposed a candidate; it is a search's result.
        return FrontCloudText::tr("search result");
    }
    return {};
}

CloudPointer frontCloud(const FrontChoice& choice, const QPalette& palette, const FrontMorph* elsewhere) {
    auto cloud = std::make_shared<Cloud>();
    cloud->styles = styles(palette);
    const FrontSnapshot& front = *choice.front();
    cloud->points.reserve(front.points.size());
    for (std::size_t i = 0; i < front.points.size(); ++i) {
        cloud->points.push_back({front.points[i].cost, choice.shown(front.points[i]), styleOf(front, elsewhere, i)});
    }
    for (const std::size_t member : choice.hull().front()) {
        cloud->points[member].style += plainStyles;
    }
    return cloud;
}

QList<Legend::Entry> frontLegend(const FrontChoice& choice, const QPalette& palette, const FrontMorph* elsewhere) {
    QList<Legend::Entry> entries;
    const FrontSnapshot& front = *choice.front();
    const std::vector<MarkerStyle> all = styles(palette);
    std::vector<std::set<records::CostProvenance>> costs(all.size()); // empty where the style does not occur
    for (std::size_t i = 0; i < front.points.size(); ++i) {
        if (elsewhere == nullptr || std::isfinite(elsewhere->cost[i])) {
            costs[styleOf(front, elsewhere, i)].insert(costProvenance(front, elsewhere, i));
        }
    }
    if (!costs[estimatedStyle].empty()) {
        //: Legend: cells whose accuracy is learnt from the trainings of others.
        entries.append({FrontCloudText::tr("estimated, not trained"), all[estimatedStyle], QPen(Qt::NoPen)});
    }
    for (std::size_t style = 2; style < plainStyles; ++style) {
        if (!costs[style].empty()) {
            //: Legend entry: %1 who proposed the candidate, %2 provenance of its numbers.
            entries.append({FrontCloudText::tr("%1, %2").arg(originText(looks[style / 2].origin),
                                provenancesText(front.protocol.provenance, costs[style])),
                all[style], QPen(Qt::NoPen)});
        }
    }
    return entries;
}

}
