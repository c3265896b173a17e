// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/common/fitting_scroll.h"

#include <QHBoxLayout>
#include <QLabel>
#include <QScreen>
#include <QScrollBar>
#include <QTest>
#include <gtest/gtest.h>

namespace paretoscope::widgets {
namespace {

struct FittingScrollTest : testing::Test {
    QWidget window;
    QWidget* content = new QWidget;
    QLabel* label = new QLabel;
    FittingScroll* scroll = nullptr;
    const QSize others{100, 50};

    void SetUp() override {
        auto* inside = new QHBoxLayout(content);
        inside->setContentsMargins(0, 0, 0, 0);
        inside->addWidget(label);
        label->setMinimumSize(200, 120);
        scroll = new FittingScroll(content, others, &window);
        auto* layout = new QHBoxLayout(&window);
        layout->setContentsMargins(0, 0, 0, 0);
        layout->addWidget(scroll);
        window.show();
        QCoreApplication::processEvents();
    }
    [[nodiscard]] QSize room() const { return scroll->screen()->availableSize() - others; }
};

TEST_F(FittingScrollTest, IsNoSmallerThanItsContentWhereTheScreenHasRoom) {
    EXPECT_EQ(scroll->minimumSizeHint(), QSize(200, 120));
    window.resize(300, 200);
    QCoreApplication::processEvents();
    EXPECT_EQ(content->size(), QSize(300, 200));
    EXPECT_EQ(scroll->horizontalScrollBar()->maximum(), 0);
    label->setMinimumSize(400, 150);
    ASSERT_TRUE(QTest::qWaitFor([this] { return window.width() >= 400; }, 5000)) << "it follows its content";
    EXPECT_EQ(scroll->minimumSizeHint(), QSize(400, 150));
}

TEST_F(FittingScrollTest, ScrollsWhatNoScreenHasRoomFor) {
    label->setMinimumSize(room().width() + 300, 150);
    ASSERT_TRUE(QTest::qWaitFor([this] { return scroll->minimumSizeHint().width() == room().width(); }, 5000));
    window.resize(room());
    QCoreApplication::processEvents();
    EXPECT_EQ(window.width(), room().width()) << "the window stays on the screen";
    EXPECT_EQ(scroll->horizontalScrollBar()->maximum(), 300) << "and all of it can be reached";
    EXPECT_EQ(scroll->focusPolicy(), Qt::NoFocus);
}

}
}
