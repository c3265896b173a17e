// SPDX-License-Identifier: GPL-3.0-or-later
// Pictures that say what they show, and sentences of the engine that the window translates.
#include <QByteArray>
#include <QString>
#include <cstddef>
#include <cstdint>

#include "widgets/common/engine_text.h"
#include "widgets/plot/described_picture.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    using namespace paretoscope::widgets;
    const QByteArray bytes(reinterpret_cast<const char*>(data), static_cast<qsizetype>(size));
    for (const char* suffix : {"svg", "pdf", "png"}) {
        (void)pictureDescription(bytes, QString::fromLatin1(suffix));
    }
    (void)engineText(QString::fromUtf8(bytes));
    (void)deviceText(QString::fromUtf8(bytes));
    return 0;
}
