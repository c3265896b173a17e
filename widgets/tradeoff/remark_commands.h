// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>
#include <cstdint>
#include <string>
#include <vector>

class QUndoCommand;

namespace paretoscope::widgets {

class JobController;

// What the user says about candidates, as steps that can be undone; written by the worker, the project's one writer.
// They are for a QUndoStack that ends before `jobs`.

/// `candidates`: those that it changes.
QUndoCommand* starCommand(JobController& jobs, const std::vector<std::int64_t>& candidates, bool starred);
QUndoCommand* noteCommand(JobController& jobs, std::int64_t candidate, const std::string& before, const QString& note);

}
