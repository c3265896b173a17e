// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QList>
#include <QWidget>
#include <optional>

#include "widgets/front/front_choice.h"

class QComboBox;
class QToolButton;

namespace paretoscope::widgets {

class ElidingLabel;
class FrontOverlays;
class HoverCard;
class LambdaPanel;
class LambdaPathView;
class Legend;
class PlotView;
class Selection;
class ToolRow;
struct ViewPicture;

/// Accuracy against latency for one accuracy protocol and one device setting, with the front, the λ line and the budget
/// line. Shows snapshots; changes nothing but the selection. Left and Right walk along the front.
class FrontView : public QWidget {
    Q_OBJECT
public:
    explicit FrontView(Selection& selection, QWidget* parent = nullptr);

    void setSnapshot(const SnapshotPointer& snapshot);
    [[nodiscard]] const FrontChoice& choice() const { return choice_; }
    [[nodiscard]] PlotView& plot() { return *plot_; }
    /// What is shown and how: above the plot, or wherever a view around it puts it.
    [[nodiscard]] ToolRow& toolRow() { return *tools_; }
    [[nodiscard]] LambdaPanel& lambdaPanel() { return *lambdaPanel_; }
    [[nodiscard]] LambdaPathView& lambdaPath() { return *lambdaPath_; }
    void showLambdaPath(bool shown);
    [[nodiscard]] bool isLambdaPathShown() const;
    void setAxis(QualityAxis axis);
    void setLogarithmic(bool logarithmic);
    [[nodiscard]] bool isLogarithmic() const;
    /// The candidates as comma-separated values, with their provenance.
    [[nodiscard]] QString csv() const;
    [[nodiscard]] QualityAxis axis() const { return axis_; }
    /// What `paretoscope screenshot` draws beside the view as it is.
    [[nodiscard]] QList<ViewPicture> pictures();
    [[nodiscard]] FrontOverlays& overlays() { return *overlays_; }
    /// Moves λ (or μ) as a drag of the slider does.
    void moveLambda(double number);

protected:
    void keyPressEvent(QKeyEvent* event) override;
    void changeEvent(QEvent* event) override;

private:
    void setUpControls();
    void placeWidgets();
    void fillControls(const ProjectSnapshot& snapshot);
    void showPossible();
    [[nodiscard]] QString latencyTitle() const;
    void showFront();
    /// Points, front and legend where they are now.
    void showPoints();
    void showSelection();
    void showLine();
    void chooseByPrice();
    void chooseByBudget();
    void showBudget();
    void fillBudget();
    void choosePoint(int index);
    /// What the price chooses, -1 for nothing.
    [[nodiscard]] int indexAtPrice() const;
    void describe();
    [[nodiscard]] int selectedIndex() const;

    Selection& selection_;
    SnapshotPointer snapshot_;
    FrontChoice choice_;
    QualityAxis axis_ = QualityAxis::Accuracy;
    bool followLambda_ = false; ///< new candidates may change the choice: the user moved λ last

    ToolRow* tools_;
    QComboBox* protocol_;
    QComboBox* quality_;
    QToolButton* logarithmic_;
    QToolButton* pathShown_;
    ElidingLabel* budgetText_;
    QToolButton* wholeRange_;
    FrontOverlays* overlays_;
    PlotView* plot_;
    Legend* legend_;
    LambdaPanel* lambdaPanel_;
    LambdaPathView* lambdaPath_;
    HoverCard* card_;
};

}
