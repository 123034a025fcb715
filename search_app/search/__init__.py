"""Search: from terms to index generations to answers. The only package that imports Whoosh; knows no Flask.

from search_app.search import Engine, SearchRequest
engine = Engine.open("index")
page = engine.search(SearchRequest(q="copay", categories=("insurance",)))
"""

from search_app.search.engine import Engine
from search_app.search.indexer.build import BuildReport, build, is_stale
from search_app.search.live import LiveEngine
from search_app.search.opening import open_engine, open_previous
from search_app.search.request import SearchRequest
from search_app.search.results.model import (
    Confidence,
    Correction,
    FacetValue,
    Hit,
    Matched,
    Related,
    SearchPage,
    Suggestion,
)

__all__ = [
    "BuildReport",
    "Confidence",
    "Correction",
    "Engine",
    "FacetValue",
    "Hit",
    "LiveEngine",
    "Matched",
    "Related",
    "SearchPage",
    "SearchRequest",
    "Suggestion",
    "build",
    "is_stale",
    "open_engine",
    "open_previous",
]
