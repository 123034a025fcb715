"""The rules of the folders: imports point downwards, libraries stay where they belong, modules stay small."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from fnmatch import fnmatchcase
from graphlib import CycleError, TopologicalSorter
from pathlib import Path
from typing import NamedTuple

import pytest

from tests.conftest import ROOT
from tests.source_code import Import, Package

# The layers inside each folder, uppermost first. Names of one row do not import each other; inside a name, any order
# without a circle is allowed. `*` covers modules directly in the folder that no row names; `__init__` is the folder.
LAYERS = {
    "": (
        ("__main__",),
        ("cli",),
        ("operations",),
        ("web", "assistants"),
        ("evaluation",),
        ("search", "analytics"),  # search works with the database down
        ("glossary",),
        ("language",),
        ("config", "urls"),
        ("errors",),
        ("messages",),  # marks texts for translation
        ("__init__",),
    ),
    "search": (
        ("*",),  # the faces
        ("suggesting",),
        ("ranking",),
        ("retrieval",),
        ("results", "indexer"),
        ("query",),  # results highlight the words of a query
        ("indexer.whoosh_schema",),  # the fields that the parser of operator queries knows
        ("indexer.whoosh_internals",),
        ("indexer.whoosh_codec",),
        ("indexer.field_postings",),  # what the codec stores
        ("opensearch",),  # both the back end and the writer of its indexes use the connection and the mapping
        ("index",),
        ("meaning",),
        ("storage", "request"),  # a request is a value that facets read too
    ),
    "web": (
        ("server",),
        ("app", "serving"),
        ("middleware",),
        ("site", "api", "feedback", "insights", "embed", "feeds"),
        ("api.responses",),  # JSON, as every audience answers it
        ("visitors",),
        ("runtime",),
        ("monitoring",),
        ("__init__",),
    ),
    "analytics": (
        ("reporting", "collection"),
        ("privacy",),
        ("storage",),
        ("__init__",),
    ),
    "glossary": (
        ("review", "transfer"),
        ("source",),
        ("translation",),
        ("validation", "vocabulary", "site", "help_table"),
        ("relations",),
        ("rendering", "formats"),
        ("changes", "citations", "files", "headings"),
        ("model",),
        ("naming",),
        ("__init__",),
    ),
    "language": (
        ("__init__",),
        ("languages",),
        ("english", "spanish"),
        ("*",),  # mechanisms that every language uses
    ),
    "evaluation": (
        ("*",),
        ("metrics",),
    ),
    "operations": (
        ("backup", "restore", "doctor"),
        ("checks",),
        ("staged_terms",),
        ("archive", "published_settings", "finding"),
        ("__init__",),
    ),
    "cli": (
        ("__init__",),
        ("*",),
        ("console",),
    ),
}


class Owner(NamedTuple):
    """Who may import some libraries, and why nobody else; all are patterns."""

    libraries: tuple[str, ...]
    modules: tuple[str, ...]
    reason: str


OWNERS = (
    Owner(
        ("whoosh",),
        ("search.indexer.whoosh_*", "search.indexer.postings_writer", "search.query.whoosh_parser"),
        "another index can replace Whoosh",
    ),
    Owner(("opensearchpy",), ("search.opensearch.cluster",), "without the extra it is not imported"),
    Owner(("sqlalchemy", "alembic"), ("analytics", "analytics.*"), "only analytics knows that there is a database"),
    Owner(("redis",), ("analytics.privacy.shared_salt",), "an extra, imported where it is used"),
    Owner(("babel", "flask_babel"), ("web.runtime.*",), "dates, numbers and texts of a language have one place"),
    Owner(("flask*", "werkzeug"), ("web", "web.*"), "everything below web works without a web server"),
    Owner(("gunicorn", "waitress"), ("web.server", "web.serving.*"), "the application runs under any WSGI server"),
    Owner(("prometheus_client",), ("web.monitoring.*",), "without metrics it is not imported"),
    Owner(("bleach",), ("glossary.rendering.sanitizer",), "HTML is sanitized in one place, at build time"),
    Owner(("mcp",), ("assistants.server",), "the tools are functions without the protocol"),
    Owner(("openpyxl",), ("glossary.formats.xlsx",), "an extra, imported where it is used"),
    Owner(("rdflib",), ("glossary.formats.*",), "everything else works without the extra for exchange"),
    Owner(("click",), ("cli", "cli.*"), "only commands read a command line"),
    Owner(("numpy",), ("search.*", "evaluation.*"), "terms and rules of language are texts; arrays belong to an index"),
)

MIRRORED = ("language", "glossary", "search")  # each module with a function has its own test file
LONGEST_MODULE = 400
LONG_FUNCTION = 16  # nine of ten functions are no longer


def upward_imports(package: Package) -> Iterator[str]:
    """Report imports from a layer into one above it or beside it."""
    for item in package.imports:
        for folder in LAYERS:
            importer, target = (placed(folder, within(package, name)) for name in (item.importer, item.target))
            if importer and target and importer != target and row_of(folder, importer) >= row_of(folder, target):
                side = "beside" if row_of(folder, importer) == row_of(folder, target) else "above"
                yield refusal(package, item, f"{layer(target)} is {side} {layer(importer)} in {folder or package.name}")


def unplaced_modules(package: Package) -> Iterator[str]:
    """Report modules of a folder with layers that are in none of them."""
    for name, module in package.modules.items():
        for folder in LAYERS:
            if (inner := relative(folder, within(package, name))) is not None and placed_inner(folder, inner) is None:
                yield f"{module.file}:1: {within(package, name)} has no layer in LAYERS[{folder!r}]"


def circles(package: Package) -> Iterator[str]:
    """Report a circle of imports, those inside functions included; if there are several, one of them."""
    graph: dict[str, set[str]] = {name: set() for name in package.modules}
    for item in package.imports:
        if item.importer != item.target:
            graph[item.importer].add(item.target)
    try:
        TopologicalSorter(graph).prepare()
    except CycleError as error:
        circle: list[str] = error.args[1][1:]
        start = circle.index(min(circle))  # the same circle is always reported alike
        circle = [*circle[start:], *circle[: start + 1]]
        yield f"{package.modules[circle[0]].file}:1: modules import each other: {' <- '.join(circle)}"


def misplaced_libraries(package: Package) -> Iterator[str]:
    """Report imports of a library outside of the modules that own it."""
    for item in dict.fromkeys(replace(item, target=item.library) for item in package.libraries):
        for owner in OWNERS:
            if matches(item.library, owner.libraries) and not matches(within(package, item.importer), owner.modules):
                yield refusal(package, item, f"it belongs to {', '.join(owner.modules)}: {owner.reason}")


def relative_imports(package: Package) -> Iterator[str]:
    """Report imports that do not name the package."""
    for item in package.libraries:
        if item.target.startswith("."):
            yield refusal(package, item, "imports are absolute")


def private_imports(package: Package) -> Iterator[str]:
    """Report private names of a module that another one uses, imported or as an attribute of what it imported."""
    for module in package.modules.values():
        imported = {}
        for item in module.imports():
            name = item.target.rpartition(".")[2]
            imported[name] = item
            if item.library == package.name and is_private(name):
                yield refusal(package, item, "the name is private")
        for name, attribute, line in module.attributes():
            if name in imported and imported[name].library == package.name and is_private(attribute):
                used = Import(module.name, f"{imported[name].target}.{attribute}", module.place(line))
                yield refusal(package, used, "the name is private")


def long_modules(package: Package) -> Iterator[str]:
    """Report modules that should become packages."""
    for name, module in package.modules.items():
        if (lines := module.text.count("\n")) > LONGEST_MODULE:
            yield f"{module.file}:{lines}: {name} has {lines} lines, because of more than one idea; split it"


def long_functions(package: Package) -> Iterator[str]:
    """Report the longest functions if more than a tenth of all are long."""
    functions = [function for module in package.modules.values() for function in module.functions()]
    long = sorted((item for item in functions if item.lines > LONG_FUNCTION), key=lambda item: -item.lines)
    if len(long) * 10 > len(functions):
        for item in long:
            yield f"{item.place}: {item.name} has {item.lines} lines, and too many functions exceed {LONG_FUNCTION}"


def missing_tests(package: Package) -> Iterator[str]:
    """Report modules with functions but without a test file of their name at the same place below `tests`."""
    tests = next(iter(package.modules.values())).file.parent.parent / "tests"
    for name, module in package.modules.items():
        *folders, last = within(package, name).split(".")
        test = tests.joinpath(*folders, f"test_{last}.py")
        mirrored = folders and folders[0] in MIRRORED and not module.is_package and any(module.functions())
        if mirrored and not test.exists():
            yield f"{module.file}:1: {name} has no {test}"


def within(package: Package, module: str) -> str:
    """Return the module's name without the package's; the package itself is the empty name."""
    return "" if module == package.name else module.removeprefix(f"{package.name}.")


def relative(folder: str, module: str) -> str | None:
    """Return the module's name inside the folder, `__init__` for the folder itself, or None if it is elsewhere."""
    if module == folder:
        return "__init__"
    if folder and not module.startswith(f"{folder}."):
        return None
    return module.removeprefix(f"{folder}." if folder else "")


