// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/cell/cell_view.h"

#include <QCheckBox>
#include <QClipboard>
#include <QGuiApplication>
#include <QHBoxLayout>
#include <QMenu>
#include <QMimeData>
#include <QSignalBlocker>
#include <QSlider>
#include <QToolButton>
#include <QVBoxLayout>

#include "core/base/error.h"
#include "core/interchange/cell_svg.h"
#include "widgets/cell/cell_canvas.h"
#include "widgets/cell/edge_costs.h"
#include "widgets/common/controls.h"
#include "widgets/common/eliding_label.h"
#include "widgets/common/engine_text.h"
#include "widgets/common/number_text.h"
#include "widgets/error_text.h"
#include "widgets/style/line_icon.h"
#include "widgets/style/style.h"

namespace paretoscope::widgets {

CellView::CellView(QWidget* parent)
    : QWidget(parent)
    , title_(new ElidingLabel(this, Colour::Text))
    , copy_(new QToolButton(this))
    , canvas_(new CellCanvas(this))
    , showCosts_(new QCheckBox(tr("&Cost of each edge"), this))
    , overTime_(new QCheckBox(tr("Over the &search"), this))
    , epoch_(new QSlider(Qt::Horizontal, this)) {
    nameWidget(canvas_, "cellGraph", tr("Cell of the selected candidate"));
    title_->setObjectName(QStringLiteral("cellTitle"));
    setHeading(*title_);
    setUpCopying();
    setUpControls();
    auto* layout = bare(new QVBoxLayout(this));
    auto* header = bare(new QHBoxLayout);
    header->addWidget(title_, 1);
    header->addWidget(copy_);
    auto* controls = bare(new QHBoxLayout);
    controls->addWidget(showCosts_);
    controls->addWidget(overTime_);
    controls->addWidget(epoch_, 1);
    controls->addStretch();
    layout->addLayout(header);
    layout->addWidget(canvas_, 1);
    layout->addLayout(controls);
    connect(canvas_, &CellCanvas::edgeActivated, this, [this](int picture, int edge, QPoint position) {
        const CellItem* item = canvas_->items().at(static_cast<std::size_t>(picture));
        Q_EMIT edgeActivated(item->kind(), edge, position);
    });
    clear();
}

void CellView::setUpCopying() {
    auto* menu = new QMenu(this);
    const auto add = [this, menu](const char* name, const QString& text, const QString& tip, auto action) {
        QAction* entry = menu->addAction(text, this, action);
        entry->setObjectName(QString::fromLatin1(name));
        entry->setToolTip(tip);
    };
    add("copyGenotype", tr("&Genotype"), tr("The genotype as the DARTS codes print it"),
        [this] { QGuiApplication::clipboard()->setText(genotype()); });
    add("copyCellPicture", tr("&Picture (SVG)"), tr("All cells as an SVG picture"), [this] { copySvg(); });
    //: DOT is the text format of the Graphviz programs.
    add("copyDot", tr("&DOT text"), tr("All cells as text for Graphviz"), [this] { copyDot(); });
    menu->setToolTipsVisible(true);
    copy_->setObjectName(QStringLiteral("copyCell"));
    //: A button that opens a menu: what of the cell to copy.
    copy_->setText(tr("Cop&y"));
    copy_->setIcon(lineIcon(QStringLiteral("copy")));
    copy_->setToolButtonStyle(Qt::ToolButtonTextBesideIcon);
    copy_->setAutoRaise(true);
    copy_->setMenu(menu);
    copy_->setPopupMode(QToolButton::InstantPopup);
    copy_->setFocusPolicy(Qt::StrongFocus);
}

void CellView::setUpControls() {
    showCosts_->setObjectName(QStringLiteral("cellCosts"));
    overTime_->setObjectName(QStringLiteral("cellOverTime"));
    overTime_->setToolTip(tr("Walk through the epochs of the newest search: the cell that it would have ended with at "
                             "each; edges as thick as the weight of their operation"));
    nameWidget(epoch_, "cellEpoch", tr("Epoch of the search"));
    epoch_->setMinimumWidth(60);
    epoch_->setRange(0, 0);
    // Shown where a view has something for them.
    showCosts_->hide();
    overTime_->hide();
    epoch_->hide();
    connect(showCosts_, &QCheckBox::toggled, this, &CellView::draw);
    connect(overTime_, &QCheckBox::toggled, this, [this](bool on) {
        epoch_->setVisible(on);
        draw();
    });
    connect(epoch_, &QSlider::valueChanged, this, &CellView::draw);
}

void CellView::clear(const QString& hint) {
    candidate_.reset();
    hint_ = hint.isEmpty() ? tr("Select a candidate on the front to see its cells.") : hint;
    draw();
}

void CellView::showGenotype(const QString& text, const QString& title, const std::vector<options::AlphaTable>& alpha,
    const std::optional<space::Genotype>& original) {
    if (candidate_ && candidate_->text == text && candidate_->alpha == alpha && candidate_->original == original) {
        candidate_->title = title;
        if (!overTime_->isChecked()) {
            title_->setText(title);
        }
        return;
    }
    try {
        candidate_ = Shown{space::fromTextOrName(text.toStdString()), text, title, alpha, original};
    } catch (const Error& error) {
        candidate_.reset();
        hint_ = errorTitle(error.code()) + QLatin1Char(' ') + toQString(error.what());
    }
    draw();
}

void CellView::setCosts(const std::optional<predictor::CostTable>& costs, const QString& setting) {
    if (costs == costs_ && !showCosts_->toolTip().isEmpty()) {
        return;
    }
    costs_ = costs;
    showCosts_->show();
    showCosts_->setEnabled(costs_.has_value());
    showCosts_->setToolTip(costs_
            //: %1 is a device setting.
            ? tr("Predicted latency of each operation in the whole network on %1, against a skip connection there")
                  .arg(deviceText(setting))
            : tr("Fit a predictor for this device setting and network to see what each edge costs."));
    draw();
}

void CellView::setHistory(const std::vector<EpochCell>& cells) {
    const bool atEnd = epoch_->value() == epoch_->maximum();
    history_ = cells;
    overTime_->show();
    overTime_->setEnabled(history_.size() > 1);
    const QSignalBlocker quiet(epoch_);
    epoch_->setRange(0, std::max(0, static_cast<int>(history_.size()) - 1));
    if (atEnd) {
        epoch_->setValue(epoch_->maximum()); // a running search is followed
    }
    if (history_.size() <= 1) {
        overTime_->setChecked(false);
    }
    draw();
}

void CellView::setEditable(bool editable) {
    editable_ = editable;
    draw();
}

QString CellView::genotype() const {
    return drawn_;
}

int CellView::cellCount() const {
    return static_cast<int>(canvas_->items().size());
}

void CellView::draw() {
    copy_->setEnabled(true);
    if (overTime_->isChecked() && !history_.empty()) {
        canvas_->setEditable(false);
        drawEpoch();
        return;
    }
    if (!candidate_) {
        title_->setText(hint_);
        drawn_.clear();
        copy_->setEnabled(false);
        canvas_->setPictures({});
        canvas_->setEditable(false);
        return;
    }
    title_->setText(candidate_->title);
    drawCells(*candidate_);
    canvas_->setEditable(editable_, tr("Click or press Enter to try another operation."));
}

void CellView::drawEpoch() {
    const EpochCell& cell = history_.at(static_cast<std::size_t>(epoch_->value()));
    try {
        const QString text = toQString(cell.genotype);
        //: %1 and %2 count the epochs of a search, %3 is a price of latency.
        const QString title = tr("Search, epoch %1 of %2, λ %3")
                                  .arg(epoch_->value() + 1)
                                  .arg(history_.size())
                                  .arg(numberText(cell.lambda));
        drawCells({space::fromText(cell.genotype), text, title, cell.alpha, std::nullopt});
        title_->setText(title);
    } catch (const Error& error) {
        title_->setText(errorTitle(error.code()) + QLatin1Char(' ') + toQString(error.what()));
    }
}

void CellView::drawCells(const Shown& shown) {
    drawn_ = shown.text;
    std::vector<CellPicture> pictures = cellPictures(shown.genotype, shown.alpha);
    for (CellPicture& picture : pictures) {
        if (costs_ && costs_->space == shown.genotype.space && showCosts_->isChecked()) {
            picture.edgeTexts = edgeCostTexts(*costs_, shown.genotype, picture.kind);
        }
        if (shown.original && shown.original->space == shown.genotype.space) {
            picture.marks = edgeMarks(shown.genotype, *shown.original, picture.kind);
        }
    }
    canvas_->setPictures(pictures);
}

void CellView::copySvg() {
    const std::string svg =
        interchange::cellSvg(space::fromTextOrName(drawn_.toStdString()), {.title = title_->text().toStdString()});
    auto* data = new QMimeData;
    data->setData(QStringLiteral("image/svg+xml"), QByteArray::fromStdString(svg));
    data->setText(QString::fromStdString(svg));
    QGuiApplication::clipboard()->setMimeData(data);
}

void CellView::copyDot() {
    const std::string dot = interchange::cellDot(space::fromTextOrName(drawn_.toStdString()));
    QGuiApplication::clipboard()->setText(QString::fromStdString(dot));
}

}
