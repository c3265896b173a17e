// SPDX-License-Identifier: GPL-3.0-or-later
// What nearly every file of the window includes, compiled once. Files still include what they use.
#pragma once

#include <QtWidgets>

#include <algorithm>
#include <cmath>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <vector>
