// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/common/view.h"

#include <QCoreApplication>

namespace paretoscope::widgets {

namespace {
struct StateText {
    Q_DECLARE_TR_FUNCTIONS(ProjectState)
};
}

QString ProjectState::noJob() const {
    return readOnly ? StateText::tr("This project can only be read.")
        : busy      ? StateText::tr("A job is running.")
                    : QString();
}

void View::addTo(SnapshotQuery& /*query*/, bool /*shown*/) const { }

void View::showState(const ProjectState& /*state*/) { }

bool View::follows(records::JobKind /*kind*/) const {
    return false;
}

QList<QUndoStack*> View::undoStacks() {
    return {};
}

QList<qint64> View::chosenCandidates() const {
    return {};
}

QList<ViewPicture> View::pictures() {
    return {};
}

bool View::isReady() const {
    return true;
}

QByteArray View::saveArrangement() const {
    return {};
}

void View::restoreArrangement(const QByteArray& /*arrangement*/) { }

}
