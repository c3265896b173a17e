// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QApplication>

#include "core/base/error.h"

namespace paretoscope::widgets {

/// The window outlives whatever goes wrong over one event, memory that runs out above all: it is told, and the next
/// event comes.
class Application : public QApplication {
    Q_OBJECT
public:
    using QApplication::QApplication;
    bool notify(QObject* receiver, QEvent* event) override;

Q_SIGNALS:
    void failed(const paretoscope::Error& error);
};

}
