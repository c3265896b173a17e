// SPDX-License-Identifier: Apache-2.0
#include "core/nn/fused_cell.h"

#include <utility>

#include "core/nn/cpu/cell_pass.h"
#include "core/nn/initialisation.h"
#include "core/nn/mixing_weights.h"
#include "core/nn/pooled_tensors.h"
#include "core/torch_headers.h"

namespace paretoscope::nn {

using cpu::CellExtent;
using cpu::CellLayout;
using torch::autograd::AutogradContext;
using torch::autograd::variable_list;

namespace {

/// What passes of one batch size share. Activations are kept from step to step: fresh memory of that size costs as much
/// as a kernel.
template <class T>
struct Resources {
    Resources(const CellSpec& spec, const CellExtent& extent)
        : layout(spec, extent)
        , scratch(layout, at::get_num_threads()) { }

    CellLayout layout;
    cpu::CellScratch<T> scratch;
    std::unique_ptr<cpu::CellActivations<T>> spare;

    std::unique_ptr<cpu::CellActivations<T>> take() {
        return spare ? std::move(spare) : std::make_unique<cpu::CellActivations<T>>(layout);
    }
};

/// One forward pass, until its backward pass.
template <class T>
struct Run final : torch::CustomClassHolder {
    std::shared_ptr<Resources<T>> resources;
    std::unique_ptr<cpu::CellActivations<T>> activations;
    std::vector<std::uint8_t> active;
    std::vector<cpu::RunningStatistics<T>> running;
    torch::Tensor pathScales;
    cpu::NormalisationRule rule;

    Run() = default;
    Run(const Run&) = delete;
    Run& operator=(const Run&) = delete;
    ~Run() override { release(); }
    void release() {
        if (activations) {
            resources->spare = std::move(activations);
        }
    }
    /// `kept` holds what had to be copied to lie contiguously.
    cpu::CellTensors<T> tensors(const variable_list& all, const torch::Tensor& output, variable_list& kept) const {
        const auto pointer = [&](const torch::Tensor& tensor) -> const T* {
            kept.push_back(tensor.contiguous());
            return kept.back().const_data_ptr<T>();
        };
        const auto inputs = static_cast<std::size_t>(resources->layout.space.inputs);
        cpu::CellTensors<T> result{.inputs = {},
            .parameters = {},
            .running = running,
            .operationWeights = pointer(all[operationsAt]),
            .edgeWeights = all[edgesAt].numel() > 0 ? pointer(all[edgesAt]) : nullptr,
            .active = active,
            .pathScales = pathScales.defined() ? pathScales.const_data_ptr<T>() : nullptr,
            .output = output.data_ptr<T>()};
        for (std::size_t index = inputsAt; index < all.size(); ++index) {
            (index < inputsAt + inputs ? result.inputs : result.parameters).push_back(pointer(all[index]));
        }
        return result;
    }
};

template <class T>
class FusedFunction : public torch::autograd::Function<FusedFunction<T>> {
public:
    static torch::Tensor forward(AutogradContext* context, const c10::intrusive_ptr<Run<T>>& run, at::TensorList list) {
        const variable_list tensors = list.vec();
        const CellLayout& layout = run->resources->layout;
        const torch::Tensor output = emptyOutput(layout, tensors[inputsAt]);
        variable_list kept;
        cpu::forwardCell(layout, cpu::kernels<T>(), run->tensors(tensors, output, kept), run->rule, *run->activations,
            run->resources->scratch);
        context->saved_data["run"] = c10::IValue::make_capsule(run);
        variable_list saved = tensors;
        saved.push_back(output);
        context->save_for_backward(std::move(saved));
        return output;
    }

