"""Relations between imported concepts: keys become slugs, circles of broader concepts are opened."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from search_app.glossary.formats.import_report import ReportBuilder


def slugs_of(keys: Iterable[str], own: str, slugs: Mapping[str, str], kind: str, report: ReportBuilder) -> list[str]:
    """Return the slugs of `keys`, each once and without that of the concept itself; report those that are not there."""
    found: dict[str, None] = {}
    for key in dict.fromkeys(keys):
        if key not in slugs:
            report.leave(f"{kind} that are not among the terms", key)
        elif slugs[key] != own:
            found[slugs[key]] = None
    return list(found)


def without_circles(broader: Mapping[str, list[str]], report: ReportBuilder) -> dict[str, list[str]]:
    """Return for each slug its broader slugs, without those that would close a circle."""
    kept: dict[str, list[str]] = {slug: [] for slug in broader}
    state: dict[str, int] = {}  # 1 while the slug is on the path, 2 afterwards
    for start in broader:
        if start in state:
            continue
        state[start] = 1
        path = [(start, iter(broader[start]))]
        while path:
            slug, rest = path[-1]
            target = next(rest, None)
            if target is None:
                state[slug] = 2
                path.pop()
            elif state.get(target) == 1:
                report.leave("broader terms in a circle", f"{slug} → {target}")
            else:
                kept[slug].append(target)
                if target not in state:
                    state[target] = 1
                    path.append((target, iter(broader[target])))
    return kept
