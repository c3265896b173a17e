// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/jobs/job_memory.h"

#include <QDialogButtonBox>
#include <QLabel>
#include <QLineEdit>
#include <QLocale>
#include <QPushButton>
#include <QSpinBox>
#include <gtest/gtest.h>

#include "core/nn/memory_plan.h"
#include "core/search/memory_estimate.h"
#include "widgets/common/palette.h"
#include "widgets/jobs/job_settings_dialog.h"

namespace paretoscope::widgets {
namespace {

constexpr std::int64_t plenty = std::int64_t{1} << 50;

TEST(ExpectedMemory, IsTheEnginesOwnFigure) {
    const options::SearchConfig search = JobPlan::standard().search;
    const auto memory = expectedMemory(search, {plenty, 4});
    ASSERT_TRUE(memory);
    EXPECT_EQ(memory->bytes, search::searchMemoryBytes(search, [](const nn::SupernetConfig& config, int batch) {
        return nn::fusedSupernetBytes(config, batch, 4);
    }));
    EXPECT_TRUE(memory->fits());
    EXPECT_TRUE(expectedMemory(search, {-1, 4})->fits()) << "where nothing is known, nothing is refused";
    options::TrainConfig train = JobPlan::standard().train;
    train.genotypes.assign(6, {}); // not chosen yet
    EXPECT_GT(expectedMemory(train, {plenty, 8})->bytes, expectedMemory(train, {plenty, 1})->bytes);
    EXPECT_EQ(expectedMemory(train, {plenty, 8})->bytes, expectedMemory(train, {plenty, 64})->bytes)
        << "no more at once than there are";
    train.genotypes = {"DARTS_V2"};
    EXPECT_EQ(expectedMemory(train, {plenty, 8})->bytes, expectedMemory(train, {plenty, 1})->bytes)
        << "one network trains on one processor";
    EXPECT_TRUE(expectedMemory(JobPlan::standard().explore, {plenty, 2}));
    train.on = "gpu0";
    EXPECT_FALSE(expectedMemory(train, {plenty, 1})) << "this computer's memory says nothing of a GPU's";
    for (const options::JobConfig& config : {options::JobConfig(options::MeasureConfig()),
             options::JobConfig(options::FitConfig()), options::JobConfig(options::ExportConfig())}) {
        EXPECT_FALSE(expectedMemory(config, {plenty, 2}));
        EXPECT_FALSE(takesMemory(config));
    }
}

TEST(ExpectedMemory, NamesTheLargestBatchThatFits) {
    options::SearchConfig search = JobPlan::standard().search;
    search.batchSize = 512;
    const auto bytesAt = [&search](int batch) {
        options::SearchConfig smaller = search;
        smaller.batchSize = batch;
        return expectedMemory(smaller, {plenty, 2})->bytes;
    };
    const auto memory = expectedMemory(search, {bytesAt(128), 2});
    EXPECT_FALSE(memory->fits());
    EXPECT_EQ(memory->fittingBatch, 128);
    EXPECT_EQ(expectedMemory(search, {bytesAt(128) - 1, 2})->fittingBatch, 64);
    EXPECT_EQ(expectedMemory(search, {1, 2})->fittingBatch, 0) << "the program alone takes more";
}

TEST(JobSettingsDialog, SaysHowMuchMemoryTheJobTakesAndWhatToLower) {
    const options::SearchConfig search = JobPlan::standard().search;
    JobSettingsDialog dialog(search);
    const auto* memory = dialog.findChild<QLabel*>(QStringLiteral("jobSettingsMemory"));
    const QColor amber = colour(Colour::Warning, dialog.palette());
    dialog.setComputer({plenty, 2});
    EXPECT_FALSE(memory->isHidden());
    const QString needed = QLocale().formattedDataSize(expectedMemory(search, {plenty, 2})->bytes, 1);
    EXPECT_TRUE(memory->text().contains(needed)) << memory->text().toStdString();
    EXPECT_NE(memory->palette().color(QPalette::WindowText), amber);
    auto* batch = dialog.findChild<QSpinBox*>(QStringLiteral("batch_size"));
    ASSERT_NE(batch, nullptr);
    dialog.setComputer({expectedMemory(search, {plenty, 2})->bytes, 2});
    batch->setValue(2 * search.batchSize);
    EXPECT_EQ(memory->palette().color(QPalette::WindowText), amber);
    EXPECT_TRUE(memory->text().contains(QString::number(search.batchSize))) << memory->text().toStdString();
    EXPECT_TRUE(memory->text().contains(QStringLiteral("Images a step"))) << memory->text().toStdString();
    EXPECT_TRUE(dialog.findChild<QDialogButtonBox*>()->button(QDialogButtonBox::Ok)->isEnabled())
        << "memory may be freed until the job starts";
    batch->setValue(search.batchSize);
    EXPECT_NE(memory->palette().color(QPalette::WindowText), amber);
    dialog.findChild<QLineEdit*>(QStringLiteral("lambdas"))->setText(QStringLiteral("many"));
    EXPECT_TRUE(memory->isHidden()) << "of settings that are wrong nothing is told";
}

}
}