    static variable_list backward(AutogradContext* context, const variable_list& outputs) {
        TORCH_CHECK(!torch::GradMode::is_enabled(), "the fused cell has no gradient of its gradient");
        auto& run = static_cast<Run<T>&>(*context->saved_data["run"].toCapsule());
        TORCH_CHECK(run.activations, "the fused cell's graph was already used by a backward pass");
        variable_list saved = context->get_saved_variables();
        const torch::Tensor output = saved.back();
        saved.pop_back();
        variable_list kept;
        kept.push_back(outputs.front().contiguous());
        variable_list gradients(saved.size());
        const cpu::CellGradients<T> wanted = wantedGradients(context, run, saved, kept.front(), gradients);
        cpu::backwardCell(run.resources->layout, cpu::kernels<T>(), run.tensors(saved, output, kept), *run.activations,
            wanted, run.resources->scratch);
        run.release();
        gradients.insert(gradients.begin(), torch::Tensor()); // for the run, which is no tensor
        return gradients;
    }

private:
    static cpu::CellGradients<T> wantedGradients(AutogradContext* context, const Run<T>& run,
        const variable_list& tensors, const torch::Tensor& outputGradient, variable_list& gradients) {
        const CellLayout& layout = run.resources->layout;
        cpu::CellGradients<T> wanted{.output = outputGradient.const_data_ptr<T>()};
        const auto allocated = [&](std::size_t index) -> T* {
            if (tensors[index].numel() == 0 || !context->needs_input_grad(index)) {
                return nullptr;
            }
            gradients[index] = at::empty(tensors[index].sizes(), tensors[index].options());
            return gradients[index].template data_ptr<T>();
        };
        wanted.operationWeights = allocated(operationsAt);
        wanted.edgeWeights = allocated(edgesAt);
        std::size_t index = inputsAt;
        for (int input = 0; input < layout.space.inputs; ++input) {
            wanted.inputs.push_back(allocated(index++));
        }
        bool weights = false;
        for (std::size_t parameter = index; parameter < tensors.size(); ++parameter) {
            weights = weights || context->needs_input_grad(parameter);
        }
        if (!weights) {
            return wanted;
        }
        // One allocation for the gradients of some 180 small tensors.
        const torch::Tensor all = at::empty({layout.parameterCount}, tensors[index].options());
        for (std::size_t parameter = 0; parameter < layout.parameters.size(); ++parameter, ++index) {
            gradients[index] = all.narrow(0, layout.parameterOffsets[parameter], layout.parameters[parameter].size)
                                   .view(tensors[index].sizes());
            wanted.parameters.push_back(gradients[index].template data_ptr<T>());
        }
        return wanted;
    }
};

/// What all cells on the kernels have in common: their tensors, and a pass over them.
class KernelCell {
public:
    KernelCell(CellSpec spec, const TensorOfName& tensorOf) : spec_(std::move(spec)) {
        const CellLayout names(spec_, {1, 2, 2});
        for (const cpu::ParameterLayout& parameter : names.parameters) {
            parameters_.push_back(tensorOf(parameter.name));
        }
        for (const cpu::NormLayout& norm : names.norms) {
            means_.push_back(tensorOf(norm.name + ".running_mean"));
            variances_.push_back(tensorOf(norm.name + ".running_var"));
        }
    }

    struct Weights {
        torch::Tensor operations; ///< [edges, operations]
        torch::Tensor edges; ///< [edges] or undefined
        torch::Tensor pathScales; ///< [edges, batch] or undefined
        std::vector<std::uint8_t> active; ///< [edges · operations]
    };
    torch::Tensor forward(const std::vector<torch::Tensor>& inputs, const Weights& weights, NormalisationMode mode) {
        return inputs.back().scalar_type() == torch::kFloat32 ? run<float>(single_, inputs, weights, mode)
                                                              : run<double>(twice_, inputs, weights, mode);
    }

