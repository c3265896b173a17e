// SPDX-License-Identifier: Apache-2.0
// The search space of DARTS (Liu, Simonyan, Yang 2019; the authors' cnn/genotypes.py, cnn/model.py and
// cnn/model_search.py).
#include <array>

#include "core/space/skeleton.h"
#include "core/space/space_list.h"
#include "core/space/text_cursor.h"

namespace paretoscope::space {

namespace darts {
namespace {

// DARTS: Liu, Simonyan, Yang 2019, figures 4 and 5 (V1 first order, V2 second order). PC-DARTS: Xu et al. 2020,
// figure 3. P-DARTS: Chen et al. 2019, figure 4. GDAS: Dong & Yang 2019, figure 4 (the cells of its authors' code).
constexpr std::array<PublishedCell, 6> publishedCells{{
    {"DARTS_V1",
        "Genotype(normal=[('sep_conv_3x3', 1), ('sep_conv_3x3', 0), ('skip_connect', 0), ('sep_conv_3x3', 1), "
        "('skip_connect', 0), "
        "('sep_conv_3x3', 1), ('sep_conv_3x3', 0), ('skip_connect', 2)], normal_concat=range(2, 6), "
        "reduce=[('max_pool_3x3', 0), "
        "('max_pool_3x3', 1), ('skip_connect', 2), ('max_pool_3x3', 0), ('max_pool_3x3', 0), ('skip_connect', 2), "
        "('skip_connect', 2), ('avg_pool_3x3', 0)], reduce_concat=range(2, 6))"},
    {"DARTS_V2",
        "Genotype(normal=[('sep_conv_3x3', 0), ('sep_conv_3x3', 1), ('sep_conv_3x3', 0), ('sep_conv_3x3', 1), "
        "('sep_conv_3x3', 1), "
        "('skip_connect', 0), ('skip_connect', 0), ('dil_conv_3x3', 2)], normal_concat=range(2, 6), "
        "reduce=[('max_pool_3x3', 0), "
        "('max_pool_3x3', 1), ('skip_connect', 2), ('max_pool_3x3', 1), ('max_pool_3x3', 0), ('skip_connect', 2), "
        "('skip_connect', 2), ('max_pool_3x3', 1)], reduce_concat=range(2, 6))"},
    {"PC_DARTS_cifar",
        "Genotype(normal=[('sep_conv_3x3', 1), ('skip_connect', 0), ('sep_conv_3x3', 0), ('dil_conv_3x3', 1), "
        "('sep_conv_5x5', 0), "
        "('sep_conv_3x3', 1), ('avg_pool_3x3', 0), ('dil_conv_3x3', 1)], normal_concat=range(2, 6), "
        "reduce=[('sep_conv_5x5', 1), "
        "('max_pool_3x3', 0), ('sep_conv_5x5', 1), ('sep_conv_5x5', 2), ('sep_conv_3x3', 0), ('sep_conv_3x3', 3), "
        "('sep_conv_3x3', 1), ('sep_conv_3x3', 2)], reduce_concat=range(2, 6))"},
    {"PC_DARTS_image",
        "Genotype(normal=[('skip_connect', 1), ('sep_conv_3x3', 0), ('sep_conv_3x3', 0), ('skip_connect', 1), "
        "('sep_conv_3x3', 1), "
        "('sep_conv_3x3', 3), ('sep_conv_3x3', 1), ('dil_conv_5x5', 4)], normal_concat=range(2, 6), "
        "reduce=[('sep_conv_3x3', 0), "
        "('skip_connect', 1), ('dil_conv_5x5', 2), ('max_pool_3x3', 1), ('sep_conv_3x3', 2), ('sep_conv_3x3', 1), "
        "('sep_conv_5x5', 0), ('sep_conv_3x3', 3)], reduce_concat=range(2, 6))"},
    {"PDARTS",
        "Genotype(normal=[('skip_connect', 0), ('dil_conv_3x3', 1), ('skip_connect', 0), ('sep_conv_3x3', 1), "
        "('sep_conv_3x3', 1), "
        "('sep_conv_3x3', 3), ('sep_conv_3x3', 0), ('dil_conv_5x5', 4)], normal_concat=range(2, 6), "
        "reduce=[('avg_pool_3x3', 0), "
        "('sep_conv_5x5', 1), ('sep_conv_3x3', 0), ('dil_conv_5x5', 2), ('max_pool_3x3', 0), ('dil_conv_3x3', 1), "
        "('dil_conv_3x3', 1), ('dil_conv_5x5', 3)], reduce_concat=range(2, 6))"},
    {"GDAS_V1",
        "Genotype(normal=[('skip_connect', 0), ('skip_connect', 1), ('skip_connect', 0), ('sep_conv_5x5', 2), "
        "('sep_conv_3x3', 3), "
        "('skip_connect', 0), ('sep_conv_5x5', 4), ('sep_conv_3x3', 3)], normal_concat=range(2, 6), "
        "reduce=[('sep_conv_5x5', 0), "
        "('sep_conv_3x3', 1), ('sep_conv_5x5', 2), ('sep_conv_5x5', 1), ('dil_conv_5x5', 2), ('sep_conv_3x3', 1), "
        "('sep_conv_5x5', 0), ('sep_conv_5x5', 1)], reduce_concat=range(2, 6))"},
}};

constexpr std::string_view python = R"python(

class Cell(nn.Module):
    """Reads the outputs of the two cells before it (states 0 and 1); each node sums its edges, the output is all nodes."""

