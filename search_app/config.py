"""The settings: one table, read from `GLOSSARY_*` variables, then `[settings]` in `terms/glossary.toml`.

To add a setting, add a row to SETTINGS, an attribute to Settings, and a row to docs/operations.md
(a test compares the three).
"""

from __future__ import annotations

import os
import re
import tomllib
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from search_app.errors import SettingError

PACKAGE = Path(__file__).resolve().parent
FORWARDED_HEADERS = ("for", "proto", "host", "prefix")  # `X-Forwarded-For` and so on
_PATH_PREFIX = re.compile(r"(?:/[A-Za-z0-9_~-][A-Za-z0-9_.~-]*)*")


def home(name: str) -> Path:
    """Return the folder `templates`, `terms` or `docs` that came with this installation.

    A wheel carries them in `_bundled/`; a checkout has them beside the package.
    """
    bundled = PACKAGE / "_bundled"
    return (bundled if bundled.is_dir() else PACKAGE.parent) / name


def workplace(name: str) -> Path:
    """Return where generated files go: the checkout, or the current folder for an installed wheel."""
    return (Path.cwd() if (PACKAGE / "_bundled").is_dir() else PACKAGE.parent) / name


def _path(text: str) -> Path:
    return Path(text).expanduser().absolute()


def is_path_prefix(path: str) -> bool:
    """Return whether `path` may stand before the paths of the site: empty, or parts without a slash at the end."""
    return _PATH_PREFIX.fullmatch(path) is not None


def _base_url(text: str) -> str:
    parts, path = urlsplit(text), urlsplit(text).path.rstrip("/")
    if not text:
        return ""
    if parts.scheme not in ("http", "https") or not parts.hostname or not is_path_prefix(path):
        raise ValueError("a URL such as https://glossary.example.org or https://example.org/glossary")
    if parts.query or parts.fragment:
        raise ValueError("a URL without ? and #")
    return f"{parts.scheme}://{parts.netloc}{path}"


def _relevance_tests(above: Mapping[str, Any]) -> str:
    terms: Path = above["terms"]
    return str(content_folder(terms) / "relevance.yaml")


def content_folder(terms: Path) -> Path:
    """Return the folder of the files that belong to the terms: the terms themselves, or that of a .jsonl file."""
    return terms if terms.is_dir() else terms.parent


def _sqlite(_: Mapping[str, Any]) -> str:
    return f"sqlite:///{workplace('var')}/audience.db"


def _hidden(value: str) -> str:
    return "(set)" if value else ""


def _no_password(url: str) -> str:
    return re.sub(r"(://[^/@:]*):[^@/]*@", r"\1:***@", url)


def _no_passwords(urls: str) -> str:
    return re.sub(r"://[^/,]*@", "://***@", urls)


def _nodes(text: str) -> str:
    for url in text.split(","):
        try:
            parts = urlsplit(url.strip())
            sound = parts.scheme in ("http", "https") and parts.hostname and parts.port != 0
        except ValueError:
            sound = False
        if not sound:
            raise ValueError("one or more URLs such as https://search.example.org:9200, separated by commas")
    return text


def _index_prefix(text: str) -> str:
    if not re.fullmatch(r"[a-z][a-z0-9_-]{0,39}", text):
        raise ValueError("small letters, digits, - and _, up to 40, with a letter first")
    return text


def _choice(*allowed: str) -> Callable[[str], str]:
    def cast(text: str) -> str:
        if text not in allowed:
            raise ValueError("one of " + ", ".join(allowed))
        return text

    return cast


def _whole_number(least: int, most: int) -> Callable[[str], int]:
    def cast(text: str) -> int:
        if not text.isascii() or not text.isdigit() or not least <= int(text) <= most:
            raise ValueError(f"a whole number from {least} to {most}")
        return int(text)

    return cast


