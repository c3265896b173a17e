// SPDX-License-Identifier: Apache-2.0
#include "core/nn/device_cell.h"

#include <cstring>
#include <utility>

#include "core/nn/gpu/cell_program.h"
#include "core/nn/initialisation.h"
#include "core/nn/mixing_weights.h"
#include "core/torch_headers.h"

namespace paretoscope::nn {

using torch::autograd::AutogradContext;
using torch::autograd::variable_list;

namespace {

/// A copy of plain memory on a device.
torch::Tensor uploaded(const void* data, std::size_t bytes, torch::Device device) {
    const auto size = static_cast<std::int64_t>(bytes);
    const torch::Tensor host = torch::empty({size}, torch::kUInt8);
    if (bytes > 0) {
        std::memcpy(host.data_ptr(), data, bytes);
    }
    return host.to(device);
}

torch::Tensor numbersOn(torch::Device device, torch::Dtype type, std::size_t count) {
    return torch::empty({static_cast<std::int64_t>(count)}, torch::TensorOptions(device).dtype(type));
}

/// Launches for one batch size and choice of operations, with their tables on the device.
struct DeviceProgram {
    DeviceProgram(const cpu::CellLayout& layout, const std::vector<std::uint8_t>& chosen, torch::Device device)
        : active(chosen)
        , program(layout, chosen)
        , tables(uploaded(program.tables().data(), program.tables().size(), device)) { }

    std::vector<std::uint8_t> active;
    gpu::CellProgram program;
    torch::Tensor tables;
};

/// Where a cell's parameters and running statistics lie, for kernels to look up.
class TensorPointers {
public:
    /// Copies to the device only what has moved since the last time.
    void update(const variable_list& parameters, const variable_list& means, const variable_list& variances,
        torch::Device device) {
        std::vector<const void*> now;
        for (const variable_list* list : {&parameters, &means, &variances}) {
            for (const torch::Tensor& tensor : *list) {
                TORCH_CHECK(
                    tensor.device() == device && tensor.scalar_type() == torch::kFloat32 && tensor.is_contiguous(),
                    "a cell's tensors must be float32 and lie where its inputs lie");
                now.push_back(tensor.const_data_ptr());
            }
        }
        if (now != host_ || !table_.defined() || table_.device() != device) {
            host_ = std::move(now);
            table_ = uploaded(host_.data(), host_.size() * sizeof(void*), device);
        }
        parameters_ = parameters.size();
        norms_ = means.size();
    }
    [[nodiscard]] const torch::Tensor& table() const { return table_; }
    void describe(gpu::CellArguments& arguments) const {
        auto* begin = static_cast<float**>(table_.data_ptr());
        arguments.parameters = begin;
        arguments.runningMeans = begin + parameters_;
        arguments.runningVariances = begin + parameters_ + norms_;
    }

private:
    std::vector<const void*> host_;
    torch::Tensor table_;
    std::size_t parameters_ = 0;
    std::size_t norms_ = 0;
};

/// One forward pass, until its backward pass.
struct DeviceRun final : torch::CustomClassHolder {
    std::shared_ptr<const cpu::CellLayout> layout;
    std::shared_ptr<const DeviceProgram> program;
    CellLaunch launch;
    gpu::CellArguments arguments{};
    bool bfloat16 = false;
    variable_list kept; ///< whose memory the arguments name
    bool used = false;

