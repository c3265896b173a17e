// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/common/application.h"

#include <exception>

namespace paretoscope::widgets {

bool Application::notify(QObject* receiver, QEvent* event) {
    try {
        return QApplication::notify(receiver, event);
    } catch (...) {
        try {
            Q_EMIT failed(currentError());
        } catch (const std::exception&) { // not even for the message: the next one may have more
        }
        return false;
    }
}

}
