# SPDX-License-Identifier: Apache-2.0
"""Pictures as Paretoscope trained with them: the centred square, areas averaged where it shrinks and neighbours interpolated
where it grows. Model cards hold what follows, word for word."""
import math

import numpy
from PIL import Image, ImageOps


def scaled(rows, size, start=0.0):
    """Along the first axis to `size`, each sum beginning with `start`."""
    step = len(rows) / size
    result = numpy.full((size,) + rows.shape[1:], start, numpy.float32)
    for i in range(size):
        if step > 1:
            low, high = i * step, min((i + 1) * step, len(rows))
            taps = [(x, (min(x + 1, high) - max(x, low)) / (high - low)) for x in range(int(low), math.ceil(high))]
        else:
            centre = min(max((i + 0.5) * step - 0.5, 0.0), len(rows) - 1.0)
            second = numpy.float32(centre - int(centre))
            taps = [(int(centre), 1 - second), (min(int(centre) + 1, len(rows) - 1), second)]
        for x, weight in taps:
            result[i] += numpy.float32(weight) * rows[x]
    return result


def picture(path, size):
    """A picture's file as uint8 [size, size, 3], red, green, blue."""
    with Image.open(path) as opened:
        opened.draft("RGB", (size, size))  # a large JPEG is decoded at the power of two that suffices
        image = ImageOps.exif_transpose(opened)
        if image.mode.startswith("I"):  # 16 bits: the upper 8
            image = Image.fromarray((numpy.asarray(image) >> 8).astype(numpy.uint8))
        if "A" in image.getbands() or "transparency" in image.info:
            image = Image.alpha_composite(Image.new("RGBA", image.size, (0, 0, 0, 255)), image.convert("RGBA"))
        pixels = numpy.asarray(image.convert("RGB"), numpy.float32)
    side = min(pixels.shape[:2])
    top, left = (pixels.shape[0] - side) // 2, (pixels.shape[1] - side) // 2
    pixels = pixels[top:top + side, left:left + side]
    narrow = scaled(pixels.swapaxes(0, 1), size).swapaxes(0, 1)
    return numpy.clip(scaled(narrow, size, 0.5), 0, 255).astype(numpy.uint8)
