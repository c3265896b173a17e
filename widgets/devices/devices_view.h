// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "widgets/common/view.h"
#include "widgets/devices/devices_reader.h"

class QComboBox;
class QLabel;
class QSplitter;
class QTableView;

namespace paretoscope::widgets {

class DevicePin;
class DeviceTableModel;
class Legend;
class PlotView;
class RankMatrixTable;
class Selection;

/// How alike the project's device settings rank architectures (a matrix), one pair of them in a rank scatter with what
/// explains the differences and what deploying elsewhere costs, and the settings with their noise and predictors.
class DevicesView : public View {
    Q_OBJECT
public:
    explicit DevicesView(Selection& selection, QWidget* parent = nullptr);

    void setSnapshot(const SnapshotPointer& snapshot) override;
    void addTo(SnapshotQuery& query, bool shown) const override;
    /// They are read only once somebody looks.
    [[nodiscard]] bool isReady() const override { return devices_ != nullptr; }

    [[nodiscard]] RankMatrixTable& matrix() { return *matrix_; }
    [[nodiscard]] PlotView& scatter() { return *scatter_; }
    [[nodiscard]] QString reportText() const;
    [[nodiscard]] QString hintText() const;

protected:
    void changeEvent(QEvent* event) override;

private:
    void setUpControls();
    void setUpLayout();
    void showDevices();
    void showNetworks();
    void showPair();
    void showPin();
    void showPoint(int index);
    void choosePoint(int index);
    [[nodiscard]] QString hint() const;

    Selection& selection_;
    SnapshotPointer snapshot_;
    std::shared_ptr<const DevicesSnapshot> devices_;
    QString network_; ///< as asked for; empty: the reader chooses
    QString deviceA_;
    QString deviceB_;
    QComboBox* networks_;
    QComboBox* statistic_;
    DevicePin* pin_;
    QLabel* hint_;
    QSplitter* content_;
    RankMatrixTable* matrix_;
    PlotView* scatter_;
    QLabel* point_;
    Legend* legend_;
    QLabel* report_;
    QTableView* table_;
    DeviceTableModel* settings_;
};

}
