// SPDX-License-Identifier: Apache-2.0
#include "core/base/md5.h"

#include <gtest/gtest.h>

namespace paretoscope::base {
namespace {

std::string md5(std::string_view text) {
    Md5 sum;
    sum.add(text);
    return sum.hexadecimal();
}

/// RFC 1321, appendix A.5.
TEST(Md5, IsThatOfItsStandard) {
    EXPECT_EQ(md5(""), "d41d8cd98f00b204e9800998ecf8427e");
    EXPECT_EQ(md5("abc"), "900150983cd24fb0d6963f7d28e17f72");
    EXPECT_EQ(md5("message digest"), "f96b697d7cb7938d525a2f31aaf161d0");
    EXPECT_EQ(
        md5("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789"), "d174ab98d277d9f5a5611c2c9f419d9f");
    EXPECT_EQ(md5("12345678901234567890123456789012345678901234567890123456789012345678901234567890"),
        "57edf4a22be3c955ac49da2e2107b67a");
}

TEST(Md5, DoesNotDependOnHowItIsGivenTheBytes) {
    const std::string text(1000, 'x');
    for (const std::size_t piece : {1, 55, 56, 63, 64, 65}) {
        Md5 sum;
        for (std::size_t at = 0; at < text.size(); at += piece) {
            sum.add(std::string_view(text).substr(at, piece));
        }
        EXPECT_EQ(sum.hexadecimal(), md5(text)) << piece;
    }
}

}
}