def placed_inner(folder: str, inner: str) -> str | None:
    """Return the name in the folder's layers that covers the module: the longest one."""
    names = [name for row in LAYERS[folder] for name in row]
    covering = [name for name in names if inner == name or inner.startswith(f"{name}.")]
    return max(covering, key=len, default="*" if "*" in names and "." not in inner else None)


def placed(folder: str, module: str) -> str | None:
    """Return where the module is in the folder's layers, or None if it is in none of them."""
    inner = relative(folder, module)
    return None if inner is None else placed_inner(folder, inner)


def row_of(folder: str, name: str) -> int:
    """Return how many layers of the folder are above the one with `name`."""
    return next(number for number, row in enumerate(LAYERS[folder]) if name in row)


def layer(name: str) -> str:
    return "a module of the folder itself" if name == "*" else name


def matches(name: str, patterns: tuple[str, ...]) -> bool:
    return any(fnmatchcase(name, pattern) for pattern in patterns)


def is_private(name: str) -> bool:
    return name.startswith("_") and not name.startswith("__")


def refusal(package: Package, item: Import, reason: str) -> str:
    importer, target = (within(package, name) or package.name for name in (item.importer, item.target))
    return f"{item.place}: {importer} may not import {target}, because {reason}"


FUNCTION = "def function():\n    pass\n"

