// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <barrier>
#include <functional>
#include <thread>
#include <vector>

#include "core/search/collective.h"
#include "core/torch_headers.h"

namespace paretoscope::search {

/// Threads that play the processes of a collective.
class Meeting {
public:
    explicit Meeting(int size)
        : barrier_(size)
        , tensors_(static_cast<std::size_t>(size))
        , numbers_(static_cast<std::size_t>(size)) { }

    /// Runs `work` as every process at once.
    void run(const std::function<void(std::shared_ptr<Collective>)>& work) {
        std::vector<std::jthread> threads;
        for (int rank = 0; rank < size(); ++rank) {
            threads.emplace_back([this, rank, &work] { work(std::make_shared<Member>(*this, rank)); });
        }
    }

private:
    class Member final : public Collective {
    public:
        Member(Meeting& meeting, int rank) : meeting_(meeting), rank_(rank) { }
        [[nodiscard]] int rank() const override { return rank_; }
        [[nodiscard]] int size() const override { return meeting_.size(); }
        void average(const std::vector<torch::Tensor>& tensors) override {
            exchange(tensors, [this](std::size_t index) {
                torch::Tensor sum = meeting_.tensors_[0][index].to(torch::kFloat64);
                for (int rank = 1; rank < size(); ++rank) {
                    sum += meeting_.tensors_[static_cast<std::size_t>(rank)][index];
                }
                return sum / size();
            });
        }
        void broadcast(const std::vector<torch::Tensor>& tensors) override {
            exchange(tensors, [this](std::size_t index) { return meeting_.tensors_[0][index].clone(); });
        }
        void sum(std::span<double> numbers) override {
            meeting_.numbers_[static_cast<std::size_t>(rank_)].assign(numbers.begin(), numbers.end());
            meeting_.barrier_.arrive_and_wait();
            std::fill(numbers.begin(), numbers.end(), 0.0);
            for (const std::vector<double>& theirs : meeting_.numbers_) {
                for (std::size_t index = 0; index < numbers.size(); ++index) {
                    numbers[index] += theirs[index];
                }
            }
            meeting_.barrier_.arrive_and_wait();
        }

    private:
        /// All read what all have before anybody writes.
        void exchange(
            const std::vector<torch::Tensor>& tensors, const std::function<torch::Tensor(std::size_t)>& together) {
            const torch::NoGradGuard noGradient;
            meeting_.tensors_[static_cast<std::size_t>(rank_)] = tensors;
            meeting_.barrier_.arrive_and_wait();
            std::vector<torch::Tensor> results;
            for (std::size_t index = 0; index < tensors.size(); ++index) {
                results.push_back(together(index));
            }
            meeting_.barrier_.arrive_and_wait();
            for (std::size_t index = 0; index < tensors.size(); ++index) {
                torch::Tensor(tensors[index]).copy_(results[index]);
            }
        }

        Meeting& meeting_;
        int rank_;
    };

    [[nodiscard]] int size() const { return static_cast<int>(tensors_.size()); }

    std::barrier<> barrier_;
    std::vector<std::vector<torch::Tensor>> tensors_; ///< by rank
    std::vector<std::vector<double>> numbers_;
};

}
