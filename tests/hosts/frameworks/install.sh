#!/bin/sh
# The frameworks, by the lock file and without running their scripts.
set -eu
cd "$(dirname "$0")"
if [ ! -e node_modules/.installed ] || [ package-lock.json -nt node_modules/.installed ]; then
    echo "Installing the frameworks"
    npm ci --ignore-scripts --no-audit --no-fund --loglevel=error >/dev/null
    touch node_modules/.installed
fi
