// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QMainWindow>
#include <QStringList>
#include <vector>

class QDockWidget;

namespace paretoscope::widgets {

/// The views of a project, each a dock that a person can move beside the others or onto another screen. Their standard
/// arrangement is one stack of tabs. A view cannot be closed, so none is ever lost.
class ViewDocks : public QMainWindow {
    Q_OBJECT
public:
    explicit ViewDocks(QWidget* parent = nullptr);

    /// `id` names it in stored arrangements; `title` may mark its key with an ampersand.
    void addView(QWidget* view, const QString& id, const QString& title);

    /// Brings a view to the front and makes it the current one.
    void showView(int view);
    /// The one that was brought to the front last.
    [[nodiscard]] int currentView() const { return current_; }
    /// Whether it can be seen: on top of its stack, or beside the others, or in a window of its own.
    [[nodiscard]] bool isShown(int view) const;
    [[nodiscard]] int count() const { return static_cast<int>(docks_.size()); }
    /// Without the mark of its key.
    [[nodiscard]] QString title(int view) const;

    /// All views as one stack of tabs.
    void stack();
    /// The current view to the right of the others.
    void putBeside();
    /// The current view into a window of its own, or back.
    void toggleFloating();

    [[nodiscard]] QByteArray saveArrangement() const;
    /// Leaves everything as it is where the bytes are no arrangement of these views.
    void restoreArrangement(const QByteArray& arrangement);

Q_SIGNALS:
    /// Another view is current, or another one can be seen.
    void viewChanged();

private:
    void onVisibilityChanged(int view, bool visible);
    /// A view that is stacked is named by its tab; alone it needs a title to be dragged by.
    void showTitleBars();

    std::vector<QDockWidget*> docks_;
    std::vector<QWidget*> views_;
    QStringList titles_; ///< with the marks of their keys
    std::vector<bool> shown_;
    void setCurrent(int view);

    int current_ = 0;
    int previous_ = 0; ///< current before it
    bool arranging_ = false;
};

}
