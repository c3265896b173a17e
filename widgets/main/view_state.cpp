// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/main/view_state.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <set>

#include "paretoscope/version.h"
#include "widgets/common/number_text.h"
#include "widgets/common/selection.h"
#include "widgets/common/snapshot.h"
#include "widgets/front/front_view.h"
#include "widgets/main/deep_link.h"
#include "widgets/plot/plot_view.h"

namespace paretoscope::widgets {

namespace {

const QString kind = QStringLiteral("paretoscope-front");

std::optional<double> numberIn(const QJsonObject& object, const char* name) {
    const QJsonValue value = object.value(QLatin1String(name));
    return value.isDouble() ? std::optional(value.toDouble()) : std::nullopt;
}

}

QByteArray toJson(const ViewState& state) {
    QJsonArray runs;
    for (const qint64 run : state.runs) {
        runs.append(run);
    }
    QJsonObject object{{QStringLiteral("kind"), kind}, {QStringLiteral("project"), state.project},
        {QStringLiteral("device_setting"), state.deviceSetting}, {QStringLiteral("protocol"), state.protocol},
        {QStringLiteral("protocol_title"), state.protocolTitle}, {QStringLiteral("cross_entropy"), state.crossEntropy},
        {QStringLiteral("logarithmic"), state.logarithmic}, {QStringLiteral("candidate"), state.candidate},
        {QStringLiteral("runs"), runs}, {QStringLiteral("version"), state.version},
        {QStringLiteral("link"), state.link}};
    if (state.price) {
        const auto* lambda = std::get_if<analysis::Lambda>(&*state.price);
        object.insert(lambda != nullptr ? QStringLiteral("lambda") : QStringLiteral("mu"),
            std::visit([](const auto& price) { return price.value; }, *state.price));
    }
    if (state.budgetMs) {
        object.insert(QStringLiteral("budget_ms"), *state.budgetMs);
    }
    return QJsonDocument(object).toJson(QJsonDocument::Compact);
}

std::optional<ViewState> viewStateFromJson(const QByteArray& json) {
    const QJsonObject object = QJsonDocument::fromJson(json).object();
    const auto text = [&object](const char* name) { return object.value(QLatin1String(name)).toString(); };
    if (text("kind") != kind) {
        return std::nullopt;
    }
    ViewState state;
    state.project = text("project");
    state.deviceSetting = text("device_setting");
    state.protocol = text("protocol");
    state.protocolTitle = text("protocol_title");
    state.crossEntropy = object.value(QStringLiteral("cross_entropy")).toBool();
    state.logarithmic = object.value(QStringLiteral("logarithmic")).toBool();
    state.candidate = object.value(QStringLiteral("candidate")).toInteger();
    if (const auto lambda = numberIn(object, "lambda")) {
        state.price = analysis::Lambda{*lambda};
    } else if (const auto mu = numberIn(object, "mu")) {
        state.price = analysis::Mu{*mu};
    }
    state.budgetMs = numberIn(object, "budget_ms");
    for (const QJsonValue& run : object.value(QStringLiteral("runs")).toArray()) {
        state.runs.append(run.toInteger());
    }
    state.version = text("version");
    state.link = text("link");
    return state;
}

ViewState viewStateOf(const FrontView& front, const Selection& selection, const ProjectSnapshot* snapshot) {
    ViewState state;
    state.version = toQString(programVersion);
    state.crossEntropy = front.axis() == QualityAxis::CrossEntropy;
    state.logarithmic = front.isLogarithmic();
    state.price = selection.price();
    state.budgetMs = selection.budgetMs();
    state.candidate = selection.candidate();
    if (snapshot != nullptr) {
        state.project = snapshot->path;
    }
    if (const auto& shown = front.choice().front()) {
        state.deviceSetting = shown->deviceSetting;
        state.protocol = toQString(shown->protocol.id);
        state.protocolTitle = toQString(shown->protocol.title);
        std::set<std::int64_t> runs;
        for (const store::FrontPoint& point : shown->points) {
            runs.insert(point.run);
        }
        state.runs = QList<qint64>(runs.begin(), runs.end());
    }
    state.link = commandOf({state.project, QStringLiteral("front"),
        state.candidate != 0 ? QList{state.candidate} : QList<qint64>(), state.deviceSetting});
    return state;
}

void applyViewState(const ViewState& state, FrontView& front, Selection& selection) {
    front.setAxis(state.crossEntropy ? QualityAxis::CrossEntropy : QualityAxis::Accuracy);
    front.setLogarithmic(state.logarithmic);
    selection.setDeviceSetting(state.deviceSetting);
    selection.setProtocol(state.protocol);
    selection.setPrice(state.price);
    selection.setBudgetMs(state.budgetMs);
    selection.setCandidate(state.candidate);
}

}
