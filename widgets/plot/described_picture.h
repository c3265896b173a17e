// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>
#include <QString>

class QImage;

namespace paretoscope::widgets {

// Pictures that say what they show: a text (JSON) travels in a PNG's tEXt chunk, in an SVG's <metadata> element or in a
// PDF's XMP metadata, and is found again when the file is dropped on the window.

/// PNG bytes of the image with the text in it.
QByteArray describedPng(const QImage& image, const QByteArray& description);
/// The SVG with the text put into a <metadata> element of its own.
QByteArray describedSvg(const QByteArray& svg, const QByteArray& description);
/// A PDF's metadata with the text in it.
QByteArray xmpOf(const QString& title, const QByteArray& description);

/// The text in a picture file; empty where the file cannot be read or carries none.
QByteArray pictureDescription(const QString& path);
/// The same of its bytes; `suffix` as in the file's name, lower case: it says which kind of picture it is.
QByteArray pictureDescription(const QByteArray& bytes, const QString& suffix);

}