def _database(text: str) -> str:
    """Return the URL as SQLAlchemy wants it; PostgreSQL is spoken to through psycopg."""
    scheme, separator, rest = text.partition("://")
    if separator and rest and scheme in ("postgres", "postgresql", "postgresql+psycopg"):
        return f"postgresql+psycopg://{rest}"
    if scheme == "sqlite" and rest.startswith("/") and rest.strip("/") and ":memory:" not in rest:
        return text
    raise ValueError("sqlite:////folder/file.db or postgresql://user:password@host/name")


def _metrics(text: str) -> str:
    host, separator, port = text.rpartition(":")
    if text in ("off", "on") or (
        separator and re.fullmatch(r"[A-Za-z0-9.-]+|\[[0-9a-fA-F:.]+\]", host) and port.isascii() and port.isdigit()
        and 1 <= int(port) <= 65_535
    ):  # fmt: skip
        return text
    raise ValueError("off, on, or an address such as 127.0.0.1:9100")


def _ratelimit_storage(text: str) -> str:
    if text in ("memory", "memory://"):
        return "memory://"
    if re.fullmatch(r"rediss?://\S+", text):
        return text
    raise ValueError("memory, or redis://host:port/number")


def _rate(text: str) -> str:
    if text == "off" or re.fullmatch(
        r"[1-9]\d* per (second|minute|hour|day)(; ?[1-9]\d* per (second|minute|hour|day))*", text
    ):
        return text
    raise ValueError("off, or limits such as 30 per minute; 500 per day")


def _forwarded_headers(text: str) -> str:
    names = text.replace(",", " ").lower().split()
    if not set(names) <= set(FORWARDED_HEADERS):
        raise ValueError("some of " + ", ".join(FORWARDED_HEADERS))
    return " ".join(names)


def _token(text: str) -> str:
    if not text.isascii() or not text.isprintable() or " " in text:
        raise ValueError("letters, digits and signs without spaces")
    return text


@dataclass(frozen=True, slots=True)
class Setting:
    """One row of the table: `default` is text, as in a variable, or a function of the values of the rows above.

    `shown` returns the value for printing, without secrets.
    """

    name: str
    default: str | Callable[[Mapping[str, Any]], str]
    cast: Callable[[str], Any]
    help: str
    shown: Callable[[Any], str] = lambda value: "" if value is None else str(value)

    @property
    def variable(self) -> str:
        return "GLOSSARY_" + self.name.upper()


SETTINGS = (
    Setting("terms", lambda _: str(home("terms")), _path, "Folder of term files, or one .jsonl file."),
    Setting("relevance", _relevance_tests, _path, "File of relevance tests; relevance.yaml among the terms."),
    Setting("index", lambda _: str(workplace("index")), _path, "Folder of index generations."),
    Setting(
        "engine", "embedded", _choice("embedded", "opensearch"), "Where texts are searched: here, or in OpenSearch."
    ),
    Setting(
        "opensearch_url", "http://127.0.0.1:9200", _nodes, "Nodes of the cluster, separated by commas.", _no_passwords
    ),
    Setting("opensearch_user", "", str, "User of the cluster, if not in the URL."),
    Setting("opensearch_password", "", str, "Password of the cluster, if not in the URL.", _hidden),
    Setting("opensearch_ca", "", str, "File of certificates that the nodes are checked with."),
    Setting("opensearch_prefix", "glossary", _index_prefix, "Beginning of the names of indexes in the cluster."),
    Setting("templates", "", lambda text: _path(text) if text else None, "Folder of templates that replace ours."),
    Setting("base_url", "", _base_url, "Public URL of the service; without it, the request's host."),
    Setting("review_months", "24", _whole_number(1, 600), "Months after which a term should be read again."),
    Setting("log_format", "text", _choice("text", "json"), "How log lines are written: text or json."),
    Setting("request_log", "off", _choice("on", "off"), "Whether each request is a log line: route, status, time."),
    Setting("metrics", "off", _metrics, "Metrics for Prometheus: off, on for /metrics, or host:port for a listener."),
    Setting("trusted_proxies", "0", _whole_number(0, 9), "Proxies in front whose X-Forwarded-* headers are believed."),
    Setting(
        "trusted_headers", "for proto prefix", _forwarded_headers, "Which X-Forwarded-* headers of those are believed."
    ),
    Setting(
        "database_url", _sqlite, _database, "Database of feedback and searches: SQLite or PostgreSQL.", _no_password
    ),
    Setting(
        "search_log", "on", _choice("on", "off"), "Whether searches are logged, without anything about who searched."
    ),
    Setting("retention_days", "365", _whole_number(1, 3650), "Days after which feedback and searches are deleted."),
    Setting(
        "insights_token", "", _token, "Password of the editors' page /insights; without it there is none.", _hidden
    ),
    Setting("ratelimit", "30 per minute; 500 per day", _rate, "How much one visitor may send."),
    Setting("read_ratelimit", "600 per minute", _rate, "How many requests one visitor may make."),
    Setting(
        "ratelimit_storage",
        "memory://",
        _ratelimit_storage,
        "Where that is counted: memory or redis://.",
        _no_password,
    ),
)


