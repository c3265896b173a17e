// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/main/tour.h"

#include <QLabel>
#include <QPushButton>
#include <QTest>
#include <gtest/gtest.h>

namespace paretoscope::widgets {
namespace {

TEST(Tour, CountsWhatItStopsAtAndKeepsItsButtonsUnderThePointer) {
    QWidget window;
    window.resize(1000, 700);
    QList<Tour::Stop> stops;
    for (const QRect& place :
        {QRect(0, 0, 500, 300), QRect(500, 0, 500, 300), QRect(0, 300, 400, 60), QRect(0, 640, 1000, 60)}) {
        auto* part = new QWidget(&window);
        part->setGeometry(place);
        stops.append({part, QStringLiteral("text")});
    }
    stops[1].part->hide();
    window.show();
    auto* tour = new Tour(stops, &window);
    const auto count = [&] { return tour->findChild<QLabel*>(QStringLiteral("tourCount"))->text().toStdString(); };
    auto& next = *tour->findChild<QPushButton*>(QStringLiteral("tourNext"));
    EXPECT_EQ(count(), "1 of 3");
    QCoreApplication::processEvents();
    next.click();
    EXPECT_EQ(count(), "2 of 3") << "what cannot be seen is not counted";
    const QPoint pointer = next.mapTo(&window, next.rect().center());
    next.click();
    EXPECT_EQ(count(), "3 of 3");
    EXPECT_TRUE(QRect(next.mapTo(&window, QPoint(0, 0)), next.size()).contains(pointer));
    tour->findChild<QPushButton*>(QStringLiteral("tourBack"))->click();
    EXPECT_EQ(count(), "2 of 3");
}

}
}
