"""Choose the meter by the settings."""

from __future__ import annotations

from search_app.config import Settings
from search_app.web.monitoring import folder
from search_app.web.monitoring.meter import Meter


def meter_for(settings: Settings) -> Meter:
    """Return a meter that measures nothing, or one for Prometheus; prometheus-client is not imported in vain."""
    if settings.metrics == "off":
        return Meter()
    folder.ensure()  # `folder.prepare` has been called before in a server with several processes
    from search_app.web.monitoring.prometheus import PrometheusMeter  # noqa: PLC0415  its import reads the folder

    return PrometheusMeter()
