"""Settings without secrets, as a backup contains them, and glossary.toml without those that are secret."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping
from typing import Any

from search_app.config import SETTINGS, Settings
from search_app.errors import BackupRefused

REMEDY = "Set it as an environment variable, remove it from the file, and try again."
_HEADER = re.compile(r"\s*\[")


def published_settings(settings: Settings) -> dict[str, str]:
    """Return the settings that are not defaults, by variable; passwords and tokens are hidden."""
    return {
        setting.variable: setting.shown(getattr(settings, setting.name))
        for setting in SETTINGS
        if settings.sources[setting.name] != "default"
    }


def without_secrets(text: str) -> str:
    """Return glossary.toml without the lines of its table [settings] that contain a password or token.

    Raises:
        BackupRefused: a secret is written in a way that cannot be removed.
    """
    secrets = _secrets(_settings_of(text))
    if not secrets:
        return text
    names = "|".join(re.escape(name) for name in secrets)
    assignment = re.compile(rf"""\s*(?:settings\s*\.\s*)?["']?(?:{names})["']?\s*=""")
    kept, inside = [], True  # before the first header, `settings.name = ...` may stand
    for line in text.splitlines(keepends=True):
        if _HEADER.match(line):
            inside = line.strip().startswith("[settings]")
        kept.append("# A secret was left out of the backup here.\n" if inside and assignment.match(line) else line)
    clean = "".join(kept)
    if not _is_clean(clean, secrets):
        raise BackupRefused(f"glossary.toml contains the secret {', '.join(sorted(secrets))}. {REMEDY}")
    return clean


def _secrets(table: Mapping[str, Any]) -> dict[str, str]:
    """Return the settings of a table that are not printed as they are."""
    known = {setting.name: setting for setting in SETTINGS}
    return {
        name: str(value)
        for name, value in table.items()
        if name in known and value != "" and known[name].shown(str(value)) != str(value)
    }


def _is_clean(text: str, secrets: Mapping[str, str]) -> bool:
    try:
        left = tomllib.loads(text).get("settings", {})
    except tomllib.TOMLDecodeError:
        return False
    return not _secrets(left) and not any(value in text for value in secrets.values())


def _settings_of(text: str) -> Mapping[str, Any]:
    try:
        table = tomllib.loads(text).get("settings", {})
    except tomllib.TOMLDecodeError:
        if "settings" not in text:
            return {}
        raise BackupRefused("glossary.toml is not valid, and may contain a secret; correct it and try again.") from None
    return table if isinstance(table, dict) else {}
