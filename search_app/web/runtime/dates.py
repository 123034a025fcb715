"""Dates in the form that readers see."""

from __future__ import annotations

from datetime import date


def long_date(iso: str) -> str:
    """Return an ISO date in American long form: November 23, 2026."""
    day = date.fromisoformat(iso)
    return f"{day:%B} {day.day}, {day.year}"
