// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/common/number_field.h"

#include <QLocale>
#include <QSignalSpy>
#include <QTest>
#include <gtest/gtest.h>

namespace paretoscope::widgets {
namespace {

template <typename Field>
void type(Field& field, const QString& text) {
    field.selectAll();
    QTest::keyClicks(&field, text);
    QTest::keyClick(&field, Qt::Key_Return);
}

QString shown(const QWidget& field) {
    return field.findChild<QLineEdit*>()->text();
}

struct LatencyField : testing::Test {
    LatencyField() {
        field.setRange(0.001, 1e6);
        field.setDecimals(3);
        field.setKeyboardTracking(false);
        field.setLatency(QStringLiteral(" ms"));
        field.setValue(1);
    }
    NumberField field;
};

TEST_F(LatencyField, TakesBothSeparatorsExponentsAndUnits) {
    for (const auto& [text, ms] : {std::pair{"4,5", 4.5}, {"4.5", 4.5}, {"4.5 ms", 4.5}, {"4500 us", 4.5},
             {"4500µs", 4.5}, {"0.0045s", 4.5}, {"45e-1", 4.5}, {"+7", 7.0}, {"1e3", 1000.0}}) {
        field.setValue(1);
        type(field, QString::fromUtf8(text));
        EXPECT_EQ(field.value(), ms) << text;
        EXPECT_TRUE(fieldProblem(&field).isEmpty()) << text;
    }
    EXPECT_EQ(shown(field).toStdString(), "1000.000 ms");
}

TEST_F(LatencyField, KeepsWhatIsNoNumberOfItsRangeAndAppliesNothing) {
    QSignalSpy changed(&field, &QDoubleSpinBox::valueChanged);
    for (const char* text :
        {"-3", "99999999", "4,500.1", "1.2.3", "4 5", "abc", "", "1e400", "4.5 kg", "0.0004", "nan"}) {
        type(field, QString::fromUtf8(text));
        if (text[0] == '\0') {
            field.selectAll();
            QTest::keyClick(&field, Qt::Key_Delete);
            QTest::keyClick(&field, Qt::Key_Return);
        }
        EXPECT_EQ(shown(field).toStdString(), text);
        EXPECT_EQ(field.value(), 1) << text;
        EXPECT_TRUE(fieldProblem(&field).contains(QStringLiteral("0.001 to 1000000 ms"))) << text;
    }
    EXPECT_EQ(changed.count(), 0);
    type(field, QStringLiteral("2"));
    EXPECT_EQ(field.value(), 2);
    EXPECT_TRUE(fieldProblem(&field).isEmpty());
}

TEST_F(LatencyField, AWrongTextStaysWhenTheFocusLeaves) {
    field.selectAll();
    QTest::keyClicks(&field, QStringLiteral("-3"));
    QFocusEvent leaving(QEvent::FocusOut);
    QCoreApplication::sendEvent(&field, &leaving);
    EXPECT_EQ(shown(field).toStdString(), "-3");
    EXPECT_EQ(field.value(), 1);
    field.setValue(3); // from elsewhere
    field.grab();
    EXPECT_EQ(shown(field).toStdString(), "3.000 ms");
    EXPECT_TRUE(fieldProblem(&field).isEmpty());
}

TEST_F(LatencyField, FollowsTheLanguage) {
    QLocale::setDefault(QLocale(QLocale::German));
    QEvent changed(QEvent::LanguageChange);
    QCoreApplication::sendEvent(&field, &changed);
    EXPECT_EQ(shown(field).toStdString(), "1,000 ms");
    type(field, QStringLiteral("4.858"));
    EXPECT_EQ(shown(field).toStdString(), "4,858 ms");
    QLocale::setDefault(QLocale::c());
}

TEST(WholeNumberField, RefusesWhatIsNotWholeOrTooLarge) {
    WholeNumberField field;
    field.setRange(0, 512);
    field.setValue(16);
    for (const char* text : {"99999", "1,5", "1.5", "1,000", "-1", "1e-1"}) {
        type(field, QString::fromUtf8(text));
        EXPECT_EQ(shown(field).toStdString(), text);
        EXPECT_NE(fieldProblem(&field), QString()) << text;
    }
    EXPECT_FALSE(fieldProblem(&field).isEmpty());
    type(field, QStringLiteral("5e2"));
    EXPECT_EQ(field.value(), 500);
}

}
}
