#!/bin/sh
# Install the frameworks of tests/hosts/frameworks from npm, by the lock file and without running their scripts.
set -eu
cd "$(dirname "$0")"
if [ node_modules/.installed -nt package-lock.json ]; then exit 0; fi
command -v npm >/dev/null || { echo "The tests of frameworks need Node and npm." >&2; exit 1; }
npm ci --ignore-scripts --no-audit --no-fund --loglevel=error
touch node_modules/.installed
