// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/nn/gpu/cell_program.h"

namespace paretoscope::nn::gpu {

[[nodiscard]] constexpr int ceilOf(int value, int divisor) {
    return (value + divisor - 1) / divisor;
}

/// Fills the tables of a CellProgram from a layout: where everything lies and what is computed from what.
class ProgramBuilder {
public:
    ProgramBuilder(CellProgram& program, const cpu::CellLayout& layout, const std::vector<std::uint8_t>& active);
    void build();

private:
    using Stage = CellProgram::ProductStage;
    [[nodiscard]] static std::size_t at(int index) { return static_cast<std::size_t>(index); }

    [[nodiscard]] bool active(int edge, int operation) const;
    [[nodiscard]] bool active(const cpu::UnitLayout& unit) const { return active(unit.edge, unit.operation); }
    [[nodiscard]] bool edgeActive(int edge) const;
    [[nodiscard]] const cpu::UnitLayout& unit(int index) const {
        return layout_.units[static_cast<std::size_t>(index)];
    }

    [[nodiscard]] Map kept(std::size_t offset, int channels, int pixels) const;
    [[nodiscard]] Map inOutput(Base base, int state) const;
    [[nodiscard]] Map inputMap(int input, Base first) const;
    [[nodiscard]] Map stateMap(int state) const;
    [[nodiscard]] Map gradientMap(int state) const;
    [[nodiscard]] Map unitOutput(const cpu::UnitLayout& unit) const;
    [[nodiscard]] Map termPlane(const cpu::TermLayout& term) const;
    [[nodiscard]] Size sizeOf(int state) const;

    std::int64_t takeNumbers(std::int64_t count);
    Map takeWork(int planes, int pixels);

    void addNorms();
    void addSlots();
    void addTerms(int target);
    void addBypasses(int target);
    void addReduction(int target);
    void addPreprocessedInput(int input);
    void addProducts(int source);
    void addDepthwise(const cpu::UnitLayout& unit, Stage& stage);
    void addDense(const cpu::UnitLayout& unit, Stage& stage);
    ProductJob& append(Stage& stage, const cpu::UnitLayout& unit, const Size& in, const Size& out);
    void addSecondJobs(int source);
    void addPool(int source);
    void addNormLists(int source);
    void addAssembly(int source);
    void addInputAssembly(int input);
    void addReaders(const Stage& stage);
    void addTargets(int source, cpu::TermKind kind, std::int32_t& first, std::int32_t& count);
    void addBypassTargets(int source, AssembleJob& job);
    void addParameters();
    void finishStage(const Stage& stage);

    CellProgram& p_;
    const cpu::CellLayout& layout_;
    const std::vector<std::uint8_t>& active_;
    std::vector<int> unitSlots_; ///< by unit
    std::vector<std::vector<int>> termSlots_; ///< by state and term of the layout
    std::vector<std::int64_t> gradientOffsets_; ///< by state
    std::vector<std::int32_t> jobUnits_; ///< by product
    std::int64_t numbers_ = 0;
    std::int64_t work_ = 0; ///< taken by the current stage
};

}
