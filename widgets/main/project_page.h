// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QWidget>
#include <string_view>
#include <vector>

#include "widgets/common/view.h"

namespace paretoscope::widgets {

class DeviceHeader;
class GuidedPath;
class MessageBar;
class ProgressStrip;
class ViewDocks;

/// An open project: the current device above, the guided path at the left, the views as docks, progress below and
/// messages over it. Only places widgets and passes snapshots on. Views are named by their ids (ViewType::id).
class ProjectPage : public QWidget {
    Q_OBJECT
public:
    explicit ProjectPage(const ViewContext& context, QWidget* parent = nullptr);

    void setSnapshot(const SnapshotPointer& snapshot);
    void showState(const ProjectState& state);
    void showView(std::string_view id);
    /// Brings the view that follows such jobs to the front, where there is one.
    void showViewOf(records::JobKind kind);
    /// Whether it can be seen, as the current view or beside it.
    [[nodiscard]] bool isShown(std::string_view id) const;
    [[nodiscard]] ViewDocks& docks() { return *docks_; }
    [[nodiscard]] std::string_view view() const;
    [[nodiscard]] const std::vector<View*>& views() const { return views_; }
    /// What the views ask of the reader together.
    [[nodiscard]] SnapshotQuery query() const;
    /// Where the views stand, splitters and the view shown.
    [[nodiscard]] QByteArray saveLayout() const;
    void restoreLayout(const QByteArray& layout);
    /// The window's height is the user's: without this every new text in a wrapped label would lay out the whole
    /// window, twice a level.
    [[nodiscard]] bool hasHeightForWidth() const override { return false; }

    [[nodiscard]] MessageBar& messages() { return *messages_; }
    [[nodiscard]] GuidedPath& path() { return *path_; }
    [[nodiscard]] ProgressStrip& progress() { return *progress_; }
    /// The one widget of this class within a view: only where it is known to be there.
    template <typename Widget>
    [[nodiscard]] Widget& find() const {
        return *findChild<Widget*>();
    }

Q_SIGNALS:
    /// The reader has to be asked again: another view is looked at, or a view wants something else.
    void queryChanged();

private:
    Selection& selection_;
    MessageBar* messages_;
    DeviceHeader* device_;
    GuidedPath* path_;
    ViewDocks* docks_;
    std::vector<View*> views_; ///< in the order of viewTypes()
    ProgressStrip* progress_;
};

}
