// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/cell/what_if.h"

#include <QUndoCommand>
#include <algorithm>

#include "core/interchange/cell_svg.h"
#include "widgets/common/number_text.h"

namespace paretoscope::widgets {

class GenotypeCommand : public QUndoCommand {
public:
    GenotypeCommand(WhatIf& whatIf, space::Genotype before, space::Genotype after, const QString& text)
        : QUndoCommand(text)
        , whatIf_(whatIf)
        , before_(std::move(before))
        , after_(std::move(after)) { }

    void redo() override { whatIf_.setCurrent(after_); }
    void undo() override { whatIf_.setCurrent(before_); }

private:
    WhatIf& whatIf_;
    space::Genotype before_;
    space::Genotype after_;
};

namespace {

bool sameArchitecture(const std::optional<space::Architecture>& a, const std::optional<space::Architecture>& b) {
    return a.has_value() == b.has_value() && (!a || (a->genotype == b->genotype && a->shape == b->shape));
}

}

std::vector<CellEdit> editsOf(const space::Genotype& genotype, int kind, int choice) {
    const space::SearchSpace& space = space::searchSpace(genotype.space);
    const auto& choices = genotype.cells.at(static_cast<std::size_t>(kind)).choices;
    const space::Choice& now = choices.at(static_cast<std::size_t>(choice));
    std::vector<CellEdit> edits;
    const auto changed = [&](const space::Choice& wanted) {
        space::Genotype result = genotype;
        result.cells[static_cast<std::size_t>(kind)].choices[static_cast<std::size_t>(choice)] = wanted;
        return space::sorted(result); // choices keep the order in which they are drawn and counted
    };
    for (const space::Operation operation : space.operations) {
        const bool allowed = operation != space::Operation::None || space.edgesKeptPerNode == 0;
        if (allowed && operation != now.operation) {
            edits.push_back({toQString(space::operationSpec(operation).label), operation,
                changed({operation, now.source, now.target})});
        }
    }
    if (space.edgesKeptPerNode == 0) {
        return edits; // every edge is there already
    }
    for (int source = 0; source < now.target; ++source) {
        const bool taken = std::any_of(choices.begin(), choices.end(),
            [&](const space::Choice& other) { return other.target == now.target && other.source == source; });
        if (!taken) {
            //: What if this edge read another node? %1 is the node.
            edits.push_back({WhatIf::tr("input %1").arg(toQString(interchange::stateLabel(genotype.space, source))),
                std::nullopt, changed({now.operation, source, now.target})});
        }
    }
    return edits;
}

WhatIf::WhatIf(QObject* parent) : QObject(parent) { }

void WhatIf::setOriginal(const std::optional<space::Architecture>& original) {
    if (sameArchitecture(original, original_)) {
        return;
    }
    original_ = original;
    current_ = original;
    stack_.clear();
    Q_EMIT changed();
}

bool WhatIf::isChanged() const {
    return original_ && !(current_->genotype == original_->genotype);
}

void WhatIf::apply(const CellEdit& edit) {
    if (current_) {
        stack_.push(new GenotypeCommand(*this, current_->genotype, edit.result, edit.text));
    }
}

void WhatIf::reset() {
    if (isChanged()) {
        //: Undo text: all changes were taken back.
        stack_.push(new GenotypeCommand(*this, current_->genotype, original_->genotype, tr("reset")));
    }
}

void WhatIf::setCurrent(const space::Genotype& genotype) {
    current_->genotype = genotype;
    Q_EMIT changed();
}

}
