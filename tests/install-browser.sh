#!/bin/sh
# The browser tests need Chromium: root on Debian installs it; anyone else is told how.
set -eu
for browser in "${CHROMIUM:-}" chromium chromium-browser google-chrome; do
    if [ -n "$browser" ] && command -v "$browser" >/dev/null 2>&1; then exit 0; fi
done
if [ "$(id -u)" = 0 ] && command -v apt-get >/dev/null 2>&1; then
    echo "Installing Chromium for the browser tests"
    apt-get update -qq
    DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends chromium fonts-liberation >/dev/null
else
    echo "The browser tests need Chromium: install it (Debian: apt-get install chromium) or set CHROMIUM to its path."
    if [ "${CI:-}" = true ]; then exit 1; fi
fi
