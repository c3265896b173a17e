// SPDX-License-Identifier: Apache-2.0
// WebP by libwebp: lossy, lossless, with transparency; of an animation the first picture, where it lies on its canvas.
#include <memory>

#include <webp/decode.h>
#include <webp/demux.h>

#include "core/data/image_codecs.h"

namespace paretoscope::data {

namespace {

using Demuxer = std::unique_ptr<WebPDemuxer, decltype(&WebPDemuxDelete)>;
using Rgba = std::unique_ptr<std::uint8_t, decltype(&WebPFree)>;

/// With or without the name that JPEG files put before it.
int orientationIn(const WebPDemuxer* demuxer) {
    constexpr std::size_t name = 6; // "Exif\0\0"
    int orientation = 1;
    WebPChunkIterator chunk;
    if (WebPDemuxGetChunk(demuxer, "EXIF", 1, &chunk) != 0) {
        const ImageBytes exif(chunk.chunk.bytes, chunk.chunk.size);
        orientation = exifOrientation(exif.size() > name && exif[0] == 'E' ? exif.subspan(name) : exif);
    }
    WebPDemuxReleaseChunkIterator(&chunk);
    return orientation;
}

void lay(const WebPIterator& frame, const std::uint8_t* rgba, RgbImage& image) {
    for (int y = 0; y < frame.height; ++y) {
        std::uint8_t* target =
            image.pixels.data() + 3 * (static_cast<std::ptrdiff_t>(frame.y_offset + y) * image.width + frame.x_offset);
        for (int x = 0; x < frame.width; ++x, rgba += 4) {
            image.wasTransparent |= rgba[3] < 255;
            for (int channel = 0; channel < 3; ++channel) {
                *target++ = onBlack(rgba[channel], rgba[3]);
            }
        }
    }
}

}

RgbImage decodeWebp(ImageBytes bytes, int& orientation) {
    const WebPData data{bytes.data(), bytes.size()};
    const Demuxer demuxer(WebPDemux(&data), &WebPDemuxDelete);
    WebPIterator frame;
    if (!demuxer || WebPDemuxGetFrame(demuxer.get(), 1, &frame) == 0) {
        throw UnusableImage("it is a truncated or damaged WebP image");
    }
    const std::unique_ptr<WebPIterator, decltype(&WebPDemuxReleaseIterator)> release(&frame, &WebPDemuxReleaseIterator);
    RgbImage image = blackImage(
        WebPDemuxGetI(demuxer.get(), WEBP_FF_CANVAS_WIDTH), WebPDemuxGetI(demuxer.get(), WEBP_FF_CANVAS_HEIGHT));
    int width = 0;
    int height = 0;
    const Rgba rgba(WebPDecodeRGBA(frame.fragment.bytes, frame.fragment.size, &width, &height), &WebPFree);
    const bool within = frame.x_offset + frame.width <= image.width && frame.y_offset + frame.height <= image.height;
    if (!rgba || width != frame.width || height != frame.height || !within) {
        throw UnusableImage("it is a truncated or damaged WebP image");
    }
    image.wasTransparent = frame.width < image.width || frame.height < image.height;
    lay(frame, rgba.get(), image);
    orientation = orientationIn(demuxer.get());
    return image;
}

}
