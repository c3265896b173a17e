// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QObject>
#include <QString>
#include <QUndoStack>
#include <optional>
#include <vector>

#include "core/space/architecture.h"

namespace paretoscope::widgets {

/// One change of one edge.
struct CellEdit {
    QString text; ///< the operation, or the input
    std::optional<space::Operation> operation; ///< nothing: the edge's input changes
    space::Genotype result;
};

/// All that one edge may become: the space's other operations and, where a node keeps only some of its edges, its other
/// inputs. In the space's order, operations first. `choice` counts a sorted genotype's, as the results are.
std::vector<CellEdit> editsOf(const space::Genotype& genotype, int kind, int choice);

/// "What if": an architecture that a candidate becomes when operations are swapped, with undo. Changes nothing stored.
class WhatIf : public QObject {
    Q_OBJECT
public:
    explicit WhatIf(QObject* parent = nullptr);

    /// Starts anew from this architecture (choices sorted); the same one again keeps the changes.
    void setOriginal(const std::optional<space::Architecture>& original);
    [[nodiscard]] const std::optional<space::Architecture>& original() const { return original_; }
    /// What is shown: the original with the changes that are not undone; nothing without an original.
    [[nodiscard]] const std::optional<space::Architecture>& current() const { return current_; }
    [[nodiscard]] bool isChanged() const;
    /// Becomes `edit.result`; undoable.
    void apply(const CellEdit& edit);
    /// Back to the original; undoable as one step.
    void reset();
    [[nodiscard]] QUndoStack& stack() { return stack_; }

Q_SIGNALS:
    void changed();

private:
    friend class GenotypeCommand;
    void setCurrent(const space::Genotype& genotype);

    std::optional<space::Architecture> original_;
    std::optional<space::Architecture> current_;
    QUndoStack stack_;
};

}
