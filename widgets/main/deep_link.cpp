// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/main/deep_link.h"

#include <QRegularExpression>
#include <QStringList>

namespace paretoscope::widgets {

namespace {

QString quoted(QString word) {
    static const QRegularExpression plain(QStringLiteral("^[A-Za-z0-9_./:@%+,][A-Za-z0-9_./:@%+,=-]*$"));
    return plain.match(word).hasMatch()
        ? word
        : QLatin1Char('\'') + word.replace(QLatin1Char('\''), QLatin1String("'\\''")) + QLatin1Char('\'');
}

}

QString commandOf(const DeepLink& link) {
    QStringList words{QStringLiteral("paretoscope"), quoted(link.project)};
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
