// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QFont>
#include <QProxyStyle>

namespace paretoscope::widgets {

/// The program's look over Qt's Fusion: flat areas with thin borders, one accent, from the tables in
/// widgets/common/palette.h and widgets/style/sizes.h. Colours are taken at the time of painting, so a change of the
/// palette is all that a theme needs. The keys of menus and buttons are underlined while Alt is held.
class Style : public QProxyStyle {
    Q_OBJECT
public:
    Style();

    using QProxyStyle::polish;
    void polish(QWidget* widget) override;
    [[nodiscard]] QPalette standardPalette() const override;

    void drawPrimitive(PrimitiveElement element, const QStyleOption* option, QPainter* painter,
        const QWidget* widget = nullptr) const override;
    void drawControl(ControlElement element, const QStyleOption* option, QPainter* painter,
        const QWidget* widget = nullptr) const override;
    void drawComplexControl(ComplexControl control, const QStyleOptionComplex* option, QPainter* painter,
        const QWidget* widget = nullptr) const override;
    [[nodiscard]] QRect subControlRect(ComplexControl control, const QStyleOptionComplex* option, SubControl part,
        const QWidget* widget = nullptr) const override;
    [[nodiscard]] int pixelMetric(
        PixelMetric metric, const QStyleOption* option = nullptr, const QWidget* widget = nullptr) const override;
    [[nodiscard]] int styleHint(StyleHint hint, const QStyleOption* option = nullptr, const QWidget* widget = nullptr,
        QStyleHintReturn* data = nullptr) const override;
    [[nodiscard]] QSize sizeFromContents(ContentsType type, const QStyleOption* option, const QSize& size,
        const QWidget* widget = nullptr) const override;

    [[nodiscard]] QRect subElementRect(
        SubElement element, const QStyleOption* option, const QWidget* widget = nullptr) const override;

    bool eventFilter(QObject* watched, QEvent* event) override;

private:
    bool altHeld_ = false;
};

/// Makes it the application's style. Call it once after QApplication is made, before the theme is applied.
void applyStyle();

/// The one button of a window that leads on: filled in the accent colour.
void setPrimary(QWidget& button, bool primary = true);
[[nodiscard]] bool isPrimary(const QWidget* widget);

/// A font of another size, whichever unit it is given in.
QFont scaled(QFont font, double scale);
/// A width or a height that was chosen for text of the usual size, in pixels: more where the widget's text is larger.
int forText(int pixels, const QWidget& widget);
/// A heading within a view.
void setHeading(QWidget& label);

}
