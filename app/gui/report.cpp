// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/gui/report.h"

#include <iostream>

#include "core/base/atomic_file.h"
#include "core/store/project.h"
#include "widgets/reader/snapshot_builder.h"
#include "widgets/report/html_report.h"

namespace paretoscope::gui {

int writeReport(const Options& options) {
    const store::Project project = store::Project::open(options.report, store::Mode::ReadOnly);
    const widgets::SnapshotPointer snapshot = widgets::readSnapshot(project, {});
    const std::string html = widgets::htmlReport(snapshot, 0, options.lambda).toStdString();
    base::writeFileAtomically(options.output, html);
    std::cout << options.output << '\n';
    return 0;
}

}
