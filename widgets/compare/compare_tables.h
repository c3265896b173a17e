// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>
#include <array>
#include <vector>

#include "widgets/common/architecture_facts.h"
#include "widgets/compare/compare_choice.h"
#include "widgets/compare/explanation.h"

class QTableWidget;

namespace paretoscope::widgets {

/// One line of a comparison as text.
struct CompareRow {
    QString name;
    QString left;
    QString right;
    QString difference; ///< right against left
    QString leftSpoken; ///< for tool tips and screen readers, empty: as shown
    QString rightSpoken;
    bool heading = false; ///< a title over the rows that follow
};

/// Latency on every setting, accuracies of every protocol, and size. `facts` may be null.
std::vector<CompareRow> summaryRows(const ProjectSnapshot& snapshot, const CompareEntry& left,
    const CompareEntry& right, const ArchitectureFacts* facts);
/// Multiply-adds and parameters by operation, stem and head included.
std::vector<CompareRow> operatorRows(const CompareEntry& left, const CompareEntry& right);
/// What each edge costs, and the rest; `differencesOnly`: without the edges that are the same in both.
std::vector<CompareRow> explanationRows(const Explanation& explanation, space::SpaceId space, bool differencesOnly);

/// Four columns, read-only.
void setUpTable(QTableWidget& table, const std::array<QString, 4>& header);
void fillTable(QTableWidget& table, const std::vector<CompareRow>& rows);

}
