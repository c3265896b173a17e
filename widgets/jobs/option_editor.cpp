// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/jobs/option_editor.h"

#include <QAction>
#include <QCheckBox>
#include <QComboBox>
#include <QCoreApplication>
#include <QLineEdit>
#include <QLocale>
#include <QMenu>
#include <QSpinBox>
#include <QStyledItemDelegate>
#include <algorithm>
#include <cmath>
#include <limits>
#include <type_traits>

#include "core/base/error.h"
#include "widgets/common/engine_text.h"
#include "widgets/common/number_field.h"
#include "widgets/common/number_text.h"
#include "widgets/common/palette.h"
#include "widgets/style/line_icon.h"

namespace paretoscope::widgets {

namespace {

using options::Option;
using options::OptionRow;
using Words = std::vector<std::string>;

/// Marks a field for a device setting.
constexpr const char* deviceProperty = "deviceSetting";

Words wordsIn(const QString& text) {
    Words words;
    for (const QString& word : text.split(QLatin1Char(';'), Qt::SkipEmptyParts)) {
        if (!word.trimmed().isEmpty()) {
            words.push_back(word.trimmed().toStdString());
        }
    }
    return words;
}

double numberIn(const std::string& word) {
    const auto number = typedNumber(toQString(word));
    if (!number || !number->unit.isEmpty()) {
        throw Error(ErrorCode::InvalidValue, "'" + word + "' is not a number.", {{"value", word}});
    }
    return number->value;
}

QString numberOut(double value) {
    return QLocale().toString(value, 'g', 6);
}

/// How a value is written into a line of text. Pointers as OptionRow holds them: to const, the catch-all below would
/// fit better.
struct TextOf {
    QString operator()(std::string* value) const { return toQString(*value); }
    QString operator()(std::optional<double>* value) const { return *value ? numberOut(**value) : QString(); }
    QString operator()(Words* values) const { return joined(*values); }
    QString operator()(const options::Named<Words>& values) const { return joined(values.get()); }
    template <typename Number>
    QString operator()(std::vector<Number>* values) const {
        QStringList parts;
        for (const Number value : *values) {
            if constexpr (std::is_integral_v<Number>) {
                parts.append(
                    QString::number(value)); // steps have more than six digits; no group separators, see TypedNumber
            } else {
                parts.append(numberOut(value));
            }
        }
        return parts.join(QStringLiteral("; "));
    }
    template <typename Other>
    QString operator()(const Other&) const {
        return {}; // has a field of its own
    }

private:
    static QString joined(const Words& words) {
        QStringList parts;
        for (const std::string& word : words) {
            parts.append(toQString(word));
        }
        return parts.join(QStringLiteral("; "));
    }
};

struct FromText {
    const QString& text;
    void operator()(std::string* value) const { *value = text.trimmed().toStdString(); }
    void operator()(std::optional<double>* value) const {
        *value = text.trimmed().isEmpty() ? std::nullopt : std::optional(numberIn(text.trimmed().toStdString()));
    }
    void operator()(Words* values) const { *values = wordsIn(text); }
    void operator()(const options::Named<Words>& values) const { values.set(wordsIn(text)); }
    template <typename Number>
    void operator()(std::vector<Number>* values) const {
        values->clear();
        for (const std::string& word : wordsIn(text)) {
            const double number = numberIn(word);
            if (std::is_integral_v<Number> && number != std::floor(number)) {
                throw Error(ErrorCode::InvalidValue, "'" + word + "' is not a whole number.", {{"value", word}});
            }
            values->push_back(static_cast<Number>(number));
        }
    }
    template <typename Other>
    void operator()(const Other&) const { }
};

/// How a value is chosen from few. See TextOf on pointers.
struct ChoiceOf {
    std::string operator()(std::string* value) const { return *value; }
    std::string operator()(bool* value) const { return *value ? "true" : "false"; }
    std::string operator()(const options::Named<std::string>& value) const { return value.get(); }
    template <typename Value>
    std::string operator()(Value* value) const {
        if constexpr (std::is_integral_v<Value>) {
            return std::to_string(*value);
        }
        return {};
    }
    template <typename Other>
    std::string operator()(const Other&) const {
        return {};
    }
};

struct FromChoice {
    const std::string& choice;
    void operator()(std::string* value) const { *value = choice; }
    void operator()(bool* value) const { *value = choice == "true"; }
    void operator()(const options::Named<std::string>& value) const { value.set(choice); }
    template <typename Value>
    void operator()(Value* value) const {
        if constexpr (std::is_integral_v<Value>) {
            *value = static_cast<Value>(std::stoll(choice));
        }
    }
    template <typename Other>
    void operator()(const Other&) const { }
};

QComboBox* makeChoice(const OptionRow& row, QWidget* parent) {
    auto* box = new QComboBox(parent);
    if (row.option.choices.empty()) {
        for (const std::string& name : std::get<options::Named<std::string>>(row.value).allowed) {
            box->addItem(toQString(name), toQString(name));
        }
    }
    for (const options::Choice& choice : row.option.choices) {
        const char* label = choice.label != nullptr ? choice.label : choice.value;
        box->addItem(optionText(label), QString::fromUtf8(choice.value));
    }
    box->setCurrentIndex(box->findData(toQString(std::visit(ChoiceOf(), row.value))));
    return box;
}

template <typename Integer>
QSpinBox* makeSpin(const Option& option, Integer value, QWidget* parent) {
    constexpr double largest = 1'000'000'000;
    auto* box = new WholeNumberField(parent);
    box->setRange(static_cast<int>(std::max(option.low, std::is_unsigned_v<Integer> ? 0 : -largest)),
        static_cast<int>(std::min(option.high, largest)));
    box->setValue(static_cast<int>(value));
    return box;
}

QDoubleSpinBox* makeRealSpin(const Option& option, double value, QWidget* parent) {
    constexpr int decimals = 6;
    const double smallest = std::pow(10, -decimals);
    auto* box = new NumberField(parent);
    box->setShort(); // learning rates and weight decays need more digits than shares and weights
    box->setDecimals(decimals);
    box->setRange(std::max(option.low + (option.lowAllowed ? 0 : smallest), -1e9),
        std::min(option.high - (option.highAllowed ? 0 : smallest), 1e9));
    box->setSingleStep(value > 0 ? value / 5 : 0.1);
    box->setValue(value);
    return box;
}

Qt::CheckState stateOf(std::optional<bool> value) {
    return !value ? Qt::PartiallyChecked : *value ? Qt::Checked : Qt::Unchecked;
}

QCheckBox* makeCheck(std::optional<bool> value, bool mayBeOpen, QWidget* parent) {
    auto* box = new QCheckBox(parent);
    box->setTristate(mayBeOpen);
    box->setCheckState(stateOf(value));
    return box;
}

QLineEdit* makeText(const OptionRow& row, QWidget* parent) {
    auto* edit = new QLineEdit(std::visit(TextOf(), row.value), parent);
    edit->setMinimumWidth(280);
    if (row.option.hint != nullptr) {
        edit->setPlaceholderText(optionText(row.option.hint));
        edit->setToolTip(edit->placeholderText());
    }
    return edit;
}

/// A list of names is typed, or put together from a menu of those that there are.
QLineEdit* makeNames(const OptionRow& row, QWidget* parent) {
    QLineEdit* edit = makeText(row, parent);
    QAction* choose = edit->addAction(lineIcon(QStringLiteral("more")), QLineEdit::TrailingPosition);
    choose->setObjectName(QStringLiteral("chooseNames"));
    choose->setToolTip(QCoreApplication::translate("OptionEditor", "Choose from a list"));
    QObject::connect(
        choose, &QAction::triggered, edit, [edit, allowed = std::get<options::Named<Words>>(row.value).allowed] {
            auto* menu = new QMenu(edit);
            menu->setAttribute(Qt::WA_DeleteOnClose);
            const Words chosen = wordsIn(edit->text());
            for (const std::string& name : allowed) {
                QAction* action = menu->addAction(toQString(name));
                action->setCheckable(true);
                action->setChecked(std::ranges::find(chosen, name) != chosen.end());
                QObject::connect(action, &QAction::toggled, edit, [edit, name](bool on) {
                    Words names = wordsIn(edit->text());
                    std::erase(names, name);
                    if (on) {
                        names.push_back(name);
                    }
                    edit->setText(TextOf()(&names));
                });
            }
            menu->popup(edit->mapToGlobal(edit->rect().bottomLeft()));
        });
    return edit;
}

/// In the list a device setting is read by its name and its id, in the field by its id.
class SettingDelegate final : public QStyledItemDelegate {
public:
    using QStyledItemDelegate::QStyledItemDelegate;
    [[nodiscard]] QString displayText(const QVariant& value, const QLocale& /*locale*/) const override {
        const QString id = value.toString();
        return deviceText(id) + QStringLiteral("   ") + id;
    }
};

/// Typed, or chosen from a few.
QComboBox* makeComputeOn(const OptionRow& row, QWidget* parent) {
    auto* box = new QComboBox(parent);
    box->setEditable(true);
    box->addItems({QStringLiteral("auto"), QStringLiteral("cpu"), QStringLiteral("gpu0")});
    box->setEditText(std::visit(TextOf(), row.value));
    box->setToolTip(row.option.hint != nullptr ? optionText(row.option.hint) : QString());
    return box;
}

/// A device setting is typed, or chosen from those that the project knows.
QComboBox* makeSetting(const OptionRow& row, QWidget* parent) {
    auto* box = new QComboBox(parent);
    box->setEditable(true);
    box->setProperty(deviceProperty, true);
    box->setItemDelegate(new SettingDelegate(box));
    box->setMinimumWidth(280);
    box->setEditText(std::visit(TextOf(), row.value));
    box->lineEdit()->setPlaceholderText(row.option.hint != nullptr ? optionText(row.option.hint) : QString());
    return box;
}

QWidget* makeEditor(const OptionRow& row, QWidget* parent) {
    if (row.option.form == options::Form::DeviceSetting && std::holds_alternative<std::string*>(row.value)) {
        return makeSetting(row, parent);
    }
    if (row.option.form == options::Form::ComputeOn) {
        return makeComputeOn(row, parent);
    }
    if (std::holds_alternative<options::Named<Words>>(row.value)) {
        return makeNames(row, parent);
    }
    if (!row.option.choices.empty() || std::holds_alternative<options::Named<std::string>>(row.value)) {
        return makeChoice(row, parent);
    }
    return std::visit(
        [&](const auto& value) -> QWidget* {
            if constexpr (std::is_pointer_v<std::decay_t<decltype(value)>>) {
                using Value = std::remove_pointer_t<std::decay_t<decltype(value)>>;
                if constexpr (std::is_same_v<Value, bool> || std::is_same_v<Value, std::optional<bool>>) {
                    return makeCheck(*value, !std::is_same_v<Value, bool>, parent);
                } else if constexpr (std::is_integral_v<Value>) {
                    return makeSpin(row.option, *value, parent);
                } else if constexpr (std::is_floating_point_v<Value>) {
                    return makeRealSpin(row.option, *value, parent);
                }
            }
            return makeText(row, parent);
        },
        row.value);
}

}

QString optionText(const char* english) {
    return QCoreApplication::translate("JobOptions", english);
}

QWidget* makeOptionEditor(const OptionRow& row, QWidget* parent) {
    QWidget* editor = makeEditor(row, parent);
    editor->setObjectName(QString::fromUtf8(row.option.name));
    return editor;
}

namespace {

void readValue(const OptionRow& row, const QWidget* editor) {
    if (const QString problem = fieldProblem(editor); !problem.isEmpty()) {
        throw Error(ErrorCode::InvalidValue, problem.toStdString());
    }
    if (const auto* box = qobject_cast<const QComboBox*>(editor); box != nullptr && box->isEditable()) {
        const QString text = box->currentText();
        std::visit(FromText{text}, row.value);
    } else if (const auto* choice = qobject_cast<const QComboBox*>(editor)) {
        std::visit(FromChoice{choice->currentData().toString().toStdString()}, row.value);
    } else if (const auto* text = qobject_cast<const QLineEdit*>(editor)) {
        std::visit(FromText{text->text()}, row.value);
    } else if (const auto* check = qobject_cast<const QCheckBox*>(editor)) {
        if (bool* const* flag = std::get_if<bool*>(&row.value)) {
            **flag = check->isChecked();
        } else {
            *std::get<std::optional<bool>*>(row.value) =
                check->checkState() == Qt::PartiallyChecked ? std::nullopt : std::optional(check->isChecked());
        }
    } else if (const auto* real = qobject_cast<const QDoubleSpinBox*>(editor)) {
        *std::get<double*>(row.value) = real->value();
    } else if (const auto* number = qobject_cast<const QSpinBox*>(editor)) {
        std::visit(FromChoice{std::to_string(number->value())}, row.value);
    }
}

}

void readOptionEditor(const OptionRow& row, const QWidget* editor) {
    try {
        readValue(row, editor);
    } catch (const Error& error) {
        const std::string title = row.option.title != nullptr ? optionText(row.option.title).toStdString() : row.path;
        Error::Arguments arguments = error.arguments();
        arguments.emplace_back("field", row.path);
        throw Error(error.code(), "“" + title + "”: " + error.what(), std::move(arguments));
    }
}

void markOptionEditor(QWidget& editor, bool wrong) {
    QPalette colours;
    if (wrong) {
        colours = editor.palette();
        colours.setColor(QPalette::Text, colour(Colour::Bad, colours));
        colours.setColor(QPalette::PlaceholderText, colour(Colour::Bad, colours));
    }
    editor.setPalette(colours);
    //: To a screen reader, of a field of a form.
    editor.setAccessibleDescription(
        wrong ? QCoreApplication::translate("OptionEditor", "holds no valid value") : QString());
}

void writeOptionEditor(const OptionRow& row, QWidget* editor) {
    if (auto* box = qobject_cast<QComboBox*>(editor); box != nullptr && box->isEditable()) {
        box->setEditText(std::visit(TextOf(), row.value));
    } else if (box != nullptr) {
        box->setCurrentIndex(box->findData(toQString(std::visit(ChoiceOf(), row.value))));
    } else if (auto* text = qobject_cast<QLineEdit*>(editor)) {
        text->setText(std::visit(TextOf(), row.value));
    } else if (auto* check = qobject_cast<QCheckBox*>(editor)) {
        if (bool* const* flag = std::get_if<bool*>(&row.value)) {
            check->setChecked(**flag);
        } else {
            check->setCheckState(stateOf(*std::get<std::optional<bool>*>(row.value)));
        }
    } else if (auto* real = qobject_cast<QDoubleSpinBox*>(editor)) {
        real->setValue(*std::get<double*>(row.value));
    } else if (auto* number = qobject_cast<QSpinBox*>(editor)) {
        number->setValue(std::stoi(std::visit(ChoiceOf(), row.value)));
    }
}

void onOptionEdited(QWidget& editor, QObject* context, const std::function<void()>& edited) {
    if (auto* choice = qobject_cast<QComboBox*>(&editor)) {
        QObject::connect(choice, &QComboBox::currentTextChanged, context, edited);
    } else if (auto* text = qobject_cast<QLineEdit*>(&editor)) {
        QObject::connect(text, &QLineEdit::textChanged, context, edited);
    } else if (auto* check = qobject_cast<QCheckBox*>(&editor)) {
        QObject::connect(check, &QCheckBox::stateChanged, context, edited);
    } else if (auto* real = qobject_cast<QDoubleSpinBox*>(&editor)) {
        QObject::connect(real, &QDoubleSpinBox::valueChanged, context, edited);
        QObject::connect(real->findChild<QLineEdit*>(), &QLineEdit::textChanged, context, edited);
    } else if (auto* number = qobject_cast<QSpinBox*>(&editor)) {
        QObject::connect(number, &QSpinBox::valueChanged, context, edited);
        QObject::connect(number->findChild<QLineEdit*>(), &QLineEdit::textChanged, context, edited);
    }
}

void offerSettings(QWidget& editor, const std::vector<QString>& settings) {
    auto* box = qobject_cast<QComboBox*>(&editor);
    if (box == nullptr || !box->property(deviceProperty).toBool()) {
        return;
    }
    const QSignalBlocker quiet(box);
    const QString typed = box->currentText();
    box->clear();
    for (const QString& setting : settings) {
        box->addItem(setting);
        box->setItemData(box->count() - 1, deviceText(setting), Qt::ToolTipRole);
    }
    box->setEditText(typed);
}

}
