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
