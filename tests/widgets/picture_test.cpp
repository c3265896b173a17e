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
#include <QtEndian>
#include <gtest/gtest.h>

#include "tests/widgets/front_snapshots.h"
#include "widgets/common/selection.h"
#include "widgets/front/front_view.h"
#include "widgets/main/deep_link.h"
#include "widgets/main/view_state.h"
#include "widgets/plot/described_picture.h"
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
    EXPECT_TRUE(shown.link.startsWith(QLatin1String("paretoscope test.paretoscope --view front --select ")));
    for (const char* name : {"a.png", "b.svg", "c.pdf"}) {
        const QString path = folder.filePath(QLatin1String(name));
        ASSERT_TRUE(view.plot().saveImage(path)) << name;
        EXPECT_EQ(viewStateFromJson(pictureDescription(path)), shown) << name;
    }
}

TEST_F(PictureTest, AFileHasPixelsForPrint) {
    const QString path = folder.filePath(QStringLiteral("a.png"));
    ASSERT_TRUE(view.plot().saveImage(path));
    EXPECT_GT(2 * QImage(path).width(), 3 * view.plot().grab().width());
}

TEST_F(PictureTest, HasATitleItsConditionsAndTheLegend) {
    const QSize bare = view.plot().grab().size();
    const auto text = [this](const char* name) {
        const QString path = folder.filePath(QLatin1String(name));
        EXPECT_TRUE(view.plot().saveImage(path));
        QFile file(path);
        EXPECT_TRUE(file.open(QIODevice::ReadOnly));
        return file.readAll();
    };
    EXPECT_GT(QImage::fromData(text("a.png")).height(), bare.height()) << "the legend";
    const int height = QImage::fromData(text("a.png")).height();
    view.plot().setCaption([] { return PlotCaption{QStringLiteral("Räder & Co"), QStringLiteral("CPU, batch 1")}; });
    EXPECT_GT(QImage::fromData(text("b.png")).height(), height);
    const QByteArray svg = text("b.svg");
    for (const char* words : {"Räder &amp; Co", "CPU, batch 1", "λ", "front"}) {
        EXPECT_TRUE(svg.contains(words)) << words;
    }
    const QByteArray pdf = text("b.pdf");
    EXPECT_TRUE(pdf.startsWith("%PDF-"));
    EXPECT_TRUE(pdf.contains("Räder &amp; Co")) << "in its metadata";
    EXPECT_FALSE(pdf.contains("/Subtype /Image")) << "vectors, not a picture of them";
}

TEST(DeepLink, IsACommandThatAShellReadsBack) {
    EXPECT_EQ(commandOf({QStringLiteral("/data/a.paretoscope"), {}, {}, {}}),
        QStringLiteral("paretoscope /data/a.paretoscope"));
    EXPECT_EQ(commandOf({QStringLiteral("it's mine.paretoscope"), QStringLiteral("compare"), {84, 91},
                  QStringLiteral("nvidia-h200:gpu0/graph/b64/f32")}),
        QStringLiteral("paretoscope 'it'\\''s mine.paretoscope' --view compare --select 84,91 --device "
                       "nvidia-h200:gpu0/graph/b64/f32"));
    EXPECT_EQ(
        commandOf({QStringLiteral("-x.paretoscope"), {}, {}, {}}), QStringLiteral("paretoscope ./-x.paretoscope"));
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
    QFile cut(folder.filePath(QStringLiteral("cut.pdf")));
    ASSERT_TRUE(cut.open(QIODevice::WriteOnly));
    cut.write("%PDF-1.4 <paretoscope:view>{&lt;</paretoscope:vie");
    cut.close();
    EXPECT_TRUE(pictureDescription(cut.fileName()).isEmpty());
    EXPECT_FALSE(viewStateFromJson(pictureDescription(broken.fileName())));
    EXPECT_TRUE(pictureDescription(folder.filePath(QStringLiteral("none.png"))).isEmpty());
}

TEST(Pictures, APngTakesNoMemoryForWhatItOnlyClaims) {
    const auto chunk = [](const char* kind, quint32 claimed, const QByteArray& body) {
        QByteArray bytes(4, '\0');
        qToBigEndian(claimed, bytes.data());
        return bytes + kind + body + QByteArray(4, '\0'); // nobody asks for the checksum
    };
    const QByteArray begin("\x89PNG\r\n\x1a\n", 8);
    const QByteArray name("paretoscope\0", 12);
    const QString png = QStringLiteral("png");
    const auto text = [&](const char* kind, const QByteArray& body) {
        return pictureDescription(begin + chunk(kind, static_cast<quint32>(body.size()), body), png);
    };
    EXPECT_EQ(text("tEXt", name + "{}"), "{}");
    EXPECT_EQ(text("iTXt", name + QByteArray(4, '\0') + "λ"), "λ");
    EXPECT_EQ(text("zTXt", name + '\0' + qCompress("{}").mid(4)), "{}");
    EXPECT_TRUE(text("zTXt", name + '\0' + qCompress(QByteArray(10'000'000, ' ')).mid(4)).isEmpty());
    EXPECT_TRUE(pictureDescription(begin + chunk("tEXt", 0x7fff'ffff, name + "{}"), png).isEmpty());
    for (const char* kind : {"tEXt", "zTXt", "iTXt"}) {
        EXPECT_TRUE(text(kind, name).isEmpty()) << kind;
    }
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
