// SPDX-License-Identifier: Apache-2.0
#include "tests/search/fake_device.h"

#include <algorithm>
#include <atomic>
#include <cstdlib>
#include <optional>
#include <string>
#include <vector>

#include <ATen/EmptyTensor.h>
#include <ATen/core/dispatch/Dispatcher.h>
#include <ATen/detail/HPUHooksInterface.h>
#include <ATen/ops/_reshape_alias_native.h>
#include <ATen/ops/as_strided_native.h>
#include <ATen/ops/from_blob.h>
#include <ATen/ops/view_native.h>
#include <c10/core/impl/DeviceGuardImplInterface.h>
#include <torch/library.h>

#include "core/torch_headers.h"

namespace paretoscope::testing {
namespace {

constexpr auto type = c10::DeviceType::HPU;

std::atomic<std::int64_t> reads{0};
std::atomic<std::int64_t> operators{0};

void release(void* memory) {
    std::free(memory);
}

class Memory final : public c10::Allocator {
public:
    at::DataPtr allocate(std::size_t bytes) override {
        void* memory = bytes > 0 ? std::malloc(bytes) : nullptr;
        return {memory, memory, &release, fakeDevice()};
    }
    [[nodiscard]] at::DeleterFnPtr raw_deleter() const override { return &release; }
    void copy_data(void* to, const void* from, std::size_t bytes) const override { default_copy_data(to, from, bytes); }
};
Memory memory;

/// One device, one stream, which is always done.
struct Guard final : c10::impl::DeviceGuardImplInterface {
    [[nodiscard]] c10::DeviceType type() const override { return testing::type; }
    c10::Device exchangeDevice(c10::Device /*device*/) const override { return fakeDevice(); }
    [[nodiscard]] c10::Device getDevice() const override { return fakeDevice(); }
    void setDevice(c10::Device /*device*/) const override { }
    void uncheckedSetDevice(c10::Device /*device*/) const noexcept override { }
    [[nodiscard]] c10::Stream getStream(c10::Device device) const override {
        return c10::Stream(c10::Stream::DEFAULT, c10::Device(device.type(), 0)); // its constructor is explicit
    }
    [[nodiscard]] c10::Stream getDefaultStream(c10::Device device) const override { return getStream(device); }
    c10::Stream exchangeStream(c10::Stream stream) const override { return stream; }
    [[nodiscard]] c10::DeviceIndex deviceCount() const noexcept override { return 1; }
    void record(void** /*event*/, const c10::Stream& /*stream*/, c10::DeviceIndex /*device*/,
        c10::EventFlag /*flag*/) const override { }
    void block(void* /*event*/, const c10::Stream& /*stream*/) const override { }
    [[nodiscard]] bool queryStream(const c10::Stream& /*stream*/) const override { return true; }
    void synchronizeStream(const c10::Stream& /*stream*/) const override { }
    void synchronizeDevice(c10::DeviceIndex /*device*/) const override { }
};

/// By which LibTorch's autograd finds the device's stream.
struct Hooks final : at::HPUHooksInterface {
    explicit Hooks(at::HPUHooksArgs /*arguments*/) { }
    void init() const override { }
    [[nodiscard]] bool hasHPU() const override { return true; }
    [[nodiscard]] bool isBuilt() const override { return true; }
    [[nodiscard]] bool isAvailable() const override { return true; }
    [[nodiscard]] c10::DeviceIndex deviceCount() const override { return 1; }
    [[nodiscard]] bool hasPrimaryContext(c10::DeviceIndex /*device*/) const override { return true; }
};

bool liesHere(const at::Tensor& tensor) {
    return tensor.defined() && tensor.device().type() == type;
}

/// The same memory, as a tensor of the host.
at::Tensor seenByHost(const at::Tensor& tensor) {
    if (!liesHere(tensor)) {
        return tensor;
    }
    return at::for_blob(tensor.mutable_data_ptr(), tensor.sizes())
        .strides(tensor.strides())
        .deleter([tensor](void* /*memory*/) {})
        .options(tensor.options().device(at::kCPU))
        .target_device(at::kCPU)
        .make_tensor();
}

/// The same memory, as a tensor of the device.
at::Tensor seenByDevice(const at::Tensor& tensor) {
    if (!tensor.defined()) {
        return tensor;
    }
    return at::for_blob(tensor.mutable_data_ptr(), tensor.sizes())
        .strides(tensor.strides())
        .deleter([tensor](void* /*memory*/) {})
        .options(tensor.options().device(fakeDevice()))
        .target_device(fakeDevice())
        .make_tensor();
}

/// All tensors in an argument.
std::vector<at::Tensor> tensorsIn(const c10::IValue& value) {
    std::vector<at::Tensor> tensors;
    if (value.isTensor()) {
        tensors.push_back(value.toTensor());
    } else if (value.isTensorList()) {
        tensors = value.toTensorVector();
    } else if (value.isOptionalTensorList()) {
        for (const std::optional<at::Tensor>& tensor : value.toOptionalTensorVector()) {
            tensors.push_back(tensor.value_or(at::Tensor()));
        }
    }
    return tensors;
}

void requireOneDevice(const c10::OperatorHandle& op, const std::vector<c10::IValue>& arguments) {
    bool here = false;
    bool onHost = false;
    for (const c10::IValue& argument : arguments) {
        for (const at::Tensor& tensor : tensorsIn(argument)) {
            here = here || liesHere(tensor);
            onHost =
                onHost || (tensor.defined() && tensor.is_cpu() && !tensor.unsafeGetTensorImpl()->is_wrapped_number());
        }
    }
    TORCH_CHECK(!here || !onHost, "a tensor of the host meets one of the device in ", op.schema().name());
}

c10::IValue forHost(const c10::IValue& value) {
    if (value.isTensor()) {
        return seenByHost(value.toTensor());
    }
    if (value.isTensorList()) {
        std::vector<at::Tensor> tensors = value.toTensorVector();
        std::ranges::transform(tensors, tensors.begin(), seenByHost);
        return tensors;
    }
    if (value.isOptionalTensorList()) {
        c10::List<std::optional<at::Tensor>> tensors;
        for (const std::optional<at::Tensor>& tensor : value.toOptionalTensorVector()) {
            tensors.push_back(tensor ? std::optional(seenByHost(*tensor)) : std::nullopt);
        }
        return tensors;
    }
    if (value.isDevice()) {
        return c10::Device(at::kCPU);
    }
    return value;
}

c10::IValue forDevice(const c10::IValue& value) {
    if (value.isTensor()) {
        return seenByDevice(value.toTensor());
    }
    if (value.isTensorList()) {
        std::vector<at::Tensor> tensors = value.toTensorVector();
        std::ranges::transform(tensors, tensors.begin(), seenByDevice);
        return tensors;
    }
    return value;
}

/// The argument that a result is, for operators that write into one.
std::optional<std::size_t> writtenArgument(const c10::FunctionSchema& schema, const c10::Argument& result) {
    if (result.alias_info() == nullptr) {
        return std::nullopt;
    }
    TORCH_CHECK(result.alias_info()->isWrite(), schema.name(), " returns a view, which this device has no kernel for");
    for (std::size_t index = 0; index < schema.arguments().size(); ++index) {
        const c10::AliasInfo* alias = schema.arguments()[index].alias_info();
        if (alias != nullptr && alias->beforeSets() == result.alias_info()->beforeSets()) {
            return index;
        }
    }
    return std::nullopt;
}

/// Whether an operator is to make room in an empty tensor that it was given for its result.
bool isToBeMade(const c10::FunctionSchema& schema, const c10::IValue& argument, std::size_t index) {
    const c10::AliasInfo* alias = schema.arguments()[index].alias_info();
    return alias != nullptr && alias->isWrite() && argument.isTensor() && liesHere(argument.toTensor())
        && argument.toTensor().numel() == 0;
}

/// Its memory becomes the one that the host made.
void adopt(const at::Tensor& here, const at::Tensor& host) {
    const at::Tensor made = seenByDevice(host);
    here.unsafeGetTensorImpl()->set_storage_keep_dtype(made.storage());
    here.unsafeGetTensorImpl()->set_sizes_and_strides(made.sizes(), made.strides());
}

void byHost(const c10::OperatorHandle& op, torch::jit::Stack* stack) {
    ++operators;
    const c10::FunctionSchema& schema = op.schema();
    const std::vector<c10::IValue> arguments = torch::jit::pop(*stack, schema.arguments().size());
    requireOneDevice(op, arguments);
    std::vector<c10::IValue> given; // stays until the results are taken, which may refer to it
    for (std::size_t index = 0; index < arguments.size(); ++index) {
        const c10::IValue& argument = arguments[index];
        given.push_back(isToBeMade(schema, argument, index)
                ? c10::IValue(at::empty({0}, argument.toTensor().options().device(at::kCPU)))
                : forHost(argument));
    }
    stack->insert(stack->end(), given.begin(), given.end());
    op.redispatchBoxed(c10::DispatchKeySet(c10::DispatchKey::CPU), stack);
    std::vector<c10::IValue> results = torch::jit::pop(*stack, schema.returns().size());
    for (std::size_t index = 0; index < arguments.size(); ++index) {
        if (isToBeMade(schema, arguments[index], index)) {
            adopt(arguments[index].toTensor(), given[index].toTensor());
        }
    }
    for (std::size_t index = 0; index < results.size(); ++index) {
        const std::optional<std::size_t> written = writtenArgument(schema, schema.returns()[index]);
        stack->push_back(written ? arguments[*written] : forDevice(results[index]));
    }
}

void numberByHost(const c10::OperatorHandle& op, torch::jit::Stack* stack) {
    ++reads;
    byHost(op, stack);
}

at::Tensor newTensor(at::IntArrayRef sizes, std::optional<at::ScalarType> number, std::optional<at::Layout> /*layout*/,
    std::optional<at::Device> /*device*/, std::optional<bool> /*pinned*/, std::optional<at::MemoryFormat> format) {
    return at::detail::empty_generic(
        sizes, &memory, c10::DispatchKeySet(c10::DispatchKey::HPU), number.value_or(at::kFloat), format);
}

at::Tensor newStridedTensor(at::IntArrayRef sizes, at::IntArrayRef strides, std::optional<at::ScalarType> number,
    std::optional<at::Layout> /*layout*/, std::optional<at::Device> /*device*/, std::optional<bool> /*pinned*/) {
    return at::detail::empty_strided_generic(
        sizes, strides, &memory, c10::DispatchKeySet(c10::DispatchKey::HPU), number.value_or(at::kFloat));
}

at::Tensor copyFrom(const at::Tensor& source, const at::Tensor& target, bool /*nonBlocking*/) {
    reads += liesHere(source) && !liesHere(target) ? 1 : 0;
    seenByHost(target).copy_(seenByHost(source));
    return target;
}

TORCH_LIBRARY_IMPL(_, HPU, library) {
    library.fallback(torch::CppFunction::makeFromBoxedFunction<&byHost>());
}

TORCH_LIBRARY_IMPL(aten, HPU, library) {
    library.impl("empty.memory_format", &newTensor);
    library.impl("empty_strided", &newStridedTensor);
    library.impl("as_strided", &at::native::as_strided_tensorimpl);
    library.impl("view", &at::native::view);
    library.impl("_reshape_alias", &at::native::_reshape_alias);
    library.impl("_copy_from", &copyFrom);
    library.impl("_local_scalar_dense", torch::CppFunction::makeFromBoxedFunction<&numberByHost>());
    // Else LibTorch asks for those that write into tensors given, whose two results its boxing loses.
    library.impl("max_pool2d_with_indices", torch::CppFunction::makeFromBoxedFunction<&byHost>());
    library.impl("nll_loss_forward", torch::CppFunction::makeFromBoxedFunction<&byHost>());
    // LibTorch would look for a convolution of this kind of device.
    library.impl("convolution", torch::CppFunction::makeFromBoxedFunction<&byHost>());
    library.impl("convolution_backward", torch::CppFunction::makeFromBoxedFunction<&byHost>());
}

REGISTER_ALLOCATOR(type, &memory)

}

C10_REGISTER_GUARD_IMPL(HPU, Guard)
using HPUHooks = Hooks; // the registry's own name for them
using at::HPUHooksRegistry;
using at::RegistererHPUHooksRegistry;
REGISTER_HPU_HOOKS(HPUHooks)

torch::Device fakeDevice() {
    return {c10::DeviceType::HPU, 0};
}

std::int64_t hostReads() {
    return reads;
}

std::int64_t deviceOperators() {
    return operators;
}

}
