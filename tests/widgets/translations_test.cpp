// SPDX-License-Identifier: GPL-3.0-or-later
#include <QDialogButtonBox>
#include <QDir>
#include <QFile>
#include <QLocale>
#include <QProcess>
#include <QPushButton>
#include <QRegularExpression>
#include <QTemporaryDir>
#include <QXmlStreamReader>

#include <gtest/gtest.h>

#include "core/options/jobs.h"
#include "widgets/common/engine_text.h"
#include "widgets/common/language.h"

namespace paretoscope::widgets {
namespace {

struct Message {
    QString context;
    QString source;
    QStringList forms; ///< one translation, or one a plural form
    QString state; ///< "unfinished", "vanished", "obsolete"; empty: finished
};

std::vector<Message> readMessages(const QString& path) {
    QFile file(path);
    EXPECT_TRUE(file.open(QIODevice::ReadOnly)) << path.toStdString();
    QXmlStreamReader xml(&file);
    std::vector<Message> messages;
    QString context;
    while (!xml.atEnd()) {
        if (xml.readNext() != QXmlStreamReader::StartElement) {
            continue;
        }
        if (xml.name() == QLatin1String("name")) {
            context = xml.readElementText();
        } else if (xml.name() == QLatin1String("message")) {
            messages.push_back({context, {}, {}, {}});
        } else if (xml.name() == QLatin1String("source")) {
            messages.back().source = xml.readElementText();
        } else if (xml.name() == QLatin1String("translation")) {
            messages.back().state = xml.attributes().value(QLatin1String("type")).toString();
            messages.back().forms = {xml.readElementText(QXmlStreamReader::IncludeChildElements)};
        }
    }
    return messages;
}

/// %1, %2, %n in order of their names.
QStringList placeholders(const QString& text) {
    static const QRegularExpression pattern(QStringLiteral("%L?(\\d+|n)"));
    QStringList found;
    for (auto match = pattern.globalMatch(text); match.hasNext();) {
        found.append(match.next().captured(1));
    }
    found.removeDuplicates();
    found.sort();
    return found;
}

class Translations : public ::testing::TestWithParam<std::string> {
protected:
    [[nodiscard]] static QString committed() {
        return QStringLiteral(PARETOSCOPE_SOURCE_DIR "/translations/paretoscope_%1.ts")
            .arg(QString::fromStdString(GetParam()));
    }
};

TEST_P(Translations, NoStringOfTheProgramIsUntranslatedOrStale) {
    const QTemporaryDir folder;
    const QString copy = folder.filePath(QStringLiteral("copy.ts"));
    ASSERT_TRUE(QFile::copy(committed(), copy));
    QStringList arguments{QStringLiteral("-silent"), QStringLiteral("-locations"), QStringLiteral("none"),
        QStringLiteral("-I"), QStringLiteral("."), QStringLiteral("widgets"), QStringLiteral("app"),
        QStringLiteral("core/options"), QStringLiteral("-ts"), copy};
    if (GetParam() == "en") {
        arguments.prepend(QStringLiteral("-pluralonly"));
    }
    QProcess lupdate;
    lupdate.setWorkingDirectory(QStringLiteral(PARETOSCOPE_SOURCE_DIR));
    lupdate.start(QStringLiteral(PARETOSCOPE_LUPDATE), arguments);
    ASSERT_TRUE(lupdate.waitForFinished(120'000)) << "lupdate did not run";
    ASSERT_EQ(lupdate.exitCode(), 0) << lupdate.readAllStandardError().toStdString();
    for (const Message& message : readMessages(copy)) {
        EXPECT_EQ(message.state.toStdString(), "")
            << message.context.toStdString() << ": \"" << message.source.toStdString()
            << "\"; run translations/update.sh and translate it";
    }
}

TEST_P(Translations, KeepThePlaceholders) {
    for (const Message& message : readMessages(committed())) {
        QStringList wanted = placeholders(message.source);
        for (const QString& form : message.forms) {
            QStringList kept = placeholders(form);
            // A singular may do without its number: "a measurement".
            wanted.removeAll(QStringLiteral("n"));
            kept.removeAll(QStringLiteral("n"));
            EXPECT_EQ(kept, wanted) << message.source.toStdString() << " -> " << form.toStdString();
        }
    }
}

INSTANTIATE_TEST_SUITE_P(Languages, Translations, ::testing::Values("de", "zh_CN", "en"),
    [](const auto& language) { return language.param; });

class LanguageTest : public ::testing::Test {
protected:
    static QString menu() { return QCoreApplication::translate("paretoscope::widgets::MainWindow", "&File"); }
};

TEST_F(LanguageTest, EveryLanguageIsBuiltInAndAppliedAtOnce) {
    const QString english = menu();
    for (const QString& language : languages()) {
        applyLanguage(language);
        EXPECT_EQ(menu() == english, language == QLatin1String("en")) << language.toStdString();
        EXPECT_EQ(QLocale().language(), QLocale(language).language());
        EXPECT_FALSE(nativeName(language).isEmpty());
    }
    applyLanguage(QStringLiteral("en"));
    EXPECT_EQ(menu(), english);
}

TEST_F(LanguageTest, WhatTheEngineComposesIsTranslatedWhereItIsShown) {
    EXPECT_EQ(engineText(QStringLiteral("measured 12 of 34")), QStringLiteral("measured 12 of 34"));
    EXPECT_EQ(engineText(QStringLiteral("fit nvidia-h200:gpu0/eager/b1/f32, nas-bench-201 c16-l5-32px")),
        QStringLiteral("fit H200 · LibTorch · batch 1, NAS-Bench-201 of 3 × 5 cells, 16 channels, 32 px"));
    EXPECT_EQ(engineText(QStringLiteral("pipeline to /tmp/x/out: explore darts c8-l3-16px, 2.3 minutes")),
        QStringLiteral("pipeline to out: explore DARTS of 3 cells, 8 channels, 16 px, 2.3 minutes"));
    EXPECT_EQ(engineText(QStringLiteral("explore darts c8-l3-16px, 72 trainings")),
        QStringLiteral("explore DARTS of 3 cells, 8 channels, 16 px, budget 72 short trainings"));
    const QString foreign = QStringLiteral("a: ").repeated(200'000);
    EXPECT_EQ(engineText(foreign), foreign) << "nobody takes a foreign text apart part by part";
    EXPECT_EQ(engineText(QStringLiteral("a title / of one's own")), QStringLiteral("a title / of one's own"));
    applyLanguage(QStringLiteral("de"));
    EXPECT_EQ(engineText(QStringLiteral("measured 12 of 34")), QStringLiteral("12 von 34 gemessen"));
    EXPECT_TRUE(engineText(QStringLiteral("search darts λ 0, 0.02")).contains(QStringLiteral("0; 0,02")));
    EXPECT_EQ(engineText(QStringLiteral("training 3 cells for 300 steps (17 trainings so far)")),
        QStringLiteral("trainiert 3 Zellen über 300 Schritte (bisher 17 Trainings)"));
    EXPECT_EQ(engineText(QStringLiteral("exploring: training 1 cell for 300 steps (2 trainings so far)")),
        QStringLiteral("erkundet: trainiert 1 Zelle über 300 Schritte (bisher 2 Trainings)"));
    EXPECT_EQ(engineText(QStringLiteral("trained 300 steps, 16 x, ImageNet augmentation")),
        QStringLiteral("trainiert 300 Schritte, 16 x, Augmentierung wie bei ImageNet"));
    EXPECT_EQ(engineText(QStringLiteral("my own title, 100 %1 of it")), QStringLiteral("my own title, 100 %1 of it"));
    for (const QString& language : {QStringLiteral("de"), QStringLiteral("zh_CN")}) {
        applyLanguage(language);
        for (const auto& [kind, name] : records::namesOf(records::JobKind())) {
            options::JobConfig config = options::defaultConfig(kind);
            options::fillInDevice(config);
            if (auto* tune = std::get_if<options::TuneConfig>(&config)) {
                tune->genotype = "DARTS_V2";
            } else if (auto* writing = std::get_if<options::ExportConfig>(&config)) {
                writing->path = "cell.onnx";
            } else if (auto* pipeline = std::get_if<options::PipelineConfig>(&config)) {
                pipeline->output = "out";
            }
            const QString title = QString::fromStdString(options::title(config));
            EXPECT_NE(engineText(title), title) << language.toStdString() << ", " << name;
        }
    }
}

TEST_F(LanguageTest, StandardButtonsSpeakItToo) {
    applyLanguage(QStringLiteral("de"));
    QDialogButtonBox german(QDialogButtonBox::Ok | QDialogButtonBox::Cancel);
    EXPECT_EQ(german.button(QDialogButtonBox::Cancel)->text().remove(QLatin1Char('&')), QStringLiteral("Abbrechen"));
    applyLanguage(QStringLiteral("zh_CN"));
    QDialogButtonBox chinese(QDialogButtonBox::Ok | QDialogButtonBox::Cancel);
    EXPECT_EQ(chinese.button(QDialogButtonBox::Ok)->text().section(QLatin1Char('('), 0, 0), QStringLiteral("确定"));
}

TEST_F(LanguageTest, NumbersAreThoseOfTheLanguage) {
    applyLanguage(QStringLiteral("de"));
    EXPECT_EQ(QLocale().toString(1.5, 'f', 1), QStringLiteral("1,5"));
}

}
}
