// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/error_text.h"

#include <gtest/gtest.h>
#include <set>

#include "widgets/worker/worker_client.h"

namespace paretoscope::widgets {
namespace {

TEST(ErrorText, EveryCodeHasASentenceOfItsOwn) {
    std::set<QString> texts;
    for (const ErrorCode code : allErrorCodes()) {
        const QString text = errorTitle(code);
        EXPECT_FALSE(text.isEmpty()) << errorName(code);
        EXPECT_TRUE(text.endsWith(QLatin1Char('.'))) << errorName(code);
        EXPECT_TRUE(texts.insert(text).second) << errorName(code) << " shares its text with another code";
    }
}

TEST(ErrorText, NamesGoBackToCodes) {
    for (const ErrorCode code : allErrorCodes()) {
        EXPECT_EQ(errorCodeFromName(QString::fromStdString(std::string(errorName(code)))), code);
    }
    EXPECT_EQ(errorCodeFromName(QStringLiteral("of a newer worker")), ErrorCode::EngineFailure);
}

}
}
