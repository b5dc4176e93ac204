# shellcheck shell=bash disable=SC2034
# What the indexer tests share. Source it; it sets `dechaff`, `pages` and an empty working folder `work`.
set -euo pipefail
dechaff=$(realpath "$1")
pages=$(realpath "$(dirname "${BASH_SOURCE[0]}")/../../fixtures/pages")
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

# Ends the test as skipped if a program is not there.
require() {
  local program
  for program in "$@"; do
    command -v "$program" >/dev/null || { echo "skipped: $program is not installed (.ci/setup installs it)"; exit 77; }
  done
}

# expect PHRASE WANT GOT : the documents that a phrase must find, and those that it found.
expect() {
  if [ "$2" != "$3" ]; then
    echo "\"$1\" should find '$2', found '$3'"
    exit 1
  fi
  echo "\"$1\" finds '$3'"
}