    void release() {
        single_.reset();
        twice_.reset();
    }

private:
    template <class T>
    torch::Tensor run(std::shared_ptr<Resources<T>>& resources, const std::vector<torch::Tensor>& inputs,
        const Weights& weights, NormalisationMode mode) {
        const torch::Tensor& last = inputs.back();
        const CellExtent extent{
            static_cast<int>(last.size(0)), static_cast<int>(last.size(2)), static_cast<int>(last.size(3))};
        if (!resources || !(resources->layout.extent == extent)
            || static_cast<int>(resources->scratch.threads()) != at::get_num_threads()) {
            resources = std::make_shared<Resources<T>>(spec_, extent);
        }
        auto run = c10::make_intrusive<Run<T>>();
        run->resources = resources;
        run->activations = resources->take();
        run->active = weights.active;
        run->pathScales = weights.pathScales;
        run->rule = {.batchStatistics = mode.batchStatistics,
            .updateRunning = mode.batchStatistics && mode.updateRunning,
            .momentum = normalisationMomentum,
            .epsilon = normalisationEpsilon};
        for (std::size_t norm = 0; norm < means_.size(); ++norm) {
            run->running.push_back({means_[norm].data_ptr<T>(), variances_[norm].data_ptr<T>()});
        }
        // An undefined tensor has no place in autograd's lists: no edge weights are an empty one.
        variable_list tensors{
            weights.operations, weights.edges.defined() ? weights.edges : at::empty({0}, last.options())};
        tensors.insert(tensors.end(), inputs.begin(), inputs.end());
        tensors.insert(tensors.end(), parameters_.begin(), parameters_.end());
        return FusedFunction<T>::apply(run, at::TensorList(tensors)); // autograd looks into no vector
    }

    PooledTensors pooled_;
    CellSpec spec_;
    variable_list parameters_;
    variable_list means_;
    variable_list variances_;
    std::shared_ptr<Resources<float>> single_;
    std::shared_ptr<Resources<double>> twice_;
};

class FusedCell final : public SearchCell {
public:
    FusedCell(const CellSpec& spec, torch::Generator generator)
        : stock_(makeSharedCell(spec, std::move(generator)))
        , space_(space::searchSpace(spec.space))
        , kernels_(spec, tensorsByName(*stock_)) { }

    torch::Tensor forward(
        const std::vector<torch::Tensor>& inputs, const CellMixing& mixing, NormalisationMode mode) override {
        if (!takenByKernels(inputs.back())) {
            return stock_->forward(inputs, mixing, mode);
        }
        return kernels_.forward(
            inputs, {operationWeights(mixing, space_), mixing.edges, {}, activeOperations(mixing, space_)}, mode);
    }
    [[nodiscard]] NamedTensors parameters() const override { return stock_->parameters(); }
    [[nodiscard]] NamedTensors buffers() const override { return stock_->buffers(); }

private:
    std::unique_ptr<SearchCell> stock_;
    const space::SearchSpace& space_;
    KernelCell kernels_;
};

class KernelDiscreteCell final : public DiscreteCell {
public:
    KernelDiscreteCell(const CellSpec& spec, const TensorOfName& tensorOf) : kernels_(spec, tensorOf) {
        for (const space::Operation edge : spec.chosen) {
            for (const space::Operation operation : space::searchSpace(spec.space).operations) {
                active_.push_back(operation == edge && operation != space::Operation::None ? 1 : 0);
            }
        }
    }

    torch::Tensor forward(
        const std::vector<torch::Tensor>& inputs, const torch::Tensor& pathScales, NormalisationMode mode) override {
        const torch::Tensor ones = torch::ones({static_cast<std::int64_t>(active_.size())}, inputs.back().options());
        return kernels_.forward(inputs, {ones, {}, pathScales, active_}, mode);
    }
    void release() override { kernels_.release(); }

private:
    KernelCell kernels_;
    std::vector<std::uint8_t> active_; ///< [edges · operations]
};

}

bool takenByKernels(const torch::Tensor& tensor) {
    return tensor.is_cpu() && (tensor.scalar_type() == torch::kFloat32 || tensor.scalar_type() == torch::kFloat64);
}

std::unique_ptr<DiscreteCell> makeDiscreteCell(const CellSpec& spec, const TensorOfName& tensorOf) {
    return std::make_unique<KernelDiscreteCell>(spec, tensorOf);
}

std::unique_ptr<SearchCell> makeFusedCell(const CellSpec& spec, torch::Generator generator) {
    return std::make_unique<FusedCell>(spec, std::move(generator));
}

}
