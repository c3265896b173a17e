// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/main/project_page.h"

#include <QDataStream>
#include <QHBoxLayout>
#include <algorithm>

#include "widgets/common/controls.h"
#include "widgets/common/current_device.h"
#include "widgets/common/fitting_scroll.h"
#include "widgets/common/selection.h"
#include "widgets/main/device_header.h"
#include "widgets/main/guided_path.h"
#include "widgets/main/view_docks.h"
#include "widgets/search/progress_strip.h"
#include "widgets/views.h"

namespace paretoscope::widgets {

namespace {

constexpr int pathWidth = 240;
constexpr int otherHeight = 166; // title, menus, the device's row and the status line
constexpr int layoutVersion = 3; // 1 had tabs
constexpr int oneSplitterVersion = 2; // the first view's alone

/// -1 for none.
int indexOf(std::string_view id) {
    const auto types = viewTypes();
    const auto found = std::find_if(types.begin(), types.end(), [id](const ViewType& type) { return type.id == id; });
    return found == types.end() ? -1 : static_cast<int>(found - types.begin());
}

}

ProjectPage::ProjectPage(const ViewContext& context, QWidget* parent)
    : QWidget(parent)
    , selection_(context.selection)
    , messages_(new MessageBar(this))
    , device_(new DeviceHeader(context.selection, this))
    , path_(new GuidedPath(this))
    , docks_(new ViewDocks(this))
    , progress_(new ProgressStrip(this)) {
    for (const ViewType& type : viewTypes()) {
        View* view = type.create(context, this);
        views_.push_back(view);
        docks_->addView(view, QLatin1String(type.id), type.title());
        connect(view, &View::queryChanged, this, &ProjectPage::queryChanged);
        connect(view, &View::message, messages_, &MessageBar::showMessage);
    }
    docks_->showView(0);
    path_->setFixedWidth(std::max(pathWidth, path_->minimumSizeHint().width())); // longer words need more
    auto* middle = new QHBoxLayout;
    middle->setSpacing(0);
    middle->addWidget(path_);
    middle->addWidget(new FittingScroll(docks_, {path_->width(), otherHeight}, this), 1);
    auto* layout = bare(new QVBoxLayout(this));
    layout->setSpacing(0);
    layout->addWidget(device_);
    layout->addLayout(middle, 1);
    layout->addWidget(progress_);
    messages_->setFoot(progress_->sizeHint().height());
    messages_->setColumn(path_->width()); // no view loses a line to it, and below the steps there is room
    connect(docks_, &ViewDocks::viewChanged, this, &ProjectPage::queryChanged);
    connect(&selection_, &Selection::deviceSettingChanged, this, &ProjectPage::queryChanged);
}

void ProjectPage::setSnapshot(const SnapshotPointer& snapshot) {
    device_->setSnapshot(snapshot);
    for (View* view : views_) {
        view->setSnapshot(snapshot);
    }
}

void ProjectPage::showState(const ProjectState& state) {
    for (View* view : views_) {
        view->showState(state);
    }
}

SnapshotQuery ProjectPage::query() const {
    SnapshotQuery query = SnapshotQuery::of(DeviceQuery{selection_.deviceSetting()});
    for (std::size_t i = 0; i < views_.size(); ++i) {
        views_[i]->addTo(query, docks_->isShown(static_cast<int>(i)));
    }
    return query;
}

void ProjectPage::showView(std::string_view id) {
    docks_->showView(indexOf(id));
}

void ProjectPage::showViewOf(records::JobKind kind) {
    const auto found = std::find_if(views_.begin(), views_.end(), [kind](View* view) { return view->follows(kind); });
    if (found != views_.end()) {
        docks_->showView(static_cast<int>(found - views_.begin()));
    }
}

bool ProjectPage::isShown(std::string_view id) const {
    return docks_->isShown(indexOf(id));
}

std::string_view ProjectPage::view() const {
    return viewTypes()[static_cast<std::size_t>(docks_->currentView())].id;
}

QByteArray ProjectPage::saveLayout() const {
    QMap<QString, QByteArray> arrangements;
    for (std::size_t i = 0; i < views_.size(); ++i) {
        arrangements.insert(QLatin1String(viewTypes()[i].id), views_[i]->saveArrangement());
    }
    QByteArray layout;
    QDataStream stream(&layout, QIODevice::WriteOnly);
    stream << layoutVersion << docks_->saveArrangement() << arrangements << docks_->currentView();
    return layout;
}

void ProjectPage::restoreLayout(const QByteArray& layout) {
    QDataStream stream(layout);
    int version = 0;
    QByteArray docks;
    QMap<QString, QByteArray> arrangements;
    int view = 0;
    stream >> version;
    if (version == layoutVersion) {
        stream >> docks >> arrangements >> view;
    } else if (version == oneSplitterVersion) {
        stream >> docks >> arrangements[QLatin1String(viewTypes().front().id)] >> view;
    } else {
        return;
    }
    if (stream.status() == QDataStream::Ok) {
        docks_->restoreArrangement(docks);
        for (std::size_t i = 0; i < views_.size(); ++i) {
            views_[i]->restoreArrangement(arrangements.value(QLatin1String(viewTypes()[i].id)));
        }
        docks_->showView(view);
    }
}

}