@dataclass(frozen=True, slots=True)
class Settings:
    """The values in force; `sources` says where each came from."""

    terms: Path
    relevance: Path
    index: Path
    engine: str
    opensearch_url: str
    opensearch_user: str
    opensearch_password: str
    opensearch_ca: str
    opensearch_prefix: str
    templates: Path | None
    base_url: str
    review_months: int
    log_format: str
    request_log: str
    metrics: str
    trusted_proxies: int
    trusted_headers: str
    database_url: str
    search_log: str
    retention_days: int
    insights_token: str
    ratelimit: str
    read_ratelimit: str
    ratelimit_storage: str
    sources: Mapping[str, str] = field(default_factory=dict, compare=False)


def load_settings(environ: Mapping[str, str] | None = None, **overrides: str | None) -> Settings:
    """Read every setting: command-line option, then environment, then glossary.toml, then default.

    Raises:
        SettingError: a value cannot be cast; the message names the setting, its source and what it allows.
    """
    environ = os.environ if environ is None else environ
    values: dict[str, Any] = {}
    sources: dict[str, str] = {}
    published: Mapping[str, str] = {}
    for setting in SETTINGS:  # `terms` comes first: it says where glossary.toml is
        text, source = _lookup(setting, environ, published, overrides.get(setting.name), values)
        try:
            values[setting.name] = setting.cast(text)
        except ValueError as error:
            raise SettingError(
                f"{setting.variable} is {setting.shown(text)!r} ({source}); it must be {error}."
            ) from None
        sources[setting.name] = source
        if setting.name == "terms":
            published = _toml_settings(values["terms"])
    return Settings(**values, sources=sources)


def _lookup(
    setting: Setting,
    environ: Mapping[str, str],
    published: Mapping[str, str],
    override: str | None,
    above: Mapping[str, Any],
) -> tuple[str, str]:
    if override is not None:
        return override, "command line"
    if setting.variable in environ:
        return environ[setting.variable].strip(), "environment"
    if setting.name in published:
        return str(published[setting.name]), "glossary.toml"
    return (setting.default if isinstance(setting.default, str) else setting.default(above)), "default"


def _toml_settings(terms: Path) -> Mapping[str, str]:
    """Return `[settings]` of glossary.toml; a server without access to the terms has none."""
    file = content_folder(terms) / "glossary.toml"
    try:
        table = tomllib.loads(file.read_text(encoding="utf-8")).get("settings", {})
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError):
        return {}  # reading the glossary reports it with file and line
    known = {setting.name for setting in SETTINGS} - {"terms"}
    for name in table:
        if name not in known:
            raise SettingError(f"{file}: [settings] has no {name!r}; it may hold {', '.join(sorted(known))}.")
    return dict(table)
