// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QWidget>
#include <vector>

#include "widgets/merit/merit_reader.h"

namespace paretoscope::widgets {

/// What traits of cells are worth at equal latency: a bar to either side of zero for a usual difference of each (one
/// standard deviation among cells of equal latency), with the 95 % interval as a whisker. Bars whose sign is in doubt
/// are pale.
class EffectBars : public QWidget {
    Q_OBJECT
public:
    explicit EffectBars(QWidget* parent = nullptr);

    /// In this order from the top.
    void setTraits(std::vector<queries::LearntTrait> traits);
    [[nodiscard]] QSize sizeHint() const override;
    [[nodiscard]] QSize minimumSizeHint() const override;

protected:
    void paintEvent(QPaintEvent* event) override;

private:
    [[nodiscard]] int rowHeight() const;
    void describe();

    std::vector<queries::LearntTrait> traits_;
};

}
