// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QPushButton>

namespace paretoscope::widgets {

/// A button as a card: an icon, what it does, and a line or two about it.
class ActionCard : public QPushButton {
    Q_OBJECT
public:
    ActionCard(const QString& icon, const QString& title, const QString& detail, QWidget* parent = nullptr);

    [[nodiscard]] QSize sizeHint() const override;
    [[nodiscard]] QSize minimumSizeHint() const override { return sizeHint(); }

protected:
    void paintEvent(QPaintEvent* event) override;
    void resizeEvent(QResizeEvent* event) override;

private:
    [[nodiscard]] QRect detailPlace(int width) const;
    [[nodiscard]] QFont titleFont() const;

    QString icon_;
    QString detail_;
};

}