    def __init__(self, edges, c_older, c_newer, c, reduction, after_reduction):
        super().__init__()
        self.edges = edges
        self.preprocess0 = FactorizedReduce(c_older, c) if after_reduction else ReluConvBn(c_older, c)
        self.preprocess1 = ReluConvBn(c_newer, c)
        self.operations = nn.ModuleDict({
            f"{source}_{target}": OPERATIONS[name](c, 2 if reduction and source < 2 else 1)
            for name, source, target in edges
        })

    def forward(self, older, newer):
        states = [self.preprocess0(older), self.preprocess1(newer)]
        for node in range(2, 6):
            states.append(sum(self.operations[f"{source}_{target}"](states[source])
                              for _, source, target in self.edges if target == node))
        return torch.cat(states[2:], 1)


class Network(nn.Module):
    def __init__(self):
        super().__init__()
        c = CHANNELS
        if IMAGENET_STEM:
            self.stem0 = nn.ModuleDict({
                "conv1": nn.Conv2d(INPUT_CHANNELS, c // 2, 3, 2, 1, bias=False), "bn1": nn.BatchNorm2d(c // 2),
                "conv2": nn.Conv2d(c // 2, c, 3, 2, 1, bias=False), "bn2": nn.BatchNorm2d(c)})
            self.stem1 = ReluConvBn(c, c, 3, 2, 1)
            c_older = c_newer = c
        else:
            self.stem = nn.ModuleDict({
                "conv": nn.Conv2d(INPUT_CHANNELS, 3 * c, 3, 1, 1, bias=False), "bn": nn.BatchNorm2d(3 * c)})
            c_older = c_newer = 3 * c
        self.cells = nn.ModuleList()
        after_reduction = IMAGENET_STEM
        for i in range(CELLS):
            reduction = i in (CELLS // 3, 2 * CELLS // 3)
            c = 2 * c if reduction else c
            self.cells.append(Cell(REDUCE if reduction else NORMAL, c_older, c_newer, c, reduction, after_reduction))
            c_older, c_newer, after_reduction = c_newer, 4 * c, reduction
        self.classifier = nn.Linear(c_newer, CLASSES)

    def forward(self, image):
        image = image if RAW_INPUT else normalise(image)
        if IMAGENET_STEM:
            older = self.stem0["bn1"](self.stem0["conv1"](image))
            older = self.stem0["bn2"](self.stem0["conv2"](F.relu(older)))
            newer = self.stem1(older)
        else:
            older = newer = self.stem["bn"](self.stem["conv"](image))
        for cell in self.cells:
            older, newer = newer, cell(older, newer)
        return self.classifier(newer.mean((2, 3)))
)python";

bool recognises(std::string_view text) {
    return text.find_first_of("([=") != std::string_view::npos;
}

char openQuote(TextCursor& cursor) {
    if (cursor.accept('"')) {
        return '"';
    }
    cursor.expect('\'');
    return '\'';
}

/// `[('sep_conv_3x3', 1), ...]`: the node is the position / 2, the number the state it reads.
CellGenotype readCell(TextCursor& cursor, const SearchSpace& space) {
    CellGenotype cell;
    const int count = space.nodes * space.edgesKeptPerNode;
    cursor.expect('[');
    for (int i = 0; i < count; ++i) {
        const int target = space.inputs + i / space.edgesKeptPerNode;
        cursor.expect('(');
        const char quote = openQuote(cursor);
        const Operation operation = cursor.operation(space);
        cursor.expect(quote);
        cursor.expect(',');
        cell.choices.push_back({operation, cursor.source(cell, target), target});
        cursor.expect(')');
        if (i + 1 < count) {
            cursor.expect(',');
        }
    }
    static_cast<void>(cursor.accept(','));
    cursor.expect(']');
    return cell;
}

/// `range(2, 6)` or `[2, 3, 4, 5]`: this space concatenates all nodes.
void readConcat(TextCursor& cursor, const SearchSpace& space) {
    const auto expectNumber = [&](int value) {
        const std::string expected = std::to_string(value) + " (all nodes are concatenated in this space)";
        const std::size_t start = cursor.position();
        if (cursor.number(expected) != value) {
            TextCursor::failAt(start, expected);
        }
    };
    if (cursor.accept('[')) {
        for (int state = space.inputs; state < space.states(); ++state) {
            expectNumber(state);
            if (state + 1 < space.states()) {
                cursor.expect(',');
            }
        }
        static_cast<void>(cursor.accept(','));
        cursor.expect(']');
        return;
    }
    const std::size_t start = cursor.position();
    if (cursor.word("'range' or '['") != "range") {
        TextCursor::failAt(start, "'range' or '['");
    }
    cursor.expect('(');
    expectNumber(space.inputs);
    cursor.expect(',');
    expectNumber(space.states());
    cursor.expect(')');
}

void readFieldName(TextCursor& cursor, const std::string& name) {
    const std::size_t start = cursor.position();
    if (cursor.word("'" + name + "='") != name) {
        TextCursor::failAt(start, "'" + name + "='");
    }
    cursor.expect('=');
}

/// `Genotype(normal=[...], normal_concat=range(2, 6), reduce=[...], reduce_concat=range(2, 6))`
Genotype read(TextCursor& cursor) {
    const SearchSpace& space = searchSpace(SpaceId::Darts);
    const std::size_t start = cursor.position();
    // A whole line of the published genotypes.py, `NAME = Genotype(...)`, may be pasted.
    if (cursor.word("'Genotype('") != "Genotype") {
        if (!cursor.accept('=')) {
            TextCursor::failAt(start, "'Genotype('");
        }
        if (const std::size_t after = cursor.position(); cursor.word("'Genotype('") != "Genotype") {
            TextCursor::failAt(after, "'Genotype('");
        }
    }
    cursor.expect('(');
    Genotype genotype{SpaceId::Darts, {}};
    for (const std::string_view kind : space.cellKinds) {
        if (!genotype.cells.empty()) {
            cursor.expect(',');
        }
        readFieldName(cursor, std::string(kind));
        genotype.cells.push_back(readCell(cursor, space));
        cursor.expect(',');
        readFieldName(cursor, std::string(kind) + "_concat");
        readConcat(cursor, space);
    }
    static_cast<void>(cursor.accept(','));
    cursor.expect(')');
    cursor.expectEnd();
    return genotype;
}

std::string write(const Genotype& genotype) {
    const SearchSpace& space = searchSpace(SpaceId::Darts);
    const std::string concat = "range(" + std::to_string(space.inputs) + ", " + std::to_string(space.states()) + ")";
    std::string text = "Genotype(";
    for (std::size_t kind = 0; kind < genotype.cells.size(); ++kind) {
        const std::string name(space.cellKinds[kind]);
        text += (kind == 0 ? "" : ", ") + name + "=[";
        std::string separator;
        for (const Choice& choice : genotype.cells[kind].choices) {
            text += separator + "('" + std::string(operationName(choice.operation)) + "', "
                + std::to_string(choice.source) + ")";
            separator = ", ";
        }
        text += "], " + name + "_concat=" + concat;
    }
    return text + ")";
}

Skeleton skeleton(const Shape& shape, NetworkUse use) {
    SkeletonBuilder builder(searchSpace(SpaceId::Darts), shape);
    int channels = shape.channels;
    if (shape.stem == Stem::ImageNet) {
        const int stem = use == NetworkUse::Search ? 3 * channels : channels; // PC-DARTS keeps DARTS' stem multiplier
        builder.addStem("", "stem0.conv1", "stem0.bn1", stem / 2, 2);
        builder.addStem("stem0.relu", "stem0.conv2", "stem0.bn2", stem, 2);
        builder.addStem("stem1.relu", "stem1.conv", "stem1.bn", stem, 2);
    } else {
        builder.addStem("", "stem.conv", "stem.bn", 3 * channels, 1);
    }
    for (int index = 0; index < shape.cells; ++index) {
        const bool reduction = index == shape.cells / 3 || index == 2 * shape.cells / 3;
        channels *= reduction ? 2 : 1;
        builder.addCell(reduction ? 1 : 0, channels, reduction);
        if (index == 2 * shape.cells / 3) {
            builder.setAuxiliary();
        }
    }
    return builder.take();
}

}
}

SearchSpace dartsSpace() {
    return {
        .id = SpaceId::Darts,
        .name = "darts",
        .title = "DARTS",
        .cellKinds = {"normal", "reduce"},
        .operations = {Operation::None, Operation::MaxPool3x3, Operation::AvgPool3x3, Operation::SkipConnect,
            Operation::SepConv3x3, Operation::SepConv5x5, Operation::DilConv3x3, Operation::DilConv5x5},
        .inputs = 2,
        .nodes = 4,
        .edges = allEdges(2, 4),
        .edgesKeptPerNode = 2,
        .grammar = {darts::recognises, darts::read, darts::write, "'Genotype('"},
        .published = {darts::publishedCells.begin(), darts::publishedCells.end()},
        .sentinel = "DARTS_V2",
        .preprocessesInputs = true,
        .output = CellOutput::AllNodes,
        .normalisesPools = true,
        .stateLabels = {"c(k−2)", "c(k−1)", "0", "1", "2", "3"},
        .skeleton = darts::skeleton,
        .jacobianRanks = false,
        .normalisesLast = false,
        .hasImageNetStem = true,
        .fewestCells = 3, // below 3, the first cell would have to reduce
        .mostCells = 100,
        .cellsMeaning = "in all",
        .publishedShape = "",
        .pythonNetwork = darts::python,
    };
}

}
