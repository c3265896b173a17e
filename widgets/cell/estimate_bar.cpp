// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/cell/estimate_bar.h"

#include <QHBoxLayout>
#include <QLabel>
#include <QPushButton>

#include "widgets/common/controls.h"
#include "widgets/front/point_text.h"

namespace paretoscope::widgets {

EstimateBar::EstimateBar(QWidget* parent)
    : QWidget(parent)
    , text_(new QLabel(this))
    //: A button: trains the chosen cell, whose accuracy is only estimated.
    , train_(new QPushButton(tr("Train i&t"), this)) {
    text_->setObjectName(QStringLiteral("estimateText"));
    text_->setWordWrap(true);
    train_->setObjectName(QStringLiteral("estimateTrain"));
    setPossibleJobs({});
    auto* layout = bare(new QHBoxLayout(this));
    layout->addWidget(text_, 1);
    layout->addWidget(train_);
    connect(train_, &QPushButton::clicked, this, &EstimateBar::trainRequested);
    hide();
}

void EstimateBar::showPoint(const store::FrontPoint* point) {
    setVisible(point != nullptr && point->estimated);
    if (point != nullptr && point->estimated) {
        //: %1 "estimated from 60 trainings", %2 an accuracy with one standard deviation.
        text_->setText(tr("Accuracy %1: %2 (± 1 standard deviation)")
                           .arg(estimatedFromText(point->trainings), accuracyText(*point)));
    }
}

void EstimateBar::setPossibleJobs(const QString& noJob) {
    setPossible(*train_, noJob, tr("Trains the cell as those were trained that the estimate was learnt from"));
}

}
