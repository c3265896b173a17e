// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/space/genotype.h"

namespace paretoscope::interchange {

/// The cell that NAS-Bench-201 numbers so (Dong & Yang 2020): its authors' script lists all cells and shuffles them
/// with Python's random.seed(88). Throws Error (InvalidGenotype) for numbers outside 0 to 15,624. Any thread.
space::Genotype nasBench201Cell(int index);

}
