// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/base/error.h"

namespace paretoscope {

/// Within a handler that catches everything: what is being handled, as an Error. Memory that ran out is
/// NotEnoughMemory, another exception of a library EngineFailure.
Error currentError();

}
