"""The shipped nginx configuration on a real nginx, before the real service: only ports, folders and the host differ."""

from __future__ import annotations

import http.client
import shutil
import socket
import subprocess
import threading
import time
from collections.abc import Iterator
from contextlib import ExitStack
from pathlib import Path
from typing import NamedTuple
from wsgiref.simple_server import make_server

import pytest

from tests.conftest import ROOT, Served, client_of, free_port, need, wait_for_port

NGINX = shutil.which("nginx") or shutil.which("nginx", path="/usr/sbin")
SHIPPED = ROOT / "deploy" / "nginx"
MAIN = """
daemon off; pid {folder}/nginx.pid; worker_processes 1; user root;
events {{ worker_connections 512; }}
http {{
  client_body_temp_path {folder}/tmp; proxy_temp_path {folder}/tmp; fastcgi_temp_path {folder}/tmp;
  uwsgi_temp_path {folder}/tmp; scgi_temp_path {folder}/tmp;
  include conf.d/*.conf;
}}
"""
HOST = "glossary.test"


class Proxied(NamedTuple):
    port: int
    folder: Path

    def get(self, path: str, host: str = HOST, **headers: str) -> http.client.HTTPResponse:
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=10)
        named = {name.replace("_", "-"): value for name, value in headers.items()}
        connection.request("GET", path, headers={"Host": host, **named})
        response = connection.getresponse()
        response.body = response.read()  # type: ignore[attr-defined]
        connection.close()
        return response


def install(folder: Path, server: str, changes: dict[str, str]) -> Path:
    """Copy the shipped files into `folder` as an operator would; return the main configuration."""
    for name in ("conf.d", "snippets", "tmp", "cache", "log"):
        (folder / name).mkdir()
    changes = {
        "/var/log/nginx/": f"{folder}/log/", "/var/cache/nginx/": f"{folder}/cache/",
        "glossary.example.org": HOST, **changes,
    }  # fmt: skip
    for name in ("glossary-upstream.conf", "glossary-http.conf", server, "glossary-proxy.conf", "glossary-limits.conf"):
        text = (SHIPPED / name).read_text()
        for old, new in changes.items():
            text = text.replace(old, new)
        (folder / ("snippets" if "proxy" in name or "limits" in name else "conf.d") / name).write_text(text)
    (folder / "nginx.conf").write_text(MAIN.format(folder=folder))
    return folder / "nginx.conf"


@pytest.fixture(scope="module")
def proxied(tmp_path_factory: pytest.TempPathFactory, tiny_index: Path) -> Iterator[Proxied]:
    need("nginx", "nginx-light", found=NGINX is not None)
    folder, port = tmp_path_factory.mktemp("nginx"), free_port()
    environ = {
        "GLOSSARY_TRUSTED_PROXIES": "1", "GLOSSARY_INSIGHTS_TOKEN": "let-me-in",
        "GLOSSARY_READ_RATELIMIT": "9999 per hour",
    }  # fmt: skip
    options = ("--index", str(tiny_index), "--terms", str(tiny_index.parent / "terms"))
    server = Served(*options, log=folder / "serve.log", environ=environ).wait()
    service = server.url.removeprefix("http://")
    below = {"# location /glossary/": "location /glossary/"}
    config = install(
        folder, "glossary-server.conf", {"listen 80": f"listen 127.0.0.1:{port}", "127.0.0.1:8000": service, **below}
    )
    with subprocess.Popen([str(NGINX), "-p", str(folder), "-c", str(config), "-e", "stderr"]) as nginx:
        wait_for_port(port)
        yield Proxied(port, folder)
        nginx.terminate()
    server.kill()


def test_a_page_is_cached_for_a_moment_and_then_revalidated(proxied: Proxied) -> None:
    first = proxied.get("/terms/deductible")
    seen = {proxied.get("/terms/deductible").headers["X-Cache"] for _ in range(20)}
    assert first.status == 200
    assert "HIT" in seen
    time.sleep(2.1)  # nginx counts whole seconds
    assert proxied.get("/terms/deductible").headers["X-Cache"] in ("REVALIDATED", "EXPIRED")
    again = proxied.get("/terms/deductible", If_None_Match=first.headers["ETag"])
    assert (again.status, again.body) == (304, b"")


def test_copies_are_kept_apart_by_encoding_and_host(proxied: Proxied) -> None:
    for _ in range(2):
        assert proxied.get("/", Accept_Encoding="gzip").headers["Content-Encoding"] == "gzip"
        assert proxied.get("/").headers["Content-Encoding"] is None
    assert proxied.get("/", host="other.test").status == 421


def test_queries_private_pages_and_posts_are_not_cached(proxied: Proxied) -> None:
    authorized = {"Authorization": "Basic eDpsZXQtbWUtaW4="}
    for path, headers in (
        ("/search?q=hush-hush", {}), ("/api/v1/search?q=hush-hush", {}), ("/insights", authorized), ("/insights", {}),
    ):  # fmt: skip
        for _ in range(2):
            assert proxied.get(path, **headers).headers["X-Cache"] in ("BYPASS", "MISS", None), path
    assert proxied.get("/insights", **authorized).status == 200
    assert proxied.get("/insights").status == 401
    proxied.get("/terms/deductible")
    stored = b"".join(file.read_bytes() for file in (proxied.folder / "cache").rglob("*") if file.is_file())
    assert b"/terms/deductible" in stored  # something is kept
    assert b"hush-hush" not in stored


