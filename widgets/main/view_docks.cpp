// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/main/view_docks.h"

#include <QDockWidget>
#include <QScopedValueRollback>
#include <QTabWidget>
#include <QVBoxLayout>
#include <utility>

#include "widgets/style/sizes.h"

namespace paretoscope::widgets {

namespace {
constexpr int arrangementVersion = 2; ///< higher where views come or go by other names
}

ViewDocks::ViewDocks(QWidget* parent) : QMainWindow(parent, Qt::Widget) {
    setObjectName(QStringLiteral("views"));
    setWindowFlags(Qt::Widget); // a main window in a page, for its docks
    setDockOptions(AllowNestedDocks | AllowTabbedDocks);
    setTabPosition(Qt::AllDockWidgetAreas, QTabWidget::North);
    setDocumentMode(true);
    setContextMenuPolicy(Qt::NoContextMenu); // would offer to hide views
}

void ViewDocks::addView(QWidget* view, const QString& id, const QString& title) {
    auto* dock = new QDockWidget(title, this);
    dock->setObjectName(QStringLiteral("dock-") + id);
    dock->setFeatures(QDockWidget::DockWidgetMovable | QDockWidget::DockWidgetFloatable);
    auto* holder = new QWidget(dock); // stays while the view within it comes and goes
    auto* layout = new QVBoxLayout(holder);
    layout->setContentsMargins(sizes::gap, sizes::gap, sizes::gap, sizes::gap);
    layout->addWidget(view);
    dock->setWidget(holder);
    const int index = count();
    connect(dock, &QDockWidget::visibilityChanged, this,
        [this, index](bool visible) { onVisibilityChanged(index, visible); });
    connect(dock, &QDockWidget::topLevelChanged, this, &ViewDocks::showTitleBars);
    connect(dock, &QDockWidget::dockLocationChanged, this, &ViewDocks::showTitleBars);
    docks_.push_back(dock);
    titles_.append(title);
    views_.push_back(view);
    shown_.push_back(false);
    addDockWidget(Qt::LeftDockWidgetArea, dock);
    if (index > 0) {
        tabifyDockWidget(docks_.front(), dock);
    }
    showTitleBars();
}

void ViewDocks::onVisibilityChanged(int view, bool visible) {
    shown_[static_cast<std::size_t>(view)] = visible;
    // Behind another tab a dock stays a visible widget somewhere off the screen, and would be laid out at each news.
    views_[static_cast<std::size_t>(view)]->setVisible(visible);
    if (arranging_) {
        return;
    }
    if (visible) {
        setCurrent(view);
    }
    Q_EMIT viewChanged();
}

void ViewDocks::setCurrent(int view) {
    if (view != current_) {
        previous_ = std::exchange(current_, view);
    }
}

void ViewDocks::showView(int view) {
    if (view < 0 || view >= count()) {
        return;
    }
    QDockWidget* dock = docks_[static_cast<std::size_t>(view)];
    const bool changed = view != current_ || !isShown(view);
    {
        const QScopedValueRollback quiet(arranging_, true);
        dock->raise();
        if (dock->isFloating()) {
            dock->activateWindow();
        }
    }
    setCurrent(view);
    if (changed) {
        Q_EMIT viewChanged();
    }
}

bool ViewDocks::isShown(int view) const {
    return view == current_ || shown_.at(static_cast<std::size_t>(view));
}

QString ViewDocks::title(int view) const {
    return QString(titles_.at(view)).remove(QLatin1Char('&'));
}

void ViewDocks::stack() {
    {
        const QScopedValueRollback quiet(arranging_, true);
        for (QDockWidget* dock : docks_) {
            dock->setFloating(false);
            removeDockWidget(dock);
        }
        for (QDockWidget* dock : docks_) {
            addDockWidget(Qt::LeftDockWidgetArea, dock);
            if (dock != docks_.front()) {
                tabifyDockWidget(docks_.front(), dock);
            }
            dock->show();
        }
    }
    showTitleBars();
    showView(current_);
}

void ViewDocks::putBeside() {
    QDockWidget* dock = docks_.at(static_cast<std::size_t>(current_));
    {
        const QScopedValueRollback quiet(arranging_, true);
        dock->setFloating(false);
        addDockWidget(Qt::RightDockWidgetArea, dock);
        QDockWidget* other = docks_[static_cast<std::size_t>(previous_ != current_ ? previous_
                : current_ == 0                                                    ? 1
                                                                                   : 0)];
        other->raise(); // what was looked at before stays in sight
        resizeDocks({other, dock}, {width() / 2, width() / 2}, Qt::Horizontal);
    }
    showTitleBars();
    Q_EMIT viewChanged();
}

void ViewDocks::toggleFloating() {
    QDockWidget* dock = docks_.at(static_cast<std::size_t>(current_));
    const bool floats = !dock->isFloating();
    dock->setFloating(floats);
    if (floats) {
        dock->resize(size());
    }
    showTitleBars();
}

QByteArray ViewDocks::saveArrangement() const {
    return saveState(arrangementVersion);
}

void ViewDocks::restoreArrangement(const QByteArray& arrangement) {
    {
        const QScopedValueRollback quiet(arranging_, true);
        restoreState(arrangement, arrangementVersion);
    }
    showTitleBars();
}

void ViewDocks::showTitleBars() {
    for (int view = 0; view < count(); ++view) {
        QDockWidget* dock = docks_[static_cast<std::size_t>(view)];
        const bool named = dock->isFloating() || tabifiedDockWidgets(dock).isEmpty();
        if (named == (dock->titleBarWidget() == nullptr)) {
            continue;
        }
        dock->setWindowTitle(named ? title(view) : titles_.at(view)); // a title bar would show the mark of the key
        QWidget* old = dock->titleBarWidget();
        QWidget* nothing = nullptr;
        if (!named) {
            nothing = new QWidget(dock);
            (new QVBoxLayout(nothing))->setContentsMargins(0, 0, 0, 0); // of size 0: without a layout it would be -1
        }
        dock->setTitleBarWidget(nothing);
        delete old;
    }
}

}
