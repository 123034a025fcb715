"""Which rows a report is about."""

from __future__ import annotations

from datetime import date
from typing import NamedTuple

from sqlalchemy import ColumnElement, and_

from search_app.analytics.storage.tables import ClickRow, FeedbackRow, SearchRow, TermRequestRow

Row = FeedbackRow | TermRequestRow | SearchRow | ClickRow


class Selection(NamedTuple):
    """The rows since a day: those of one language, or of all without one."""

    since: date
    language: str = ""

    def of(self, table: type[Row]) -> ColumnElement[bool]:
        """Return the condition that selects the rows of a table."""
        recent = table.day >= self.since
        return and_(recent, table.language == self.language) if self.language else recent
