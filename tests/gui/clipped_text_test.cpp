// SPDX-License-Identifier: GPL-3.0-or-later
// No text of the window is cut off in any of its languages, nor in a pseudo-language whose words are 40 % longer.
#include <QAbstractButton>
#include <QApplication>
#include <QDockWidget>
#include <QGroupBox>
#include <QLabel>
#include <QSettings>
#include <QTabBar>
#include <QTemporaryDir>
#include <QTest>
#include <QToolButton>
#include <QTranslator>
#include <gtest/gtest.h>

#include "tests/gui/fake_worker.h"
#include "tests/gui/sample_project.h"
#include "widgets/common/language.h"
#include "widgets/front/front_snapshot.h"
#include "widgets/main/main_window.h"
#include "widgets/main/view_docks.h"

namespace paretoscope::widgets {
namespace {

/// English with 40 % more letters, markers and accelerators left as they are.
class LongerWords final : public QTranslator {
public:
    [[nodiscard]] bool isEmpty() const override { return false; }
    [[nodiscard]] QString translate(const char*, const char* source, const char*, int) const override {
        const QString text = QString::fromUtf8(source);
        int letters = 0;
        for (const QChar letter : text) {
            letters += letter.isLetter() ? 1 : 0;
        }
        QString longer = text;
        // Within the last word, before what may be a mark-up or a full stop.
        qsizetype at = longer.size();
        while (at > 0 && !longer[at - 1].isLetter()) {
            --at;
        }
        const bool markedUp = text.contains(QLatin1Char('<'));
        return markedUp ? longer : longer.insert(at, QString((letters * 2 + 4) / 5, QLatin1Char('e')));
    }
};

QString nameOf(const QWidget& widget) {
    QStringList path;
    for (const QWidget* at = &widget; at != nullptr; at = at->parentWidget()) {
        if (!at->objectName().isEmpty()) {
            path.prepend(at->objectName());
        }
    }
    return path.join(QLatin1Char('/'));
}

/// What is wrong with a widget's text, empty where it is all there.
QString clipping(const QWidget& widget) {
    const auto narrow = [&widget](const QString& text) {
        return QStringLiteral("%1: “%2” wants %3 pixels and has %4")
            .arg(nameOf(widget), text)
            .arg(widget.sizeHint().width())
            .arg(widget.width());
    };
    if (const auto* label = qobject_cast<const QLabel*>(&widget)) {
        if (label->text().isEmpty()) {
            return {};
        }
        if (!label->wordWrap()) {
            return label->sizeHint().width() > label->width() + 1 ? narrow(label->text()) : QString();
        }
        return label->heightForWidth(label->width()) > label->height() + 1
            ? QStringLiteral("%1: “%2” wants %3 pixels of height and has %4")
                  .arg(nameOf(widget), label->text())
                  .arg(label->heightForWidth(label->width()))
                  .arg(label->height())
            : QString();
    }
    if (const auto* button = qobject_cast<const QAbstractButton*>(&widget)) {
        return !button->text().isEmpty() && button->sizeHint().width() > button->width() + 1 ? narrow(button->text())
                                                                                             : QString();
    }
    return {};
}

struct ClippedTextTest : testing::TestWithParam<const char*> {
    QTemporaryDir folder;
    QString path = folder.filePath(QStringLiteral("p.paretoscope"));
    test::FakeDialogs::Script script;
    LongerWords longer;

    void SetUp() override {
        QSettings().clear();
        applyLanguage(QString::fromLatin1(isPseudo() ? "en" : GetParam()));
        if (isPseudo()) {
            QApplication::installTranslator(&longer);
        }
    }
    void TearDown() override { QApplication::removeTranslator(&longer); }
    static bool isPseudo() { return std::string_view(GetParam()) == "pseudo"; }
};

TEST_P(ClippedTextTest, EveryViewShowsAllOfItsText) {
    { const store::Project made = test::makeSampleProject(path.toStdString()); }
    MainWindow window(std::make_unique<test::FakeWorker>(), std::make_unique<test::FakeDialogs>(script));
    window.resize(1280, 800);
    window.show();
    QStringList clipped;
    const auto look = [&](const QString& where) {
        QStringList found;
        const auto isFine = [&] {
            found.clear();
            for (const QWidget* widget : window.findChildren<QWidget*>()) {
                // Behind another tab a widget may stand where it cannot be seen.
                if (widget->isVisible() && !widget->visibleRegion().isEmpty()) {
                    if (const QString what = clipping(*widget); !what.isEmpty()) {
                        found.append(where + QLatin1String(" – ") + what);
                    }
                }
            }
            return found.isEmpty();
        };
        QCoreApplication::processEvents();
        if (!QTest::qWaitFor(isFine, 1000)) { // layouts follow new texts a little later
            clipped.append(found);
        }
    };
    look(QStringLiteral("welcome"));
    window.openProject(path);
    ASSERT_TRUE(QTest::qWaitFor(
        [&] { return window.reader().snapshot() && window.reader().snapshot()->part<FrontSnapshot>(); }, 20'000));
    ViewDocks& docks = window.page().docks();
    for (int view = 0; view < docks.count(); ++view) {
        docks.showView(view);
        look(docks.title(view));
    }
    clipped.removeDuplicates();
    EXPECT_TRUE(clipped.isEmpty()) << clipped.join(QLatin1Char('\n')).toStdString();
}

INSTANTIATE_TEST_SUITE_P(InEveryLanguage, ClippedTextTest, testing::Values("en", "de", "zh_CN", "pseudo"),
    [](const auto& each) { return std::string(each.param); });

}
}
