// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>
#include <string>
#include <vector>

#include "core/records/run.h"

namespace paretoscope::widgets {

/// What the search field of the runs asks for: words that must all occur, in any case, in a run's number, title, job,
/// state, tags, note or error; "tag:night" and "note:gpu" look in tags or notes alone. Quick enough for every key press
/// over 100,000 runs.
class RunTextFilter {
public:
    RunTextFilter() = default;
    explicit RunTextFilter(const QString& text);

    [[nodiscard]] bool accepts(const records::Run& run) const;
    [[nodiscard]] bool empty() const { return words_.empty(); }

private:
    enum class Field { Any, Tags, Note };
    struct Word {
        Field field;
        std::string text; ///< lower case, UTF-8
    };

    [[nodiscard]] bool contains(const records::Run& run, const Word& word) const;

    std::vector<Word> words_;
    std::vector<std::string> kinds_; ///< texts of the jobs as shown, lower case
    std::vector<std::string> states_;
};

}
