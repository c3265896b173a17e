// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/compare/compare_tables.h"

#include <QCoreApplication>
#include <QHeaderView>
#include <QLocale>
#include <QTableWidget>
#include <algorithm>
#include <cmath>
#include <limits>
#include <set>

#include "core/interchange/cell_svg.h"
#include "core/space/lowering.h"
#include "widgets/cell/edge_costs.h"
#include "widgets/common/engine_text.h"
#include "widgets/common/number_text.h"
#include "widgets/common/provenance_mark.h"
#include "widgets/front/point_text.h"

namespace paretoscope::widgets {

namespace {

struct CompareTables {
    Q_DECLARE_TR_FUNCTIONS(CompareTables)
};

CompareRow heading(const QString& text) {
    CompareRow row;
    row.name = text;
    row.heading = true;
    return row;
}

void addLatencies(std::vector<CompareRow>& rows, const CompareEntry& left, const CompareEntry& right,
    const ArchitectureFacts* facts) {
    std::vector<SettingLatency> of[2];
    if (facts != nullptr) {
        of[0] = facts->latencies(left.architecture, left.candidate.get());
        of[1] = facts->latencies(right.architecture, right.candidate.get());
    }
    std::set<QString> settings;
    for (const auto& side : of) {
        for (const SettingLatency& latency : side) {
            settings.insert(latency.setting);
        }
    }
    if (settings.empty()) {
        return;
    }
    rows.push_back(heading(CompareTables::tr("Latency")));
    for (const QString& setting : settings) {
        const SettingLatency* a = latencyOn(of[0], setting);
        const SettingLatency* b = latencyOn(of[1], setting);
        const QString none = latencyText(std::numeric_limits<double>::quiet_NaN());
        CompareRow row{.name = deviceText(setting),
            .left = a == nullptr ? none : markedLatencyText(*a),
            .right = b == nullptr ? none : markedLatencyText(*b)};
        row.leftSpoken = a == nullptr ? QString() : spokenLatencyText(*a);
        row.rightSpoken = b == nullptr ? QString() : spokenLatencyText(*b);
        if (a != nullptr && b != nullptr) {
            //: %1 a difference in milliseconds, %2 the same as a share.
            row.difference = CompareTables::tr("%1 (%2)").arg(
                signedLatencyText(b->ms - a->ms, std::max(a->ms, b->ms)), signedShareText(a->ms, b->ms));
        }
        rows.push_back(row);
    }
}

struct ShownAccuracy {
    double accuracy = std::numeric_limits<double>::quiet_NaN(); ///< NaN: none
    double deviation = std::numeric_limits<double>::quiet_NaN(); ///< of an estimate, which always has one
    QString provenance; ///< "trained", "mean of 3 trainings", "estimated from 60 trainings"

