// SPDX-License-Identifier: GPL-3.0-or-later
// How quick the window is: dragging λ and panning over 100,000 candidates, a million of them, opening a large project,
// the program's start, and stalls of its event loop while a worker measures and searches.
#include <CLI/CLI.hpp>
#include <QAbstractScrollArea>
#include <QApplication>
#include <QElapsedTimer>
#include <QFile>
#include <QProcess>
#include <QStackedWidget>
#include <QTemporaryDir>
#include <QTest>
#include <iostream>
#include <nlohmann/json.hpp>
#include <random>
#include <set>

#include "core/analysis/statistics.h"
#include "tests/bench/bench_main.h"
#include "tests/bench/offscreen_window.h"
#include "tests/bench/process_figures.h"
#include "tests/bench/stall_watchdog.h"
#include "tests/bench/window_projects.h"
#include "widgets/front/front_snapshot.h"
#include "widgets/front/front_view.h"
#include "widgets/front/lambda_panel.h"
#include "widgets/front/lambda_slider.h"
#include "widgets/plot/plot_view.h"
#include "widgets/reader/snapshot_builder.h"

namespace paretoscope::bench {

namespace {

using namespace widgets;

constexpr int drags = 400;
constexpr int pans = 120;
constexpr int patienceMs = 120'000;
constexpr int framePatienceMs = 2000;
const char* const startedLine = "started";

/// Counts the paint events of a widget: a frame is over when its picture was drawn.
class PaintCount final : public QObject {
public:
    explicit PaintCount(QWidget& widget) { widget.installEventFilter(this); }
    bool eventFilter(QObject*, QEvent* event) override {
        paints += event->type() == QEvent::Paint ? 1 : 0;
        return false;
    }
    int paints = 0;
};

double milliseconds(const QElapsedTimer& clock) {
    return static_cast<double>(clock.nsecsElapsed()) / 1e6;
}

/// The child of the front's plot that is painted.
QWidget& canvasOf(MainWindow& window) {
    auto* view = window.page().find<FrontView>().plot().findChild<QAbstractScrollArea*>();
    return *view->viewport();
}

/// From the call to the first picture with points in it, ms.
double openAndPaint(MainWindow& window, const QString& path) {
    QElapsedTimer clock;
    clock.start();
    window.openProject(path);
    PaintCount counter(canvasOf(window));
    const auto painted = [&] { return window.page().find<FrontView>().plot().cloudRenderings() > 0; };
    if (!waitAsleep(painted, patienceMs)) {
        throw Error(ErrorCode::FileUnreadable, "The project was not shown in time.");
    }
    return milliseconds(clock);
}

/// Everything that is pending, until the plot was painted once more, ms; nothing where the change shows nothing new.
template <typename Change>
std::optional<double> frame(MainWindow& window, Change change) {
    PaintCount counter(canvasOf(window));
    QElapsedTimer clock;
    clock.start();
    change();
    while (counter.paints == 0 && clock.elapsed() < framePatienceMs) {
        QCoreApplication::processEvents();
    }
    return counter.paints > 0 ? std::optional(milliseconds(clock)) : std::nullopt;
}

void append(std::vector<double>& times, std::optional<double> time) {
    if (time) {
        times.push_back(*time);
    }
}

std::vector<double> dragLambda(MainWindow& window) {
    auto* slider = window.findChild<LambdaSlider*>(QStringLiteral("lambdaSlider"));
    std::vector<double> times;
    for (int i = 0; i < drags; ++i) {
        // There and back, never twice the same place.
        const int place = i < drags / 2 ? slider->maximum() * 2 * i / drags
                                        : slider->maximum() - slider->maximum() * (2 * i - drags) / drags - 3;
        append(times, frame(window, [&] { slider->setValue(place); }));
    }
    return times;
}

std::vector<double> pan(MainWindow& window, int frames) {
    QWidget& canvas = canvasOf(window);
    const QPoint middle = canvas.rect().center();
    QTest::mousePress(&canvas, Qt::LeftButton, Qt::ShiftModifier, middle);
    std::vector<double> times;
    for (int i = 0; i < frames; ++i) {
        const QPoint place = middle + QPoint(i % 60 < 30 ? 3 * (i % 60) : 3 * (60 - i % 60), i % 40);
        append(times, frame(window, [&] {
            QMouseEvent move(
                QEvent::MouseMove, place, canvas.mapToGlobal(place), Qt::NoButton, Qt::LeftButton, Qt::ShiftModifier);
            QCoreApplication::sendEvent(&canvas, &move);
        }));
    }
    QTest::mouseRelease(&canvas, Qt::LeftButton, Qt::ShiftModifier, middle);
    return times;
}

/// A candidate cloud in memory, its hulls not yet made.
std::shared_ptr<FrontSnapshot> rawFront(int count) {
    auto front = std::make_shared<FrontSnapshot>();
    std::mt19937_64 random(3);
    std::normal_distribution<double> normal;
    front->deviceSetting = QStringLiteral("cpu/eager/t2/b1/f32");
    front->protocol.provenance = records::AccuracyProvenance::OneShot;
    front->protocol.id = "p";
    front->referenceMs = 8;
    front->points.resize(static_cast<std::size_t>(count));
    for (std::size_t i = 0; i < front->points.size(); ++i) {
        store::FrontPoint& point = front->points[i];
        point.candidateId = static_cast<std::int64_t>(i) + 1;
        point.cost = 8 * std::exp(0.35 * normal(random));
        point.accuracy = 0.95 - 1.6 / point.cost + 0.03 * normal(random);
        point.crossEntropy = 3 * (1 - point.accuracy);
    }
    return front;
}

/// The views without a project: snapshots are given to them, and no reader brings others.
void showPage(MainWindow& window) {
    window.findChild<QStackedWidget*>()->setCurrentWidget(&window.page());
}

struct Million {
    double frontMs = 0; ///< its hulls and κ, ms
    double lambdaMs = 0; ///< a frame, 95th percentile
    double panMs = 0;
};

Million million() {
    auto front = rawFront(1'000'000);
    std::vector<double> times;
    QElapsedTimer clock;
    for (int i = 0; i < 5; ++i) {
        clock.start();
        finishFront(*front);
        times.push_back(milliseconds(clock));
    }
    auto snapshot = std::make_shared<ProjectSnapshot>();
    snapshot->setPart(front);
    snapshot->candidates = 1'000'000;
    auto window = shownWindow();
    showPage(*window);
    window->page().setSnapshot(snapshot);
    QTest::qWait(200);
    const double lambdaMs = analysis::quantile(dragLambda(*window), 0.95);
    return {analysis::median(times), lambdaMs, analysis::quantile(pan(*window, pans), 0.95)};
}

/// From the whole of the front at hand to its first picture.
double firstPaint() {
    auto front = rawFront(100'000);
    finishFront(*front);
    auto snapshot = std::make_shared<ProjectSnapshot>();
    snapshot->setPart(front);
    auto window = shownWindow();
    showPage(*window);
    QTest::qWait(50);
    return frame(*window, [&] { window->page().setSnapshot(snapshot); }).value();
}

/// A new process up to its first picture: the median of several.
double coldStartMs() {
    std::vector<double> times;
    for (int i = 0; i < 5; ++i) {
        QProcess child;
        QElapsedTimer clock;
        clock.start();
        child.start(QCoreApplication::applicationFilePath(), {QStringLiteral("--start-only")});
        QByteArray said;
        while (!said.contains(startedLine) && child.waitForReadyRead(patienceMs)) {
            said += child.readAllStandardOutput();
        }
        times.push_back(milliseconds(clock));
        child.waitForFinished(patienceMs);
    }
    return analysis::median(times);
}

int startOnly() {
    MainWindow window(std::make_unique<ProcessTransport>(), std::make_unique<NoDialogs>());
    window.resize(1280, 800);
    PaintCount counter(window);
    window.show();
    while (counter.paints == 0) {
        QCoreApplication::processEvents();
    }
    std::cout << startedLine << std::endl;
    return 0;
}

struct Stalls {
    double lateMs = 0;
    double busyMs = 0;
    std::size_t samples = 0;
};

/// A real worker measures and searches while λ is moved; nothing where the worker's program is not built.
std::optional<Stalls> stalls(int seconds) {
    if (!QFile::exists(ProcessTransport::findProgram())) {
        return std::nullopt;
    }
    QTemporaryDir folder;
    auto window = shownWindow();
    window->createProject(folder.filePath(QStringLiteral("p.paretoscope")), false);
    JobPlan& plan = window->jobs().plan();
    const options::PipelineConfig demo = options::demoPipeline();
    plan.measure = demo.measure;
    plan.search = demo.search;
    plan.measure.architectures = 30;
    QElapsedTimer clock;
    const auto runFor = [&](int limit) {
        clock.start();
        while (clock.elapsed() < 1000LL * limit) {
            QTest::qWait(200);
            if (window->page().find<FrontView>().choice().breakpoints().size() > 1) {
                window->page().find<FrontView>().moveLambda(0.01 * static_cast<double>(1 + clock.elapsed() % 97));
            }
            if (!window->jobs().isBusy() && clock.elapsed() > 1000) {
                return;
            }
        }
    };
    if (!QTest::qWaitFor([&] { return window->reader().snapshot() != nullptr; }, patienceMs)) {
        return std::nullopt;
    }
    StallWatchdog watchdog;
    watchdog.start();
    window->jobs().startStep(Step::Measure);
    runFor(3 * seconds);
    window->jobs().startStep(Step::Fit);
    runFor(3 * seconds);
    window->jobs().startStep(Step::Search);
    runFor(seconds);
    const Stalls result{watchdog.stallMs(0.999), watchdog.busyMs(0.999), watchdog.samples()};
    watchdog.stop();
    window->jobs().stopJob();
    const bool ended = QTest::qWaitFor([&] { return !window->jobs().isBusy(); }, patienceMs);
    return ended ? std::optional(result) : std::nullopt;
}

/// The parts that can be run alone: a change to one is judged by many quick runs.
const std::vector<std::string> parts{"start", "frames", "opening", "million", "stalls"};

int runParts(const QString& cache, const std::set<std::string>& wanted, int stallSeconds) {
    QDir().mkpath(cache);
    const auto project = [&](const char* name, int runs, int candidates, bool darts) {
        const QString path = QDir(cache).filePath(QString::fromLatin1(name));
        if (!QFile::exists(path)) {
            std::cerr << "making " << path.toStdString() << '\n';
            makeProject(path.toStdString(), runs, candidates, darts);
        }
        QFile warm(path);
        if (warm.open(QIODevice::ReadOnly)) {
            while (!warm.read(1 << 22).isEmpty()) { }
        }
        return path;
    };
    nlohmann::ordered_json figures;
    if (wanted.contains("start")) {
        figures["cold_start_ms"] = coldStartMs();
        figures["first_paint_ms"] = firstPaint();
    }
    if (wanted.contains("frames")) {
        const QString hundredThousand = project("window-1x100000.paretoscope", 1, 100'000, true);
        auto window = shownWindow();
        figures["open_100k_ms"] = openAndPaint(*window, hundredThousand);
        QTest::qWait(300);
        figures["lambda_drag_p95_ms"] = analysis::quantile(dragLambda(*window), 0.95);
        figures["pan_p95_ms"] = analysis::quantile(pan(*window, pans), 0.95);
        figures["memory_mb"] = statusMb(getpid(), "VmRSS");
    }
    if (wanted.contains("opening")) {
        const QString hundredRuns = project("window-100x10000.paretoscope", 100, 10'000, false);
        auto window = shownWindow();
        figures["open_ms"] = openAndPaint(*window, hundredRuns);
        QTest::qWait(300);
        figures["memory_open_mb"] = statusMb(getpid(), "VmRSS");
    }
    if (wanted.contains("million")) {
        const Million big = million();
        figures["front_ms_1m"] = big.frontMs;
        figures["lambda_1m_p95_ms"] = big.lambdaMs;
        figures["pan_1m_p95_ms"] = big.panMs;
    }
    if (wanted.contains("stalls")) {
        if (const auto stalled = stallSeconds > 0 ? stalls(stallSeconds) : std::nullopt) {
            figures["stall_p999_ms"] = stalled->lateMs;
            figures["stall_own_work_p999_ms"] = stalled->busyMs;
            figures["stall_samples"] = stalled->samples;
        }
    }
    for (const auto& [name, value] : figures.items()) {
        std::cout << name << std::string(26 - std::min<std::size_t>(name.size(), 25), ' ') << value << '\n';
    }
    std::cout << figures.dump() << std::endl;
    return 0;
}

int run(int argc, char** argv) {
    CLI::App program("How quick the window is");
    bool start = false;
    std::string cache = "build/bench-data";
    int stallSeconds = 20;
    program.add_option("--cache", cache, "folder for the made-up projects")->capture_default_str();
    program.add_option("--stall-seconds", stallSeconds, "seconds of searching, 0: none")->capture_default_str();
    std::vector<std::string> only = parts;
    program.add_option("--only", only, "only these parts")->check(CLI::IsMember(parts));
    program.add_flag("--start-only", start, "show the window, say so, leave");
    CLI11_PARSE(program, argc, argv);
    stayOffscreen();
    QApplication application(argc, argv);
    setUpApplication();
    return start
        ? startOnly()
        : runParts(QString::fromStdString(cache), std::set<std::string>(only.begin(), only.end()), stallSeconds);
}

}

}

int main(int argc, char** argv) {
    return paretoscope::benchMain(argc, argv, &paretoscope::bench::run);
}
