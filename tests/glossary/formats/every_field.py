"""A glossary that uses every field of a term, with all that is hard to carry over."""

from __future__ import annotations

from search_app.glossary.model import (
    DEPRECATED,
    DRAFT,
    Category,
    Change,
    Organisation,
    Review,
    Site,
    Source,
    Term,
)  # fmt: skip
from search_app.glossary.source import Glossary

ORIGIN = "https://glossary.example.org"

MARKDOWN = """First *paragraph* with "quotes", 'single ones', \\backslashes\\, `code`, <b>tags</b> & entities &amp;.

- a list
    - inside another

```python
if a < b and "c" in d:

    print('''three quotes''', \"\"\"three more\"\"\")
```

> A quotation, [a link](https://example.org/?a=1&b=2 "title")\x20\x20
> with a hard break, \u05e9\u05dc\u05d5\u05dd \u202bRTL\u202c, \U0001f469\u200d\U0001f52c and e\u0301.

]]> --> <!-- ' \\n {"@id": "x"} @prefix \u20ac."""

NAME = 'The "Right" of \u05d7\u05e1\u05d3 <&> \U0001f468\u200d\U0001f469 \\ 100%'

FULL = Term(
    slug="the-right",
    name=NAME,
    categories=("second", "first"),
    definition=MARKDOWN,
    aliases=("TR", 'A "second" name', "zebra", "aardvark", "TR-2"),
    asked_as=("what's the right?", "zebra", "TR", "[misuse] no field"),
    examples=(MARKDOWN, "Second.", "Again\n\nwith a paragraph."),
    misuse="Misuse \\ \"x\".\n\n1. one\n2. two",
    benefits=MARKDOWN[::-1].strip(),
    conclusion="End.",
    related=("c-plus-plus", "other", "draft"),
    updated="2026-11-28",
    not_linked=("TR", "zebra"),
    changes=(Change("2026-11-28", 'Newest: with a "colon": yes'), Change("2026-01-02", "Old")),
    actions="Call.\n\n- Then write.",
    further=(("History & \"more\"", MARKDOWN), ("History", "Twice."), ("\u05d7\u05e1\u05d3", "RTL.")),
    sources=(
        Source("29 USC 206"), Source("Title of the page", "https://www.example.gov/a?b=1&c=%20d"),
        Source("Groff v. DeJoy, 600 U.S. 447 (2023)"), Source("29 USC 206"),
    ),
    help=("dol-whd", "cfpb"),
    reviewed=Review("2026-11-27", "editor"),
    broader=("other", "draft"),
)  # fmt: skip

TERMS = (
    Term("zulu", "Zulu", ("first",), "Related to its broader term.", related=("other",), broader=("other",)),
    FULL,
    Term("c-plus-plus", "C++", ("first",), "Signs.", aliases=("C plus plus",), status=DEPRECATED, successor="other",
         updated="2025-02-28"),
    Term("other", "Other", ("first", "second"), "Short.", related=("the-right",)),
    Term("draft", "Draft", ("second",), "Not yet.", status=DRAFT),
    Term("wn:n:0001_x0041_.a", "Odd slug", ("second",), "A slug that is no name of XML."),
    Term("\u0632\u0643\u0627\u0629", "\u0632\u0643\u0627\u0629", ("first",), "Another script."),
)  # fmt: skip

SITE = Site(
    title='A "Glossary" & more',
    tagline="What <words> mean",
    organisation=Organisation(name="Example"),
    categories=(Category("second", "Second & last", "What it \"holds\""), Category("first", "First")),
)  # fmt: skip

GLOSSARY = Glossary(SITE, TERMS, ())
