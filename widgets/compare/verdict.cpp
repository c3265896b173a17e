// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/compare/verdict.h"

#include <QCoreApplication>
#include <QLocale>
#include <algorithm>
#include <cmath>
#include <utility>

#include "widgets/common/engine_text.h"
#include "widgets/common/number_text.h"
#include "widgets/common/provenance_mark.h"

namespace paretoscope::widgets {

namespace {

struct VerdictText {
    Q_DECLARE_TR_FUNCTIONS(VerdictText)
};

constexpr double indistinguishable = 0.005; ///< relative: below it measurements do not tell two cells apart
constexpr double certain = 1.96; ///< standard deviations

using Better = Verdict::Better;

struct Known {
    double accuracy = 0;
    double deviation = 0; ///< 0: not known
};

/// Of a protocol, with how sure it is: an estimate's deviation, else that of what is expected of a training again, else
/// by what trainings of one architecture differ.
std::optional<Known> accuracyOn(
    const FrontSnapshot& front, const CompareEntry& entry, const records::AccuracyProtocol& protocol) {
    if (!entry.candidate) {
        return std::nullopt;
    }
    const bool shown = front.protocol.id == protocol.id;
    const auto sure = [](double deviation) { return std::isfinite(deviation) ? deviation : 0; };
    if (const int index = shown ? front.indexOf(entry.candidate->id) : -1; index >= 0) {
        const store::FrontPoint& point = front.points[static_cast<std::size_t>(index)];
        const auto* expectation = front.expectationOf(point.candidateId);
        const double deviation = point.estimated ? point.deviation
            : expectation != nullptr             ? expectation->deviation
                                                 : front.trainingDeviation / std::sqrt(std::max(point.trainings, 1));
        return Known{point.accuracy, sure(deviation)};
    }
    const auto accuracy = entry.candidate->accuracy(protocol.id);
    return accuracy ? std::optional(Known{accuracy->accuracy, shown ? sure(front.trainingDeviation) : 0})
                    : std::nullopt;
}

std::optional<Verdict::Accuracy> accuracyDifference(
    const ProjectSnapshot& snapshot, const CompareEntry& left, const CompareEntry& right) {
    const auto front = snapshot.part<FrontSnapshot>();
    if (!front) {
        return std::nullopt;
    }
    std::vector<const records::AccuracyProtocol*> protocols{&front->protocol};
    for (const records::AccuracyProtocol& protocol : snapshot.protocols) {
        if (protocol.provenance != records::AccuracyProvenance::Estimated && protocol.id != front->protocol.id) {
            protocols.push_back(&protocol);
        }
    }
    for (const records::AccuracyProtocol* protocol : protocols) {
        const auto a = accuracyOn(*front, left, *protocol);
        const auto b = accuracyOn(*front, right, *protocol);
        if (a && b) {
            return Verdict::Accuracy{toQString(protocol->title.empty() ? protocol->id : protocol->title), a->accuracy,
                b->accuracy, std::hypot(a->deviation, b->deviation),
                protocol->provenance == records::AccuracyProvenance::Trained};
        }
    }
    return std::nullopt;
}

QString shareText(double share) {
    return percentText(std::abs(share), 1);
}

QString pointsText(double fraction) {
    return QLocale().toString(100 * std::abs(fraction), 'f', 2);
}

QString accuracyClause(const Verdict::Accuracy& accuracy) {
    const QString points = pointsText(accuracy.difference());
    const bool once = accuracy.trained && accuracy.deviation == 0;
    switch (accuracy.better()) {
    case Better::Right:
        if (once) {
            //: Part of a sentence about the right one of two networks; %1 percentage points.
            return VerdictText::tr("%1 points more accurate in one training each").arg(points);
        }
        //: Part of a sentence about the right one of two networks; %1 percentage points.
        return VerdictText::tr("%1 points more accurate").arg(points);
    case Better::Left:
        if (once) {
            //: Part of a sentence about the right one of two networks; %1 percentage points.
            return VerdictText::tr("%1 points less accurate in one training each").arg(points);
        }
        //: Part of a sentence about the right one of two networks; %1 percentage points.
        return VerdictText::tr("%1 points less accurate").arg(points);
    case Better::Neither:
        break;
    }
    //: Part of a sentence about the right one of two networks.
    return VerdictText::tr("as accurate, as far as can be told");
}

/// How a difference is known where a latency of it was not measured: as the less trusted one of both is.
QString known(const Verdict::Device& device) {
    const auto rank = [](const SettingLatency& latency) {
        return std::pair(records::trustRank(latency.provenance), latency.beyond);
    };
    const SettingLatency& told = rank(device.left) < rank(device.right) ? device.right : device.left;
    return told.provenance == records::CostProvenance::Measured ? QString()
                                                                : QStringLiteral(" (%1)").arg(provenanceText(told));
}

QString speedClause(const Verdict::Device& device) {
    const QString name = deviceText(device.setting) + known(device);
    switch (device.better()) {
    case Better::Right:
        //: Part of a sentence about the right one of two networks; %1 a share, %2 a device setting.
        return VerdictText::tr("%1 faster on %2").arg(shareText(device.share()), name);
    case Better::Left:
        //: Part of a sentence about the right one of two networks; %1 a share, %2 a device setting.
        return VerdictText::tr("%1 slower on %2").arg(shareText(device.share()), name);
    case Better::Neither:
        break;
    }
    //: Part of a sentence about the right one of two networks; %1 a device setting.
    return VerdictText::tr("as fast on %1").arg(name);
}

QString conclusion(Better accuracy, Better speed) {
    if (accuracy == speed || accuracy == Better::Neither || speed == Better::Neither) {
        const Better one = accuracy == Better::Neither ? speed : accuracy;
        return one == Better::Right ? VerdictText::tr("The right one is the better choice there.")
            : one == Better::Left   ? VerdictText::tr("The left one is the better choice there.")
                                    : VerdictText::tr("Either will do there.");
    }
    return accuracy == Better::Right ? VerdictText::tr("A trade-off: accuracy is bought with time.")
                                     : VerdictText::tr("A trade-off: time is bought with accuracy.");
}

QString sentenceOf(const Verdict& verdict) {
    if (verdict.devices.empty() && !verdict.accuracy) {
        return VerdictText::tr("No device setting and no accuracy is known of both.");
    }
    if (verdict.devices.empty()) {
        //: %1 what is said of its accuracy, such as "0.30 points more accurate".
        return VerdictText::tr("The right one is %1. No device setting knows both.")
            .arg(accuracyClause(*verdict.accuracy));
    }
    const Verdict::Device& here = verdict.devices.front();
    QString text;
    if (verdict.accuracy) {
        //: %1 what is said of its accuracy, %2 of its speed.
        text = VerdictText::tr("The right one is %1 and %2.").arg(accuracyClause(*verdict.accuracy), speedClause(here));
        text += QLatin1Char(' ') + conclusion(verdict.accuracy->better(), here.better());
    } else {
        //: %1 what is said of its speed.
        text = VerdictText::tr("The right one is %1; no training tells which is more accurate.").arg(speedClause(here));
    }
    return text;
}

}

Verdict::Better Verdict::Device::better() const {
    return std::abs(share()) < indistinguishable ? Better::Neither : share() < 0 ? Better::Right : Better::Left;
}

double Verdict::Accuracy::reach() const {
    return certain * deviation;
}

Verdict::Better Verdict::Accuracy::better() const {
    return difference() == 0 || std::abs(difference()) < reach() ? Better::Neither
        : difference() > 0                                       ? Better::Right
                                                                 : Better::Left;
}

Verdict verdictOf(
    const ProjectSnapshot& snapshot, const CompareEntry& left, const CompareEntry& right, const QString& current) {
    Verdict verdict;
    if (const auto facts = snapshot.part<ArchitectureFacts>()) {
        const std::vector<SettingLatency> ofLeft = facts->latencies(left.architecture, left.candidate.get());
        const std::vector<SettingLatency> ofRight = facts->latencies(right.architecture, right.candidate.get());
        for (const SettingLatency& a : ofLeft) {
            if (const SettingLatency* b = latencyOn(ofRight, a.setting)) {
                verdict.devices.push_back({a.setting, a, *b});
            }
        }
        std::stable_partition(verdict.devices.begin(), verdict.devices.end(),
            [&current](const Verdict::Device& device) { return device.setting == current; });
    }
    verdict.accuracy = accuracyDifference(snapshot, left, right);
    verdict.sentence = sentenceOf(verdict);
    return verdict;
}

}
