// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QObject>
#include <QTimer>
#include <vector>

#include "widgets/common/selection.h"

namespace paretoscope::widgets {

/// What was selected before, as pages in a browser: candidate, device setting, protocol, price and budget. A drag of λ
/// runs over many candidates; only where it comes to rest is remembered. GUI thread only.
class SelectionHistory : public QObject {
    Q_OBJECT
public:
    /// `selection` must live as long.
    explicit SelectionHistory(Selection& selection, QObject* parent = nullptr);

    [[nodiscard]] bool canGoBack() const { return !back_.empty(); }
    [[nodiscard]] bool canGoForward() const { return !forward_.empty(); }
    void back();
    void forward();
    /// Remembers what is selected now without waiting for it to rest.
    void settle();
    /// Forgets everything: another project was opened.
    void clear();

Q_SIGNALS:
    void changed();

private:
    void go(std::vector<Selection::Place>& from, std::vector<Selection::Place>& to);

    Selection& selection_;
    QTimer rest_;
    Selection::Place current_;
    std::vector<Selection::Place> back_; ///< oldest first
    std::vector<Selection::Place> forward_; ///< nearest last
};

}