Rule = Callable[[Package], Iterator[str]]

# Each rule, a package that breaks it, and the one sentence that follows.
RULES: dict[Rule, tuple[dict[str, str], str]] = {
    upward_imports: (
        {"search/live.py": "", "search/index/names.py": "def read():\n    from search_app.search.live import Live\n"},
        "search/index/names.py:2: search.index.names may not import search.live, because"
        " a module of the folder itself is above index in search",
    ),
    unplaced_modules: (
        {"search/clever/tricks.py": ""},
        "search/clever/tricks.py:1: search.clever.tricks has no layer in LAYERS['search']",
    ),
    circles: (
        {
            "glossary/naming.py": "from search_app.glossary.naming import self\n",
            "glossary/review/links.py": "from search_app.glossary.review import limits\n",
            "glossary/review/limits.py": "if TYPE_CHECKING:\n    import search_app.glossary.review.links\n",
        },
        "glossary/review/limits.py:1: modules import each other: search_app.glossary.review.limits"
        " <- search_app.glossary.review.links <- search_app.glossary.review.limits",
    ),
    misplaced_libraries: (
        {
            "search/indexer/build.py": "from whoosh.fields import ID, TEXT\n",
            "search/indexer/whoosh_index.py": "import whoosh\n",
        },
        "search/indexer/build.py:1: search.indexer.build may not import whoosh, because it belongs to"
        " search.indexer.whoosh_*, search.indexer.postings_writer, search.query.whoosh_parser:"
        " another index can replace Whoosh",
    ),
    relative_imports: (
        {"search/live.py": "from .engine import Engine\n", "search/engine.py": "import re\n"},
        "search/live.py:1: search.live may not import .engine.Engine, because imports are absolute",
    ),
    private_imports: (
        {"urls.py": "from search_app import errors\nimport re\n\nx = re._cache, errors._text, errors.__name__\n"},
        "urls.py:4: urls may not import errors._text, because the name is private",
    ),
    long_modules: (
        {"urls.py": "x = 1\n" * 401, "errors.py": "x = 1\n" * 400},
        "urls.py:401: search_app.urls has 401 lines, because of more than one idea; split it",
    ),
    long_functions: (
        {"urls.py": "def long():\n" + "    x = 1\n" * 16 + FUNCTION * 8},
        "urls.py:1: search_app.urls.long has 17 lines, and too many functions exceed 16",
    ),
    missing_tests: (
        {
            "search/index/names.py": FUNCTION,
            "search/index/fields.py": "GAP = 1\n",
            "search/index/__init__.py": FUNCTION,
            "search/live.py": FUNCTION,
            "web/app.py": FUNCTION,
        },
        "search/index/names.py:1: search_app.search.index.names has no tests/search/index/test_names.py",
    ),
}


