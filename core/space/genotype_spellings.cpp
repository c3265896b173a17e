// SPDX-License-Identifier: Apache-2.0
#include "core/space/genotype_spellings.h"

#include <algorithm>
#include <array>
#include <cctype>
#include <map>
#include <string>

#include "core/base/error.h"
#include "core/base/text.h"
#include "core/space/literal.h"

namespace paretoscope::space {

namespace {

[[noreturn]] void refuse(const std::string& what, const std::string& found) {
    throw Error(
        ErrorCode::InvalidGenotype, "The cell cannot be read: " + what + ".", {{"problem", what}, {"found", found}});
}

std::string quoted(std::string_view text) {
    return "'" + base::shortLine(text, 60) + "'";
}

std::string operationsOf(const SearchSpace& space) {
    std::string list;
    for (const Operation operation : space.operations) {
        if (operation != Operation::None || space.edgesKeptPerNode == 0) {
            list += (list.empty() ? "" : ", ") + std::string(operationName(operation));
        }
    }
    return list;
}

/// Also without underscores, with hyphens or capitals, pools without a size, skip for skip_connect, zeroize for none,
/// and NAS-Bench-201's convolutions without what they begin with.
std::optional<Operation> operationSpelt(const std::string& name) {
    if (const std::optional<Operation> operation = operationFromName(name)) {
        return operation;
    }
    const std::string plain = plainName(name);
    if (plain == "skip" || plain == "identity") {
        return Operation::SkipConnect;
    }
    if (plain == "zero" || plain == "zeroize") {
        return Operation::None;
    }
    for (const OperationSpec& spec : operationSpecs()) {
        if (plain == plainName(spec.name) || plain + "3x3" == plainName(spec.name)
            || "nor" + plain == plainName(spec.name)) {
            return operationFromName(spec.name);
        }
    }
    return std::nullopt;
}

Operation operationNamed(const SearchSpace& space, const std::string& name) {
    const std::optional<Operation> operation = operationSpelt(name);
    if (!operation || space.operationIndex(*operation) < 0) {
        refuse("there is an operation " + quoted(name) + ", and " + std::string(space.title) + " has "
                + operationsOf(space),
            name);
    }
    return *operation;
}

void replaceAll(std::string& text, std::string_view from, std::string_view to) {
    for (std::size_t at = text.find(from); at != std::string::npos; at = text.find(from, at + to.size())) {
        text.replace(at, from.size(), to);
    }
}

/// What word processors, editors and other programs' quotes put in.
std::string plainMarks(std::string_view given) {
    std::string text(given);
    for (const char* single : {"\u2018", "\u2019", "\u201A", "\u2032", "`"}) {
        replaceAll(text, single, "'");
    }
    for (const char* twofold : {"\u201C", "\u201D", "\u201E", "\u2033"}) {
        replaceAll(text, twofold, "\"");
    }
    for (const char* tilde : {"\u223C", "\uFF5E"}) {
        replaceAll(text, tilde, "~");
    }
    for (const char* escaped : {"\\'", "&#39;", "&#x27;", "&apos;"}) {
        replaceAll(text, escaped, "'");
    }
    for (const char* escaped : {"\\\"", "&#34;", "&quot;"}) {
        replaceAll(text, escaped, "\"");
    }
    replaceAll(text, "\uFEFF", "");
    replaceAll(text, "\u00A0", " ");
    return text;
}

/// A log names the cell of each epoch.
Genotype onlyOne(const std::vector<Genotype>& cells) {
    if (std::ranges::any_of(cells, [&cells](const Genotype& cell) { return cell != cells.front(); })) {
        refuse("the text holds " + std::to_string(cells.size())
                + " cells that are not the same; give the one that is meant",
            std::to_string(cells.size()));
    }
    return cells.front();
}

// NAS-Bench-201

/// Every `operation~source`, whatever stands around them.
Genotype fromTildes(const std::string& text) {
    const SearchSpace& space = searchSpace(SpaceId::NasBench201);
    std::vector<Operation> operations;
    std::string sources;
    for (std::size_t at = text.find('~'); at != std::string::npos; at = text.find('~', at + 1)) {
        std::size_t begin = at;
        while (
            begin > 0 && (std::isalnum(static_cast<unsigned char>(text[begin - 1])) != 0 || text[begin - 1] == '_')) {
            --begin;
        }
        operations.push_back(operationNamed(space, text.substr(begin, at - begin)));
        const std::size_t end = std::min(text.find_first_not_of("0123456789", at + 1), text.size());
        if (end != at + 2) {
            refuse("the state that an edge reads is " + quoted(text.substr(begin, end - begin))
                    + " and no digit, as in 'none~0'",
                text.substr(begin, end - begin));
        }
        sources += text[at + 1];
    }
    constexpr std::string_view states = "001012";
    std::vector<Genotype> cells;
    while (sources.size() >= 2 * states.size() && sources.starts_with(states)) { // several cells
        const auto next = operations.begin() + static_cast<std::ptrdiff_t>(states.size());
        const std::vector<Operation> first(operations.begin(), next);
        cells.push_back(fromOperationsByEdge(SpaceId::NasBench201, {first}));
        operations.erase(operations.begin(), next);
        sources.erase(0, states.size());
    }
    if (sources != states) {
        refuse("its edges read the states " + quoted(sources)
                + ", and a NAS-Bench-201 cell has three nodes that read 0; " + "0 and 1; 0, 1 and 2",
            sources);
    }
    cells.push_back(fromOperationsByEdge(SpaceId::NasBench201, {operations}));
    return onlyOne(cells);
}

/// NASLib: OP_NAMES and EDGE_LIST of its nasbench201 search space.
Genotype fromNaslib(const Literal& numbers) {
    constexpr std::array operations{
        Operation::SkipConnect, Operation::None, Operation::NorConv3x3, Operation::NorConv1x1, Operation::AvgPool3x3};
    constexpr std::array<Edge, 6> edges{{{0, 1}, {0, 2}, {0, 3}, {1, 2}, {1, 3}, {2, 3}}};
    Genotype genotype{SpaceId::NasBench201, {CellGenotype()}};
    for (std::size_t i = 0; i < edges.size(); ++i) {
        const std::int64_t number = numbers.items[i].integer;
        if (number < 0 || number >= static_cast<std::int64_t>(operations.size())) {
            refuse("there is a number " + std::to_string(number) + " among NASLib's six, which are 0 to 4",
                std::to_string(number));
        }
        genotype.cells.front().choices.push_back(
            {operations.at(static_cast<std::size_t>(number)), edges.at(i).source, edges.at(i).target});
    }
    return sorted(std::move(genotype));
}

/// An array of one row, or a call of another name around it.
const Literal& unwrapped(const Literal& literal) {
    const Literal* inner = &literal;
    while (inner->items.size() == 1 && inner->fields.empty() && inner->items.front().isList()) {
        inner = &inner->items.front();
    }
    return *inner;
}

bool isNaslib(const Literal& literal) {
    return literal.isList() && literal.items.size() == 6 && literal.fields.empty()
        && std::all_of(literal.items.begin(), literal.items.end(),
            [](const Literal& item) { return item.kind == Literal::Kind::Integer; });
}

// DARTS

/// One edge as ("operation", source) or (source, "operation"), with a weight behind it, or as ("operation", node,
/// source), as FairDARTS prints it.
Choice choiceOf(const SearchSpace& space, const std::string& kind, Literal edge, int target) {
    if (edge.isList() && edge.items.size() >= 2 && edge.items[0].kind == Literal::Kind::Integer
        && edge.items[1].kind == Literal::Kind::Text) {
        std::swap(edge.items[0], edge.items[1]);
    }
    const bool isEdge = edge.isList() && edge.items.size() >= 2 && edge.items.size() <= 3
        && edge.items[0].kind == Literal::Kind::Text && edge.items[1].whole();
    if (!isEdge) {
        refuse("an edge of the cell '" + kind
                + "' is no pair of an operation and the state it reads, such as "
                  "('sep_conv_3x3', 1)",
            edge.text);
    }
    const bool namesNode = edge.items.size() == 3 && edge.items[2].kind == Literal::Kind::Integer;
    const Literal& source = edge.items[namesNode ? 2 : 1];
    if (namesNode) {
        target = static_cast<int>(std::clamp<std::int64_t>(edge.items[1].whole().value_or(-1), -1, 100));
    }
    if (target >= space.states() || target < space.inputs) {
        refuse("the cell '" + kind + "' has a node " + std::to_string(target) + ", and " + std::string(space.title)
                + " has " + std::to_string(space.nodes) + " nodes, the states " + std::to_string(space.inputs) + " to "
                + std::to_string(space.states() - 1),
            std::to_string(target));
    }
    const std::int64_t state = source.whole().value_or(-1);
    if (state < 0 || state >= target) {
        refuse("in the cell '" + kind + "', node " + std::to_string(target) + " reads the state " + quoted(source.text)
                + "; it can read those from 0 to " + std::to_string(target - 1),
            source.text);
    }
    return {operationNamed(space, edge.items[0].text), static_cast<int>(state), target};
}

CellGenotype cellOf(const SearchSpace& space, const std::string& kind, const Literal& list) {
    CellGenotype cell;
    const bool grouped = !list.items.empty() && list.items.front().isList() && !list.items.front().items.empty()
        && list.items.front().items.front().isList();
    for (std::size_t i = 0; i < list.items.size(); ++i) {
        if (grouped) {
            for (const Literal& edge : list.items[i].items) {
                cell.choices.push_back(choiceOf(space, kind, edge, space.inputs + static_cast<int>(i)));
            }
        } else {
            cell.choices.push_back(
                choiceOf(space, kind, list.items[i], space.inputs + static_cast<int>(i) / space.edgesKeptPerNode));
        }
    }
    std::stable_sort(
        cell.choices.begin(), cell.choices.end(), [](const Choice& a, const Choice& b) { return a.target < b.target; });
    return cell;
}

/// Another order of the same nodes only permutes channels; other nodes make another network.
void requireAllNodes(const SearchSpace& space, const std::string& kind, const Literal& concat) {
    std::vector<std::int64_t> states;
    std::string found;
    for (const Literal& item : concat.items) {
        states.push_back(item.whole().value_or(-1));
        found += (found.empty() ? "" : ", ") + item.text;
    }
    std::sort(states.begin(), states.end());
    std::vector<std::int64_t> wanted;
    for (int state = space.inputs; state < space.states(); ++state) {
        wanted.push_back(state);
    }
    if (states != wanted) {
        refuse("the cell '" + kind + "' concatenates the states " + quoted(found) + ", and " + std::string(space.title)
                + " concatenates all nodes, " + std::to_string(space.inputs) + " to "
                + std::to_string(space.states() - 1),
            found);
    }
}

/// `reduction` for `reduce`, as many papers call that cell.
Literal withUsualNames(Literal fields) {
    for (auto& [name, value] : fields.fields) {
        if (name == "reduction" || name == "reduction_concat") {
            name.replace(0, std::string_view("reduction").size(), "reduce");
        }
    }
    return fields;
}

/// `normal`, `reduce` and what may stand beside them.
Genotype fromFields(const Literal& given) {
    const Literal fields = withUsualNames(given);
    const SearchSpace& space = searchSpace(SpaceId::Darts);
    Genotype genotype{SpaceId::Darts, {}};
    std::string found;
    std::map<std::string, int> known;
    for (const auto& [name, value] : fields.fields) {
        found += (found.empty() ? "" : ", ") + name;
        if (++known[name] > 1) {
            refuse("the field " + quoted(name) + " stands there twice", name);
        }
    }
    for (const std::string_view kindName : space.cellKinds) {
        const std::string kind(kindName);
        const Literal* cell = fields.field(kind);
        if (cell == nullptr || !cell->isList()) {
            refuse("it has no cell " + quoted(kind) + " but " + quoted(found) + ", and " + std::string(space.title)
                    + " has the cells normal and reduce",
                found);
        }
        genotype.cells.push_back(cellOf(space, kind, *cell));
        known.erase(kind);
        if (const Literal* concat = fields.field(kind + "_concat"); concat != nullptr && concat->isList()) {
            requireAllNodes(space, kind, *concat);
            known.erase(kind + "_concat");
        }
    }
    for (const auto& [name, count] : known) {
        const Literal* value = fields.field(name);
        if (value->kind != Literal::Kind::Nothing && !value->text.empty()) {
            refuse("it has a field " + quoted(name) + ", which no cell of " + std::string(space.title) + " has", name);
        }
    }
    validate(genotype);
    return genotype;
}

/// Genotype(NORMAL, CONCAT, REDUCE, CONCAT) in the order of DARTS's namedtuple, or without what is concatenated.
Literal withFieldNames(const Literal& call) {
    constexpr std::array names{"normal", "normal_concat", "reduce", "reduce_concat"};
    const std::size_t count = call.items.size();
    const bool lists =
        std::all_of(call.items.begin(), call.items.end(), [](const auto& item) { return item.isList(); });
    if (!call.fields.empty() || (count != 2 && count != names.size()) || !lists) {
        return call;
    }
    Literal named{.kind = call.kind, .text = call.text};
    for (std::size_t i = 0; i < count; ++i) {
        named.fields.push_back({names.at(i * names.size() / count), call.items[i]});
    }
    return named;
}

/// NNI: "KIND_nNODE_switch" names the two inputs "KIND_nNODE_pSOURCE" that are kept, which name their operations.
Genotype fromNni(const Literal& fields) {
    const SearchSpace& space = searchSpace(SpaceId::Darts);
    Genotype genotype{SpaceId::Darts, {}};
    for (const std::string_view kind : space.cellKinds) {
        CellGenotype cell;
        for (int target = space.inputs; target < space.states(); ++target) {
            const std::string node = std::string(kind) + "_n" + std::to_string(target);
            const Literal* kept = fields.field(node + "_switch");
            if (kept == nullptr || !kept->isList()) {
                refuse("it lacks " + quoted(node + "_switch") + ", and " + std::string(space.title)
                        + " has the cells normal " + "and reduce of the nodes " + std::to_string(space.inputs) + " to "
                        + std::to_string(space.states() - 1),
                    node);
            }
            for (const Literal& input : kept->items) {
                const Literal* operation = fields.field(input.text);
                const std::string begin = node + "_p";
                if (operation == nullptr || operation->kind != Literal::Kind::Text || !input.text.starts_with(begin)
                    || input.text.size() != begin.size() + 1) {
                    refuse("the input " + quoted(input.text) + " names no operation", input.text);
                }
                cell.choices.push_back({operationNamed(space, operation->text), input.text.back() - '0', target});
            }
        }
        genotype.cells.push_back(std::move(cell));
    }
    validate(genotype);
    return genotype;
}

/// Where a called name begins that ends with Genotype; npos where none does.
std::size_t beginOfCall(const std::string& text, std::size_t from) {
    std::size_t begin = text.find("Genotype(", from);
    while (
        begin != std::string::npos && begin > from && std::isalnum(static_cast<unsigned char>(text[begin - 1])) != 0) {
        --begin;
    }
    return begin;
}

bool isNni(const Literal& literal) {
    return std::any_of(literal.fields.begin(), literal.fields.end(),
        [](const auto& field) { return field.name.ends_with("_switch"); });
}

bool isCell(const Literal& literal) {
    const bool called = literal.text.ends_with("Genotype");
    return (called && !literal.items.empty())
        || (!literal.fields.empty() && (called || literal.field("normal") != nullptr || isNni(literal)));
}

/// The literal, or the first of its fields that is a cell: configurations hold one beside other things.
const Literal* cellWithin(const Literal& literal) {
    if (isCell(literal)) {
        return &literal;
    }
    for (const auto& [name, value] : literal.fields) {
        if (const Literal* cell = cellWithin(value)) {
            return cell;
        }
    }
    return nullptr;
}

/// A node's edges: ((operation, source), ...).
std::optional<std::string> tildesOfNode(const Literal& node) {
    std::string text;
    for (const Literal& edge : node.items) {
        if (!edge.isList() || edge.items.size() != 2 || edge.items[0].kind != Literal::Kind::Text
            || edge.items[1].kind != Literal::Kind::Integer) {
            return std::nullopt;
        }
        text += "|" + edge.items[0].text + "~" + edge.items[1].text;
    }
    return text + "|";
}

/// NAS-Bench-201's Structure(4 nodes with (NODE, NODE, NODE)) prints its nodes as tuples.
std::optional<Genotype> fromStructure(const std::string& text) {
    constexpr std::string_view begin = "nodes with ";
    const std::size_t found = text.find(begin);
    if (text.find("Structure(") == std::string::npos || found == std::string::npos) {
        return std::nullopt;
    }
    std::size_t position = found + begin.size();
    const std::optional<Literal> nodes = readLiteral(text, position);
    std::string tildes;
    for (const Literal& node : nodes ? nodes->items : std::vector<Literal>()) {
        const std::optional<std::string> edges = tildesOfNode(node);
        if (!edges) {
            return std::nullopt;
        }
        tildes += *edges;
    }
    return tildes.empty() ? std::nullopt : std::optional(fromTildes(tildes));
}

std::optional<Genotype> cellOfLiteral(const Literal& literal) {
    if (const Literal& numbers = unwrapped(literal); isNaslib(numbers)) {
        return fromNaslib(numbers);
    }
    const Literal* cell = cellWithin(literal);
    if (cell == nullptr) {
        return std::nullopt;
    }
    return isNni(*cell) ? fromNni(*cell) : fromFields(withFieldNames(*cell));
}

/// `normal=[...]` and `reduce=[...]` without a call around them.
std::string withCall(const std::string& text) {
    const std::size_t begin = text.find("normal");
    const bool bare =
        begin != std::string::npos && begin < text.find_first_of("{[(") && text.find("Genotype(") == std::string::npos;
    return bare ? "Genotype(" + text.substr(begin) + ")" : text;
}

}

std::string plainName(std::string_view name) {
    std::string plain;
    for (const char c : name) {
        if (std::isalnum(static_cast<unsigned char>(c)) != 0) {
            plain += static_cast<char>(std::tolower(static_cast<unsigned char>(c)));
        }
    }
    return plain;
}

std::optional<Genotype> fromOtherSpelling(std::string_view given) {
    const std::string text = withCall(plainMarks(given));
    if (text.find('~') != std::string::npos) {
        return fromTildes(text);
    }
    if (std::optional<Genotype> structure = fromStructure(text)) {
        return structure;
    }
    constexpr std::string_view ends = " \t\r\n,;'\"<"; // what may stand right behind a cell
    std::size_t position = beginOfCall(text, 0);
    if (position == std::string::npos) {
        position = std::min(text.find_first_of("{[("), text.size());
        const std::optional<Literal> literal = readLiteral(text, position);
        const bool whole = literal && text.find_first_not_of(ends, position) == std::string::npos;
        return whole ? cellOfLiteral(*literal) : std::nullopt;
    }
    std::vector<Genotype> cells;
    for (; position != std::string::npos; position = beginOfCall(text, position)) {
        const std::optional<Literal> literal = readLiteral(text, position);
        const std::optional<Genotype> cell = literal ? cellOfLiteral(*literal) : std::nullopt;
        if (!cell || (position < text.size() && ends.find(text[position]) == std::string_view::npos)) {
            return std::nullopt;
        }
        cells.push_back(*cell);
    }
    return onlyOne(cells);
}

}
