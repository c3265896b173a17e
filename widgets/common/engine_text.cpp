// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/common/engine_text.h"

#include <QCoreApplication>
#include <QFileInfo>
#include <QHash>
#include <QLocale>
#include <QRegularExpression>
#include <QStringList>

#include <algorithm>
#include <array>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "core/base/machine.h"
#include "widgets/common/number_text.h"

namespace paretoscope::widgets {

namespace {

struct NetworkText {
    Q_DECLARE_TR_FUNCTIONS(NetworkText)
};

/// "darts c8-l3-16px" as the engine writes it; empty where it is no such text.
QString titledNetworkText(const QString& text) {
    static const QRegularExpression pattern(QStringLiteral("^(\\S+) c(\\d+)-l(\\d+)-(\\d+)px$"));
    const QRegularExpressionMatch match = pattern.match(text);
    const auto known =
        std::ranges::find(space::searchSpaces(), match.captured(1).toStdString(), &space::SearchSpace::name);
    if (!match.hasMatch() || known == space::searchSpaces().end()) {
        return {};
    }
    space::Shape shape;
    shape.channels = match.captured(2).toInt();
    shape.cells = match.captured(3).toInt();
    shape.inputSize = match.captured(4).toInt();
    return networkText(known->id, shape);
}

/// What stands for %1 and so on may be such a text itself.
struct Source {
    const char* engines; ///< as the engine composes it
    const char* shown;
    constexpr Source(const char* both) : engines(both), shown(both) { } // NOLINT(google-explicit-constructor)
    constexpr Source(const char* composed, const char* told) : engines(composed), shown(told) { }
};

/// The first that fits counts.
constexpr std::array<Source, 51> sources{
    // What a job is doing.
    QT_TRANSLATE_NOOP("EngineText", "measured %1 of %2"),
    QT_TRANSLATE_NOOP("EngineText", "scored %1 of %2"),
    QT_TRANSLATE_NOOP("EngineText", "fitting to %1 architectures"),
    QT_TRANSLATE_NOOP("EngineText", "fitted"),
    QT_TRANSLATE_NOOP("EngineText", "warm-up, step %1 of %2"),
    QT_TRANSLATE_NOOP("EngineText", "λ %1, step %2 of %3"),
    QT_TRANSLATE_NOOP("EngineText", "%1 (%2 trainings so far)"),
    QT_TRANSLATE_NOOP("EngineText", "training 1 cell for %1 steps"),
    QT_TRANSLATE_NOOP("EngineText", "training %1 cells for %2 steps"),
    QT_TRANSLATE_NOOP("EngineText", "training %1 networks to step %2"),
    QT_TRANSLATE_NOOP("EngineText", "writing %1"),
    QT_TRANSLATE_NOOP("EngineText", "written and read back: %1"),
    // Titles of runs.
    QT_TRANSLATE_NOOP("EngineText", "measure %1 architectures on %2, %3"),
    QT_TRANSLATE_NOOP("EngineText", "measure 1 chosen cell on %1, %2"),
    QT_TRANSLATE_NOOP("EngineText", "measure %1 chosen cells on %2, %3"),
    QT_TRANSLATE_NOOP("EngineText", "measure and train the front of %1 on %2"),
    QT_TRANSLATE_NOOP("EngineText", "measure and train the front of %1"),
    QT_TRANSLATE_NOOP("EngineText", "the newest exploration"),
    QT_TRANSLATE_NOOP("EngineText", "fit %1, %2"),
    // A longer training counts as several.
    {"explore %1, %2 trainings", QT_TRANSLATE_NOOP("EngineText", "explore %1, budget %2 short trainings")},
    QT_TRANSLATE_NOOP("EngineText", "explore %1, %2 minutes"),
    QT_TRANSLATE_NOOP("EngineText", "search %1 λ %2"),
    QT_TRANSLATE_NOOP("EngineText", "search %1 target %2"),
    QT_TRANSLATE_NOOP("EngineText", "train 1 cell for %1 steps, %2"),
    QT_TRANSLATE_NOOP("EngineText", "train %1 cells for %2 steps, %3"),
    QT_TRANSLATE_NOOP("EngineText", "score 1 cell with the weights of search %1"),
    QT_TRANSLATE_NOOP("EngineText", "score %1 cells with the weights of search %2"),
    QT_TRANSLATE_NOOP("EngineText", "tune the operators of %1 on %2"),
    QT_TRANSLATE_NOOP("EngineText", "tune %1 on %2"),
    QT_TRANSLATE_NOOP("EngineText", "export %1"),
    QT_TRANSLATE_NOOP("EngineText", "pipeline to %1: %2"),
    // Titles of accuracy protocols.
    QT_TRANSLATE_NOOP("EngineText", "trained %1 steps, %2"),
    QT_TRANSLATE_NOOP("EngineText", "%1, CIFAR augmentation"),
    QT_TRANSLATE_NOOP("EngineText", "%1, ImageNet augmentation"),
    QT_TRANSLATE_NOOP("EngineText", "%1, no augmentation"),
    QT_TRANSLATE_NOOP("EngineText", "one-shot, supernet of %1 steps (%2, seed %3)"),
    QT_TRANSLATE_NOOP("EngineText", "live λ"),
    QT_TRANSLATE_NOOP("EngineText", "target %1"),
    QT_TRANSLATE_NOOP("EngineText", "imported: %1 of %2"),
    // A step of a pipeline.
    QT_TRANSLATE_NOOP("EngineText", "measuring random architectures"),
    QT_TRANSLATE_NOOP("EngineText", "fitting the latency predictor"),
    QT_TRANSLATE_NOOP("EngineText", "searching for cells to propose"),
    QT_TRANSLATE_NOOP("EngineText", "exploring"),
    QT_TRANSLATE_NOOP("EngineText", "measuring the chosen cells"),
    QT_TRANSLATE_NOOP("EngineText", "training them for equal steps"),
    QT_TRANSLATE_NOOP("EngineText", "measuring the front"),
    QT_TRANSLATE_NOOP("EngineText", "training the front"),
    QT_TRANSLATE_NOOP("EngineText", "exporting"),
    // Warnings.
    QT_TRANSLATE_NOOP("EngineText",
        "Other programs keep %1 of %2 processors busy; measuring needs %3 of them undisturbed. Latencies will be "
        "noisier: close what can be closed."),
    // Why runs failed.
    QT_TRANSLATE_NOOP("EngineText",
        "The project's measurements on %1 were taken on '%2', now it is '%3'; together they would mean nothing. "
        "Measure in a new project; a profile carries the old ones there (profile export, import)."),
    QT_TRANSLATE_NOOP("EngineText", "%1: %2"),
};

QString translated(const char* source) {
    return QCoreApplication::translate("EngineText", source);
}

std::vector<QRegularExpression> patterns() {
    std::vector<QRegularExpression> all;
    for (const Source& source : sources) {
        QString pattern = QRegularExpression::escape(QString::fromUtf8(source.engines));
        for (int place = 1; place <= 3; ++place) {
            pattern.replace(QStringLiteral("\\%%1").arg(place), QStringLiteral("(.+?)"));
        }
        all.emplace_back(QRegularExpression::anchoredPattern(pattern), QRegularExpression::DotMatchesEverythingOption);
    }
    return all;
}

/// What the engine writes as an id or a path is read as a name.
QString partText(const QString& part) {
    if (const QString network = titledNetworkText(part); !network.isEmpty()) {
        return network;
    }
    if (part.startsWith(QLatin1Char('/')) && !part.contains(QLatin1Char('\n'))) {
        return QFileInfo(part).fileName();
    }
    return part.contains(QLatin1Char('/')) && !part.contains(QLatin1Char(' ')) ? deviceText(part) : engineText(part);
}

/// Numbers with a point, alone or several: as the language writes them, where semicolons part what has commas.
QString localNumbers(const QString& text) {
    static const QRegularExpression numbers(QStringLiteral("^\\d+(\\.\\d+)?(, \\d+(\\.\\d+)?)*( %)?$"));
    const QString point = QLocale().decimalPoint();
    if (point == QLatin1String(".") || !numbers.match(text).hasMatch()) {
        return text;
    }
    QString local = text;
    return local.replace(QLatin1String(", "), QLatin1String("; ")).replace(QLatin1Char('.'), point);
}

QString translatedText(const QString& english) {
    static const std::vector<QRegularExpression> all = patterns();
    for (std::size_t i = 0; i < all.size(); ++i) {
        const QRegularExpressionMatch match = all[i].match(english);
        if (!match.hasMatch()) {
            continue;
        }
        QStringList parts;
        for (int place = 1; place <= match.lastCapturedIndex(); ++place) {
            parts.append(partText(match.captured(place)));
        }
        const QString text = translated(sources[i].shown);
        // All at once: a part may itself hold a per cent sign with a number.
        return parts.size() == 1 ? text.arg(parts[0])
            : parts.size() == 2  ? text.arg(parts[0], parts[1])
            : parts.size() == 3  ? text.arg(parts[0], parts[1], parts[2])
                                 : text;
    }
    return localNumbers(english);
}

}

QString engineText(const QString& english) {
    constexpr qsizetype mostKept = 2000;
    // The engine writes none that is as long. One of a foreign project would be taken apart level by level.
    constexpr qsizetype longest = 1000;
    if (english.size() > longest) {
        return english;
    }
    static QHash<QString, QString> known; // asked for by each row that is painted
    static QString language;
    const QString now = translated("fitted");
    if (std::exchange(language, now) != now || known.size() > mostKept) {
        known.clear();
    }
    if (const auto found = known.constFind(english); found != known.cend()) {
        return *found;
    }
    const QString text = translatedText(english);
    known.insert(english, text);
    return text;
}

QString engineText(std::string_view english) {
    return engineText(toQString(english));
}

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

QString networkText(space::SpaceId space, const space::Shape& shape) {
    // NAS-Bench-201 counts the cells of each of its three stages.
    const QString cells =
        (space == space::SpaceId::NasBench201 ? QStringLiteral("3 × ") : QString()) + QString::number(shape.cells);
    //: %1 a search space, %2 cells and %3 channels of its network, %4 the size of its images such as 32.
    return NetworkText::tr("%1 of %2 cells, %3 channels, %4 px")
        .arg(toQString(space::searchSpace(space).title), cells)
        .arg(shape.channels)
        .arg(shape.inputSize);
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

namespace {

/// Asked once: it does not change.
bool hasNoGpu() {
    static const std::optional<std::vector<std::string>> gpus = base::gpuNames();
    return gpus && gpus->empty();
}

}

QString deviceOrigin(const QString& setting) {
    const records::DeviceSetting known = toSetting(setting);
    switch (known.family) {
    case records::DeviceFamily::Vta:
        return DeviceText::tr("simulated");
    case records::DeviceFamily::Table:
        return DeviceText::tr("imported table");
    case records::DeviceFamily::Other:
        return {};
    case records::DeviceFamily::Cpu:
    case records::DeviceFamily::Gpu:
    case records::DeviceFamily::Command:
        break;
    }
    if (known.computer.empty() && known.family == records::DeviceFamily::Gpu && hasNoGpu()) {
        return DeviceText::tr("not on this computer"); // as in a project that was carried here
    }
    return known.computer.empty() ? DeviceText::tr("this computer")
                                  //: %1 a computer's name.
                                  : DeviceText::tr("another computer: %1").arg(toQString(known.computer));
}

QString deviceToolTip(const QString& setting) {
    const QString origin = deviceOrigin(setting);
    return origin.isEmpty() ? setting : setting + QLatin1Char('\n') + origin;
}

}
