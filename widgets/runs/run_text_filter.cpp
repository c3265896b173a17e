// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/runs/run_text_filter.h"

#include <algorithm>

#include "widgets/common/number_text.h"

namespace paretoscope::widgets {

namespace {

const QString tagPrefix = QStringLiteral("tag:");
const QString notePrefix = QStringLiteral("note:");

std::string lowered(const QString& text) {
    return text.toLower().toStdString();
}

char lowerAscii(char letter) {
    return letter >= 'A' && letter <= 'Z' ? static_cast<char>(letter - 'A' + 'a') : letter;
}

/// `word` is in lower case already. Letters beyond ASCII are compared as they are.
bool occurs(const std::string& word, const std::string& text) {
    return std::search(text.begin(), text.end(), word.begin(), word.end(), [](char a, char b) {
        return lowerAscii(a) == b;
    }) != text.end();
}

}

RunTextFilter::RunTextFilter(const QString& text) {
    for (const QString& part : text.split(QLatin1Char(' '), Qt::SkipEmptyParts)) {
        if (part.startsWith(tagPrefix)) {
            words_.push_back({Field::Tags, lowered(part.mid(tagPrefix.size()))});
        } else if (part.startsWith(notePrefix)) {
            words_.push_back({Field::Note, lowered(part.mid(notePrefix.size()))});
        } else {
            words_.push_back({Field::Any, lowered(part)});
        }
    }
    for (const auto& [kind, name] : records::jobKinds) {
        kinds_.push_back(lowered(jobText(kind)));
    }
    for (int state = 0; state <= static_cast<int>(records::RunState::Failed); ++state) {
        states_.push_back(lowered(stateText(static_cast<records::RunState>(state))));
    }
}

bool RunTextFilter::contains(const records::Run& run, const Word& word) const {
    if (word.field == Field::Tags) {
        return occurs(word.text, run.tags);
    }
    if (word.field == Field::Note) {
        return occurs(word.text, run.note);
    }
    const auto kind = static_cast<std::size_t>(run.kind);
    const auto state = static_cast<std::size_t>(run.state);
    return occurs(word.text, run.title) || (kind < kinds_.size() && occurs(word.text, kinds_[kind]))
        || (state < states_.size() && occurs(word.text, states_[state])) || occurs(word.text, run.tags)
        || occurs(word.text, run.note) || occurs(word.text, run.error) || std::to_string(run.id) == word.text;
}

bool RunTextFilter::accepts(const records::Run& run) const {
    return std::all_of(words_.begin(), words_.end(), [&](const Word& word) { return contains(run, word); });
}

}
