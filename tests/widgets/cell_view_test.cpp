// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/cell/cell_view.h"

#include <QClipboard>
#include <QGuiApplication>
#include <QLabel>
#include <QPushButton>
#include <gtest/gtest.h>

#include "core/space/genotype.h"
#include "widgets/cell/cell_item.h"

namespace paretoscope::widgets {
namespace {

TEST(CellView, ShowsBothCellsAndCopiesTheGenotype) {
    CellView view;
    view.resize(500, 600);
    view.show();
    const QString text = QString::fromStdString(space::toText(space::published("DARTS_V2")));
    view.showGenotype(text, QStringLiteral("DARTS_V2"));
    EXPECT_EQ(view.cellCount(), 2);
    view.findChild<QPushButton*>(QStringLiteral("copyGenotype"))->click();
    EXPECT_EQ(QGuiApplication::clipboard()->text(), text);
    view.showGenotype(
        QStringLiteral("|nor_conv_3x3~0|+|skip_connect~0|none~1|+|nor_conv_1x1~0|avg_pool_3x3~1|skip_connect~2|"), {});
    EXPECT_EQ(view.cellCount(), 1);
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
    protocol::AlphaTable alpha{"normal", {}, {}};
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