    [[nodiscard]] bool known() const { return !std::isnan(accuracy); }
    [[nodiscard]] bool estimated() const { return std::isfinite(deviation); }
    [[nodiscard]] QString spoken() const {
        //: %1 an accuracy, %2 how it is known ("trained").
        return CompareTables::tr("%1, %2").arg(accuracyText(accuracy, deviation), provenance);
    }
};

/// Accuracy of a protocol in all that is known of a genotype: the front's point where it is one, otherwise the
/// candidate's own, otherwise what was estimated of it.
ShownAccuracy accuracyOf(
    const ProjectSnapshot& snapshot, const CompareEntry& entry, const records::AccuracyProtocol& protocol) {
    const ShownAccuracy none{.provenance = provenanceText(protocol.provenance)};
    if (!entry.candidate) {
        return none;
    }
    const FrontSnapshot& front = *snapshot.part<FrontSnapshot>();
    if (front.protocol.id == protocol.id) {
        if (const int index = front.indexOf(entry.candidate->id); index >= 0) {
            const store::FrontPoint& point = front.points[static_cast<std::size_t>(index)];
            return {point.accuracy, point.deviation, spokenProvenanceText(front, point)};
        }
    }
    auto accuracy = entry.candidate->accuracy(protocol.id);
    if (!accuracy && protocol.provenance == records::AccuracyProvenance::Trained) {
        accuracy = entry.candidate->accuracy(records::estimatesOf(protocol).id);
    }
    if (!accuracy) {
        return none;
    }
    return {accuracy->accuracy, accuracy->deviation,
        accuracy->trainings > 0 ? estimatedFromText(accuracy->trainings) : none.provenance};
}

void addAccuracies(std::vector<CompareRow>& rows, const ProjectSnapshot& snapshot, const CompareEntry& left,
    const CompareEntry& right) {
    std::vector<CompareRow> found;
    for (const records::AccuracyProtocol& protocol : snapshot.protocols) {
        if (protocol.provenance == records::AccuracyProvenance::Estimated) {
            continue; // in the row of its trainings
        }
        const ShownAccuracy a = accuracyOf(snapshot, left, protocol);
        const ShownAccuracy b = accuracyOf(snapshot, right, protocol);
        if (!a.known() && !b.known()) {
            continue;
        }
        CompareRow row{.name = engineText(protocol.title.empty() ? protocol.id : protocol.title),
            .left = accuracyText(a.accuracy, a.deviation),
            .right = accuracyText(b.accuracy, b.deviation),
            .leftSpoken = a.spoken(),
            .rightSpoken = b.spoken()};
        if (a.known() && b.known()) {
            //: A difference of two accuracies in percentage points; %1 is the number with its sign.
            row.difference = CompareTables::tr("%1 points").arg(signedText(100 * (b.accuracy - a.accuracy), 2));
        }
        if (a.known() && b.known() && a.provenance != b.provenance) {
            row.left = a.spoken();
            row.right = b.spoken();
        } else {
            row.name += QStringLiteral(", ")
                + provenanceText(
                    a.estimated() || b.estimated() ? records::AccuracyProvenance::Estimated : protocol.provenance);
        }
        found.push_back(row);
    }
    rows.push_back(heading(CompareTables::tr("Accuracy")));
    if (found.empty()) {
        rows.push_back({.name = CompareTables::tr("neither has been scored or trained")});
    }
    rows.insert(rows.end(), found.begin(), found.end());
}

CompareRow countRow(const QString& name, std::int64_t left, std::int64_t right) {
    return {.name = name,
        .left = QLocale().toString(static_cast<qint64>(left)),
        .right = QLocale().toString(static_cast<qint64>(right)),
        .difference = signedShareText(static_cast<double>(left), static_cast<double>(right))};
}

/// What an operation, or the network around the cells, adds up to.
struct OperatorSum {
    std::int64_t macs = 0;
    std::int64_t parameters = 0;
    std::set<std::pair<int, int>> edges; ///< cell and edge
};

/// By operation; without operation: stem, head and what joins edges.
std::map<std::optional<space::Operation>, OperatorSum> sums(const space::LoweredNetwork& network) {
    std::map<std::optional<space::Operation>, OperatorSum> byOperation;
    for (const space::Operator& one : network.operators) {
        const bool onEdge = one.origin.edge >= 0;
        OperatorSum& sum =
            byOperation[onEdge ? std::optional(one.origin.operation) : std::optional<space::Operation>()];
        sum.macs += one.macs();
        sum.parameters += one.parameters();
        if (onEdge) {
            sum.edges.emplace(one.origin.cell, one.origin.edge);
        }
    }
    return byOperation;
}

/// "3 × · 1.20 M MACs · 4,512", in the units of the largest ones.
QString sumText(const OperatorSum& sum, const OperatorSum& largest, bool counted) {
    QString text =
        countText(sum.macs, largest.macs) + QStringLiteral(" · ") + countText(sum.parameters, largest.parameters);
    return counted ? QStringLiteral("%1 × · ").arg(sum.edges.size()) + text : text;
}

QString operationText(const std::optional<space::Operation>& operation, double ms, double largest) {
    if (!operation) {
        return QStringLiteral("–");
    }
    return toQString(space::operationSpec(*operation).label) + QStringLiteral("  ") + signedLatencyText(ms, largest);
}

}

std::vector<CompareRow> summaryRows(const ProjectSnapshot& snapshot, const CompareEntry& left,
    const CompareEntry& right, const ArchitectureFacts* facts) {
    std::vector<CompareRow> rows;
    addLatencies(rows, left, right, facts);
    addAccuracies(rows, snapshot, left, right);
    const space::LoweredNetwork a = space::lower(left.architecture);
    const space::LoweredNetwork b = space::lower(right.architecture);
    rows.push_back(heading(CompareTables::tr("Size")));
    rows.push_back(countRow(CompareTables::tr("Parameters"), a.parameters(), b.parameters()));
    //: MACs are multiply-accumulate operations of one image.
    rows.push_back(countRow(CompareTables::tr("MACs"), a.macs(), b.macs()));
    rows.push_back(
        countRow(CompareTables::tr("Activations (bytes)"), a.peakActivationBytes(), b.peakActivationBytes()));
    return rows;
}

std::vector<CompareRow> operatorRows(const CompareEntry& left, const CompareEntry& right) {
    const auto a = sums(space::lower(left.architecture));
    const auto b = sums(space::lower(right.architecture));
    std::set<std::optional<space::Operation>> operations;
    OperatorSum largest;
    for (const auto* side : {&a, &b}) {
        for (const auto& [operation, sum] : *side) {
            operations.insert(operation);
            largest.macs = std::max(largest.macs, sum.macs);
            largest.parameters = std::max(largest.parameters, sum.parameters);
        }
    }
    std::vector<CompareRow> rows;
    for (const auto& operation : operations) {
        const auto of = [&operation](const auto& side) {
            const auto found = side.find(operation);
            return found == side.end() ? OperatorSum{} : found->second;
        };
        const OperatorSum before = of(a);
        const OperatorSum after = of(b);
        rows.push_back({.name = operation ? toQString(space::operationSpec(*operation).label)
                                          : CompareTables::tr("stem, head and joins"),
            .left = sumText(before, largest, operation.has_value()),
            .right = sumText(after, largest, operation.has_value()),
            .difference = signedShareText(static_cast<double>(before.macs), static_cast<double>(after.macs))});
    }
    return rows;
}

std::vector<CompareRow> explanationRows(const Explanation& explanation, space::SpaceId space, bool differencesOnly) {
    std::vector<CompareRow> rows;
    double largest = std::max(std::abs(explanation.restMs), std::abs(explanation.rightMs - explanation.leftMs));
    for (const ExplainedEdge& edge : explanation.edges) {
        largest = std::max({largest, std::abs(edge.leftMs), std::abs(edge.rightMs), std::abs(edge.differenceMs())});
    }
    for (const ExplainedEdge& edge : explanation.edges) {
        if (differencesOnly && edge.isSame()) {
            continue;
        }
        rows.push_back({.name = edgeName(space, edge.kind, edge.source, edge.target),
            .left = operationText(edge.left, edge.leftMs, largest),
            .right = operationText(edge.right, edge.rightMs, largest),
            .difference = signedLatencyText(edge.differenceMs(), largest)});
    }
    rows.push_back({.name = CompareTables::tr("not from single edges"),
        .difference = signedLatencyText(explanation.restMs, largest),
        .leftSpoken = CompareTables::tr("How operations work together, and which edges there are at all")});
    rows.push_back({.name = CompareTables::tr("whole network, predicted"),
        .left = latencyText(explanation.leftMs),
        .right = latencyText(explanation.rightMs),
        .difference = signedLatencyText(explanation.rightMs - explanation.leftMs, largest)});
    return rows;
}

void setUpTable(QTableWidget& table, const std::array<QString, 4>& header) {
    table.setColumnCount(4);
    table.setHorizontalHeaderLabels({header.begin(), header.end()});
    table.verticalHeader()->hide();
    table.setEditTriggers(QAbstractItemView::NoEditTriggers);
    table.setSelectionMode(QAbstractItemView::SingleSelection);
    table.setTabKeyNavigation(false);
    table.setWordWrap(false);
    table.setShowGrid(false);
    table.setAlternatingRowColors(true);
    table.verticalHeader()->setDefaultSectionSize(table.fontMetrics().height() + 8);
    table.horizontalHeader()->setSectionResizeMode(QHeaderView::ResizeToContents);
    table.horizontalHeader()->setStretchLastSection(true);
    table.horizontalHeader()->setDefaultAlignment(Qt::AlignLeft | Qt::AlignVCenter);
}

void fillTable(QTableWidget& table, const std::vector<CompareRow>& rows) {
    table.clearSpans();
    table.setRowCount(static_cast<int>(rows.size()));
    for (int i = 0; i < table.rowCount(); ++i) {
        const CompareRow& row = rows[static_cast<std::size_t>(i)];
        const std::array<QString, 4> texts{row.name, row.left, row.right, row.difference};
        const std::array<QString, 4> spoken{QString(), row.leftSpoken, row.rightSpoken, QString()};
        for (int column = 0; column < 4; ++column) {
            const auto c = static_cast<std::size_t>(column);
            auto* item = new QTableWidgetItem(texts.at(c));
            if (row.heading) {
                QFont font = table.font();
                font.setBold(true);
                item->setFont(font);
            }
            const QString tip = spoken.at(c).isEmpty() ? texts.at(c) : spoken.at(c);
            item->setToolTip(tip);
            item->setData(Qt::AccessibleTextRole, tip);
            table.setItem(i, column, item);
        }
        if (row.heading) {
            table.setSpan(i, 0, 1, 4);
        }
    }
}

}
