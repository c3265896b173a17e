// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/compare/explanation.h"

#include <QCoreApplication>

#include "core/interchange/cell_svg.h"
#include "widgets/common/number_text.h"

namespace paretoscope::widgets {

namespace {

std::optional<space::Operation> operationOn(const space::Genotype& genotype, int kind, const space::Edge& edge) {
    for (const space::Choice& choice : genotype.cells.at(static_cast<std::size_t>(kind)).choices) {
        if (choice.source == edge.source && choice.target == edge.target) {
            return choice.operation;
        }
    }
    return std::nullopt;
}

}

Explanation explain(
    const predictor::MeanPredictor& predictor, const space::Genotype& left, const space::Genotype& right) {
    const predictor::CostTable& table = predictor.costTable();
    const space::SearchSpace& space = space::searchSpace(predictor.space());
    Explanation explanation;
    explanation.leftMs = predictor.predict(left).ms;
    explanation.rightMs = predictor.predict(right).ms;
    explanation.restMs = explanation.rightMs - explanation.leftMs;
    for (int kind = 0; kind < space.kindCount(); ++kind) {
        for (int edge = 0; edge < space.edgeCount(); ++edge) {
            const space::Edge& place = space.edges[static_cast<std::size_t>(edge)];
            ExplainedEdge explained{kind, place.source, place.target, operationOn(left, kind, place),
                operationOn(right, kind, place), 0, 0};
            if (!explained.left && !explained.right) {
                continue;
            }
            const auto cost = [&](const std::optional<space::Operation>& operation) {
                return operation ? table.relativeToSkip(kind, edge, space.operationIndex(*operation)) : 0.0;
            };
            explained.leftMs = cost(explained.left);
            explained.rightMs = cost(explained.right);
            explanation.restMs -= explained.differenceMs();
            explanation.edges.push_back(explained);
        }
    }
    return explanation;
}

QString edgeText(space::SpaceId space, int source, int target) {
    return toQString(interchange::stateLabel(space, source)) + QStringLiteral(" → ")
        + toQString(interchange::stateLabel(space, target));
}

QString edgeName(space::SpaceId spaceId, int kind, int source, int target) {
    const space::SearchSpace& space = space::searchSpace(spaceId);
    const std::string_view name = space.cellKinds.at(static_cast<std::size_t>(kind));
    const QString edge = edgeText(spaceId, source, target);
    if (name == "normal") {
        //: An edge of the normal cell; %1 the nodes that it connects.
        return QCoreApplication::translate("Explanation", "Normal: %1").arg(edge);
    }
    if (name == "reduce") {
        //: An edge of the reduction cell; %1 the nodes that it connects.
        return QCoreApplication::translate("Explanation", "Reduction: %1").arg(edge);
    }
    return edge;
}

}
