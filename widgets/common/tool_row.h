// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QWidget>
#include <vector>

class QHBoxLayout;
class QToolButton;

namespace paretoscope::widgets {

/// A row of controls whose buttons show their names where there is room for all of them, and their icons alone where
/// there is not.
class ToolRow : public QWidget {
    Q_OBJECT
public:
    explicit ToolRow(QWidget* parent = nullptr);

    void addControl(QWidget* control, int stretch = 0);
    /// A flat button with an icon from resources/icons/line; what it is called stands in its tool tip too. The text may
    /// mark its key with an ampersand.
    void addButton(QToolButton* button, const QString& icon);
    void addSeparator();
    [[nodiscard]] const std::vector<QToolButton*>& buttons() const { return buttons_; }
    [[nodiscard]] QSize minimumSizeHint() const override;

protected:
    void resizeEvent(QResizeEvent* event) override;
    bool event(QEvent* event) override;

private:
    void chooseStyle();
    [[nodiscard]] int namesWidth() const;

    QHBoxLayout* layout_;
    std::vector<QToolButton*> buttons_;
    bool named_ = false;
};

}
