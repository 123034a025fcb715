"""The settings: one table, read from `GLOSSARY_*` variables, then `[settings]` in `terms/glossary.toml`.

To add a setting, add a row to SETTINGS, an attribute to Settings, and a row to docs/operations.md
(a test compares the three).
"""

from __future__ import annotations

import os
import tomllib
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from search_app.errors import SettingError

PACKAGE = Path(__file__).resolve().parent


def home(name: str) -> Path:
    """Return the folder `templates` or `terms` that came with this installation.

    A wheel carries them in `_bundled/`; a checkout has them beside the package.
    """
    bundled = PACKAGE / "_bundled"
    return (bundled if bundled.is_dir() else PACKAGE.parent) / name


def workplace(name: str) -> Path:
    """Return where generated files go: the checkout, or the current folder for an installed wheel."""
    return (Path.cwd() if (PACKAGE / "_bundled").is_dir() else PACKAGE.parent) / name


def _path(text: str) -> Path:
    return Path(text).expanduser().absolute()


def _origin(text: str) -> str:
    parts = urlsplit(text)
    if not text:
        return ""
    if parts.scheme not in ("http", "https") or not parts.hostname or parts.path.strip("/") or parts.query:
        raise ValueError("an origin such as https://glossary.example.org, without a path")
    return f"{parts.scheme}://{parts.netloc}"


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


@dataclass(frozen=True, slots=True)
class Setting:
    """One row of the table: `default` is text, as a variable would hold it, or a function that makes it."""

    name: str
    default: str | Callable[[], str]
    cast: Callable[[str], Any]
    help: str

    @property
    def variable(self) -> str:
        return "GLOSSARY_" + self.name.upper()


SETTINGS = (
    Setting("terms", lambda: str(home("terms")), _path, "Folder of term files, or one .jsonl file."),
    Setting("index", lambda: str(workplace("index")), _path, "Folder of index generations."),
    Setting("templates", "", lambda text: _path(text) if text else None, "Folder of templates that replace ours."),
    Setting("base_url", "", _origin, "Public origin of the service; without it, the request's host."),
    Setting("review_months", "24", _whole_number(1, 600), "Months after which a term should be read again."),
    Setting("log_format", "text", _choice("text", "json"), "How log lines are written: text or json."),
    Setting("trusted_proxies", "0", _whole_number(0, 9), "Proxies in front whose X-Forwarded-* headers are believed."),
)


@dataclass(frozen=True, slots=True)
class Settings:
    """The values in force; `sources` says where each came from."""

    terms: Path
    index: Path
    templates: Path | None
    base_url: str
    review_months: int
    log_format: str
    trusted_proxies: int
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
        text, source = _lookup(setting, environ, published, overrides.get(setting.name))
        try:
            values[setting.name] = setting.cast(text)
        except ValueError as error:
            raise SettingError(f"{setting.variable} is {text!r} ({source}); it must be {error}.") from None
        sources[setting.name] = source
        if setting.name == "terms":
            published = _toml_settings(values["terms"])
    return Settings(**values, sources=sources)


def _lookup(
    setting: Setting, environ: Mapping[str, str], published: Mapping[str, str], override: str | None
) -> tuple[str, str]:
    if override is not None:
        return override, "command line"
    if setting.variable in environ:
        return environ[setting.variable].strip(), "environment"
    if setting.name in published:
        return str(published[setting.name]), "glossary.toml"
    return (setting.default if isinstance(setting.default, str) else setting.default()), "default"


def _toml_settings(terms: Path) -> Mapping[str, str]:
    """Return `[settings]` of glossary.toml; a server without access to the terms has none."""
    file = (terms if terms.is_dir() else terms.parent) / "glossary.toml"
    try:
        table = tomllib.loads(file.read_text(encoding="utf-8")).get("settings", {})
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError):
        return {}  # whoever reads the content reports it with file and line
    known = {setting.name for setting in SETTINGS} - {"terms"}
    for name in table:
        if name not in known:
            raise SettingError(f"{file}: [settings] has no {name!r}; it may hold {', '.join(sorted(known))}.")
    return dict(table)
