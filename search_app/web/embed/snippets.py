"""The HTML that other sites copy: the widget's script and element, or a frame."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from urllib.parse import urlencode

from markupsafe import Markup

from search_app.messages import message
from search_app.search.request import Arguments
from search_app.web.embed.fields import SELECTOR, on_dark, read_field
from search_app.web.embed.widget_script import CURRENT, Release
from search_app.web.runtime.editions import url_in
from search_app.web.runtime.translation import ENGLISH, translator

# The options with their labels, in display order; the first of each is the default.
KINDS = {
    "search": message("A search box"),
    "terms": message("Terms explained on your page"),
    "frame": message("A frame, without a script"),
}
THEMES = {
    "auto": message("Match your page (in a frame: the reader’s system)"),
    "light": message("Light"),
    "dark": message("Dark"),
}
OPENS = {"page": message("The page of the term"), "panel": message("The definition, under the box")}
TARGETS = {"_self": message("The same tab"), "_blank": message("A new tab")}

LANGUAGES = {ENGLISH: "English", "es": "Español"}  # that the widget has texts for (static/texts.js), each in itself

# The texts of what is shown where the script does not run, translated to the chosen language.
FORM_LABEL, FORM_BUTTON, FRAME_TITLE = message("Search the glossary"), message("Search"), message("Glossary")

SEARCH_HEIGHT, TERM_HEIGHT = 480, 240  # pixels


@dataclass(frozen=True, slots=True)
class Choice:
    """The options chosen in the configurator; `default_language` is that of the glossary."""

    kind: str = "search"
    categories: tuple[str, ...] = ()
    theme: str = "auto"
    open: str = "page"
    pinned: bool = False
    language: str = ENGLISH
    default_language: str = ENGLISH
    target: str = "_self"
    accent: str = ""  # #rrggbb, or the widget's own
    selector: str = SELECTOR  # where words are explained
    term: str = ""  # slug of the term that a frame shows instead of a search box

    @classmethod
    def from_args(
        cls, args: Arguments, categories: Collection[str], languages: Sequence[str], preferred: str
    ) -> Choice:
        """Read a choice from a query string; an unknown option counts as absent.

        `languages` are offered, the glossary's default one first; without a choice it is the `preferred` one.
        """
        return cls(
            kind=_one_of(KINDS, args.get("kind")),
            categories=tuple(slug for slug in dict.fromkeys(args.getlist("category")) if slug in categories),
            theme=_one_of(THEMES, args.get("theme")),
            open=_one_of(OPENS, args.get("open")),
            pinned=args.get("pinned") == "1",
            language=_one_of((preferred, *languages), args.get("language")),
            default_language=languages[0],
            target=_one_of(TARGETS, args.get("target")),
            accent=read_field(args, "accent"),
            selector=read_field(args, "selector"),
            term=args.get("term") or "",
        )

    @property
    def attributes(self) -> Markup:
        """The attributes of the element, each preceded by a space; defaults are omitted."""
        given = {"category": " ".join(self.categories)} if self.categories else {}
        if self.theme != "auto":
            given["theme"] = self.theme
        if self.kind == "search" and self.open != "page":
            given["open"] = self.open
        if not self.language == self.default_language == ENGLISH:  # an element without one has English texts
            given["lang"] = self.language
        if self.target != "_self":
            given["target"] = self.target
        return Markup("").join(Markup(' {}="{}"').format(*each) for each in given.items())

    @property
    def accent_rule(self) -> str:
        """The accent as a CSS declaration for light and dark pages, or an empty text."""
        return f"--glossary-accent: light-dark({self.accent}, {on_dark(self.accent)})" if self.accent else ""

    @property
    def form_texts(self) -> tuple[str, str]:
        """The name of the search box and the text of its button, where the script does not run."""
        return self.translate(FORM_LABEL), self.translate(FORM_BUTTON)

    def translate(self, text: str) -> str:
        """Return the translation of an English text into the chosen language."""
        return translator(self.language)(text)

    @property
    def search_url(self) -> str:
        """The URL of the form in the chosen language."""
        return url_in(self.language, "/search")

    def frame_path(self, *, is_explicit: bool = False) -> str:
        """Return the path of the frame; it names the default language only if `is_explicit`."""
        query = [("term", self.term)] if self.term else [("category", slug) for slug in self.categories]
        if self.theme != "auto":
            query.append(("theme", self.theme))
        if self.language != self.default_language or is_explicit:
            query.append(("lang", self.language))
        return "/embed/frame" + ("?" + urlencode(query) if query else "")

    @property
    def frame_height(self) -> int:
        """The height of the frame in pixels."""
        return TERM_HEIGHT if self.term else SEARCH_HEIGHT


def snippet(choice: Choice, origin: str, release: Release) -> str:
    """Return the HTML for `choice` as text to copy; a pinned script is that of `release`."""
    if choice.kind == "frame":
        return str(_frame(choice, origin))
    element = _terms(choice) if choice.kind == "terms" else _search(choice)
    return f"{_script(choice, origin, release)}\n{element}"


def _frame(choice: Choice, origin: str) -> Markup:
    size = Markup('width="100%" height="{}" frameborder="0"').format(choice.frame_height)
    frame = Markup('<iframe src="{}" title="{}" {} loading="lazy"></iframe>')
    return frame.format(origin + choice.frame_path(), choice.translate(FRAME_TITLE), size)


def _script(choice: Choice, origin: str, release: Release) -> Markup:
    if not choice.pinned:
        return Markup('<script src="{}/widget/{}.js" defer></script>').format(origin, CURRENT)
    return Markup('<script src="{}" integrity="{}" crossorigin="anonymous" defer></script>').format(
        origin + release.path, release.integrity
    )


def _terms(choice: Choice) -> Markup:
    """Return the element; the accent is a rule for the whole page, because the words are not inside the element."""
    style = Markup("<style>:root {{ {} }}</style>\n").format(choice.accent_rule) if choice.accent else Markup()
    return style + Markup('<glossary-terms for="{}"{}></glossary-terms>').format(choice.selector, choice.attributes)


def _search(choice: Choice) -> Markup:
    """Return the element around a form that searches where the script does not run."""
    style = Markup(' style="{}"').format(choice.accent_rule) if choice.accent else Markup()
    label, button = choice.form_texts
    target = Markup(' target="{}"').format(choice.target) if choice.target != "_self" else Markup()
    fields = [Markup('<input type="hidden" name="category" value="{}">').format(slug) for slug in choice.categories]
    fields.append(Markup('<input type="search" name="q" aria-label="{}"> <button>{}</button>').format(label, button))
    lines = Markup("").join(Markup("    {}\n").format(field) for field in fields)
    return Markup('<glossary-search{}{}>\n  <form action="{}"{}>\n{}  </form>\n</glossary-search>').format(
        choice.attributes, style, choice.search_url, target, lines
    )


def _one_of(allowed: Collection[str], text: str | None) -> str:
    return text if text is not None and text in allowed else next(iter(allowed))
