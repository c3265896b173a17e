// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <csignal>
#include <filesystem>
#include <fstream>
#include <memory>
#include <string>

#include <unistd.h>

#include "core/base/atomic_file.h"
#include "core/base/error.h"
#include "tests/search/tiny_search.h"
#include "tests/search/tiny_work.h"

namespace paretoscope::search {

/// Twenty steps, in batches that two and four processes can share.
inline options::SearchConfig twentySteps() {
    options::SearchConfig options = tinyOptions();
    options.warmUpSteps = 2;
    options.searchSteps = 18;
    options.epochSteps = 5;
    options.archiveSamples = 1;
    return options;
}

/// What a process of several does, by name; at `step`, where that is not 0, it ends rank 1 in a way of the work's own.
/// `file`: beside which it says that it has begun, where the work is one that is told when to end.
inline SavedState worked(const std::string& work, const std::shared_ptr<Collective>& collective, int step = 0,
    const std::string& file = {}) {
    const int rank = collective->rank();
    Compute compute;
    compute.collective = collective;
    if (work == "train") {
        Training training = tinyTraining("DARTS_V2", compute);
        training.runUntil(training.step() + tinyTrainingOptions().steps());
        (void)training.evaluate(*tinyImages(32));
        return training.exportState();
    }
    options::SearchConfig options = twentySteps();
    if (work == "search-forever") { // until it is told to end: the test decides when
        BilevelSearch search = tinySearch(options, compute);
        search.runUntil(1);
        if (rank == 0) {
            std::ofstream(file + ".begun");
        }
        while (!collective->any(std::filesystem::exists(file + ".end"))) {
            usleep(1000);
        }
        return search.exportState();
    }
    if (work == "differ" && rank == 1) {
        options.samples = 3;
    }
    BilevelSearch search = tinySearch(options, compute);
    if (step > 0) {
        search.runUntil(step);
        if (rank == 1 && work == "die") {
            kill(getpid(), SIGKILL);
        }
        if (rank == 1 && work == "throw") {
            throw Error(ErrorCode::NotEnoughMemory, "There is no memory left here.");
        }
        if (rank == 1 && work == "hang") {
            pause();
        }
    }
    search.run();
    return search.exportState();
}

/// The arrays alone: names, sizes and bytes.
inline void write(const std::string& file, const SavedState& state) {
    std::string text;
    for (const base::NamedArray& array : state.arrays) {
        text += array.name + " " + std::to_string(static_cast<int>(array.dtype)) + " "
            + std::to_string(array.bytes.size()) + "\n";
        text.append(reinterpret_cast<const char*>(array.bytes.data()), array.bytes.size());
    }
    base::writeFileAtomically(file, text);
}

inline std::vector<base::NamedArray> readArrays(const std::string& file) {
    std::ifstream stream(file, std::ios::binary);
    std::vector<base::NamedArray> arrays;
    base::NamedArray array;
    int type = 0;
    std::size_t bytes = 0;
    while (stream >> array.name >> type >> bytes) {
        stream.get();
        array.dtype = static_cast<base::ArrayType>(type);
        array.bytes.resize(bytes);
        stream.read(reinterpret_cast<char*>(array.bytes.data()), static_cast<std::streamsize>(bytes));
        arrays.push_back(array);
    }
    return arrays;
}

}
