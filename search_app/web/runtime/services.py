"""The services that all views share: created once for each application, before workers are forked."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import cast

from flask import Flask

from search_app.analytics.collection.search_log import SearchLog
from search_app.analytics.privacy.visitor_keys import VisitorKeys
from search_app.analytics.storage.database import Database
from search_app.config import Settings
from search_app.search import LiveEngine
from search_app.search.back_ends import replica_of
from search_app.web.monitoring.choice import meter_for
from search_app.web.monitoring.meter import Meter
from search_app.web.runtime.assets import Asset, read_assets
from search_app.web.runtime.code_version import code_version
from search_app.web.runtime.current import current_application

EXTENSION = "glossary"


@dataclass(frozen=True, slots=True)
class Services:
    """One field for each service; `asset_urls` contains the fingerprinted URL of each asset."""

    settings: Settings
    live: LiveEngine
    assets: Mapping[str, Asset]
    asset_urls: Mapping[str, str]
    code_version: str
    database: Database
    visitors: VisitorKeys
    search_log: SearchLog
    meter: Meter


def create_services(settings: Settings) -> Services:
    """Return the services for `settings`; the database is opened when it is first used."""
    assets, database = read_assets(), Database(settings.database_url)
    meter = meter_for(settings)
    return Services(
        settings=settings,
        live=LiveEngine(settings.index, meter.timed_engine, replica_of(settings)),
        assets=assets,
        asset_urls={name: f"/static/{name}?v={asset.fingerprint}" for name, asset in assets.items()},
        code_version=code_version(settings.templates),
        database=database,
        visitors=visitor_keys_of(settings),
        search_log=SearchLog(database, enabled=settings.search_log == "on", retention_days=settings.retention_days),
        meter=meter,
    )


def visitor_keys_of(settings: Settings) -> VisitorKeys:
    """Return the visitor keys; with a Redis they are those of all machines that use it."""
    if settings.ratelimit_storage.startswith("memory"):
        return VisitorKeys()
    from search_app.analytics.privacy.shared_salt import SharedSalt  # noqa: PLC0415  an extra

    return VisitorKeys(agree=SharedSalt(settings.ratelimit_storage).agree)


def services_of(app: Flask) -> Services:
    """Return the services of an application."""
    return cast(Services, app.extensions[EXTENSION])


def services() -> Services:
    """Return the services of the application that handles the current request."""
    return services_of(current_application())
