#!/bin/sh
# The hosts of tests/hosts: root on Debian installs them; anyone else is told how. Each folder may have an install.sh of its own.
set -eu
cd "$(dirname "$0")"
missing=""
need() {  # a program or file, and the packages that contain it
    file=$1
    shift
    if [ ! -e "$file" ] && ! command -v "$file" >/dev/null 2>&1; then missing="$missing $*"; fi
}
need /usr/share/wordpress/wp-load.php wordpress
for theme in twentytwentyone twentytwentytwo twentytwentythree; do
    need /usr/share/wordpress/wp-content/themes/$theme wordpress-theme-$theme
done
need php php-cli php-mysql
need mariadbd mariadb-server
need mariadb mariadb-client
need firefox-esr firefox-esr
need WebKitWebDriver webkit2gtk-driver
need Xvfb xvfb
if [ -n "$missing" ] && [ "$(id -u)" = 0 ] && command -v apt-get >/dev/null 2>&1; then
    echo "Installing for the tests of hosts:$missing"
    apt-get update -qq
    # shellcheck disable=SC2086
    DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends $missing >/dev/null
elif [ -n "$missing" ]; then
    echo "Some tests of hosts need packages that are not installed:$missing (Debian: apt-get install$missing)."
    if [ "${CI:-}" = true ]; then exit 1; fi
fi
tools=../../var/hosts
if [ ! -e "$tools/.installed" ] || [ requirements.lock -nt "$tools/.installed" ]; then
    echo "Installing MkDocs Material and Selenium for the tests of hosts"
    "${PYTHON:-python3}" -m venv "$tools"
    "$tools/bin/python" -m pip --disable-pip-version-check --quiet install --no-warn-script-location --require-hashes -r requirements.lock
    touch "$tools/.installed"
fi
for script in */install.sh; do
    if [ -e "$script" ]; then sh "$script"; fi
done
