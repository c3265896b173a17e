// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QObject>
#include <QString>
#include <QTimer>
#include <cstdint>
#include <optional>
#include <vector>

#include "core/analysis/lambda_line.h"

namespace paretoscope::widgets {

class Selection;

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
    struct Place {
        std::int64_t candidate = 0;
        QString deviceSetting;
        QString protocol;
        std::optional<analysis::Price> price;
        std::optional<double> budgetMs;
        bool operator==(const Place&) const = default;
    };
    [[nodiscard]] Place place() const;
    void go(std::vector<Place>& from, std::vector<Place>& to);

    Selection& selection_;
    QTimer rest_;
    Place current_;
    std::vector<Place> back_; ///< oldest first
    std::vector<Place> forward_; ///< nearest last
};

}
