// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <memory>

namespace paretoscope::nn::cpu {

/// Aligned memory without initialisation from the BlockPool: a cell's activations are hundreds of megabytes that are
/// walked several times a step.
class RawBuffer {
public:
    RawBuffer() = default;
    /// Throws std::bad_alloc.
    explicit RawBuffer(std::size_t bytes);
    [[nodiscard]] std::byte* data() const { return data_.get(); }
    [[nodiscard]] std::size_t bytes() const { return bytes_; }

private:
    struct Release {
        void operator()(std::byte* data) const;
    };
    std::unique_ptr<std::byte[], Release> data_;
    std::size_t bytes_ = 0;
};

/// `count` numbers set to one value, aligned for every vector.
template <class T>
class AlignedArray {
public:
    AlignedArray() = default;
    AlignedArray(std::size_t count, T value) : buffer_(count * sizeof(T)), count_(count) {
        std::uninitialized_fill_n(data(), count, value);
    }
    [[nodiscard]] T* data() const { return reinterpret_cast<T*>(buffer_.data()); }
    [[nodiscard]] std::size_t size() const { return count_; }
    T& operator[](std::size_t index) const { return data()[index]; }

private:
    RawBuffer buffer_;
    std::size_t count_ = 0;
};

}
