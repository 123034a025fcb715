#!/bin/sh
# Feedback is also tested on PostgreSQL, search in OpenSearch (which maven fetches), limits on Redis, nginx and systemd with the files of deploy/: root on Debian installs them; anyone else is told how.
set -eu
missing=""
ls /usr/lib/postgresql/*/bin/initdb >/dev/null 2>&1 || missing="postgresql"
command -v redis-server >/dev/null 2>&1 || missing="$missing redis-server"
command -v nginx >/dev/null 2>&1 || [ -x /usr/sbin/nginx ] || missing="$missing nginx-light"
command -v openssl >/dev/null 2>&1 || missing="$missing openssl"
command -v mvn >/dev/null 2>&1 || missing="$missing maven"
command -v systemd-analyze >/dev/null 2>&1 || missing="$missing systemd"
if [ -z "$missing" ]; then exit 0; fi
if [ "$(id -u)" = 0 ] && command -v apt-get >/dev/null 2>&1; then
    echo "Installing for the tests: $missing"
    apt-get update -qq
    # shellcheck disable=SC2086
    DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends $missing >/dev/null
else
    echo "Some tests need servers that are not installed: $missing (Debian: apt-get install $missing)."
    if [ "${CI:-}" = true ]; then exit 1; fi
fi
