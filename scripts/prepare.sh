#!/bin/sh
# Makes the virtual environment if there is no working one and installs one lock file into it.
# Usage: prepare.sh PYTHON VENV LOCK
set -eu

python=$1
venv=$2
lock=$3

stop() {
  echo "$1" >&2
  exit 1
}

# Debian's python3 can begin an environment without python3-venv and leaves it half made, so the
# question is asked before, and an environment without pip is made anew.
if ! "$venv/bin/python" -c 'import pip' 2>/dev/null; then
  command -v "$python" >/dev/null ||
    stop "Нет $python · $python is missing: sudo apt install python3 python3-venv"
  "$python" -c 'import sys; sys.exit(sys.version_info < (3, 11))' ||
    stop "Нужен Python 3.11 или новее · Python 3.11 or newer is needed: make PYTHON=python3.11 …"
  "$python" -c 'import ensurepip, venv' 2>/dev/null ||
    stop "Нет модуля venv · the venv module is missing: sudo apt install python3-venv"
  rm -rf "$venv"
  "$python" -m venv "$venv"
fi

echo "Ставлю пакеты, это до минуты · installing packages, up to a minute: $lock" >&2
# A complete list of hashes of ready wheels: nothing is resolved anew, nothing is built here.
"$venv/bin/python" -m pip install -qq --disable-pip-version-check --no-input \
  --require-hashes --no-deps --only-binary :all: -r "$lock" ||
  stop "Пакеты не установились, повторите команду · packages were not installed, run it again"
