// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/common/column_menu.h"

#include <QHeaderView>
#include <QMenu>
#include <QSettings>
#include <QTableWidget>
#include <gtest/gtest.h>

namespace paretoscope::widgets {
namespace {

struct ColumnMenuTest : testing::Test {
    void SetUp() override { QSettings().remove(QStringLiteral("columns")); }
    void TearDown() override { QSettings().remove(QStringLiteral("columns")); }
    static void offer(QTableWidget& table) {
        table.setHorizontalHeaderLabels({QStringLiteral("a"), QStringLiteral("b"), QStringLiteral("c")});
        offerColumns(*table.horizontalHeader(), QStringLiteral("test"));
    }
    static QList<QAction*> entries(QTableWidget& table) {
        delete table.horizontalHeader()->findChild<QMenu*>(QStringLiteral("columnMenu"));
        Q_EMIT table.horizontalHeader()->customContextMenuRequested({});
        return table.horizontalHeader()->findChild<QMenu*>(QStringLiteral("columnMenu"))->actions();
    }
};

TEST_F(ColumnMenuTest, WhatIsSwitchedOffStaysOffInTheNextTable) {
    QTableWidget first(2, 3);
    offer(first);
    ASSERT_EQ(entries(first).size(), 3);
    EXPECT_EQ(entries(first)[1]->text(), QStringLiteral("b"));
    entries(first)[1]->trigger();
    EXPECT_TRUE(first.isColumnHidden(1));
    QTableWidget second(2, 3);
    offer(second);
    EXPECT_TRUE(second.isColumnHidden(1));
    EXPECT_FALSE(entries(second)[1]->isChecked());
    entries(second)[1]->trigger();
    EXPECT_FALSE(second.isColumnHidden(1));
}

TEST_F(ColumnMenuTest, OneColumnStays) {
    QTableWidget table(2, 3);
    offer(table);
    entries(table)[0]->trigger();
    entries(table)[2]->trigger();
    EXPECT_FALSE(entries(table)[1]->isEnabled());
    EXPECT_FALSE(table.isColumnHidden(1));
    QSettings().setValue(QStringLiteral("columns/test"), QVariantList{0, 1, 2, 7, -1});
    QTableWidget damaged(2, 3);
    offer(damaged);
    EXPECT_EQ(damaged.horizontalHeader()->hiddenSectionCount(), 2) << "whatever the settings say";
}

}
}
