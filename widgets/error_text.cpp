// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/error_text.h"

#include <QCoreApplication>

namespace paretoscope::widgets {

namespace {

QString text(const char* source) {
    return QCoreApplication::translate("ErrorText", source);
}

}

QString errorTitle(ErrorCode code) {
    switch (code) {
    case ErrorCode::UnknownName:
        return text(QT_TRANSLATE_NOOP("ErrorText", "This name is not known."));
    case ErrorCode::InvalidValue:
        return text(QT_TRANSLATE_NOOP("ErrorText", "A value is outside its range."));
    case ErrorCode::InvalidGenotype:
        return text(QT_TRANSLATE_NOOP("ErrorText", "This is not a valid genotype."));
    case ErrorCode::InvalidShape:
        return text(QT_TRANSLATE_NOOP("ErrorText", "A network of this shape cannot be built."));
    case ErrorCode::InvalidData:
        return text(QT_TRANSLATE_NOOP("ErrorText", "The data cannot be used."));
    case ErrorCode::FileNotFound:
        return text(QT_TRANSLATE_NOOP("ErrorText", "The file was not found."));
    case ErrorCode::FileUnreadable:
        return text(QT_TRANSLATE_NOOP("ErrorText", "The file cannot be read."));
    case ErrorCode::FileUnwritable:
        return text(QT_TRANSLATE_NOOP("ErrorText", "The file cannot be written."));
    case ErrorCode::ProjectLocked:
        return text(QT_TRANSLATE_NOOP("ErrorText", "Another process is writing to this project."));
    case ErrorCode::ProjectDamaged:
        return text(QT_TRANSLATE_NOOP("ErrorText", "The project file is damaged."));
    case ErrorCode::ProjectTooNew:
        return text(QT_TRANSLATE_NOOP("ErrorText", "The project comes from a newer version of this program."));
    case ErrorCode::ProjectReadOnly:
        return text(QT_TRANSLATE_NOOP("ErrorText", "The project can only be read."));
    case ErrorCode::NotTrusted:
        return text(QT_TRANSLATE_NOOP("ErrorText", "The project wants to do something outside of itself."));
    case ErrorCode::NotFound:
        return text(QT_TRANSLATE_NOOP("ErrorText", "The project does not contain this."));
    case ErrorCode::NotEnoughData:
        return text(QT_TRANSLATE_NOOP("ErrorText", "There is not enough data."));
    case ErrorCode::NotEnoughMemory:
        return text(QT_TRANSLATE_NOOP("ErrorText", "There is not enough memory."));
    case ErrorCode::InfeasibleTarget:
        return text(QT_TRANSLATE_NOOP("ErrorText", "No architecture reaches this target."));
    case ErrorCode::NumericalFailure:
        return text(QT_TRANSLATE_NOOP("ErrorText", "The loss became NaN."));
    case ErrorCode::DeviceFailure:
        return text(QT_TRANSLATE_NOOP("ErrorText", "The device did not answer."));
    case ErrorCode::Interrupted:
        return text(QT_TRANSLATE_NOOP("ErrorText", "The job was interrupted."));
    case ErrorCode::ProtocolViolation:
        return text(QT_TRANSLATE_NOOP("ErrorText", "The worker sent an invalid message."));
    case ErrorCode::DownloadFailed:
        return text(QT_TRANSLATE_NOOP("ErrorText", "The download failed."));
    case ErrorCode::EngineFailure:
        return text(QT_TRANSLATE_NOOP("ErrorText", "The engine failed."));
    }
    return {};
}

}
