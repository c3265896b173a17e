// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/tuning/tuning_style.h"

#include <QCoreApplication>
#include <array>

#include "core/vta/tuner.h"
#include "widgets/common/number_text.h"
#include "widgets/common/palette.h"

namespace paretoscope::widgets {

namespace {

struct TuningStyleText {
    Q_DECLARE_TR_FUNCTIONS(TuningView)
};

struct ReasonLook {
    Colour colour;
    MarkerShape shape;
    bool filled;
    double size;
};

constexpr std::array<ReasonLook, vta::reasonCount> looks{{
    {Colour::Front, MarkerShape::Circle, true, 8}, // valid
    {Colour::Random, MarkerShape::Square, false, 4}, // tail
    {Colour::Random, MarkerShape::Diamond, true, 4}, // virtual threads
    {Colour::Published, MarkerShape::Triangle, false, 5}, // two-dimensional copy
    {Colour::Budget, MarkerShape::Square, true, 5}, // input buffer
    {Colour::Budget, MarkerShape::Triangle, true, 5}, // weight buffer
    {Colour::Budget, MarkerShape::Diamond, true, 5}, // accumulators
    {Colour::Lambda, MarkerShape::Square, false, 5}, // micro-ops
    {Colour::Lambda, MarkerShape::Diamond, false, 5}, // accumulator hazard
    {Colour::Bad, MarkerShape::Square, true, 5}, // field width
    {Colour::Bad, MarkerShape::Triangle, true, 5}, // hardware hazard
    {Colour::Bad, MarkerShape::Circle, false, 5}, // time-out
}};

struct TunerLook {
    vta::TuningMethod method;
    Colour colour;
    Qt::PenStyle style;
};

constexpr std::array tuners{TunerLook{vta::TuningMethod::Random, Colour::Random, Qt::DotLine},
    TunerLook{vta::TuningMethod::AutoTvm, Colour::Published, Qt::DashLine},
    TunerLook{vta::TuningMethod::Validity, Colour::Selected, Qt::DashDotLine},
    TunerLook{vta::TuningMethod::Classifier, Colour::Budget, Qt::DashDotDotLine},
    TunerLook{vta::TuningMethod::StaticFilter, Colour::MutedText, Qt::SolidLine},
    TunerLook{vta::TuningMethod::Ours, Colour::Lambda, Qt::DashLine},
    TunerLook{vta::TuningMethod::OursFiltered, Colour::Front, Qt::SolidLine}};

}

MarkerStyle reasonStyle(vta::Reason reason, const QPalette& palette, bool tried) {
    const ReasonLook& look = looks.at(static_cast<std::size_t>(reason));
    return {colour(look.colour, palette), look.shape, look.filled, tried ? look.size + 3 : look.size - 1};
}

QPen tunerPen(const QString& tuner, const QPalette& palette, double width) {
    for (const TunerLook& look : tuners) {
        if (tuner == toQString(vta::methodName(look.method))) {
            return {colour(look.colour, palette), width, look.style};
        }
    }
    return {colour(Colour::Text, palette), width};
}

QString reasonText(vta::Reason reason) {
    switch (reason) {
    case vta::Reason::Valid:
        //: Of a schedule: it can run.
        return TuningStyleText::tr("valid");
    case vta::Reason::Tail:
        return TuningStyleText::tr("tile does not divide");
    case vta::Reason::VirtualThread:
        return TuningStyleText::tr("virtual threads do not fit");
    case vta::Reason::Dma2d:
        return TuningStyleText::tr("no two-dimensional copy");
    case vta::Reason::InputBuffer:
        return TuningStyleText::tr("input buffer full");
    case vta::Reason::WeightBuffer:
        return TuningStyleText::tr("weight buffer full");
    case vta::Reason::AccumulatorBuffer:
        return TuningStyleText::tr("accumulators full");
    case vta::Reason::MicroOpBuffer:
        return TuningStyleText::tr("micro-op buffer full");
    case vta::Reason::AccumulatorHazard:
        return TuningStyleText::tr("accumulator hazard");
    case vta::Reason::FieldWidth:
        return TuningStyleText::tr("instruction field too narrow");
    case vta::Reason::HardwareHazard:
        return TuningStyleText::tr("wrong answer");
    case vta::Reason::TimeOut:
        return TuningStyleText::tr("time-out");
    }
    return {};
}

QString tunerText(const QString& tuner) {
    const std::array texts{
        //: A tuner: it draws at random.
        TuningStyleText::tr("random search"),
        //: A tuner; a proper name.
        TuningStyleText::tr("AutoTVM"),
        //: A tuner: AutoTVM whose first set follows from what the compiler accepts.
        TuningStyleText::tr("AutoTVM, validity-driven"),
        //: A tuner: AutoTVM with a learned model of what is valid.
        TuningStyleText::tr("AutoTVM with a validity classifier"),
        //: A tuner: AutoTVM on valid configurations alone, an oracle.
        TuningStyleText::tr("AutoTVM on valid ones only"),
        //: A tuner: the program's own.
        TuningStyleText::tr("ours"),
        //: A tuner: the program's own, with any number of compiler calls.
        TuningStyleText::tr("ours, compiling first"),
    };
    for (const TunerLook& look : tuners) {
        if (tuner == toQString(vta::methodName(look.method))) {
            return texts.at(static_cast<std::size_t>(look.method));
        }
    }
    return tuner;
}

}
