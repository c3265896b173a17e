// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/search/log_panel.h"

#include <QComboBox>
#include <QHBoxLayout>
#include <QLabel>
#include <QPlainTextEdit>
#include <QSignalBlocker>
#include <QStringList>
#include <QTextCursor>
#include <QVBoxLayout>

#include "widgets/style/sizes.h"

namespace paretoscope::widgets {

namespace {

constexpr std::size_t mostLines = 5000;
constexpr int mostShown = 1000; ///< a line takes a kilobyte where it is laid out

}

QString LogPanel::Line::shown() const {
    return time.isValid() ? time.toString(QStringLiteral("HH:mm:ss")) + QStringLiteral("  ") + text : text;
}

LogPanel::LogPanel(QWidget* parent) : QWidget(parent), level_(new QComboBox(this)), text_(new QPlainTextEdit(this)) {
    text_->setObjectName(QStringLiteral("log"));
    text_->setAccessibleName(tr("Log"));
    text_->setReadOnly(true);
    text_->setMaximumBlockCount(mostShown);
    text_->setPlaceholderText(tr("Messages from the worker appear here."));
    level_->setObjectName(QStringLiteral("logLevel"));
    level_->setAccessibleName(tr("Which messages are shown"));
    const auto offer = [this](const QString& name, protocol::LogLevel level) {
        level_->addItem(name, static_cast<int>(level));
    };
    offer(tr("All messages"), protocol::LogLevel::Debug);
    offer(tr("Warnings and errors"), protocol::LogLevel::Warning);
    offer(tr("Errors only"), protocol::LogLevel::Error);
    connect(level_, &QComboBox::currentIndexChanged, this,
        [this] { showFrom(static_cast<protocol::LogLevel>(level_->currentData().toInt())); });
    auto* header = new QHBoxLayout;
    header->addWidget(new QLabel(tr("Log"), this));
    header->addStretch(1);
    header->addWidget(level_);
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, sizes::grid, 0, 0);
    layout->setSpacing(sizes::grid);
    layout->addLayout(header);
    layout->addWidget(text_, 1);
}

void LogPanel::append(protocol::LogLevel level, const QString& text, QTime at) {
    lines_.push_back({level, at, text});
    if (lines_.size() > mostLines) {
        lines_.pop_front();
    }
    if (level >= from_) {
        text_->appendPlainText(lines_.back().shown());
    }
}

void LogPanel::clear() {
    lines_.clear();
    text_->clear();
}

void LogPanel::showFrom(protocol::LogLevel level) {
    from_ = level;
    const QSignalBlocker quiet(level_);
    for (int i = 0; i < level_->count() && level_->itemData(i).toInt() <= static_cast<int>(level); ++i) {
        level_->setCurrentIndex(i);
    }
    QStringList shown;
    for (auto line = lines_.rbegin(); line != lines_.rend() && shown.size() < mostShown; ++line) {
        if (line->level >= from_) {
            shown.prepend(line->shown());
        }
    }
    text_->setPlainText(shown.join(QLatin1Char('\n')));
    text_->moveCursor(QTextCursor::End);
}

QString LogPanel::text() const {
    return text_->toPlainText();
}

}
