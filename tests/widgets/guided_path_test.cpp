// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/main/guided_path.h"

#include <QPushButton>
#include <QScrollArea>
#include <QScrollBar>
#include <QTest>
#include <QToolButton>
#include <gtest/gtest.h>

#include "widgets/main/step_button.h"
#include "widgets/main/tour.h"

namespace paretoscope::widgets {
namespace {

TEST(GuidedPath, CanBeLowerThanItsStepsWhichAreScrolledTo) {
    GuidedPath path;
    EXPECT_LT(path.minimumSizeHint().height(), 200) << "a small screen or large texts leave no more";
    path.resize(std::max(240, path.minimumSizeHint().width()), 200);
    path.show();
    QCoreApplication::processEvents();
    const auto& scroll = *path.findChild<QScrollArea*>(QStringLiteral("pathScroll"));
    EXPECT_GT(scroll.verticalScrollBar()->maximum(), 0);
    EXPECT_EQ(scroll.horizontalScrollBar()->maximum(), 0) << "no step is cut off at its side";
    auto& last = *path.findChild<QPushButton*>(QStringLiteral("runEverything"));
    EXPECT_TRUE(last.visibleRegion().isEmpty());
    scroll.verticalScrollBar()->setValue(scroll.verticalScrollBar()->maximum());
    EXPECT_FALSE(last.visibleRegion().isEmpty());
}

TEST(GuidedPath, HasSettingsWhereThereIsSomethingToSet) {
    const GuidedPath path;
    EXPECT_NE(path.findChild<QToolButton*>(QStringLiteral("stepTrainSettings")), nullptr);
    EXPECT_EQ(path.findChild<QToolButton*>(QStringLiteral("stepChooseSettings")), nullptr);
    EXPECT_EQ(path.findChild<QToolButton*>(QStringLiteral("stepExportSettings")), nullptr)
        << "the export asks when it is started";
}

struct TourTest : testing::Test {
    QWidget window;
    QWidget* left = new QWidget(&window);
    QWidget* hidden = new QWidget(&window);
    QWidget* large = new QWidget(&window);
    QPointer<Tour> tour;

    void SetUp() override {
        window.resize(900, 600);
        left->setGeometry(10, 10, 100, 60);
        large->setGeometry(150, 10, 740, 580);
        hidden->hide();
        window.show();
        tour = new Tour({{left, QStringLiteral("one")}, {hidden, QStringLiteral("two")},
                            {nullptr, QStringLiteral("three")}, {large, QStringLiteral("four")}},
            &window);
    }
    void press(const char* button) {
        QTest::mouseClick(tour->findChild<QPushButton*>(QLatin1String(button)), Qt::LeftButton);
    }
};

TEST_F(TourTest, StandsBesideOnePartAfterAnotherAndPassesOverWhatCannotBeSeen) {
    EXPECT_EQ(tour->text(), QStringLiteral("one"));
    EXPECT_FALSE(tour->geometry().intersects(left->geometry())) << "what it speaks of can be seen";
    EXPECT_FALSE(tour->findChild<QPushButton*>(QStringLiteral("tourBack"))->isEnabled());
    press("tourNext");
    EXPECT_EQ(tour->text(), QStringLiteral("four"));
    EXPECT_TRUE(window.rect().contains(tour->geometry())) << "within the window, where there is no room beside";
    press("tourBack");
    EXPECT_EQ(tour->text(), QStringLiteral("one"));
    press("tourNext");
    press("tourNext");
    QCoreApplication::sendPostedEvents(nullptr, QEvent::DeferredDelete);
    EXPECT_FALSE(tour) << "after its last place";
}

TEST_F(TourTest, MakesRoomForItsPartAndEndsWithEscape) {
    const QPoint before = tour->pos();
    left->move(before); // below it
    EXPECT_TRUE(QTest::qWaitFor([&] { return tour->pos() != before; }));
    tour->setFocus();
    QTest::keyClick(tour->focusProxy(), Qt::Key_Escape);
    EXPECT_TRUE(tour->isHidden());
    QCoreApplication::sendPostedEvents(nullptr, QEvent::DeferredDelete);
    EXPECT_FALSE(tour);
}

}
}
