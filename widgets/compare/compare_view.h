// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <array>

#include "widgets/common/view.h"
#include "widgets/compare/compare_choice.h"

class QCheckBox;
class QComboBox;
class QLabel;
class QPushButton;
class QStackedWidget;
class QTableWidget;
class QTabWidget;

namespace paretoscope::widgets {

class CellCanvas;
class DevicePicker;
class DevicePin;
class DifferenceBars;
class Selection;

/// Two architectures side by side: their cells with what differs marked, their latency on every setting, accuracy and
/// size, and which edges make the difference on a device. The selected candidate stands left, or right where left is
/// pinned.
class CompareView : public View {
    Q_OBJECT
public:
    explicit CompareView(Selection& selection, QWidget* parent = nullptr);

    void setSnapshot(const SnapshotPointer& snapshot) override;
    void addTo(SnapshotQuery& query, bool shown) const override;
    /// What stands left (0) and right (1), null for nothing.
    [[nodiscard]] const CompareEntry* side(int which) const;
    [[nodiscard]] QList<qint64> chosenCandidates() const override;
    [[nodiscard]] CellCanvas& canvas() { return *canvas_; }

protected:
    void showEvent(QShowEvent* event) override;

private:
    struct Side {
        QString key;
        QComboBox* box = nullptr;
        QCheckBox* pin = nullptr;
    };
    void setUpControls();
    [[nodiscard]] std::vector<std::int64_t> candidates() const; ///< that stand here, or should
    void followSelection();
    void chooseDefaults();
    void followDevice();
    void refresh();
    void fillBoxes();
    void showExplainable(const QString& none);
    void fillSettings(const CompareEntry& left, const CompareEntry& right);
    void drawCells(const CompareEntry& left, const CompareEntry& right);
    void fillTables(const CompareEntry& left, const CompareEntry& right);
    void explainDifference(const CompareEntry& left, const CompareEntry& right);
    void swapSides();
    void compareGpuAndCpu();
    void compareCandidates(std::int64_t left, std::int64_t right);
    void place();

    Selection& selection_;
    SnapshotPointer snapshot_;
    CompareChoice choice_;
    std::array<Side, 2> sides_;
    QPushButton* swap_;
    QPushButton* gpuCpu_;
    QLabel* verdict_;
    DifferenceBars* bars_;
    QCheckBox* showCosts_;
    DevicePicker* setting_;
    DevicePin* pin_;
    QString pinned_; ///< the device setting chosen here; empty: the current one
    QString device_; ///< the current one when the sides were chosen last
    QCheckBox* differencesOnly_;
    CellCanvas* canvas_;
    QTableWidget* summary_;
    QTableWidget* operators_;
    QTableWidget* explained_;
    QLabel* explainHint_;
    QLabel* hint_;
    QStackedWidget* pages_;
    bool stale_ = true; ///< something changed while the view was hidden
};

}