    torch::Tensor keep(torch::Tensor tensor) {
        kept.push_back(std::move(tensor));
        return kept.back();
    }
    void setBase(gpu::Base base, const torch::Tensor& tensor) {
        arguments.bases[static_cast<std::size_t>(base)] = tensor.data_ptr();
    }
    void setInputBase(gpu::Base first, int input, const torch::Tensor& tensor) {
        arguments.bases[static_cast<std::size_t>(first) + static_cast<std::size_t>(input)] = tensor.data_ptr();
    }
};

class DeviceFunction : public torch::autograd::Function<DeviceFunction> {
public:
    static torch::Tensor forward(
        AutogradContext* context, const c10::intrusive_ptr<DeviceRun>& run, at::TensorList list) {
        const variable_list tensors = list.vec();
        const cpu::CellLayout& layout = *run->layout;
        const gpu::CellProgram::Sizes& sizes = run->program->program.sizes();
        const torch::Tensor& last = tensors[inputsAt];
        const torch::Device device = last.device();
        gpu::CellArguments& a = run->arguments;
        const torch::Tensor output = emptyOutput(layout, last);
        for (int input = 0; input < layout.space.inputs; ++input) {
            run->setInputBase(
                gpu::Base::Input0, input, run->keep(tensors[inputsAt + static_cast<std::size_t>(input)].contiguous()));
        }
        run->setBase(gpu::Base::Activations, run->keep(numbersOn(device, last.scalar_type(), sizes.activations)));
        run->setBase(gpu::Base::Output, output);
        a.arguments =
            static_cast<std::uint8_t*>(run->keep(numbersOn(device, torch::kUInt8, sizes.poolArguments)).data_ptr());
        a.numbers = run->keep(numbersOn(device, torch::kFloat32, sizes.numbers)).data_ptr<float>();
        a.operationWeights = run->keep(tensors[operationsAt].to(torch::kFloat32).contiguous()).const_data_ptr<float>();
        if (tensors[edgesAt].numel() > 0) {
            a.edgeWeights = run->keep(tensors[edgesAt].to(torch::kFloat32).contiguous()).const_data_ptr<float>();
        }
        run->program->program.describe(a, static_cast<const std::byte*>(run->program->tables.data_ptr()));
        run->launch(run->program->program.forward(), a, run->bfloat16);
        context->saved_data["run"] = c10::IValue::make_capsule(run);
        variable_list saved = tensors;
        saved.push_back(output);
        context->save_for_backward(std::move(saved));
        return output;
    }

