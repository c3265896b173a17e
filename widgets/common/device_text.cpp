// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/common/device_text.h"

#include <QCoreApplication>
#include <QStringList>

#include "widgets/common/number_text.h"

namespace paretoscope::widgets {

namespace {

struct DeviceText {
    Q_DECLARE_TR_FUNCTIONS(DeviceText)
};

const QString separator = QStringLiteral(" · ");

/// "nvidia-h200" is known as H200, as its profile's file is.
QString computerText(const std::string& computer) {
    QString text = toQString(computer);
    if (text.startsWith(QLatin1String("nvidia-"))) {
        text = text.mid(7).toUpper();
    }
    return text;
}

QString runtimeText(const records::DeviceSetting& setting) {
    const QString runtime = toQString(setting.runtime);
    if (runtime == QLatin1String("eager")) {
        return QStringLiteral("LibTorch");
    }
    if (runtime == QLatin1String("script")) {
        return QStringLiteral("TorchScript");
    }
    if (runtime == QLatin1String("graph")) {
        //: A way of running a network on a GPU: all its operations recorded once.
        return DeviceText::tr("CUDA graph");
    }
    return runtime;
}

QString commandText(const std::string& name) {
    return name == "ort" ? QStringLiteral("ONNX Runtime") : toQString(name);
}

QString batchText(int batch) {
    //: %1 images in one run.
    return DeviceText::tr("batch %1").arg(batch);
}

}

QString deviceText(const QString& setting) {
    const records::DeviceSetting known = toSetting(setting);
    QStringList parts;
    if (!known.computer.empty()) {
        parts.append(computerText(known.computer));
    }
    switch (known.family) {
    case records::DeviceFamily::Cpu:
        //: The processor of a computer.
        parts.append(DeviceText::tr("CPU"));
        parts.append(runtimeText(known));
        if (known.threads > 1) {
            parts.append(DeviceText::tr("%n thread(s)", nullptr, known.threads));
        }
        parts.append(batchText(known.batch));
        break;
    case records::DeviceFamily::Gpu:
        if (known.computer.empty() || known.index > 0) {
            parts.append(QStringLiteral("GPU %1").arg(known.index));
        }
        parts.append(runtimeText(known));
        parts.append(batchText(known.batch));
        break;
    case records::DeviceFamily::Command:
        parts.append(commandText(known.name));
        parts.append(batchText(known.batch));
        break;
    case records::DeviceFamily::Vta:
        parts.append(QStringLiteral("VTA ") + toQString(known.name));
        parts.append(toQString(known.runtime));
        break;
    case records::DeviceFamily::Table:
        parts.append(toQString(known.name));
        break;
    case records::DeviceFamily::Other:
        return setting;
    }
    const bool numbered = known.family == records::DeviceFamily::Cpu || known.family == records::DeviceFamily::Gpu;
    if (numbered && known.numberType != "f32") {
        parts.append(toQString(known.numberType));
    }
    return parts.join(separator);
}

QString deviceToolTip(const QString& setting) {
    const records::DeviceSetting known = toSetting(setting);
    QString origin = DeviceText::tr("this computer");
    if (known.family == records::DeviceFamily::Vta) {
        origin = DeviceText::tr("simulated");
    } else if (known.family == records::DeviceFamily::Table) {
        origin = DeviceText::tr("imported table");
    } else if (known.family == records::DeviceFamily::Other) {
        return setting; // nothing is known of where it stands
    } else if (!known.computer.empty()) {
        //: %1 a computer's name.
        origin = DeviceText::tr("another computer: %1").arg(toQString(known.computer));
    }
    return setting + QLatin1Char('\n') + origin;
}

}
