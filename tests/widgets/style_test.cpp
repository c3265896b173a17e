// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/style/style.h"

#include <QApplication>
#include <QIcon>
#include <QLabel>
#include <QPushButton>
#include <QTest>
#include <QToolTip>
#include <gtest/gtest.h>

#include "core/base/machine.h"
#include "widgets/common/engine_text.h"
#include "widgets/common/message_bar.h"
#include "widgets/common/palette.h"
#include "widgets/common/preferences.h"
#include "widgets/main/step_button.h"
#include "widgets/plot/plot_view.h"
#include "widgets/style/line_icon.h"

namespace paretoscope::widgets {
namespace {

/// Lightness of the corner, which is background everywhere.
int ground(QWidget& widget) {
    return widget.grab().toImage().pixelColor(3, 3).lightness();
}

struct ThemeTest : testing::Test {
    void TearDown() override { applyTheme(Theme::Light); }
};

TEST_F(ThemeTest, EverythingFollowsAThemeThatIsChangedWhileItIsShown) {
    QWidget window;
    window.resize(600, 400);
    PlotView plot(&window);
    plot.setGeometry(0, 0, 300, 300);
    StepButton step(1, true, true, QStringLiteral("Measure"), &window);
    step.setGeometry(310, 0, 200, 48);
    QLabel label(QStringLiteral("text"), &window);
    label.setGeometry(310, 100, 100, 30);
    window.show();
    for (const bool dark : {false, true, false}) {
        applyTheme(dark ? Theme::Dark : Theme::Light);
        ASSERT_TRUE(QTest::qWaitFor([&] { return isDark(label.palette()) == dark; }));
        for (QWidget* widget : std::initializer_list<QWidget*>{&plot, &step, &label}) {
            EXPECT_EQ(ground(*widget) < 100, dark) << widget->metaObject()->className();
        }
    }
}

TEST_F(ThemeTest, AToolTipIsNoPageThatLoadsWhatItNames) {
    QWidget window;
    window.show();
    QToolTip::showText(QPoint(10, 10), QStringLiteral("<img src='/dev/zero'>"), &window);
    int tips = 0;
    for (QWidget* widget : QApplication::topLevelWidgets()) {
        if (widget->inherits("QTipLabel")) {
            EXPECT_EQ(qobject_cast<QLabel*>(widget)->textFormat(), Qt::PlainText);
            ++tips;
        }
    }
    EXPECT_EQ(tips, 1);
    QToolTip::hideText();
}

TEST_F(ThemeTest, IconsTakeTheColourOfTheTheme) {
    const QIcon icon = lineIcon(QStringLiteral("settings"));
    const auto darkest = [&icon] {
        const QImage image = icon.pixmap(QSize(32, 32)).toImage();
        int most = 0;
        for (int y = 0; y < image.height(); ++y) {
            for (int x = 0; x < image.width(); ++x) {
                most = image.pixelColor(x, y).alpha() > 200 ? std::max(most, image.pixelColor(x, y).lightness()) : most;
            }
        }
        return most;
    };
    applyTheme(Theme::Light);
    EXPECT_GT(darkest(), 0) << "something is drawn";
    const int onLight = darkest();
    applyTheme(Theme::Dark);
    EXPECT_GT(darkest(), onLight);
}

TEST(Palette, TextsAreReadableOnTheirGround) {
    // Contrast as the Web Content Accessibility Guidelines define it.
    const auto luminance = [](const QColor& colour) {
        const auto channel = [](double value) {
            return value <= 0.03928 ? value / 12.92 : std::pow((value + 0.055) / 1.055, 2.4);
        };
        return 0.2126 * channel(colour.redF()) + 0.7152 * channel(colour.greenF()) + 0.0722 * channel(colour.blueF());
    };
    const auto contrast = [&](const QColor& a, const QColor& b) {
        const double x = luminance(a);
        const double y = luminance(b);
        return (std::max(x, y) + 0.05) / (std::min(x, y) + 0.05);
    };
    for (const auto& [dark, strong] : {std::pair(false, false), {true, false}, {false, true}, {true, true}}) {
        const QPalette palette = themePalette(dark, strong);
        const double least = strong ? 7 : 4.5; // levels AAA and AA
        EXPECT_EQ(isDark(palette), dark);
        EXPECT_EQ(isHighContrast(palette), strong);
        for (const Colour background : {Colour::Window, Colour::PlotBackground, Colour::Control, Colour::AccentSoft}) {
            for (const Colour text : {Colour::Text, Colour::MutedText}) {
                EXPECT_GE(contrast(colour(text, palette), colour(background, palette)), least)
                    << int(text) << int(background);
            }
        }
        EXPECT_GE(contrast(colour(Colour::OnAccent, palette), colour(Colour::Accent, palette)), least);
        for (const Colour text : {Colour::Good, Colour::Warning, Colour::Bad, Colour::Accent}) {
            EXPECT_GE(contrast(colour(text, palette), colour(Colour::Window, palette)), least) << int(text);
        }
        if (strong) { // a control and what is drawn must be found, too
            for (const Colour drawn :
                {Colour::ControlBorder, Colour::Border, Colour::Front, Colour::Random, Colour::Published,
                    Colour::Selected, Colour::Lambda, Colour::Budget, Colour::FifthSeries, Colour::SixthSeries}) {
                EXPECT_GE(contrast(colour(drawn, palette), colour(Colour::PlotBackground, palette)), 4.5) << int(drawn);
            }
        }
    }
}

TEST_F(ThemeTest, HighContrastIsAThemeLikeTheOthers) {
    applyTheme(Theme::ContrastDark);
    EXPECT_TRUE(isDark(QApplication::palette()));
    EXPECT_TRUE(isHighContrast(QApplication::palette()));
    applyTheme(Theme::ContrastLight);
    EXPECT_EQ(QApplication::palette().color(QPalette::Window), QColor(Qt::white));
    EXPECT_EQ(QApplication::palette().color(QPalette::WindowText), QColor(Qt::black));
    EXPECT_TRUE(isHighContrast(QApplication::palette()));
    applyTheme(Theme::Light);
    EXPECT_FALSE(isHighContrast(QApplication::palette()));
}

TEST(TextSize, IsAShareOfTheDesktops) {
    applyTextSize(100);
    const QFontMetrics usual(QApplication::font());
    const QLabel before(QStringLiteral("text"));
    const int width = forText(300, before);
    applyTextSize(200);
    EXPECT_NEAR(QFontMetrics(QApplication::font()).height(), 2 * usual.height(), 3);
    const QLabel after(QStringLiteral("text"));
    EXPECT_GT(forText(300, after), width) << "what has a fixed width is wider";
    applyTextSize(1000);
    EXPECT_NEAR(QFontMetrics(QApplication::font()).height(), 2 * usual.height(), 3) << "no more than twice";
    applyTextSize(100);
    EXPECT_EQ(QFontMetrics(QApplication::font()).height(), usual.height());
}

TEST(MessageBar, ComesAndGoesWithoutMovingAnything) {
    QWidget window;
    window.resize(800, 500);
    QPushButton button(QStringLiteral("stays"), &window);
    button.setGeometry(10, 10, 100, 30);
    MessageBar bar(&window);
    window.show();
    const QRect before = button.geometry();
    bar.showMessage(Severity::Bad, QString(400, QLatin1Char('x')).replace(20, 1, QLatin1Char(' ')),
        {{QStringLiteral("Resume"), [] {}}});
    EXPECT_TRUE(bar.isVisible());
    EXPECT_EQ(button.geometry(), before);
    EXPECT_TRUE(window.rect().contains(bar.geometry()));
    window.resize(500, 300);
    QCoreApplication::processEvents();
    EXPECT_LE(bar.geometry().right(), window.width());
    EXPECT_LE(bar.geometry().bottom(), window.height());
    bar.setColumn(240);
    EXPECT_LT(bar.geometry().left(), 20) << "in its column, where no view loses a line to it";
    ASSERT_TRUE(bar.message());
    EXPECT_EQ(bar.message()->actions.size(), 1);
    bar.dismiss();
    EXPECT_FALSE(bar.message());
    EXPECT_TRUE(bar.text().isEmpty());
}

TEST(DeviceText, AGpuIsOfThisComputerOnlyWhereThereIsOne) {
    const auto gpus = base::gpuNames();
    const bool none = gpus && gpus->empty();
    EXPECT_EQ(deviceOrigin(QStringLiteral("gpu0/graph/b64/f32")),
        none ? QStringLiteral("not on this computer") : QStringLiteral("this computer"));
    EXPECT_EQ(deviceOrigin(QStringLiteral("cpu/eager/t1/b1/f32")), QStringLiteral("this computer"));
}

TEST(DeviceText, NamesSettingsAsPeopleDo) {
    const auto text = [](const char* id) { return deviceText(QString::fromLatin1(id)).toStdString(); };
    EXPECT_EQ(text("nvidia-h200:gpu0/graph/b64/f32"), "H200 · CUDA graph · batch 64");
    EXPECT_EQ(text("gpu1/eager/b1/bf16"), "GPU 1 · LibTorch · batch 1 · bf16");
    EXPECT_EQ(text("cpu/eager/t1/b1/f32"), "CPU · LibTorch · batch 1");
    EXPECT_EQ(text("server:cpu/script/t4/b8/f32"), "server · CPU · TorchScript · 4 threads · batch 8");
    EXPECT_EQ(text("cmd/ort/b1"), "ONNX Runtime · batch 1");
    EXPECT_EQ(text("vta/pynq/group16"), "VTA pynq · group16");
    EXPECT_EQ(text("table/pixel3"), "pixel3");
    EXPECT_EQ(text("something else"), "something else");
    EXPECT_TRUE(
        deviceToolTip(QStringLiteral("nvidia-h200:gpu0/graph/b64/f32")).contains(QStringLiteral("nvidia-h200:gpu0")));
}

}
}
