#!/bin/sh
# The driver of Firefox.
set -eu
cd "$(dirname "$0")"
if [ ! -e node_modules/.installed ] || [ package-lock.json -nt node_modules/.installed ]; then
    echo "Installing the driver of Firefox"
    npm ci --ignore-scripts --no-audit --no-fund --loglevel=error >/dev/null
    touch node_modules/.installed
fi
