"""The page that writes the HTML to embed the glossary (/embed)."""

from __future__ import annotations

from flask import render_template, request

from search_app.web.embed import fields
from search_app.web.embed.snippets import KINDS, LANGUAGES, OPENS, TARGETS, THEMES, Choice, snippet
from search_app.web.embed.widget_script import current, releases
from search_app.web.runtime.categories import main_categories
from search_app.web.runtime.context import category_slugs, engine, origin
from search_app.web.runtime.popular_terms import popular_terms

SAMPLES = 5  # terms whose summaries are the text of the preview


def configurator() -> str:
    """Show the chosen way to embed the glossary, and its HTML."""
    serving = engine()
    languages = [code for code in serving.languages if code in LANGUAGES] or [serving.language]
    preferred = serving.language if serving.language in languages else languages[0]
    choice = Choice.from_args(request.args, category_slugs(), languages, preferred)
    if choice.term:
        serving.languages[choice.language].entry(choice.term)  # or 404
    release = next(iter(releases()), current())
    return render_template(
        "embed/configurator.html",
        choice=choice,
        typed={name: (request.args.get(name) or "")[: fields.LONGEST_SELECTOR] for name in fields.READERS},
        faults=fields.faults(request.args),
        categories=[
            each
            for each in serving.site.categories
            if each in main_categories(serving) or each.slug in choice.categories
        ],
        kinds=KINDS, themes=THEMES, opens=OPENS, targets=TARGETS, selector=fields.SELECTOR,
        languages={code: LANGUAGES.get(code, code) for code in languages},
        pinned=release.version,
        code=snippet(choice, origin(), release),
        sample=popular_terms(serving, SAMPLES),
        script=current().path,
    )  # fmt: skip
