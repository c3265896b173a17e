// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QPushButton>
#include <optional>

namespace paretoscope::widgets {

enum class StepMark {
    Blocked, ///< needs something first
    Ready, ///< can be started
    Next, ///< the one to start now
    Doubtful, ///< done, with a result that should be better
    Done,
};

/// One step of a path as a row: a circle with its number, a tick, a warning or its progress, the title, and a line that
/// says how far it is. Circles of neighbours are joined by a line.
class StepButton : public QPushButton {
    Q_OBJECT
public:
    /// `number` from 1.
    StepButton(int number, bool isFirst, bool isLast, const QString& title, QWidget* parent = nullptr);

    void showState(StepMark mark, const QString& detail);
    /// From 0 to 1 while the step runs; nothing: it does not.
    void showProgress(std::optional<double> fraction);
    [[nodiscard]] StepMark mark() const { return mark_; }
    [[nodiscard]] QString detail() const { return detail_; }

    [[nodiscard]] QSize sizeHint() const override;
    [[nodiscard]] QSize minimumSizeHint() const override { return sizeHint(); }

protected:
    void paintEvent(QPaintEvent* event) override;

private:
    void paintCircle(QPainter& painter, const QPointF& centre) const;
    void paintTexts(QPainter& painter) const;
    [[nodiscard]] QFont detailFont() const;

    int number_;
    bool isFirst_;
    bool isLast_;
    QString title_;
    QString detail_;
    StepMark mark_ = StepMark::Blocked;
    std::optional<double> progress_;
};

}
