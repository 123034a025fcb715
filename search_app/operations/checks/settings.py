"""The settings: values that are allowed, but not wise; variables that are none of ours."""

from __future__ import annotations

import os
from collections.abc import Iterator, Mapping
from urllib.parse import urlsplit

from search_app.config import SETTINGS, Settings
from search_app.operations.finding import Finding, ok, warning

CHECK = "settings"
SHORTEST_TOKEN = 16  # characters
LOCAL = ("localhost", "127.0.0.1", "::1")
OTHERS = ("GLOSSARY_TEST_",)  # variables of the tests


def check(settings: Settings, environ: Mapping[str, str] | None = None) -> Iterator[Finding]:
    found = [*_unknown(os.environ if environ is None else environ), *_unwise(settings)]
    yield from found or [ok(CHECK, f"{len(SETTINGS)} settings are valid.")]


def _unknown(environ: Mapping[str, str]) -> Iterator[Finding]:
    known = {setting.variable for setting in SETTINGS}
    for name in sorted(environ):
        if name.startswith("GLOSSARY_") and name not in known and not name.startswith(OTHERS):
            yield warning(CHECK, f"{name} is no setting and has no effect.", "`glossary settings` lists all.")


def _unwise(settings: Settings) -> Iterator[Finding]:
    if not settings.base_url:
        yield warning(
            CHECK,
            "No public URL is set, so a request's Host header decides where links point.",
            "Set GLOSSARY_BASE_URL to the URL of the site.",
        )
    elif settings.base_url.startswith("http:") and urlsplit(settings.base_url).hostname not in LOCAL:
        yield warning(CHECK, f"{settings.base_url} is not encrypted.", "Serve https and set GLOSSARY_BASE_URL to it.")
    if settings.insights_token and len(settings.insights_token) < SHORTEST_TOKEN:
        yield warning(
            CHECK,
            f"The password of /insights has fewer than {SHORTEST_TOKEN} characters.",
            "Set GLOSSARY_INSIGHTS_TOKEN to a random one: openssl rand -hex 24",
        )
    if settings.templates and not settings.templates.is_dir():
        yield warning(CHECK, f"There are no templates at {settings.templates}.", "Correct GLOSSARY_TEMPLATES.")
