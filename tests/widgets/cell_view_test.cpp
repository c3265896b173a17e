// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/cell/cell_view.h"

#include <QAction>
#include <QCheckBox>
#include <QClipboard>
#include <QGuiApplication>
#include <QLabel>
#include <QMimeData>
#include <QScrollBar>
#include <QSlider>
#include <QTest>
#include <gtest/gtest.h>

#include "core/space/encoding.h"
#include "core/space/genotype.h"
#include "widgets/cell/cell_canvas.h"
#include "widgets/cell/cell_item.h"
#include "widgets/cell/edge_costs.h"

namespace paretoscope::widgets {
namespace {

TEST(CellView, ShowsBothCellsAndCopiesTheGenotype) {
    CellView view;
    view.resize(500, 600);
    view.show();
    const QString text = QString::fromStdString(space::toText(space::published("DARTS_V2")));
    view.showGenotype(text, QStringLiteral("DARTS_V2"));
    EXPECT_EQ(view.cellCount(), 2);
    view.findChild<QAction*>(QStringLiteral("copyGenotype"))->trigger();
    EXPECT_EQ(QGuiApplication::clipboard()->text(), text);
    view.findChild<QAction*>(QStringLiteral("copyDot"))->trigger();
    EXPECT_TRUE(QGuiApplication::clipboard()->text().startsWith(QStringLiteral("digraph")));
    view.findChild<QAction*>(QStringLiteral("copyCellPicture"))->trigger();
    EXPECT_TRUE(QGuiApplication::clipboard()->mimeData()->hasFormat(QStringLiteral("image/svg+xml")));
    view.showGenotype(
        QStringLiteral("|nor_conv_3x3~0|+|skip_connect~0|none~1|+|nor_conv_1x1~0|avg_pool_3x3~1|skip_connect~2|"), {});
    EXPECT_EQ(view.cellCount(), 1);
}

TEST(CellView, CostsAreWrittenOnTheEdgesWhereAskedFor) {
    const space::Genotype genotype = space::sorted(space::published("DARTS_V2"));
    const space::SearchSpace& space = space::searchSpace(genotype.space);
    predictor::CostTable table{
        genotype.space, 1, std::vector<double>(static_cast<std::size_t>(space.encodingLength()), 0.5)};
    const space::Choice& choice = genotype.cells[1].choices[4];
    table.costMs[static_cast<std::size_t>(space::encodingIndex(
        space, 1, space.edgeIndex(choice.source, choice.target), space.operationIndex(choice.operation)))] = 0.25;
    CellView view;
    view.resize(500, 600);
    view.show();
    view.showGenotype(QString::fromStdString(space::identityText(genotype)), {});
    auto* box = view.findChild<QCheckBox*>(QStringLiteral("cellCosts"));
    EXPECT_FALSE(box->isVisible()) << "nothing to say about costs";
    view.setCosts(std::nullopt, QStringLiteral("cpu"));
    EXPECT_FALSE(box->isEnabled());
    view.setCosts(table, QStringLiteral("cpu"));
    EXPECT_TRUE(view.canvas().items()[1]->edgeTexts().empty());
    QTest::mouseClick(box, Qt::LeftButton, {}, QPoint(8, box->height() / 2));
    EXPECT_EQ(view.canvas().items()[1]->edgeTexts().at(4), QStringLiteral("−0.25 ms")) << "against a skip connection";
    EXPECT_EQ(view.canvas().items()[0]->edgeTexts().at(0), QStringLiteral("0 ms"));
}

TEST(EdgeCosts, AreWrittenInTheUnitThatShowsThem) {
    EXPECT_EQ(signedLatencyText(0.424), QStringLiteral("+0.42 ms"));
    EXPECT_EQ(signedLatencyText(-12.34), QStringLiteral("−12.3 ms"));
    EXPECT_EQ(signedLatencyText(-0.0031), QStringLiteral("−3.1 µs"));
    EXPECT_EQ(signedLatencyText(0.0734), QStringLiteral("+73 µs"));
    EXPECT_EQ(signedLatencyText(-0.023, -0.45), QStringLiteral("−0.023 ms")) << "one unit in a column";
    EXPECT_EQ(signedLatencyText(-0.023, 3), QStringLiteral("−0.02 ms"));
    EXPECT_EQ(signedLatencyText(-0.023, 0.05), QStringLiteral("−23 µs"));
    EXPECT_EQ(signedLatencyText(0), QStringLiteral("0 ms"));
}

/// Such a bar would take room, shrink the picture, go, and come again: the event loop never came to its end.
TEST(CellView, HasNoScrollBarsWhileTheWholeCellIsInSight) {
    CellCanvas canvas;
    const space::Genotype genotype = space::published("DARTS_V2");
    canvas.setPictures(cellPictures(genotype));
    canvas.show();
    for (int width = 120; width < 700; width += 7) {
        canvas.resize(width, 90 + width * 5 % 400);
        QCoreApplication::processEvents();
        ASSERT_FALSE(canvas.horizontalScrollBar()->isVisible()) << width;
        ASSERT_FALSE(canvas.verticalScrollBar()->isVisible()) << width;
    }
    QTest::keyClick(&canvas, Qt::Key_Plus);
    QTest::keyClick(&canvas, Qt::Key_Plus);
    QCoreApplication::processEvents();
    EXPECT_TRUE(canvas.horizontalScrollBar()->isVisible() || canvas.verticalScrollBar()->isVisible());
    QTest::keyClick(&canvas, Qt::Key_Home);
    EXPECT_FALSE(canvas.horizontalScrollBar()->isVisible());
}

TEST(CellView, WalksThroughTheEpochsOfASearch) {
    std::vector<EpochCell> cells;
    space::Random random(6);
    for (int epoch = 0; epoch < 4; ++epoch) {
        cells.push_back({epoch, 0.2, space::identityText(space::sampleUniform(space::SpaceId::Darts, random)), {}});
    }
    CellView view;
    view.resize(600, 600);
    view.show();
    const QString candidate = QString::fromStdString(space::identityText(space::published("DARTS_V1")));
    view.showGenotype(candidate, QStringLiteral("candidate"));
    view.setEditable(true);
    view.setHistory(cells);
    auto* over = view.findChild<QCheckBox*>(QStringLiteral("cellOverTime"));
    auto* slider = view.findChild<QSlider*>(QStringLiteral("cellEpoch"));
    EXPECT_FALSE(slider->isVisible());
    QTest::mouseClick(over, Qt::LeftButton, {}, QPoint(8, over->height() / 2));
    EXPECT_TRUE(slider->isVisible());
    EXPECT_EQ(view.genotype().toStdString(), cells[3].genotype);
    slider->setFocus();
    QTest::keyClick(slider, Qt::Key_Home);
    EXPECT_EQ(view.genotype().toStdString(), cells[0].genotype);
    cells.push_back(cells[1]);
    view.setHistory(cells);
    EXPECT_EQ(view.genotype().toStdString(), cells[0].genotype) << "a running search does not pull the slider away";
    QTest::keyClick(slider, Qt::Key_End);
    cells.push_back(cells[2]);
    view.setHistory(cells);
    EXPECT_EQ(view.genotype().toStdString(), cells[2].genotype) << "at the end it is followed";
    QTest::mouseClick(over, Qt::LeftButton, {}, QPoint(8, over->height() / 2));
    EXPECT_EQ(view.genotype(), candidate);
}

TEST(CellView, SaysWhatIsWrongWithATextItCannotRead) {
    CellView view;
    view.showGenotype(QStringLiteral("Genotype(normal=[('warp_drive', 1)])"), {});
    EXPECT_EQ(view.cellCount(), 0);
    EXPECT_TRUE(view.findChild<QLabel*>(QStringLiteral("cellTitle"))
                    ->text()
                    .startsWith(QStringLiteral("This is not a valid genotype.")));
}

TEST(CellItem, EdgesAreAsThickAsTheirWeight) {
    const space::Genotype genotype = space::published("DARTS_V2");
    const space::SearchSpace& space = space::searchSpace(space::SpaceId::Darts);
    options::AlphaTable alpha{"normal", {}, {}};
    for (const space::Operation operation : space.operations) {
        alpha.operations.emplace_back(space::operationName(operation));
    }
    alpha.weights.assign(14, std::vector<double>(8, 1.0 / 8));
    const space::Choice heavy = genotype.cells[0].choices[3];
    auto& row = alpha.weights[static_cast<std::size_t>(space.edgeIndex(heavy.source, heavy.target))];
    row.assign(8, 0.3 / 7);
    row[static_cast<std::size_t>(space.operationIndex(heavy.operation))] = 0.7;
    const CellItem item(genotype, 0, &alpha);
    for (std::size_t i = 0; i < item.widths().size(); ++i) {
        if (i != 3) {
            EXPECT_LT(item.widths()[i], item.widths()[3]);
        }
    }
    EXPECT_TRUE(item.description().contains(QStringLiteral("sep conv 3×3")));
}

}
}
