// SPDX-License-Identifier: Apache-2.0
// The kernels of core/nn/gpu for NVIDIA GPUs.
#include "core/cuda/cell_kernels.h"
#include "core/nn/gpu/kernels.h"

namespace paretoscope::cuda {

namespace {

using namespace nn::gpu;

/// See kernel_source.h.
class CudaBlock {
public:
    int x;
    int y;
    int z;

    __device__ __forceinline__ explicit CudaBlock(float* shared)
        : x(static_cast<int>(blockIdx.x))
        , y(static_cast<int>(blockIdx.y))
        , z(static_cast<int>(blockIdx.z))
        , shared_(shared) { }

    template <class T>
    class PerThread {
    public:
        __device__ __forceinline__ T& operator[](int) { return value_; }
        __device__ __forceinline__ const T& operator[](int) const { return value_; }

    private:
        T value_;
    };

    [[nodiscard]] __device__ __forceinline__ float* shared() const { return shared_; }
    template <class F>
    __device__ __forceinline__ void phase(const F& f) const {
        f(static_cast<int>(threadIdx.x));
        __syncthreads();
    }
    template <class T>
    __device__ __forceinline__ void warpSum(PerThread<T>& values) const {
        const int thread = static_cast<int>(threadIdx.x);
#pragma unroll
        for (int bit = warpThreads / 2; bit > 0; bit /= 2) {
            values[thread] += __shfl_xor_sync(0xffffffffU, values[thread], bit);
        }
    }

private:
    float* shared_;
};

/// Two blocks a multiprocessor: 128 registers a thread.
template <Kernel Wanted, class Storage>
__global__ void __launch_bounds__(blockThreads, 2)
    cellKernel(const __grid_constant__ CellArguments arguments, const __grid_constant__ Step step) {
    extern __shared__ __align__(16) float memory[];
    runBlock<Wanted, Storage>(CudaBlock(memory), arguments, step);
}

template <class Storage>
cudaError_t launchAll(std::span<const Step> steps, const CellArguments& arguments, cudaStream_t stream) {
    for (const Step& step : steps) {
        const dim3 grid(static_cast<unsigned>(step.grid[0]), static_cast<unsigned>(step.grid[1]),
            static_cast<unsigned>(step.grid[2]));
        withKernel(step.kernel, [&]<Kernel Wanted>() {
            cellKernel<Wanted, Storage>
                <<<grid, blockThreads, static_cast<std::size_t>(step.sharedBytes), stream>>>(arguments, step);
        });
        if (const cudaError_t error = cudaGetLastError(); error != cudaSuccess) {
            return error;
        }
    }
    return cudaSuccess;
}

}

cudaError_t launchCell(
    std::span<const Step> steps, const CellArguments& arguments, bool bfloat16, cudaStream_t stream) {
    return bfloat16 ? launchAll<Bf16>(steps, arguments, stream) : launchAll<float>(steps, arguments, stream);
}

}