def name_of(rule: Rule) -> str:
    return rule.__name__


@pytest.fixture(scope="module")
def search_app() -> Package:
    return Package(ROOT / "search_app")


@pytest.mark.parametrize("rule", RULES, ids=name_of)
def test_the_package_keeps_the_rule(rule: Rule, search_app: Package) -> None:
    violations = list(rule(search_app))
    assert not violations, "\n".join(violations)


@pytest.mark.parametrize("rule", RULES, ids=name_of)
def test_a_violation_is_reported(rule: Rule, tmp_path: Path) -> None:
    files, sentence = RULES[rule]
    package = planted(tmp_path, files)
    (reported,) = (text.replace(f"{tmp_path}/", "") for text in rule(package))
    assert reported.removeprefix("search_app/") == sentence


@pytest.mark.parametrize(
    ("importer", "target"),
    [
        ("search.live", "web.app"),
        ("search.live", "analytics.report"),
        ("analytics.report", "search.live"),
        ("search.query.plain", "search.results.model"),
        ("search.query.plain", "search.indexer.build"),
        ("search.ranking.ranker", "search.suggesting.suggester"),
        ("search.results.hits", "search.indexer.build"),
        ("web.site.pages", "web.api.endpoints"),
        ("web.runtime.context", "web.visitors.identity"),
        ("web.api.endpoints", "web.middleware.proxies"),
        ("glossary.model", "glossary.source"),
        ("language.tokens", "language.english"),
        ("language.english", "language.languages"),
        ("language.english", "language.spanish"),
        ("cli.build", "cli"),
    ],
)
def test_an_upward_import_is_reported_in_every_folder(importer: str, target: str, tmp_path: Path) -> None:
    assert len(list(upward_imports(importing(tmp_path, importer, target)))) == 1


@pytest.mark.parametrize(
    ("importer", "target"),
    [
        ("cli.serve", "web.server"),
        ("search.results.facets", "search.request"),
        ("search.ranking.ranker", "search.retrieval.text_index"),
        ("web.embed.oembed", "web.api.responses"),
        ("web.site.pages", "web.runtime.paging"),
        ("analytics.collection.feedback", "analytics.privacy.redaction"),
        ("language.english", "language.tokens"),
    ],
)
def test_a_downward_import_is_allowed(importer: str, target: str, tmp_path: Path) -> None:
    assert list(upward_imports(importing(tmp_path, importer, target))) == []


def importing(folder: Path, importer: str, target: str) -> Package:
    files = {"cli/__init__.py": "", path(target): "", path(importer): f"import search_app.{target}\n"}
    return planted(folder, files)


def path(module: str) -> str:
    return f"{module.replace('.', '/')}.py"


def planted(folder: Path, files: dict[str, str]) -> Package:
    """Write a package of `files` with tests of some modules beside it, and read it."""
    for name, text in {"search_app/__init__.py": "", "tests/search/test_live.py": ""}.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text(text)
    for name, text in files.items():
        (folder / "search_app" / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / "search_app" / name).write_text(text)
    return Package(folder / "search_app")
