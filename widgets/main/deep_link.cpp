// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/main/deep_link.h"

#include <QStringList>

#include "core/base/text.h"
#include "widgets/common/number_text.h"

namespace paretoscope::widgets {

namespace {

QString quoted(const QString& word) {
    return toQString(base::shellWord(word.toStdString()));
}

}

QString commandOf(const DeepLink& link) {
    const bool looksLikeAFlag = link.project.startsWith(QLatin1Char('-'));
    QStringList words{
        QStringLiteral("paretoscope"), quoted(looksLikeAFlag ? QStringLiteral("./") + link.project : link.project)};
    if (!link.view.isEmpty()) {
        words += {QStringLiteral("--view"), link.view};
    }
    if (!link.candidates.isEmpty()) {
        QStringList ids;
        for (const qint64 candidate : link.candidates) {
            ids.append(QString::number(candidate));
        }
        words += {QStringLiteral("--select"), ids.join(QLatin1Char(','))};
    }
    if (!link.deviceSetting.isEmpty()) {
        words += {QStringLiteral("--device"), quoted(link.deviceSetting)};
    }
    return words.join(QLatin1Char(' '));
}

}
