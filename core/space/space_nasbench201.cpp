// SPDX-License-Identifier: Apache-2.0
// The search space of NAS-Bench-201 (Dong & Yang 2020, section 2; the authors' TinyNetwork).
#include "core/space/skeleton.h"
#include "core/space/space_list.h"
#include "core/space/text_cursor.h"

namespace paretoscope::space {

namespace nasBench201 {
namespace {

constexpr std::string_view python = R"python(

class Cell(nn.Module):
    """State 0 is the input; each node sums its edges (none: zeros), the last node is the output."""

    def __init__(self, edges, c):
        super().__init__()
        self.edges = edges
        self.operations = nn.ModuleDict(
            {f"{source}_{target}": OPERATIONS[name](c, 1) for name, source, target in edges})

    def forward(self, x):
        states = [x]
        for node in range(1, 4):
            addends = [self.operations[f"{source}_{target}"](states[source])
                       for _, source, target in self.edges if target == node]
            states.append(sum(addends) if addends else torch.zeros_like(x))
        return states[-1]


class ResidualBlock(nn.Module):
    """Between two stages: halves the image and doubles the channels."""

    def __init__(self, c_in, c_out):
        super().__init__()
        self.a = ReluConvBn(c_in, c_out, 3, 2, 1)
        self.b = ReluConvBn(c_out, c_out, 3, 1, 1)
        self.shortcut = nn.ModuleDict({
            "pool": nn.AvgPool2d(2, 2), "conv": nn.Conv2d(c_in, c_out, 1, bias=False)})

    def forward(self, x):
        return self.shortcut["conv"](self.shortcut["pool"](x)) + self.b(self.a(x))


class Network(nn.Module):
    def __init__(self):
        super().__init__()
        c = CHANNELS
        self.stem = nn.ModuleDict({
            "conv": nn.Conv2d(INPUT_CHANNELS, c, 3, 1, 1, bias=False), "bn": nn.BatchNorm2d(c)})
        self.cells = nn.ModuleList()
        for stage in range(3):
            if stage > 0:
                self.cells.append(ResidualBlock(c, 2 * c))
                c = 2 * c
            self.cells.extend(Cell(CELL, c) for _ in range(CELLS))
        self.head = nn.ModuleDict({"bn": nn.BatchNorm2d(c)})
        self.classifier = nn.Linear(c, CLASSES)

    def forward(self, image):
        image = image if RAW_INPUT else normalise(image)
        x = self.stem["bn"](self.stem["conv"](image))
        for cell in self.cells:
            x = cell(x)
        return self.classifier(F.relu(self.head["bn"](x)).mean((2, 3)))
)python";

bool recognises(std::string_view text) {
    return text.find('|') != std::string_view::npos;
}

/// `|op~0|+|op~0|op~1|+|op~0|op~1|op~2|`
Genotype read(TextCursor& cursor) {
    const SearchSpace& space = searchSpace(SpaceId::NasBench201);
    CellGenotype cell;
    for (int target = space.inputs; target < space.states(); ++target) {
        if (target > space.inputs) {
            cursor.expect('+');
        }
        cursor.expect('|');
        for (int edge = 0; edge < target; ++edge) {
            const Operation operation = cursor.operation(space);
            cursor.expect('~');
            cell.choices.push_back({operation, cursor.source(cell, target), target});
            cursor.expect('|');
        }
    }
    cursor.expectEnd();
    return sorted(Genotype{SpaceId::NasBench201, {std::move(cell)}});
}

std::string write(const Genotype& genotype) {
    std::string text;
    int target = -1;
    const Genotype ordered = sorted(genotype); // the string's format fixes the order of edges
    for (const Choice& choice : ordered.cells.front().choices) {
        if (choice.target != target) {
            text += text.empty() ? "|" : "+|";
            target = choice.target;
        }
        text += std::string(operationName(choice.operation)) + "~" + std::to_string(choice.source) + "|";
    }
    return text;
}

Skeleton skeleton(const Shape& shape, NetworkUse /*use*/) {
    SkeletonBuilder builder(searchSpace(SpaceId::NasBench201), shape);
    int channels = shape.channels;
    builder.addStem("", "stem.conv", "stem.bn", channels, 1);
    constexpr int stages = 3;
    for (int stage = 0; stage < stages; ++stage) {
        if (stage > 0) {
            channels *= 2;
            builder.addBlock(channels);
        }
        for (int index = 0; index < shape.cells; ++index) {
            builder.addCell(0, channels, false);
        }
    }
    return builder.take();
}

}
}

SearchSpace nasBench201Space() {
    return {
        .id = SpaceId::NasBench201,
        .name = "nas-bench-201",
        .title = "NAS-Bench-201",
        .cellKinds = {"cell"},
        .operations = {Operation::None, Operation::SkipConnect, Operation::NorConv1x1, Operation::NorConv3x3,
            Operation::AvgPool3x3},
        .inputs = 1,
        .nodes = 3,
        .edges = allEdges(1, 3),
        .edgesKeptPerNode = 0,
        .grammar = {nasBench201::recognises, nasBench201::read, nasBench201::write,
            "a NAS-Bench-201 string such as '|nor_conv_3x3~0|+|...|'"},
        .published = {},
        .sentinel = "|nor_conv_3x3~0|+|nor_conv_1x1~0|avg_pool_3x3~1|+|skip_connect~0|nor_conv_3x3~1|nor_conv_1x1~2|",
        .preprocessesInputs = false,
        .output = CellOutput::LastNode,
        .normalisesPools = false,
        .stateLabels = {"in", "1", "2", "out"},
        .skeleton = nasBench201::skeleton,
        .jacobianRanks = true,
        .normalisesLast = true,
        .hasImageNetStem = false,
        .fewestCells = 1,
        .mostCells = 30,
        .cellsMeaning = "of each of the three stages",
        .publishedShape = "c16-l5-32x32x3-k10-cifar",
        .pythonNetwork = nasBench201::python,
    };
}

}
