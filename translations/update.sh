#!/usr/bin/env bash
# SPDX-License-Identifier: GPL-3.0-or-later
# Takes new strings into the translation files and drops those that are gone. Translate what it leaves unfinished (Qt Linguist, or
# an editor). English has a file for its plural forms only.
set -euo pipefail
cd "$(dirname "$0")/.."
lupdate=$(command -v lupdate6 || ls /usr/lib/qt6/bin/lupdate)
for language in de zh_CN; do
    "$lupdate" -silent -no-obsolete -locations none -target-language "$language" -I . widgets app core/options -ts "translations/paretoscope_$language.ts"
done
"$lupdate" -silent -no-obsolete -locations none -pluralonly -target-language en -I . widgets app core/options -ts translations/paretoscope_en.ts
grep -c 'type="unfinished"' translations/*.ts || true
