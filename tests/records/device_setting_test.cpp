// SPDX-License-Identifier: Apache-2.0
#include "core/records/device_setting.h"

#include <string>
#include <utility>

#include <gtest/gtest.h>

#include "core/base/error.h"
#include "tests/expect_error.h"

namespace paretoscope::records {

TEST(DeviceSetting, everyFamilyIsReadAndWrittenBack) {
    for (const char* id : {"cpu/eager/t2/b1/f32", "cpu/script/t1/b16/f32", "cpu/eager/t1/b1/bf16",
             "gpu0/graph/b64/bf16", "gpu0/script/b1/f32", "gpu12/eager/b1/f16", "cmd/my-phone_2.1/b1",
             "vta/pynq/group16", "table/pixel3", "server:gpu0/graph/b1/f32", "a-b.c:cmd/phone/b1"}) {
        EXPECT_EQ(toText(parseDeviceSetting(id)), id);
    }
    const DeviceSetting setting = parseDeviceSetting("cpu/eager/t4/b16/f32");
    EXPECT_EQ(setting.threads, 4);
    EXPECT_EQ(setting.batch, 16);
    EXPECT_EQ(setting.runtime, "eager");
}

TEST(DeviceSetting, aWrongPartIsNamedWithWhatIsAllowed) {
    const std::pair<const char*, const char*> wrong[]{{"", "cpu, gpuN, cmd, vta or table"},
        {"tpu/eager", "cpu, gpuN, cmd, vta or table"}, {"cpu/fast/t1/b1/f32", "eager or script"},
        {"cpu/eager/t0/b1/f32", "t1 to t1024"}, {"cpu/eager/2/b1/f32", "t1 to t1024"},
        {"cpu/eager/t2x/b1/f32", "t1 to t1024"}, {"cpu/eager/t2/b99999999999/f32", "b1 to b65536"},
        {"cpu/eager/t2/b1/f16", "f32 or bf16"}, {"cpu/eager/t2/b1", "f32 or bf16"}, {"cpu/eager/t2/b1/f32/", "the end"},
        {"gpu/eager/b1/f32", "gpu0"}, {"gpu-1/eager/b1/f32", "gpu0"}, {"cmd//b1", "a command's name"},
        {"table/a b", "a table's name"}, {":gpu0/eager/b1/f32", "another computer's name"},
        {"a b:gpu0/eager/b1/f32", "another computer's name"}, {"server:", "cpu, gpuN, cmd, vta or table"},
        {"a:b:gpu0/eager/b1/f32", "cpu, gpuN, cmd, vta or table"}};
    for (const auto& [id, allowed] : wrong) {
        const Error error = errorOf([&text = id] { parseDeviceSetting(text); });
        EXPECT_EQ(error.code(), ErrorCode::InvalidValue);
        EXPECT_NE(std::string(error.what()).find(allowed), std::string::npos) << error.what();
    }
}

TEST(DeviceSetting, whatAProjectSaysIsKeptAsItStands) {
    for (const char* id : {"cpu/eager/t2/b1/f32", "server:gpu0/graph/b1/f32", "table/a b", "cpu/eager/t02/b1/f32",
             "cpu/onnxruntime/t1/b1/f32", "", "server:"}) {
        EXPECT_EQ(toText(storedDeviceSetting(id)), id);
    }
    EXPECT_EQ(storedDeviceSetting("table/pixel3"), parseDeviceSetting("table/pixel3"));
    EXPECT_EQ(storedDeviceSetting("table/a b").family, DeviceFamily::Other);
    EXPECT_LT(parseDeviceSetting("gpu0/eager/b1/f32"), parseDeviceSetting("table/a"));
    EXPECT_LT(parseDeviceSetting("cpu/eager/t16/b1/f32"), parseDeviceSetting("cpu/eager/t2/b1/f32")) << "as texts";
}

TEST(DeviceSetting, anotherComputersSettingsAreItsOwnAndSimulatorsEverybodys) {
    const auto on = [](const char* id) { return toText(onComputer(parseDeviceSetting(id), "server")); };
    EXPECT_EQ(on("gpu0/graph/b64/bf16"), "server:gpu0/graph/b64/bf16");
    EXPECT_EQ(on("cmd/phone/b1"), "server:cmd/phone/b1");
    EXPECT_EQ(on("laptop:cpu/eager/t1/b1/f32"), "laptop:cpu/eager/t1/b1/f32");
    EXPECT_EQ(on("vta/pynq/group16"), "vta/pynq/group16");
    EXPECT_EQ(on("table/pixel3"), "table/pixel3");
    EXPECT_THROW(onComputer(parseDeviceSetting("gpu0/eager/b1/f32"), "my server"), Error);
}

}
