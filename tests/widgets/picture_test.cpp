// SPDX-License-Identifier: GPL-3.0-or-later
#include <QAction>
#include <QClipboard>
#include <QContextMenuEvent>
#include <QFile>
#include <QGuiApplication>
#include <QMenu>
#include <QMimeData>
#include <QTemporaryDir>
#include <QTest>
#include <gtest/gtest.h>

#include "tests/widgets/front_snapshots.h"
#include "widgets/common/selection.h"
#include "widgets/front/front_view.h"
#include "widgets/main/view_state.h"
#include "widgets/plot/picture_file.h"
#include "widgets/plot/plot_view.h"

namespace paretoscope::widgets {
namespace {

struct PictureTest : testing::Test {
    QTemporaryDir folder;
    Selection selection;
    FrontView view{selection};
    SnapshotPointer snapshot = test::snapshotOf(test::randomFront(400));

    void SetUp() override {
        view.resize(700, 600);
        view.show();
        view.setSnapshot(snapshot);
        view.plot().setDescriber([this] { return toJson(viewStateOf(view, selection, snapshot.get())); });
    }
};

TEST_F(PictureTest, TellsWhatItShowsAsPngAndAsSvg) {
    view.moveLambda(0.4);
    view.setLogarithmic(true);
    const ViewState shown = viewStateOf(view, selection, snapshot.get());
    EXPECT_EQ(shown.project, snapshot->path);
    EXPECT_EQ(shown.runs, QList<qint64>{1});
    EXPECT_FALSE(shown.version.isEmpty());
    for (const char* name : {"a.png", "b.svg"}) {
        const QString path = folder.filePath(QLatin1String(name));
        ASSERT_TRUE(view.plot().saveImage(path)) << name;
        EXPECT_EQ(viewStateFromJson(pictureDescription(path)), shown) << name;
    }
}

TEST_F(PictureTest, ShowsAgainWhatItShowed) {
    view.moveLambda(0.4);
    view.setAxis(QualityAxis::CrossEntropy);
    const ViewState shown = viewStateOf(view, selection, snapshot.get());
    view.setAxis(QualityAxis::Accuracy);
    view.moveLambda(7);
    applyViewState(shown, view, selection);
    EXPECT_EQ(viewStateOf(view, selection, snapshot.get()), shown);
}

TEST(Pictures, WithoutADescriptionOrDamagedHaveNone) {
    QTemporaryDir folder;
    const QString path = folder.filePath(QStringLiteral("plain.png"));
    QImage image(8, 8, QImage::Format_RGB32);
    image.fill(Qt::red);
    ASSERT_TRUE(image.save(path));
    EXPECT_TRUE(pictureDescription(path).isEmpty());
    QFile broken(folder.filePath(QStringLiteral("broken.svg")));
    ASSERT_TRUE(broken.open(QIODevice::WriteOnly));
    broken.write("<svg><metadata id=\"paretoscope\">{");
    broken.close();
    EXPECT_FALSE(viewStateFromJson(pictureDescription(broken.fileName())));
    EXPECT_TRUE(pictureDescription(folder.filePath(QStringLiteral("none.png"))).isEmpty());
}

TEST_F(PictureTest, DataAreTheCandidatesWithTheirProvenance) {
    const QStringList lines = view.plot().csv().split(QLatin1Char('\n'), Qt::SkipEmptyParts);
    ASSERT_EQ(lines.size(), 401);
    EXPECT_TRUE(lines[0].startsWith(QLatin1String("candidate,run,latency_ms,latency_provenance")));
    EXPECT_TRUE(lines[1].contains(QLatin1String(",measured,"))) << lines[1].toStdString();
    EXPECT_TRUE(lines[1].contains(QLatin1String(",trained,")));
}

TEST_F(PictureTest, TheContextMenuCopiesPictureAndData) {
    QTest::mouseClick(view.plot().findChild<QAbstractScrollArea*>()->viewport(), Qt::RightButton);
    QContextMenuEvent event(QContextMenuEvent::Keyboard, QPoint(50, 50), view.mapToGlobal(QPoint(50, 50)));
    QCoreApplication::sendEvent(view.plot().findChild<QAbstractScrollArea*>()->viewport(), &event);
    auto* menu = view.plot().findChild<QMenu*>(QStringLiteral("plotMenu"));
    ASSERT_NE(menu, nullptr);
    const QList<QAction*> actions = menu->actions();
    actions[1]->trigger();
    EXPECT_TRUE(QGuiApplication::clipboard()->text().startsWith(QLatin1String("candidate,")));
    actions[0]->trigger();
    const QMimeData* data = QGuiApplication::clipboard()->mimeData();
    EXPECT_TRUE(data->hasImage());
    EXPECT_TRUE(data->data(QStringLiteral("image/svg+xml")).contains("<metadata"));
    menu->close();
}

}
}