    static variable_list backward(AutogradContext* context, const variable_list& outputs) {
        TORCH_CHECK(!torch::GradMode::is_enabled(), "the cell on GPU kernels has no gradient of its gradient");
        auto& run = static_cast<DeviceRun&>(*context->saved_data["run"].toCapsule());
        TORCH_CHECK(!run.used, "the cell's graph was already used by a backward pass");
        run.used = true;
        const variable_list saved = context->get_saved_variables(); // checks that nothing was changed in place
        const std::size_t count = saved.size() - 1;
        variable_list gradients(count);
        const gpu::GradientsWanted wanted = prepare(context, run, saved, outputs.front().contiguous(), gradients);
        run.launch(run.program->program.backward(wanted), run.arguments, run.bfloat16);
        run.kept.clear();
        gradients.insert(gradients.begin(), torch::Tensor()); // for the run, which is no tensor
        return gradients;
    }

private:
    static gpu::GradientsWanted prepare(AutogradContext* context, DeviceRun& run, const variable_list& saved,
        const torch::Tensor& outputGradient, variable_list& gradients) {
        const cpu::CellLayout& layout = *run.layout;
        const gpu::CellProgram::Sizes& sizes = run.program->program.sizes();
        gpu::CellArguments& a = run.arguments;
        const torch::Device device = outputGradient.device();
        const torch::Dtype type = saved[inputsAt].scalar_type();
        gpu::GradientsWanted wanted{.weights = false, .edges = false, .inputs = {false, false}};
        run.setBase(gpu::Base::OutputGradient, run.keep(outputGradient));
        run.setBase(gpu::Base::StateGradients, run.keep(numbersOn(device, type, sizes.stateGradients)));
        run.setBase(gpu::Base::Work, run.keep(numbersOn(device, type, sizes.work)));
        const auto allocated = [&](std::size_t index) -> float* {
            if (saved[index].numel() == 0 || !context->needs_input_grad(index)) {
                return nullptr;
            }
            gradients[index] = at::empty(saved[index].sizes(), saved[index].options().dtype(torch::kFloat32));
            return gradients[index].data_ptr<float>();
        };
        a.operationGradients = allocated(operationsAt);
        a.edgeGradients = allocated(edgesAt);
        wanted.edges = a.edgeGradients != nullptr;
        const auto inputs = static_cast<std::size_t>(layout.space.inputs);
        for (std::size_t input = 0; input < inputs; ++input) {
            if (context->needs_input_grad(inputsAt + input)) {
                wanted.inputs[input] = true;
                gradients[inputsAt + input] =
                    at::empty(saved[inputsAt + input].sizes(), saved[inputsAt + input].options());
                run.setInputBase(gpu::Base::InputGradient0, static_cast<int>(input), gradients[inputsAt + input]);
            }
        }
        for (std::size_t index = inputsAt + inputs; index < gradients.size(); ++index) {
            wanted.weights = wanted.weights || context->needs_input_grad(index);
        }
        if (wanted.weights) {
            addWeights(run, device, inputsAt + inputs, saved, gradients);
        }
        return wanted;
    }
    /// One allocation for the gradients of some 180 small tensors.
    static void addWeights(
        DeviceRun& run, torch::Device device, std::size_t first, const variable_list& saved, variable_list& gradients) {
        const cpu::CellLayout& layout = *run.layout;
        const torch::Tensor all = numbersOn(device, torch::kFloat32, static_cast<std::size_t>(layout.parameterCount));
        run.arguments.parameterGradients = all.data_ptr<float>();
        run.arguments.weightPartials =
            run.keep(numbersOn(device, torch::kFloat32, run.program->program.sizes().weightPartials)).data_ptr<float>();
        for (std::size_t parameter = 0; parameter < layout.parameters.size(); ++parameter) {
            gradients[first + parameter] =
                all.narrow(0, layout.parameterOffsets[parameter], layout.parameters[parameter].size)
                    .view(saved[first + parameter].sizes());
        }
    }
};

class DeviceCell final : public SearchCell {
public:
    DeviceCell(const CellSpec& spec, torch::Generator generator, CellLaunch launch)
        : stock_(makeSharedCell(spec, std::move(generator)))
        , space_(space::searchSpace(spec.space))
        , spec_(spec)
        , launch_(std::move(launch)) {
        const TensorOfName tensorOf = tensorsByName(*stock_);
        const cpu::CellLayout names(spec_, {1, 2, 2});
        for (const cpu::ParameterLayout& parameter : names.parameters) {
            parameters_.push_back(tensorOf(parameter.name));
        }
        for (const cpu::NormLayout& norm : names.norms) {
            means_.push_back(tensorOf(norm.name + ".running_mean"));
            variances_.push_back(tensorOf(norm.name + ".running_var"));
        }
    }

