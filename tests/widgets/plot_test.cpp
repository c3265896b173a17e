// SPDX-License-Identifier: GPL-3.0-or-later
#include <QAbstractScrollArea>
#include <QFile>
#include <QGraphicsScene>
#include <QLocale>
#include <QMimeData>
#include <QMouseEvent>
#include <QSignalSpy>
#include <QTableWidget>
#include <QTemporaryDir>
#include <QTest>
#include <QUrl>
#include <cmath>
#include <gtest/gtest.h>
#include <random>
#include <set>

#include "widgets/plot/cloud_index.h"
#include "widgets/plot/cloud_item.h"
#include "widgets/plot/described_picture.h"
#include "widgets/plot/label_layout.h"
#include "widgets/plot/plot_table.h"
#include "widgets/plot/plot_transform.h"
#include "widgets/plot/plot_view.h"
#include "widgets/plot/ticks.h"

namespace paretoscope::widgets {
namespace {

CloudPointer randomCloud(int count) {
    std::mt19937 random(3);
    std::uniform_real_distribution<double> unit(1, 10);
    auto cloud = std::make_shared<Cloud>();
    cloud->styles = {{QColor(0, 0, 255)}, {QColor(255, 0, 0), MarkerShape::Square, false}};
    for (int i = 0; i < count; ++i) {
        cloud->points.push_back({unit(random), unit(random), static_cast<std::uint32_t>(i % 2)});
    }
    return cloud;
}

PlotView& shown(PlotView& plot) {
    plot.resize(800, 600);
    plot.show();
    EXPECT_TRUE(QTest::qWaitForWindowExposed(&plot));
    QCoreApplication::processEvents(); // layouts
    return plot;
}

TEST(PlotTransform, GoesToPixelsAndBackOnBothScales) {
    for (const bool logarithmic : {false, true}) {
        const PlotTransform transform{QRectF(50, 20, 400, 300), {0.5, 80, logarithmic}, {-2, 7, false}};
        const QPointF data(3.25, 1.5);
        const QPointF back = transform.toData(transform.toPixel(data.x(), data.y()));
        EXPECT_NEAR(back.x(), data.x(), 1e-9);
        EXPECT_NEAR(back.y(), data.y(), 1e-9);
        EXPECT_NEAR(transform.toPixel(0.5, -2).x(), 50, 1e-9);
        EXPECT_NEAR(transform.toPixel(80, -2).y(), 320, 1e-9);
    }
}

TEST(PlotTransform, ZoomKeepsTheValueUnderThePointer) {
    for (const bool logarithmic : {false, true}) {
        const AxisRange range{1, 50, logarithmic};
        const AxisRange closer = zoomed(range, 0.3, 0.5);
        EXPECT_NEAR(closer.value(0.3), range.value(0.3), 1e-9);
        EXPECT_LT(closer.maximum - closer.minimum, range.maximum - range.minimum);
    }
}

TEST(PlotTransform, PaddedRangeIsNeverEmpty) {
    const AxisRange one = paddedRange(4, 4, false);
    EXPECT_LT(one.minimum, 4);
    EXPECT_GT(one.maximum, 4);
    EXPECT_GT(paddedRange(0, 5, true).minimum, 0);
    EXPECT_EQ(paddedRange(INFINITY, -INFINITY, false), (AxisRange{0, 1, false}));
}

TEST(Ticks, LabelsAreDistinctAndInsideTheRange) {
    for (const AxisRange range : {AxisRange{3.1, 8.7, true}, AxisRange{0.02, 900, true}, AxisRange{61.2, 61.9, false},
             AxisRange{-0.4, 0.3, false}, AxisRange{5.01, 5.02, true}}) {
        const std::vector<Tick> found = ticks(range, 6);
        ASSERT_GE(found.size(), 2U) << range.minimum << " to " << range.maximum;
        ASSERT_LE(found.size(), 16U);
        std::set<QString> labels;
        for (const Tick& tick : found) {
            EXPECT_GE(tick.value, range.minimum - 1e-9);
            EXPECT_LE(tick.value, range.maximum + 1e-9);
            labels.insert(tick.label);
        }
        EXPECT_EQ(labels.size(), found.size());
    }
}

TEST(CloudItem, FindsTheNearestPointAsALinearSearchDoes) {
    const CloudPointer cloud = randomCloud(3000);
    const PlotTransform transform{QRectF(40, 10, 500, 400), {1, 10, true}, {1, 10, false}};
    QGraphicsScene scene;
    auto* item = new CloudItem(nullptr); // the scene's
    scene.addItem(item);
    item->setCloud(cloud);
    item->setTransformation(transform);
    std::mt19937 random(5);
    std::uniform_real_distribution<double> x(40, 540);
    std::uniform_real_distribution<double> y(10, 410);
    int hits = 0;
    for (int i = 0; i < 400; ++i) {
        const QPointF pixel(x(random), y(random));
        double best = 9 * 9;
        int expected = -1;
        for (std::size_t j = 0; j < cloud->points.size(); ++j) {
            const QPointF difference = transform.toPixel(cloud->points[j].x, cloud->points[j].y) - pixel;
            const double distance = QPointF::dotProduct(difference, difference);
            if (distance < best) {
                best = distance;
                expected = static_cast<int>(j);
            }
        }
        EXPECT_EQ(item->nearest(pixel, 9), expected);
        hits += expected >= 0 ? 1 : 0;
    }
    EXPECT_GT(hits, 100);
}

TEST(CloudIndex, VisitsEveryPointOfARangeFromTheTop) {
    auto cloud = std::make_shared<Cloud>(*randomCloud(20'000));
    cloud->points[7].y = NAN;
    cloud->points[8].x = -1; // no logarithm
    cloud->points[9].x = INFINITY;
    for (const bool logarithmic : {false, true}) {
        const CloudIndex index(*cloud, logarithmic);
        const double unit = logarithmic ? 0.2 : 1;
        for (const QRectF range : {QRectF(2 * unit, 3, unit, 1), QRectF(unit, 2, 0, 4), QRectF(-50, -50, 100, 100),
                 QRectF(3 * unit, -9, 0.1, 100), QRectF(90, 90, 1, 1)}) {
            const auto isInside = [&](std::size_t i) {
                const double x = logarithmic ? std::log(cloud->points[i].x) : cloud->points[i].x;
                const double y = cloud->points[i].y;
                return std::isfinite(x) && x >= range.left() && x <= range.right() && y >= range.top()
                    && y <= range.bottom();
            };
            std::vector<std::size_t> visited;
            index.visitFromTop(range, [&](std::size_t i) {
                if (isInside(i)) {
                    visited.push_back(i);
                }
            });
            std::vector<std::size_t> inside;
            for (std::size_t i = cloud->points.size(); i-- > 0;) {
                if (isInside(i)) {
                    inside.push_back(i);
                }
            }
            EXPECT_EQ(visited, inside) << range.left() << ' ' << range.top();
        }
    }
}

TEST(CloudIndex, HoldsPointsInOnePlaceAndNoneAtAll) {
    const CloudIndex none(Cloud{}, false);
    none.visitFromTop(QRectF(0, 0, 1, 1), [](std::size_t) { FAIL(); });
    Cloud same;
    same.points.assign(100, {2, 3, 0});
    std::size_t visited = 0;
    CloudIndex(same, true).visitFromTop(QRectF(0, 0, 5, 5), [&](std::size_t) { ++visited; });
    EXPECT_EQ(visited, 100U);
}

TEST(PlotLabels, StandWithinTheAreaAndOnNothingElse) {
    const QRectF area(0, 0, 400, 200);
    const QRectF handle(180, 170, 80, 20);
    QList<PlotLabel> labels;
    for (const QPointF point :
        {QPointF(200, 100), QPointF(205, 102), QPointF(198, 96), QPointF(395, 5), QPointF(4, 196)}) {
        labels.append({point, {90, 16}, 7});
    }
    labels.append({{190, 200}, {60, 16}, 5, true});
    labels.append({{192, 200}, {60, 16}, 5, true});
    const QList<QRectF> places = placeLabels(labels, area, {handle});
    ASSERT_EQ(places.size(), labels.size());
    for (qsizetype i = 0; i < places.size(); ++i) {
        EXPECT_TRUE(area.contains(places[i])) << i;
        EXPECT_FALSE(places[i].intersects(handle)) << i;
        for (qsizetype other = 0; other < i; ++other) {
            EXPECT_FALSE(places[i].intersects(places[other])) << i << " on " << other;
        }
    }
    EXPECT_EQ(places[0], QRectF(207, 77, 90, 16)) << "the first one right above its point";
}

TEST(PlotLabels, HaveAPlaceEvenWhereThereIsNone) {
    EXPECT_EQ(placeLabels({{{5, 5}, {90, 16}, 7}}, QRectF(0, 0, 10, 10)).size(), 1);
}

TEST(PlotView, WithoutAnythingToShowItClaimsNoRange) {
    PlotView plot;
    shown(plot);
    EXPECT_TRUE(plot.scalesShown());
    plot.setHint(QStringLiteral("Measure first."));
    EXPECT_FALSE(plot.scalesShown());
    plot.setHint({});
    EXPECT_TRUE(plot.scalesShown());
}

TEST(PlotView, ClickOnAPointNamesIt) {
    PlotView plot;
    auto cloud = std::make_shared<Cloud>();
    cloud->styles = {{QColor(0, 0, 255)}};
    cloud->points = {{1, 1, 0}, {5, 5, 0}, {9, 2, 0}};
    plot.setHomeRange({1, 1}, {9, 5});
    plot.setCloud(cloud);
    shown(plot);
    QSignalSpy clicked(&plot, &PlotView::pointClicked);
    QWidget* viewport = qobject_cast<QAbstractScrollArea*>(plot.focusProxy())->viewport();
    ASSERT_NE(viewport, nullptr);
    QTest::mouseClick(viewport, Qt::LeftButton, {}, plot.positionOf({5, 5}));
    ASSERT_EQ(clicked.count(), 1);
    EXPECT_EQ(clicked.at(0).at(0).toInt(), 1);
}

TEST(PlotView, ZoomBackReturnsToWhereItWas) {
    PlotView plot;
    plot.setHomeRange({1, 1}, {9, 5});
    shown(plot);
    const AxisRange home = plot.transformation().x;
    plot.zoomBy(0.5);
    const AxisRange first = plot.transformation().x;
    plot.zoomBy(0.5);
    EXPECT_TRUE(plot.isZoomed());
    plot.zoomBack();
    EXPECT_NEAR(plot.transformation().x.maximum, first.maximum, 1e-9);
    plot.zoomBack();
    EXPECT_NEAR(plot.transformation().x.maximum, home.maximum, 1e-9);
    EXPECT_FALSE(plot.isZoomed());
}

TEST(PlotView, RubberBandZoomsToItsCorners) {
    PlotView plot;
    plot.setHomeRange({0, 0}, {10, 10});
    shown(plot);
    QWidget* viewport = qobject_cast<QAbstractScrollArea*>(plot.focusProxy())->viewport();
    QTest::mousePress(viewport, Qt::LeftButton, {}, plot.positionOf({2, 8}));
    QTest::mouseMove(viewport, plot.positionOf({6, 3}));
    QTest::mouseRelease(viewport, Qt::LeftButton, {}, plot.positionOf({6, 3}));
    EXPECT_NEAR(plot.transformation().x.minimum, 2, 0.1);
    EXPECT_NEAR(plot.transformation().x.maximum, 6, 0.1);
    EXPECT_NEAR(plot.transformation().y.maximum, 8, 0.1);
}

TEST(PlotView, MovingALineDoesNotRedrawTheCloud) {
    PlotView plot;
    plot.setHomeRange({1, 1}, {10, 10});
    plot.setCloud(randomCloud(100'000));
    shown(plot);
    plot.grab();
    const int before = plot.cloudRenderings();
    ASSERT_GT(before, 0);
    for (int i = 0; i < 20; ++i) {
        plot.setCurve(QStringLiteral("line"), {{1, 1.0 + i}, {10, 9}}, QPen(Qt::green));
        plot.grab();
    }
    EXPECT_EQ(plot.cloudRenderings(), before);
}

TEST(PlotView, PanningMovesThePictureAndShowsWhatDrawingItAnewShows) {
    for (const bool logarithmic : {false, true}) {
        PlotView plot;
        plot.setLogarithmicX(logarithmic);
        plot.setHomeRange({2, 3}, {8, 9}); // there is more beyond each edge
        const CloudPointer cloud = randomCloud(20'000);
        plot.setCloud(cloud);
        shown(plot);
        plot.grab();
        auto* canvas = qobject_cast<QAbstractScrollArea*>(plot.focusProxy())->viewport();
        QPoint place = canvas->rect().center();
        QTest::mousePress(canvas, Qt::LeftButton, Qt::ShiftModifier, place);
        plot.grab();
        int renderings = plot.cloudRenderings();
        for (const QPoint step : {QPoint(7, 0), QPoint(0, -5), QPoint(-20, 11), QPoint(3, 40), QPoint(-1, -1)}) {
            place += step;
            QMouseEvent move(
                QEvent::MouseMove, place, canvas->mapToGlobal(place), Qt::NoButton, Qt::LeftButton, Qt::ShiftModifier);
            QCoreApplication::sendEvent(canvas, &move);
            const QImage moved = plot.grab().toImage();
            ASSERT_EQ(plot.cloudRenderings(), renderings) << "only moved";
            plot.setCloud(cloud); // drawn anew
            const QImage anew = plot.grab().toImage();
            ASSERT_EQ(plot.cloudRenderings(), ++renderings);
            int different = 0;
            for (int y = 0; y < anew.height(); ++y) {
                for (int x = 0; x < anew.width(); ++x) {
                    different += moved.pixel(x, y) == anew.pixel(x, y) ? 0 : 1;
                }
            }
            // A centre that lies on the border of two pixels may round to either.
            EXPECT_LT(different, anew.width() * anew.height() / 1000) << step.x() << ", " << step.y();
        }
        QTest::mouseRelease(canvas, Qt::LeftButton, Qt::ShiftModifier, place);
    }
}

TEST(PlotView, SavesAnSvgWithVectorMarks) {
    QTemporaryDir folder;
    PlotView plot;
    plot.setHomeRange({1, 1}, {10, 10});
    plot.setCloud(randomCloud(50));
    shown(plot);
    const QString path = folder.filePath(QStringLiteral("plot.svg"));
    ASSERT_TRUE(plot.saveImage(path));
    QFile file(path);
    ASSERT_TRUE(file.open(QIODevice::ReadOnly));
    const QByteArray svg = file.readAll();
    EXPECT_GE(svg.count("<path"), 50);
    EXPECT_FALSE(svg.contains("<image"));
}

TEST(PlotView, GivesItsPictureAwayAsAFileThatDescribesItself) {
    PlotView plot;
    plot.setObjectName(QStringLiteral("front"));
    plot.setDescriber([] { return QByteArray(R"({"view":"front"})"); });
    shown(plot);
    const auto data = plot.pictureData(true);
    ASSERT_EQ(data->urls().size(), 1);
    const QString path = data->urls().first().toLocalFile();
    EXPECT_TRUE(path.endsWith(QStringLiteral("/front.png"))) << path.toStdString();
    EXPECT_EQ(pictureDescription(path), QByteArray(R"({"view":"front"})"));
    EXPECT_FALSE(plot.pictureData()->hasUrls()) << "what is pasted is the picture, not where it lies";
    EXPECT_TRUE(plot.pictureData()->hasImage());
}

TEST(PlotView, AClickWithCtrlStillChoosesAPoint) {
    PlotView plot;
    plot.setHomeRange({1, 1}, {10, 10});
    plot.setCloud(randomCloud(40));
    shown(plot);
    const CloudPoint point = randomCloud(40)->points[7];
    auto* canvas = qobject_cast<QAbstractScrollArea*>(plot.focusProxy())->viewport();
    const QPoint place = canvas->mapFrom(&plot, plot.positionOf({point.x, point.y}));
    QSignalSpy clicked(&plot, &PlotView::pointClicked);
    QTest::mouseClick(canvas, Qt::LeftButton, Qt::ControlModifier, place);
    EXPECT_EQ(clicked.count(), 1);
    EXPECT_FALSE(plot.isZoomed());
}

TEST(PlotView, LabelsAnAxisInAnotherUnitAndLeavesTheData) {
    PlotView plot;
    plot.setHomeRange({1, 1}, {10, 10});
    plot.setCurve(QStringLiteral("line"), {{2, 2}, {5, 5}}, QPen(Qt::green));
    shown(plot);
    const PlotTransform before = plot.transformation();
    const QImage inUnits = plot.grab().toImage();
    plot.setUnitX(0.05);
    EXPECT_EQ(plot.transformation().x, before.x);
    EXPECT_EQ(plot.curve(QStringLiteral("line")).first(), QPointF(2, 2));
    QCoreApplication::sendPostedEvents(); // the chart lays its labels out when it is told to
    QCoreApplication::processEvents();
    EXPECT_NE(plot.grab().toImage(), inUnits) << "labels are others";
    plot.setUnitX(0);
    EXPECT_EQ(plot.unitX(), 0.05) << "nothing is counted in nothing";
}

TEST(PlotTable, ReadsAsTheDataDo) {
    const PlotTable dialog(QStringLiteral("Losses"), QStringLiteral("series,x,y\npoints,1.5,2\nline,3,12\n"), nullptr);
    const QTableWidget& table = dialog.table();
    ASSERT_EQ(table.rowCount(), 2);
    ASSERT_EQ(table.columnCount(), 3);
    EXPECT_EQ(table.horizontalHeaderItem(2)->text(), QStringLiteral("y"));
    EXPECT_EQ(table.item(0, 0)->text(), QStringLiteral("points"));
    EXPECT_EQ(table.item(0, 1)->text(), QLocale().toString(1.5));
    EXPECT_EQ(table.item(1, 2)->text(), QLocale().toString(12));
    EXPECT_EQ(table.accessibleName(), QStringLiteral("Losses"));
    QString many = QStringLiteral("x,y\n");
    for (int i = 0; i < PlotTable::mostRows + 5; ++i) {
        many += QStringLiteral("%1,%1\n").arg(i);
    }
    const PlotTable large(QStringLiteral("Many"), many, nullptr);
    EXPECT_EQ(large.table().rowCount(), PlotTable::mostRows);
    EXPECT_EQ(PlotTable(QStringLiteral("Nothing"), QString(), nullptr).table().rowCount(), 0);
}

}
}