def test_a_copy_does_not_state_the_limit_of_another_visitor(proxied: Proxied) -> None:
    answers = [proxied.get("/api/v1/terms/deductible") for _ in range(20)]
    stated = {answer.headers["X-Cache"]: answer.headers["RateLimit"] for answer in answers}
    assert stated["MISS"].startswith('"read";r=')
    assert stated["HIT"] is None
    assert proxied.get("/api/v1/search?q=plan").headers["RateLimit"].startswith('"read";r=')


def test_the_log_names_neither_visitors_nor_queries(proxied: Proxied) -> None:
    proxied.get("/search?q=hush-hush", Referer="https://secret.example/", User_Agent="Spy/1.0")
    time.sleep(0.2)
    logged = "".join(file.read_text() for file in (proxied.folder / "log").iterdir())
    assert "GET /search 200" in logged
    for secret in ("hush-hush", "127.0.0.1", "secret.example", "Spy"):
        assert secret not in logged


def test_forged_headers_decide_nothing(proxied: Proxied) -> None:
    forged = {
        "X_Forwarded_Host": "evil.test", "X_Forwarded_Proto": "https", "X_Forwarded_Prefix": "/evil",
        "X_Forwarded_For": "203.0.113.7", "X_Forwarded_Port": "666", "Forwarded": "host=evil.test;proto=https",
        "Script-Name": "/evil", "X_Script_Name": "/evil",
    }  # fmt: skip
    for path in ("/robots.txt", "/sitemap.xml", "/"):
        response = proxied.get(f"{path}?fresh=1", **forged)
        assert response.status == 200
        assert b"evil" not in response.body
    assert f"http://{HOST}/sitemap.xml".encode() in proxied.get("/robots.txt", **forged).body
    assert proxied.get("/metrics").status == 404


def test_slow_clients_do_not_keep_others_waiting(proxied: Proxied) -> None:
    with ExitStack() as stack:
        for number in range(50):  # below the limit of connections for one address
            slow = stack.enter_context(socket.create_connection(("127.0.0.1", proxied.port)))
            if number % 2:
                slow.sendall(f"GET /search?q={number} HTTP/1.1\r\nHost: {HOST}\r\nX-Slow: ".encode())
            else:
                head = f"POST /api/v1/requests HTTP/1.1\r\nHost: {HOST}\r\nContent-Type: application/json\r\n"
                slow.sendall(f'{head}Content-Length: 900\r\n\r\n{{"query": "'.encode())
        for number in range(10):
            assert proxied.get(f"/search?q=tip+{number}").status == 200


def test_too_much_is_refused_by_nginx(proxied: Proxied) -> None:
    connection = http.client.HTTPConnection("127.0.0.1", proxied.port, timeout=10)
    connection.request("POST", "/explain", body=b"x" * 300_000, headers={"Host": HOST})
    assert connection.getresponse().status == 413
    assert proxied.get("/search?q=" + "deductible+" * 1000).status == 200  # long queries are cut, not refused


def test_pages_of_before_are_served_while_the_service_is_down(tmp_path: Path, tiny_index: Path) -> None:
    need("nginx", "nginx-light", found=NGINX is not None)
    port = free_port()
    application = client_of(tiny_index).application
    with make_server("127.0.0.1", 0, application.wsgi_app) as service:
        threading.Thread(target=service.serve_forever, daemon=True).start()
        changes = {"listen 80": f"listen 127.0.0.1:{port}", "127.0.0.1:8000": f"127.0.0.1:{service.server_port}"}
        config = install(tmp_path, "glossary-server.conf", changes)
        with subprocess.Popen([str(NGINX), "-p", str(tmp_path), "-c", str(config), "-e", "stderr"]) as nginx:
            wait_for_port(port)
            proxied = Proxied(port, tmp_path)
            assert proxied.get("/terms/deductible").status == 200
            service.shutdown()
            service.server_close()
            time.sleep(2.1)
            assert (proxied.get("/terms/deductible").status, proxied.get("/terms/copayment").status) == (200, 502)
            nginx.terminate()


def test_the_configuration_with_tls_is_valid(tmp_path: Path) -> None:
    need("nginx", "nginx-light", found=NGINX is not None)
    need("openssl", "openssl", found=shutil.which("openssl") is not None)
    key, certificate = tmp_path / "privkey.pem", tmp_path / "fullchain.pem"
    made = ["openssl", "req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:P-256", "-nodes", "-days", "1"]
    subprocess.run(
        [*made, "-subj", f"/CN={HOST}", "-keyout", key, "-out", certificate], check=True, capture_output=True
    )
    port, tls = free_port(), free_port()
    changes = {
        "listen 80": f"listen 127.0.0.1:{port}", "listen 443": f"listen 127.0.0.1:{tls}",
        "/etc/letsencrypt/live/glossary.example.org": str(tmp_path),
    }  # fmt: skip
    config = install(tmp_path, "glossary-tls.conf", {**changes, f"/etc/letsencrypt/live/{HOST}": str(tmp_path)})
    tested = [str(NGINX), "-t", "-p", str(tmp_path), "-c", str(config), "-e", "stderr"]
    done = subprocess.run(tested, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    assert "warn" not in done.stderr
