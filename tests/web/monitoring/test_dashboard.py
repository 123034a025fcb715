"""The dashboard and the table in the documentation name the metrics that exist: each of them, and no other."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest
from prometheus_client import Counter, Gauge, Histogram

from tests.conftest import ROOT

METRIC = re.compile(r"glossary_[a-z_]+")


@pytest.fixture
def existing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> dict[str, set[str]]:
    """Return the labels of each metric, by the names that a report has."""
    monkeypatch.setenv("PROMETHEUS_MULTIPROC_DIR", str(tmp_path))
    from search_app.web.monitoring import prometheus, sampler  # noqa: PLC0415  their import reads the folder

    found: dict[str, set[str]] = {}
    for metric in (*vars(prometheus).values(), *vars(sampler).values(), *vars(sampler.Gauges()).values()):
        if isinstance(metric, Counter | Gauge | Histogram):
            (family,) = metric.describe()
            name = family.name + ("_total" if isinstance(metric, Counter) else "")
            found[name] = set(metric._labelnames)
    return found


def queries() -> list[str]:
    dashboard = json.loads((ROOT / "deploy" / "grafana" / "dashboard.json").read_text(encoding="utf-8"))
    targets = [target["expr"] for panel in dashboard["panels"] for target in panel["targets"]]
    return targets + [variable["query"] for variable in dashboard["templating"]["list"] if variable["type"] == "query"]


def test_every_query_names_a_metric_that_exists_and_every_metric_is_shown(existing: dict[str, set[str]]) -> None:
    named = {re.sub(r"_bucket$", "", name) for query in queries() for name in METRIC.findall(query)}
    assert all(METRIC.search(query) for query in queries())
    assert named == set(existing)


def test_every_label_in_a_query_is_one_of_the_metric(existing: dict[str, set[str]]) -> None:
    for query in queries():
        labels = set().union(*(existing[re.sub(r"_bucket$", "", name)] for name in METRIC.findall(query)))
        for part in re.findall(r"by \(([^)]*)\)|\{([^}]*)\}", query):
            for label in re.findall(r"([a-z_]+)(?==|,|$)", " ".join(filter(None, part))):
                assert label in labels | {"job", "instance", "le"}, query


def test_the_documentation_has_a_row_for_each(existing: dict[str, set[str]]) -> None:
    documented = (ROOT / "docs" / "operations.md").read_text(encoding="utf-8")
    assert set(re.findall(r"^\| `(glossary_[a-z_]+)`", documented, re.MULTILINE)) == set(existing)
