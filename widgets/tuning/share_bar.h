// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QColor>
#include <QList>
#include <QString>
#include <QWidget>

namespace paretoscope::widgets {

/// A horizontal bar of one or more parts of a whole, with a caption above it. What the parts are is also in its
/// accessible description, so that it can be read without seeing it.
class ShareBar : public QWidget {
    Q_OBJECT
public:
    struct Part {
        QString text; ///< with its number, as a person reads it
        double share = 0; ///< 0..1 of the bar
        QColor colour;
        Qt::BrushStyle pattern = Qt::SolidPattern; ///< so that the colour does not stand alone
    };

    explicit ShareBar(QWidget* parent = nullptr);
    void setParts(const QString& caption, QList<Part> parts);
    [[nodiscard]] const QList<Part>& parts() const { return parts_; }
    [[nodiscard]] QSize sizeHint() const override;
    [[nodiscard]] QSize minimumSizeHint() const override { return sizeHint(); }

protected:
    void paintEvent(QPaintEvent* event) override;

private:
    [[nodiscard]] int textLines() const;

    QString caption_;
    QList<Part> parts_;
};

}
