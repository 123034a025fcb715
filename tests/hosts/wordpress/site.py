"""A WordPress site of the tests' own: Debian's WordPress and MariaDB in a temporary folder, served by PHP."""

from __future__ import annotations

import json
import os
import shutil
import signal
import subprocess
import time
import urllib.request
from pathlib import Path
from tempfile import mkdtemp
from typing import Any

from tests.conftest import ROOT, free_port

DEBIAN = Path("/usr/share/wordpress")
PLUGIN = ROOT / "integrations" / "wordpress" / "commerceguard-glossary"
HERE = Path(__file__).parent
PASSWORD = "only for tests"

CONFIG = """<?php
define('DB_NAME', 'wordpress'); define('DB_USER', 'wordpress'); define('DB_PASSWORD', 'wordpress');
define('DB_HOST', 'localhost:{socket}'); define('DB_CHARSET', 'utf8mb4'); define('DB_COLLATE', '');
foreach (['AUTH_KEY', 'SECURE_AUTH_KEY', 'LOGGED_IN_KEY', 'NONCE_KEY', 'AUTH_SALT', 'SECURE_AUTH_SALT',
          'LOGGED_IN_SALT', 'NONCE_SALT'] as $key) define($key, $key);
define('WP_HOME', '{url}'); define('WP_SITEURL', '{url}'); define('DISABLE_WP_CRON', true);
define('WP_DEBUG', true); define('WP_DEBUG_DISPLAY', false); define('WP_DEBUG_LOG', '{log}');
$table_prefix = 'wp_';
if (!defined('ABSPATH')) define('ABSPATH', __DIR__ . '/');
require_once ABSPATH . 'wp-settings.php';
"""

INSTALL = """
require ABSPATH . 'wp-admin/includes/upgrade.php';
wp_install('A host', 'admin', 'admin@example.org', false, '', $argument);
wp_create_user('author', $argument, 'author@example.org');
(new WP_User(get_user_by('login', 'author')->ID))->set_role('author');
"""


def is_installed() -> bool:
    return (DEBIAN / "wp-load.php").exists() and all(map(shutil.which, ("php", "mariadbd", "mariadb-install-db")))


def themes() -> list[str]:
    """Return the themes that Debian has."""
    return sorted(file.parent.name for file in (DEBIAN / "wp-content" / "themes").glob("*/style.css"))


class WordPress:
    """A running site with an administrator (`admin`) and an author (`author`), both with PASSWORD."""

    def __init__(self) -> None:
        self._folder = Path(mkdtemp(prefix="wordpress-"))  # short: the path of a socket has at most 107 characters
        self._site = self._folder / "site"
        self._log = self._folder / "php.log"
        self.url = f"http://localhost:{free_port()}"
        self._processes: list[subprocess.Popen[bytes]] = []

    def start(self) -> WordPress:
        self._copy_files()
        self._start_database()
        self.php(f"define('WP_INSTALLING', true);\n{{load}}{INSTALL}", PASSWORD)
        port = self.url.rpartition(":")[2]
        serve = ["php", "-q", "-d", "opcache.enable_cli=1", "-S", f"127.0.0.1:{port}", "-t", str(self._site)]
        self._run(serve, PHP_CLI_SERVER_WORKERS="4")
        wait(lambda: urllib.request.urlopen(self.url, timeout=10))
        return self

    def stop(self) -> None:
        for process in reversed(self._processes):
            if process.poll() is None:
                os.killpg(process.pid, signal.SIGKILL)
                process.wait(20)
        shutil.rmtree(self._folder)

    def php(self, code: str, argument: Any = None) -> Any:
        """Run PHP inside WordPress, with `argument` as $argument, and return what it echoes as JSON, or None.

        `{load}` is where WordPress is loaded; by default before the code.
        """
        load = f"require '{self._site}/wp-load.php';\n"
        code = code.replace("{load}", load) if "{load}" in code else load + code
        code = "$argument = json_decode(stream_get_contents(STDIN), true);\n" + code
        ran = subprocess.run(["php", "-r", code], input=json.dumps(argument).encode(), capture_output=True, check=False)
        assert ran.returncode == 0, f"{code}\n{ran.stdout.decode()}\n{ran.stderr.decode()}"
        return json.loads(ran.stdout) if ran.stdout.strip() else None

    def post(self, content: str, *, author: str = "admin") -> str:
        """Publish a post and return its address."""
        code = """
            wp_set_current_user(get_user_by('login', $argument['author'])->ID);
            kses_init();  // what the author may not use is removed, as in the editor
            $content = wp_slash($argument['content']);
            $post = ['post_title' => 'A post', 'post_content' => $content, 'post_status' => 'publish'];
            echo json_encode(get_permalink(wp_insert_post($post, true)));"""
        return str(self.php(code, {"content": content, "author": author}))

    def use_theme(self, theme: str) -> None:
        self.php("switch_theme($argument);", theme)

    def complaints(self) -> list[str]:
        """Return the errors, warnings and notices of PHP that name the plugin's files."""
        lines = self._log.read_text(encoding="utf-8").splitlines() if self._log.exists() else []
        return [line for line in lines if f"/{PLUGIN.name}/" in line and "PHP " in line]

    def _copy_files(self) -> None:
        """Copy WordPress: its own configuration lies beside it. Debian's files contain links to other packages."""
        subprocess.run(["cp", "-rL", str(DEBIAN), str(self._site)], check=True)
        content = self._site / "wp-content"
        shutil.copytree(PLUGIN, content / "plugins" / PLUGIN.name)
        (content / "mu-plugins").mkdir()
        shutil.copy(HERE / "loopback.php", content / "mu-plugins")
        config = CONFIG.format(socket=self._folder / "sock", url=self.url, log=self._log)
        (self._site / "wp-config.php").write_text(config, encoding="utf-8")

    def _start_database(self) -> None:
        data, socket = self._folder / "data", self._folder / "sock"
        # A folder for temporary tables: a MariaDB that starts deletes those that it finds, another one's too.
        temporary = self._folder / "tmp"
        temporary.mkdir()
        own = ["--no-defaults", f"--datadir={data}", f"--tmpdir={temporary}"]
        own += ["--user=root"] if os.geteuid() == 0 else []
        install = ["mariadb-install-db", *own, "--skip-test-db", "--auth-root-authentication-method=normal"]
        subprocess.run(install, check=True, stdout=subprocess.DEVNULL)
        fast = ["--skip-networking", "--innodb-flush-log-at-trx-commit=0", "--skip-log-bin"]
        self._run(["mariadbd", *own, *fast, f"--socket={socket}", f"--pid-file={self._folder / 'pid'}"])
        create = "create database wordpress; grant all on wordpress.* to wordpress@localhost identified by 'wordpress'"
        client = ["mariadb", "--no-defaults", f"--socket={socket}", "--user=root", "--execute", create]
        wait(lambda: subprocess.run(client, check=True, capture_output=True))

    def _run(self, command: list[str], **environ: str) -> None:
        with (self._folder / f"{command[0]}.log").open("wb") as log:
            started = subprocess.Popen(
                command, stdout=log, stderr=log, start_new_session=True, env={**os.environ, **environ}
            )
        self._processes.append(started)


def wait(attempt: Any, seconds: float = 30) -> None:
    """Return when an attempt succeeds."""
    give_up = time.monotonic() + seconds
    while True:
        try:
            attempt()
            return
        except (OSError, subprocess.CalledProcessError):
            if time.monotonic() > give_up:
                raise
            time.sleep(0.1)
