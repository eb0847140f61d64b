#!/usr/bin/env bash
# Makes .venv and installs one requirements file into it, again only when a requirements file has changed.
set -euo pipefail

requirements=$1
chosen=${2:-}
cd "$(dirname "$0")/.."

is_new_enough() {
    command -v "$1" >/dev/null && "$1" -c 'import sys; sys.exit(sys.version_info < (3, 11))'
}

find_python() {
    for candidate in ${chosen:-python3 python3.13 python3.12 python3.11 python}; do
        if is_new_enough "$candidate"; then
            echo "$candidate"
            return
        fi
    done
    echo "Unrolled needs Python 3.11 or newer; install it, or name it: make run PYTHON=/path/to/python3.12" >&2
    return 1
}

if [[ ! -x .venv/bin/python ]]; then
    python=$(find_python)
    # A half-made environment would look finished to the next call.
    if ! "$python" -m venv .venv; then
        rm -rf .venv
        echo "$python could not make .venv; on Debian and Ubuntu: apt-get install python3-venv" >&2
        exit 1
    fi
fi

# Development includes the app, so its stamp stands for both.
version=$(cat requirements.txt requirements-dev.txt | cksum | cut -d ' ' -f 1)
stamp=.venv/installed-$version-$requirements
if [[ -e $stamp || -e .venv/installed-$version-requirements-dev.txt ]]; then
    exit 0
fi

echo "Installing $requirements into .venv (about two minutes the first time)."
.venv/bin/python -m pip install --quiet --disable-pip-version-check --requirement "$requirements"
# Compiled once here, so that no later start pays for it; a file written for another Python is not an error.
.venv/bin/python -m compileall -q -j 0 .venv/lib >/dev/null || true
touch "$stamp"
