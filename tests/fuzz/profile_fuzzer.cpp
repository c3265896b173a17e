// SPDX-License-Identifier: Apache-2.0
// The bytes are a header and, behind a zero, what is packed after it: sizes and the checksum around them, which no
// fuzzer guesses, are made here.
#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

#include <zlib.h>

#include "core/base/error.h"
#include "core/base/hash.h"
#include "core/interchange/device_profile.h"
#include "core/predictor/error_report.h"
#include "core/predictor/mean_predictor.h"

namespace {

std::string compressed(std::string_view plain) {
    uLongf size = compressBound(static_cast<uLong>(plain.size()));
    std::string bytes(size, '\0');
    compress2(reinterpret_cast<Bytef*>(bytes.data()), &size, reinterpret_cast<const Bytef*>(plain.data()),
        static_cast<uLong>(plain.size()), Z_BEST_SPEED);
    bytes.resize(size);
    return bytes;
}

std::string sealed(std::string_view header, std::string_view plain) {
    const std::string head = "{\"body_bytes\":" + std::to_string(plain.size()) + "," + std::string(header);
    const std::string body = compressed(plain);
    const std::string content = head + body;
    return "PARETOSCOPE-PROFILE 2 " + std::to_string(head.size()) + " " + std::to_string(body.size()) + " "
        + paretoscope::base::sha256(content) + "\n" + content;
}

}

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    using namespace paretoscope;
    const std::string_view bytes(reinterpret_cast<const char*>(data), size);
    try {
        (void)interchange::profileFromBytes(bytes);
    } catch (const Error&) { // NOLINT(bugprone-empty-catch): refused, as foreign bytes may be
    }
    const std::size_t end = std::min(bytes.find('\0'), bytes.size());
    try {
        const interchange::DeviceProfile profile =
            interchange::profileFromBytes(sealed(bytes.substr(0, end), bytes.substr(std::min(end + 1, bytes.size()))));
        for (const interchange::ProfilePart& part : profile.parts) {
            if (part.predictor) {
                (void)predictor::fitReportFromJson(part.predictor->report);
                (void)predictor::MeanPredictor(part.predictor->arrays);
            }
        }
        (void)interchange::profileBytes(profile);
    } catch (const Error&) { // NOLINT(bugprone-empty-catch): refused, as foreign bytes may be
    }
    return 0;
}
