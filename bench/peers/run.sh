#!/usr/bin/env bash
# Makes the environment of the peers where it is missing or out of date, then runs the comparison; arguments go to
# bench/peers/run.py. UNROLLED_PEERS_VENV moves the environment, PYTHON names the Python that makes it.
set -euo pipefail
cd "$(dirname "$0")/../.."

ours=.venv/bin/python
if [[ ! -x $ours ]]; then
    echo "There is no $ours; make it first: make install" >&2
    exit 1
fi

export UNROLLED_PEERS_VENV=${UNROLLED_PEERS_VENV:-$PWD/.venv-peers}
requirements=bench/peers/requirements.txt
stamp=$UNROLLED_PEERS_VENV/installed-$(cksum <"$requirements" | cut -d ' ' -f 1)
if [[ ! -e $stamp ]]; then
    echo "Installing $requirements into $UNROLLED_PEERS_VENV (about three minutes)." >&2
    "${PYTHON:-$ours}" -m venv "$UNROLLED_PEERS_VENV"
    "$UNROLLED_PEERS_VENV/bin/python" -m pip install --quiet --disable-pip-version-check --requirement "$requirements"
    "$UNROLLED_PEERS_VENV/bin/python" -m compileall -q -j 0 "$UNROLLED_PEERS_VENV/lib" >/dev/null || true
    touch "$stamp"
fi

exec "$ours" -m bench.peers.run "$@"