    torch::Tensor forward(
        const std::vector<torch::Tensor>& inputs, const CellMixing& mixing, NormalisationMode mode) override {
        const torch::Tensor& last = inputs.back();
        const bool bfloat16 = last.scalar_type() == torch::kBFloat16;
        if (!bfloat16 && last.scalar_type() != torch::kFloat32) {
            return stock_->forward(inputs, mixing, mode);
        }
        const cpu::CellExtent extent{
            static_cast<int>(last.size(0)), static_cast<int>(last.size(2)), static_cast<int>(last.size(3))};
        if (!layout_ || !(layout_->extent == extent)) {
            layout_ = std::make_shared<cpu::CellLayout>(spec_, extent);
            whole_.reset();
            part_.reset();
        }
        auto run = c10::make_intrusive<DeviceRun>();
        run->layout = layout_;
        run->program = programFor(mixing, last.device());
        run->launch = launch_;
        run->bfloat16 = bfloat16;
        pointers_.update(parameters_, means_, variances_, last.device());
        run->keep(pointers_.table());
        pointers_.describe(run->arguments);
        run->arguments.batchStatistics = mode.batchStatistics ? 1 : 0;
        run->arguments.updateRunning = mode.batchStatistics && mode.updateRunning ? 1 : 0;
        run->arguments.momentum = static_cast<float>(normalisationMomentum);
        run->arguments.epsilon = static_cast<float>(normalisationEpsilon);
        // An undefined tensor has no place in autograd's lists: no edge weights are an empty one.
        variable_list tensors{
            operationWeights(mixing, space_), mixing.edges.defined() ? mixing.edges : at::empty({0}, last.options())};
        tensors.insert(tensors.end(), inputs.begin(), inputs.end());
        tensors.insert(tensors.end(), parameters_.begin(), parameters_.end());
        return DeviceFunction::apply(run, at::TensorList(tensors)); // autograd looks into no vector
    }
    [[nodiscard]] NamedTensors parameters() const override { return stock_->parameters(); }
    [[nodiscard]] NamedTensors buffers() const override { return stock_->buffers(); }

private:
    /// All operations, which a search wants each time, or some of them, the last choice of which is kept.
    std::shared_ptr<const DeviceProgram> programFor(const CellMixing& mixing, torch::Device device) {
        std::shared_ptr<const DeviceProgram>& kept = mixing.onlyOperations == nullptr ? whole_ : part_;
        std::vector<std::uint8_t> active = activeOperations(mixing, space_);
        if (!kept || kept->active != active || kept->tables.device() != device) {
            kept = std::make_shared<DeviceProgram>(*layout_, active, device);
        }
        return kept;
    }

    std::unique_ptr<SearchCell> stock_;
    const space::SearchSpace& space_;
    CellSpec spec_;
    CellLaunch launch_;
    variable_list parameters_;
    variable_list means_;
    variable_list variances_;
    std::shared_ptr<const cpu::CellLayout> layout_;
    std::shared_ptr<const DeviceProgram> whole_;
    std::shared_ptr<const DeviceProgram> part_;
    TensorPointers pointers_;
};

}

std::unique_ptr<SearchCell> makeDeviceCell(const CellSpec& spec, torch::Generator generator, CellLaunch launch) {
    return std::make_unique<DeviceCell>(spec, std::move(generator), std::move(launch));
}

namespace {

/// Output and gradients of a cell, in one row of numbers.
torch::Tensor outcomeOn(torch::Device device, SearchCell& cell) {
    torch::NoGradGuard noGrad;
    for (const NamedTensors& group : {cell.parameters(), cell.buffers()}) {
        for (const NamedTensor& entry : group) {
            torch::Tensor tensor = entry.tensor;
            tensor.set_data(tensor.to(device));
        }
    }
    torch::Generator random = seededGenerator(2);
    CellMixing mixing;
    mixing.operations = torch::rand({14, 8}, random).to(device).requires_grad_();
    const std::vector<torch::Tensor> inputs{
        torch::randn({4, 8, 8, 8}, random).to(device), torch::randn({4, 8, 8, 8}, random).to(device)};
    torch::Tensor output;
    {
        const torch::AutoGradMode grad(true);
        output = cell.forward(inputs, mixing, {true, true});
        output.backward(torch::randn(output.sizes(), random).to(device));
    }
    std::vector<torch::Tensor> all{output.flatten(), mixing.operations.grad().flatten()};
    for (const NamedTensor& entry : cell.parameters()) {
        all.push_back(entry.tensor.grad().flatten());
    }
    return at::cat(all);
}

}

bool agreesWithStock(torch::Device device, const CellLaunch& launch) {
    const CellSpec spec{.reduction = true, .inputChannels = {8, 8}, .channels = 8, .chosen = {}};
    try {
        const torch::Tensor ours = outcomeOn(device, *makeDeviceCell(spec, seededGenerator(1), launch));
        const torch::Tensor stock = outcomeOn(device, *makeSharedCell(spec, seededGenerator(1)));
        return ((ours - stock).norm() <= 0.05 * stock.norm()).item<bool>(); // not where a number is NaN
    } catch (const std::exception&) {
        return false;
    }
}

}
