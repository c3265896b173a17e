// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QList>
#include <QPen>
#include <QString>
#include <QWidget>
#include <optional>

#include "widgets/plot/marker.h"

namespace paretoscope::widgets {

/// Explains markers and lines in one flowing row; wraps where the window is narrow.
class Legend : public QWidget {
    Q_OBJECT
public:
    struct Entry {
        QString text;
        std::optional<MarkerStyle> marker;
        QPen pen{Qt::NoPen};
    };

    explicit Legend(QWidget* parent = nullptr);
    void setEntries(QList<Entry> entries);
    [[nodiscard]] const QList<Entry>& entries() const { return entries_; }
    /// Height of the entries in rows of at most this width, 0 for none.
    static int heightOf(const QList<Entry>& entries, const QFontMetrics& metrics, int width);
    /// Draws them from (0, 0) on, in the painter's font.
    static void draw(QPainter& painter, const QList<Entry>& entries, int width, const QPalette& palette);
    [[nodiscard]] bool hasHeightForWidth() const override { return true; }
    [[nodiscard]] int heightForWidth(int width) const override;
    [[nodiscard]] QSize sizeHint() const override;
    [[nodiscard]] QSize minimumSizeHint() const override;

protected:
    void paintEvent(QPaintEvent* event) override;

private:
    QList<Entry> entries_;
};

}
