#!/usr/bin/env bash
# What a newcomer sees: clones HEAD into an empty folder and, in an empty environment, runs the
# README's two commands, `make test` and `make demo`, the second until its page answers.
set -euo pipefail

project=$(cd "$(dirname "$0")/.." && pwd)
folder=$(mktemp -d)
demo_group=

leave() {
  [[ -z $demo_group ]] || kill -KILL -- "-$demo_group" 2>/dev/null || true
  rm -rf "$folder"
}
trap leave EXIT

fail() {
  echo "FAILED: $1" >&2
  [[ -z ${2:-} ]] || tail -n 40 "$2" >&2
  exit 1
}

bare() { env -i HOME="$HOME" PATH=/usr/local/bin:/usr/bin:/bin LANG=C.UTF-8 "$@"; }

git clone --quiet --no-local "$project" "$folder/clone"
cd "$folder/clone"
echo "clone of $(git rev-parse --short HEAD)"

bare timeout 600 make test >"$folder/test.log" 2>&1 || fail 'make test' "$folder/test.log"
echo "make test: $(tail -n 1 "$folder/test.log")"

# A session of its own, so that Ctrl-C can be sent to make and all it started, as a terminal does.
set -m
bare timeout --foreground 300 make demo >"$folder/demo.log" 2>&1 </dev/null &
demo_group=$!
set +m

address=
for _ in {1..120}; do
  kill -0 "$demo_group" 2>/dev/null || fail 'make demo ended by itself' "$folder/demo.log"
  address=$(grep -oE 'http://127\.0\.0\.1:[0-9]+' "$folder/demo.log" | head -n 1 || true)
  if [[ -n $address ]] && bare .venv/bin/python -c '
import sys, urllib.request
urllib.request.urlopen(sys.argv[1], timeout=5)' "$address/" 2>/dev/null; then
    break
  fi
  address=
  sleep 1
done
[[ -n $address ]] || fail 'make demo gave no page in two minutes' "$folder/demo.log"
echo "make demo: $address answers"

kill -INT -- "-$demo_group"
for _ in {1..20}; do
  kill -0 "$demo_group" 2>/dev/null || break
  sleep 0.5
done
kill -0 "$demo_group" 2>/dev/null && fail 'make demo did not end within 10 s of Ctrl-C' "$folder/demo.log"
demo_group=
grep -q Traceback "$folder/demo.log" && fail 'make demo left a traceback' "$folder/demo.log"
echo OK
