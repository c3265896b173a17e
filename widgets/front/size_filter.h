// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QDialog>
#include <cstdint>

#include "widgets/common/number_field.h"

namespace paretoscope::widgets {

/// The largest network that is shown; 0: of any size.
struct SizeFilter {
    std::int64_t parameters = 0;
    std::int64_t macs = 0; ///< multiply-adds of one image
    std::int64_t activationBytes = 0; ///< the most that is alive at once, one float32 image
    bool operator==(const SizeFilter&) const = default;
    [[nodiscard]] bool isActive() const { return parameters > 0 || macs > 0 || activationBytes > 0; }
};

/// Asks for it, in thousands of parameters, millions of multiply-adds and KiB of activations.
class SizeFilterDialog : public QDialog {
    Q_OBJECT
public:
    explicit SizeFilterDialog(const SizeFilter& filter, QWidget* parent = nullptr);
    [[nodiscard]] SizeFilter filter() const;

private:
    NumberField* parameters_;
    NumberField* macs_;
    NumberField* activations_;
};

}
