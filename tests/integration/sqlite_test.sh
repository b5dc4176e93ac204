#!/usr/bin/env bash
# SQLite FTS5: the shell imports what `dechaff -t jsonl` prints, without a temporary file. Usage: sqlite_test.sh DECHAFF
# shellcheck source=tests/integration/lib.sh
. "$(dirname "$0")/lib.sh"
require sqlite3

sqlite3 "$work/docs.db" <<SQL
CREATE VIRTUAL TABLE docs USING fts5(id, title, body);
CREATE TEMP TABLE raw(line TEXT);
.mode ascii
.separator "\037" "\n"
.import "|$dechaff -t jsonl $pages" raw
INSERT INTO docs SELECT json_extract(line, '\$.id'), json_extract(line, '\$.title'), json_extract(line, '\$.text') FROM raw;
SQL

find_phrase() {
  sqlite3 "$work/docs.db" "SELECT id FROM docs WHERE docs MATCH '\"$1\"' ORDER BY id;" | xargs -r -n 1 basename | xargs
}

check() { expect "$1" "$2" "$(find_phrase "$1")"; }
check "two hundred apple trees" "orchard.html"
check "burning the keepers will stay" "lighthouse.html"  # over the gap that was repaired
check "contact our newsroom" ""
check "half price oilskins" ""
check "most read" ""
check "subscribe to our newsletter" ""
