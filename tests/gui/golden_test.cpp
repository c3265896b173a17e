// SPDX-License-Identifier: GPL-3.0-or-later
// Every view, light and dark, against pictures of them that were looked at. PARETOSCOPE_UPDATE_GOLDEN=1 draws the
// pictures anew; look at them before they are committed.
#include <QApplication>
#include <QDir>
#include <QFontDatabase>
#include <QImage>
#include <QSettings>
#include <QTemporaryDir>
#include <QTest>
#include <gtest/gtest.h>

#include <cmath>

#include "tests/gui/fake_worker.h"
#include "tests/gui/sample_project.h"
#include "widgets/cell/cell_pane.h"
#include "widgets/cell/cell_view.h"
#include "widgets/common/palette.h"
#include "widgets/common/preferences.h"
#include "widgets/common/view.h"
#include "widgets/front/front_snapshot.h"
#include "widgets/front/front_view.h"
#include "widgets/main/main_window.h"
#include "widgets/plot/plot_view.h"

namespace paretoscope::widgets {
namespace {

const QString folderOfPictures = QStringLiteral(PARETOSCOPE_GOLDEN_DIR);
constexpr int block = 8; ///< pixels: within a block, antialiasing and hinting may differ
constexpr double tolerance = 12; ///< of 255, mean of a block's channel
constexpr double differentShare = 0.005; ///< of the blocks

QImage coarse(const QImage& picture) {
    return picture.convertToFormat(QImage::Format_RGB32)
        .scaled(picture.width() / block, picture.height() / block, Qt::IgnoreAspectRatio, Qt::SmoothTransformation);
}

double shareOfDifferentBlocks(const QImage& one, const QImage& other) {
    const QImage a = coarse(one);
    const QImage b = coarse(other);
    int different = 0;
    for (int y = 0; y < a.height(); ++y) {
        for (int x = 0; x < a.width(); ++x) {
            const QColor p = a.pixelColor(x, y);
            const QColor q = b.pixelColor(x, y);
            const int most =
                std::max({std::abs(p.red() - q.red()), std::abs(p.green() - q.green()), std::abs(p.blue() - q.blue())});
            different += most > tolerance ? 1 : 0;
        }
    }
    return static_cast<double>(different) / (a.width() * a.height());
}

struct GoldenTest : testing::Test {
    QTemporaryDir folder;
    test::FakeDialogs::Script script;
    QFont before = QApplication::font();
    std::unique_ptr<MainWindow> window;

    void SetUp() override {
        if (!QFontDatabase::families().contains(QStringLiteral("DejaVu Sans"))) {
            GTEST_SKIP() << "the pictures were made with the font DejaVu Sans (fonts-dejavu-core)";
        }
        QSettings().clear();
        QFont pinned(QStringLiteral("DejaVu Sans"));
        pinned.setPixelSize(12);
        pinned.setHintingPreference(QFont::PreferNoHinting);
        QApplication::setFont(pinned);
        const QString path = folder.filePath(QStringLiteral("p.paretoscope"));
        { const store::Project made = test::makeSampleProject(path.toStdString()); }
        window = std::make_unique<MainWindow>(
            std::make_unique<test::FakeWorker>(), std::make_unique<test::FakeDialogs>(script));
        window->resize(1280, 800);
        window->show();
        window->openProject(path);
        ASSERT_TRUE(QTest::qWaitFor(
            [this] { return window->reader().snapshot() && window->reader().snapshot()->part<FrontSnapshot>(); },
            20'000));
        window->page().find<FrontView>().moveLambda(0);
        ASSERT_TRUE(QTest::qWaitFor([this] { return window->selection().candidate() != 0; }));
    }
    void TearDown() override {
        window.reset();
        applyTheme(Theme::Light);
        QApplication::setFont(before);
    }

    static void expectLike(QWidget& widget, const QString& name) {
        const QString file = folderOfPictures + QLatin1Char('/') + name + QStringLiteral(".png");
        if (qEnvironmentVariableIsSet("PARETOSCOPE_UPDATE_GOLDEN")) {
            QTest::qWait(500); // whatever follows the window's first frame
            const QImage picture = widget.grab().toImage();
            QDir().mkpath(folderOfPictures);
            ASSERT_TRUE(picture.save(file)) << file.toStdString();
            GTEST_SKIP() << "written: " << file.toStdString();
        }
        const QImage golden(file);
        ASSERT_FALSE(golden.isNull()) << file.toStdString();
        QImage picture;
        double different = 1;
        const auto isLike = [&] { // layouts and numbers follow a little later
            picture = widget.grab().toImage();
            different = picture.size() == golden.size() ? shareOfDifferentBlocks(picture, golden) : 1;
            return different <= differentShare;
        };
        if (!QTest::qWaitFor(isLike)) {
            const QString seen = QDir::temp().filePath(QStringLiteral("paretoscope-") + name + QStringLiteral(".png"));
            picture.save(seen);
            ADD_FAILURE() << 100 * different << " % of the picture differ; what was drawn is in " << seen.toStdString();
        }
    }

    /// As it is, and after the theme was changed while it is shown.
    static void expectLikeInBothThemes(QWidget& widget, const QString& name) {
        expectLike(widget, name);
        applyTheme(Theme::Dark);
        ASSERT_TRUE(QTest::qWaitFor([&widget] { return isDark(widget.palette()); }));
        expectLike(widget, name + QStringLiteral("-dark"));
        applyTheme(Theme::Light);
    }
};

TEST_F(GoldenTest, Front) {
    QWidget& plot = window->page().find<FrontView>().plot();
    plot.setFixedSize(640, 400);
    expectLikeInBothThemes(plot, QStringLiteral("front"));
}

TEST_F(GoldenTest, Cell) {
    QWidget& cell = window->page().find<CellPane>().view();
    cell.setFixedSize(440, 520);
    expectLikeInBothThemes(cell, QStringLiteral("cell"));
}

/// The front itself and the cell are above: what surrounds them there changes with the selection.
struct GoldenViewTest : GoldenTest, testing::WithParamInterface<const char*> { };

TEST_P(GoldenViewTest, IsAsItWasLookedAt) {
    window->page().showView(GetParam());
    View* shown = nullptr;
    for (View* view : window->findChildren<View*>()) {
        if (!view->visibleRegion().isEmpty()) {
            ASSERT_EQ(shown, nullptr) << "views lie in tabs";
            shown = view;
        }
    }
    ASSERT_NE(shown, nullptr);
    shown->setFixedSize(960, 640);
    expectLikeInBothThemes(*shown, QString::fromLatin1(GetParam()));
}

INSTANTIATE_TEST_SUITE_P(Each, GoldenViewTest,
    testing::Values("compare", "merit", "predictor", "devices", "search", "runs", "tuning"),
    [](const auto& each) { return std::string(each.param); });

TEST(GoldenPictures, ThatDifferAreToldApart) {
    QImage white(640, 400, QImage::Format_RGB32);
    white.fill(Qt::white);
    QImage moved = white;
    for (int x = 100; x < 300; ++x) {
        for (int y = 100; y < 108; ++y) {
            moved.setPixelColor(x, y, Qt::black);
        }
    }
    EXPECT_EQ(shareOfDifferentBlocks(white, white), 0);
    EXPECT_GT(shareOfDifferentBlocks(white, moved), 0.005);
}

}
}
