"""`glossary doctor`: every check, in order; one that fails itself is a fault and does not hide the others."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from search_app.config import Settings, load_settings
from search_app.errors import SettingError
from search_app.operations.checks import clock, cluster, database, limits, permissions, proxy_headers, settings
from search_app.operations.checks import index as published_index
from search_app.operations.finding import Finding, fault


def diagnose(url: str | None = None, *, terms: str | None = None, index: str | None = None) -> Iterator[Finding]:
    """Yield what each check finds. `terms` and `index` override settings; `url` is where the service runs."""
    try:
        loaded = load_settings(terms=terms, index=index)
    except SettingError as error:
        yield fault(settings.CHECK, str(error), "Correct it; nothing else was checked.")
        return
    checks: dict[str, Callable[[Settings], Iterator[Finding]]] = {
        settings.CHECK: settings.check,
        permissions.CHECK: permissions.check,
        published_index.CHECK: published_index.check,
        cluster.CHECK: cluster.check,
        database.CHECK: database.check,
        clock.CHECK: clock.check,
        limits.CHECK: limits.check,
        proxy_headers.CHECK: lambda loaded: proxy_headers.check(loaded, url),
    }
    for name, check in checks.items():
        try:
            yield from list(check(loaded))
        except Exception as error:
            yield fault(name, f"It could not be checked: {error}.", "Look at the message.")
