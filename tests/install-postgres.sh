#!/bin/sh
# The tests of the audience's database also run on PostgreSQL: root on Debian installs it; anyone else is told how.
set -eu
if ls /usr/lib/postgresql/*/bin/initdb >/dev/null 2>&1; then exit 0; fi
if [ "$(id -u)" = 0 ] && command -v apt-get >/dev/null 2>&1; then
    echo "Installing PostgreSQL for the database tests"
    apt-get update -qq
    DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends postgresql >/dev/null
else
    echo "The database tests need PostgreSQL: install it (Debian: apt-get install postgresql)."
    if [ "${CI:-}" = true ]; then exit 1; fi
fi
