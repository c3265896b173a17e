// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/main/tour.h"

#include <QEvent>
#include <QHBoxLayout>
#include <QKeyEvent>
#include <QLabel>
#include <QPainter>
#include <QPushButton>
#include <QVBoxLayout>
#include <algorithm>
#include <array>
#include <utility>

#include "widgets/common/controls.h"
#include "widgets/common/palette.h"
#include "widgets/style/sizes.h"
#include "widgets/style/style.h"
#include "widgets/style/style_paint.h"

namespace paretoscope::widgets {

namespace {

constexpr int cardWidth = 340;
constexpr int mostHidden = 4; ///< of a part, the share that the card may hide: a fourth
constexpr int ringGap = 3; ///< between a part and its ring
constexpr double ringWidth = 2.5;

/// Round a part, for the eyes only: the mouse goes through it.
class Ring final : public QWidget {
public:
    explicit Ring(QWidget* parent) : QWidget(parent) {
        setAttribute(Qt::WA_TransparentForMouseEvents);
        setFocusPolicy(Qt::NoFocus);
    }

protected:
    void paintEvent(QPaintEvent*) override {
        QPainter painter(this);
        painter.setRenderHint(QPainter::Antialiasing);
        style::roundedRect(
            painter, rect(), Qt::transparent, colour(Colour::Accent, palette()), sizes::radius, ringWidth);
    }
};

QRect placeOf(const QWidget& part, const QWidget& around) {
    return {part.mapTo(&around, QPoint(0, 0)), part.size()};
}

}

Tour::Tour(QList<Stop> stops, QWidget* around)
    : QFrame(around)
    , stops_(std::move(stops))
    , ring_(new Ring(around))
    , text_(new QLabel(this))
    , count_(new QLabel(this))
    , back_(new QPushButton(tr("&Back"), this))
    , next_(new QPushButton(this)) {
    setObjectName(QStringLiteral("tour"));
    setAccessibleName(tr("Tour of the window"));
    text_->setObjectName(QStringLiteral("tourText"));
    text_->setWordWrap(true);
    count_->setObjectName(QStringLiteral("tourCount"));
    setTextColour(*count_, Colour::MutedText);
    back_->setObjectName(QStringLiteral("tourBack"));
    next_->setObjectName(QStringLiteral("tourNext"));
    setPrimary(*next_);
    setFocusProxy(next_);
    //: A button: ends the tour of the window.
    auto* skip = new QPushButton(tr("&End tour"), this);
    skip->setObjectName(QStringLiteral("tourEnd"));
    auto* buttons = new QHBoxLayout;
    buttons->addWidget(count_);
    buttons->addStretch(1);
    buttons->addWidget(skip);
    buttons->addWidget(back_);
    buttons->addWidget(next_);
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(sizes::margin, sizes::margin, sizes::margin, sizes::margin);
    layout->setSpacing(sizes::margin);
    layout->addWidget(text_);
    layout->addLayout(buttons);
    connect(skip, &QPushButton::clicked, this, &Tour::end);
    connect(back_, &QPushButton::clicked, this, [this] { go(seenFrom(current_, -1)); });
    connect(next_, &QPushButton::clicked, this, [this] { go(seenFrom(current_, 1)); });
    around->installEventFilter(this);
    for (const Stop& stop : std::as_const(stops_)) {
        if (stop.part) {
            stop.part->installEventFilter(this);
        }
    }
    go(seenFrom(-1, 1));
}

Tour::~Tour() {
    delete ring_;
}

QString Tour::text() const {
    return text_->text();
}

void Tour::end() {
    if (QWidget* part = stops_.front().part; part != nullptr && isAncestorOf(window()->focusWidget())) {
        part->setFocus(); // else the focus would go to whatever comes next
    }
    hide();
    if (ring_) {
        ring_->hide();
    }
    deleteLater();
}

bool Tour::isSeen(int stop) const {
    const QWidget* part = stops_[stop].part;
    // A view behind another tab stands outside of the window.
    return part != nullptr && part->isVisibleTo(parentWidget())
        && placeOf(*part, *parentWidget()).intersects(parentWidget()->rect());
}

int Tour::seenFrom(int stop, int direction) const {
    for (int at = stop + direction; at >= 0 && at < stops_.size(); at += direction) {
        if (isSeen(at)) {
            return at;
        }
    }
    return -1;
}

int Tour::seenBefore(int stop) const {
    int seen = 0;
    for (int at = 0; at < stop; ++at) {
        seen += isSeen(at) ? 1 : 0;
    }
    return seen;
}

void Tour::go(int stop) {
    if (stop < 0) {
        end();
        return;
    }
    current_ = stop;
    text_->setText(stops_[stop].text);
    //: %1 of %2: places of a tour.
    count_->setText(tr("%1 of %2").arg(seenBefore(stop) + 1).arg(seenBefore(static_cast<int>(stops_.size()))));
    back_->setEnabled(seenFrom(stop, -1) >= 0);
    //: A button: ends the tour after its last place.
    next_->setText(seenFrom(stop, 1) < 0 ? tr("&Done") : tr("&Next"));
    show();
    place();
}

void Tour::place() {
    if (isHidden()) {
        return;
    }
    ring_->setVisible(isSeen(current_));
    if (ring_->isHidden()) {
        return;
    }
    const QWidget& around = *parentWidget();
    const QRect part = placeOf(*stops_[current_].part, around).intersected(around.rect());
    ring_->setGeometry(part.adjusted(-ringGap, -ringGap, ringGap, ringGap).intersected(around.rect()));
    layout()->activate();
    const int width = std::max(forText(cardWidth, *this), minimumSizeHint().width());
    const QSize card(width, layout()->totalHeightForWidth(width));
    const QRect room = around.rect().adjusted(sizes::gap, sizes::gap, -sizes::gap, -sizes::gap);
    const int beside = sizes::margin;
    // Beside the part where there is room, else within it, at its foot.
    const std::array places{QPoint(part.left(), part.bottom() + beside), QPoint(part.right() + beside, part.top()),
        QPoint(part.left() - beside - card.width(), part.top()),
        QPoint(part.left(), part.top() - beside - card.height())};
    const auto within = [&room, &card](QPoint at) {
        return QPoint(std::clamp(at.x(), room.left(), std::max(room.left(), room.right() - card.width())),
            std::clamp(at.y(), room.top(), std::max(room.top(), room.bottom() - card.height())));
    };
    // Where it was, its buttons are under the pointer still: its lower right corner stays unless it would hide the
    // part.
    const QRect before(within(geometry().bottomRight() - QPoint(card.width() - 1, card.height() - 1)), card);
    const QRect hidden = before.intersected(part);
    if (placed_ && mostHidden * hidden.width() * hidden.height() <= part.width() * part.height()) {
        setGeometry(before);
        ring_->raise();
        raise();
        return;
    }
    placed_ = true;
    QPoint at = within({part.center().x() - card.width() / 2, part.bottom() - beside - card.height()});
    for (const QPoint& wanted : places) {
        if (!QRect(within(wanted), card).intersects(part)) {
            at = within(wanted);
            break;
        }
    }
    setGeometry(QRect(at, card));
    ring_->raise();
    raise();
}

bool Tour::eventFilter(QObject* watched, QEvent* event) {
    const QEvent::Type type = event->type();
    if (type == QEvent::Resize || type == QEvent::Move || type == QEvent::Show) {
        QMetaObject::invokeMethod(this, &Tour::place, Qt::QueuedConnection); // once all of them have their places
    }
    return QFrame::eventFilter(watched, event);
}

void Tour::keyPressEvent(QKeyEvent* event) {
    if (event->key() == Qt::Key_Escape) {
        end();
    } else if (event->key() == Qt::Key_Return || event->key() == Qt::Key_Enter) {
        next_->click();
    } else {
        QFrame::keyPressEvent(event);
    }
}

void Tour::paintEvent(QPaintEvent* /*event*/) {
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    style::roundedRect(painter, rect(), colour(Colour::Control, palette()), colour(Colour::Accent, palette()));
}

}
