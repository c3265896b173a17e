// SPDX-License-Identifier: Apache-2.0
#include "core/interchange/pytorch_source.h"

namespace paretoscope::interchange {

const std::string_view pytorchBlocks = R"python(

class ReluConvBn(nn.Module):
    def __init__(self, c_in, c_out, kernel=1, stride=1, padding=0):
        super().__init__()
        self.conv = nn.Conv2d(c_in, c_out, kernel, stride, padding, bias=False)
        self.bn = nn.BatchNorm2d(c_out)

    def forward(self, x):
        return self.bn(self.conv(F.relu(x)))


class FactorizedReduce(nn.Module):
    """Halves the image: two convolutions of stride 2, the second one shifted by a pixel."""

    def __init__(self, c_in, c_out):
        super().__init__()
        self.conv1 = nn.Conv2d(c_in, c_out // 2, 1, 2, bias=False)
        self.conv2 = nn.Conv2d(c_in, c_out - c_out // 2, 1, 2, bias=False)
        self.bn = nn.BatchNorm2d(c_out)

    def forward(self, x):
        x = F.relu(x)
        return self.bn(torch.cat([self.conv1(x), self.conv2(x[:, :, 1:, 1:])], 1))


class SepConv(nn.Module):
    """Depthwise and pointwise convolution, twice."""

    def __init__(self, c, kernel, stride):
        super().__init__()
        padding = (kernel - 1) // 2
        self.dw1 = nn.Conv2d(c, c, kernel, stride, padding, groups=c, bias=False)
        self.pw1 = nn.Conv2d(c, c, 1, bias=False)
        self.bn1 = nn.BatchNorm2d(c)
        self.dw2 = nn.Conv2d(c, c, kernel, 1, padding, groups=c, bias=False)
        self.pw2 = nn.Conv2d(c, c, 1, bias=False)
        self.bn2 = nn.BatchNorm2d(c)

    def forward(self, x):
        x = self.bn1(self.pw1(self.dw1(F.relu(x))))
        return self.bn2(self.pw2(self.dw2(F.relu(x))))


class DilConv(nn.Module):
    """Dilated depthwise and pointwise convolution."""

    def __init__(self, c, kernel, stride):
        super().__init__()
        self.dw = nn.Conv2d(c, c, kernel, stride, kernel - 1, dilation=2, groups=c, bias=False)
        self.pw = nn.Conv2d(c, c, 1, bias=False)
        self.bn = nn.BatchNorm2d(c)

    def forward(self, x):
        return self.bn(self.pw(self.dw(F.relu(x))))


OPERATIONS = {
    "max_pool_3x3": lambda c, stride: nn.MaxPool2d(3, stride, 1),
    "avg_pool_3x3": lambda c, stride: nn.AvgPool2d(3, stride, 1, count_include_pad=False),
    "skip_connect": lambda c, stride: nn.Identity() if stride == 1 else FactorizedReduce(c, c),
    "sep_conv_3x3": lambda c, stride: SepConv(c, 3, stride),
    "sep_conv_5x5": lambda c, stride: SepConv(c, 5, stride),
    "dil_conv_3x3": lambda c, stride: DilConv(c, 3, stride),
    "dil_conv_5x5": lambda c, stride: DilConv(c, 5, stride),
    "nor_conv_1x1": lambda c, stride: ReluConvBn(c, c, 1, stride),
    "nor_conv_3x3": lambda c, stride: ReluConvBn(c, c, 3, stride, 1),
}
)python";

const std::string_view pytorchDarts = R"python(

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

const std::string_view pytorchNasBench201 = R"python(

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
        x = self.stem["bn"](self.stem["conv"](image))
        for cell in self.cells:
            x = cell(x)
        return self.classifier(F.relu(self.head["bn"](x)).mean((2, 3)))
)python";

const std::string_view pytorchLoading = R"python(

def read_safetensors(path):
    """Float32 arrays by name; needs no other package."""
    with open(path, "rb") as file:
        header = json.loads(file.read(struct.unpack("<Q", file.read(8))[0]))
        data = bytearray(file.read())
    arrays = {}
    for name, entry in header.items():
        if name != "__metadata__":
            begin, end = entry["data_offsets"]
            array = torch.frombuffer(data, dtype=torch.float32, count=(end - begin) // 4, offset=begin)
            arrays[name] = array.reshape(entry["shape"]).clone()
    return arrays


def load(weights=None):
    """The network with its weights, ready to be evaluated; call .train() to go on training."""
    if weights is None:
        weights = os.path.join(os.path.dirname(os.path.abspath(__file__)), WEIGHTS)
    network = Network()
    network.load_state_dict(read_safetensors(weights))
    return network.eval()


if __name__ == "__main__":
    network = load()
    print(f"{sum(p.numel() for p in network.parameters()):,} parameters")
    with torch.no_grad():
        print(network(torch.zeros(1, INPUT_CHANNELS, INPUT_SIZE, INPUT_SIZE)))
)python";

}
