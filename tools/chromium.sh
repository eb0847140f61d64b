#!/usr/bin/env bash
# Makes sure that the browser tests find a Chromium: the system's, Debian's package, or Playwright's own.
set -euo pipefail
cd "$(dirname "$0")/.."

if .venv/bin/python -m tools.browser >/dev/null 2>&1; then
    exit 0
fi
if [[ $(id -u) == 0 ]] && command -v apt-get >/dev/null; then
    apt-get update -qq
    DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends chromium fonts-dejavu-core
else
    .venv/bin/python -m playwright install chromium
fi
if ! .venv/bin/python -m tools.browser; then
    echo "The browser tests need Chromium: install your system's package, or set CHROMIUM=/path/to/chromium" >&2
    exit 1
fi
