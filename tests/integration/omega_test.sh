#!/usr/bin/env bash
# Xapian Omega: omindex calls dechaff for each page; quest asks the index. Usage: omega_test.sh DECHAFF
# shellcheck source=tests/integration/lib.sh
. "$(dirname "$0")/lib.sh"
require omindex quest

omindex --db "$work/db" --url / --filter="text/html:$dechaff" "$pages" >"$work/omindex.log" 2>&1 ||
  { cat "$work/omindex.log"; exit 1; }

# find_phrase PHRASE : the documents that hold the phrase
find_phrase() { quest --db="$work/db" --msize=10 "\"$1\"" | sed -n 's/^url=//p' | sort | xargs; }

check() { expect "$1" "$2" "$(find_phrase "$1")"; }
check "two hundred apple trees" "/orchard.html"
check "burning the keepers will stay" "/lighthouse.html"  # over the gap that was repaired
check "contact our newsroom" ""
check "half price oilskins" ""
check "most read" ""
check "subscribe to our newsletter" ""
