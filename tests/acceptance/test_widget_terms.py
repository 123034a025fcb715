"""<glossary-terms> on other people's pages: what is marked, what the card does, and that the page stays the page's."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from playwright.sync_api import Locator, Page, expect

from search_app.glossary.rendering.term_linker import Vocabulary, linked_names
from search_app.language.languages import LANGUAGES
from search_app.search import Engine
from search_app.web.runtime.assets import FOLDER, read_source
from search_app.web.runtime.modules import join_modules
from tests.acceptance.conftest import Overheard, assert_accessible, wait_until
from tests.acceptance.hosts import Host
from tests.acceptance.marks import WORDS, button, card, highlighted, hover, marked, press, word_at
from tests.acceptance.widget_pages import HOSTILE, STRICT

SCRIPT = '<script src="HOST/widget/v1.js" defer></script>'
TERMS = '<glossary-terms for="article"></glossary-terms>'


@pytest.fixture
def visit(page: Page, host: Host) -> Callable[..., Page]:
    """Publish an article, open it and wait for its marks."""

    def open_page(article: str, terms: str = TERMS, marks: bool = True, **options: str) -> Page:
        page.goto(host.page(f"<main><h1>A host</h1><article>{article}</article></main>{terms}{SCRIPT}", **options))
        if marks:
            expect(page.locator(WORDS).first).to_be_attached()
        return page

    return open_page


# What is marked


def test_the_first_mention_of_each_term_is_marked_in_any_form(visit: Callable[..., Page]) -> None:
    page = visit("<p>Co-pays and a copay; the deductible, DEDUCTIBLES. An iop is no IOP.</p><p>A copayment again.</p>")
    assert marked(page) == [
        ["copayment", "Co-pays"],
        ["deductible", "deductible"],
        ["intensive-outpatient-program", "IOP"],
    ]


def test_the_longest_name_wins_and_parts_of_words_are_nothing(visit: Callable[..., Page]) -> None:
    page = visit("<p>The intensive outpatient programs, premiumly copayx. A <b>premium</b>.</p>")
    assert marked(page) == [["intensive-outpatient-program", "intensive outpatient programs"], ["premium", "premium"]]


def test_headings_links_code_fields_and_what_says_off_are_left_alone(visit: Callable[..., Page]) -> None:
    page = visit(
        "<h2>Deductible</h2><a href='#'>deductible</a> <code>deductible</code><pre>deductible</pre>"
        "<button>deductible</button><textarea>deductible</textarea><label>deductible</label>"
        "<div contenteditable>deductible</div><svg><text>deductible</text></svg>"
        "<div data-glossary='off'><p>deductible</p></div><div role='heading' aria-level='3'>deductible</div>"
        "<p>A copay.</p>"
    )
    assert marked(page) == [["copayment", "copay"]]


def test_an_explicit_mark_by_slug_or_name(visit: Callable[..., Page]) -> None:
    page = visit(
        '<p>First, <span data-glossary-term="deductible">what <b>you</b> pay</span>, then '
        '<span data-glossary-term="Co-Pay">a fee</span>, <span data-glossary-term="nope">no</span>. Deductible.</p>'
    )
    assert marked(page) == [["deductible", "what you pay"], ["copayment", "a fee"]]


def test_an_element_marks_its_own_content_and_only_chosen_categories(visit: Callable[..., Page]) -> None:
    own = '<glossary-terms category="employment-law"><p>Minimum wage and a copay.</p></glossary-terms>'
    assert marked(visit("<p>A deductible.</p>", own)) == [["minimum-wage", "Minimum wage"]]


# Every rule of search_app/language/prose.py, on both sides.
BEFORE = (
    "https://example.org/", "www.", "non-", "Anti‐", "high-", "tax-", "a@", "@", "#", "C#", "$", "$20", "{{ ", "{",
    "[[", "<%= ", "docs/", "/", " /", "./", "(", "(s)/", "C:\\", "a_", "e.g.", "1.", "800-", "end.", "pre-", "sin-",
)  # fmt: skip
AFTER = (
    "", ".", ".pdf", ".COM", ".The", ".12", ".7z", "-2024.xls", "@x.org", "@20", "_b", "/", "/x/", " }}", "]]", " %>",
    ")", "://x", "\\y",
)  # fmt: skip
OUT_OF_PROSE = [
    f"{before}{word}{after} and {word}."
    for word in ("copay", "Deductible", "401(k)", "prior authorization", "copago", "Autorización previa")
    for before in BEFORE
    for after in AFTER
]
OUT_OF_PROSE += ["x" * 300 + "copay.pdf", "{" + " " * 150 + "copay}", "{" + " " * 250 + "copay}"]
OUT_OF_PROSE += ["copay\u0085a.b/copay\ufeffcopay.pdf"]


@pytest.mark.parametrize("code", LANGUAGES)
def test_the_script_finds_what_the_library_finds(page: Page, real: Engine, code: str) -> None:
    real = real.languages[code]
    texts = [passage.text for entry in real.entries() for passage in entry.passages]
    names = [name for entry in real.entries() for name in (entry.name, *entry.aliases)]
    texts += [name + ending for name in names for ending in ("", "s", "es")] + [f"{name.upper()}s" for name in names]
    texts += ["IRAs, ira, pas. Workers’ compensation; workers' comp", "Café DEDUCTÍBLE straße 401(k) 401k"]
    texts += ["co - pay co--pay co---- pay", *OUT_OF_PROSE]
    terms = [{"slug": entry.slug, "names": list(linked_names(entry))} for entry in real.entries()]
    source = join_modules(FOLDER / "embed" / "static" / "vocabulary.js", read_source)
    found = page.evaluate(
        f"({{terms, texts}}) => {{ {source}; const known = new Vocabulary(terms, {code!r});"
        " return texts.map(text => known.mentions(text).map(({start, end, slug}) => [start, end, slug])) }",
        {"terms": terms, "texts": texts},
    )
    known = Vocabulary(real.entries(), LANGUAGES[code])
    expected = [[[each.start, each.end, each.slug] for each in known.mentions(text)] for text in texts]
    assert sum(map(len, expected)) > 1000
    assert found == expected


# The page stays the page's


ARTICLE = (
    "<p>Your <em>deductible</em>, then&nbsp;a copay — and premiums.</p><!-- a comment -->\n<ul><li>Copayments</li></ul>"
    '<p><span data-glossary-term="premium">the <b>price</b></span> &amp; IOP</p>deductible'
)


WATCHED = """(() => {
    window.article = document.querySelector('article'); window.nodes = []; window.changes = [];
    const walker = document.createTreeWalker(article, NodeFilter.SHOW_ALL);
    while (walker.nextNode()) nodes.push([walker.currentNode, walker.currentNode.nodeValue]);
    new MutationObserver(records => changes.push(...records.map(each => each.type)))
      .observe(article, {attributes: true, childList: true, characterData: true, subtree: true});
    const before = [article.innerHTML, document.adoptedStyleSheets.length, document.head.innerHTML];
    document.body.append(document.getElementById('later').content.cloneNode(true));
    return before })()"""
UNTOUCHED = """(() => { const walker = document.createTreeWalker(article, NodeFilter.SHOW_ALL); const now = [];
    while (walker.nextNode()) now.push([walker.currentNode, walker.currentNode.nodeValue]);
    return changes.length === 0 && now.length === nodes.length
      && now.every(([node, value], at) => node === nodes[at][0] && value === nodes[at][1]) })()"""
LATER = '<template id="later">' + TERMS + "</template>"


def test_no_node_of_the_page_is_changed_while_words_are_marked_and_explained(visit: Callable[..., Page]) -> None:
    page = visit(ARTICLE, LATER, marks=False)
    page.evaluate(WATCHED)
    expect(page.locator(WORDS).first).to_be_attached()
    assert len(marked(page)) >= 4
    assert page.evaluate(UNTOUCHED)
    press(page, "copay")
    expect(card(page)).to_contain_text("flat dollar amount")
    assert page.evaluate(UNTOUCHED)


def test_removed_it_leaves_the_page_as_it_was(visit: Callable[..., Page]) -> None:
    page = visit(ARTICLE, LATER, marks=False)
    before = page.evaluate(WATCHED)
    expect(page.locator(WORDS).first).to_be_attached()
    hover(page, "copay")
    expect(card(page)).to_be_visible()
    page.evaluate("document.querySelector('glossary-terms').remove()")
    assert page.evaluate("[article.innerHTML, document.adoptedStyleSheets.length, document.head.innerHTML]") == before
    assert page.evaluate("CSS.highlights.size") == 0
    assert page.evaluate(UNTOUCHED)


def test_moved_it_marks_again_and_with_another_target_only_there(visit: Callable[..., Page]) -> None:
    page = visit("<p>A copay.</p>", '<section id="other">A premium.</section>' + TERMS)
    page.evaluate("document.body.prepend(document.querySelector('glossary-terms'))")
    expect(page.locator(WORDS)).to_have_text(["copay"])
    page.evaluate("document.querySelector('glossary-terms').setAttribute('for', 'other')")
    expect(page.locator(WORDS)).to_have_text(["premium"])
    assert marked(page) == [["premium", "premium"]]


def test_nodes_that_the_page_takes_from_a_frame_are_marked(visit: Callable[..., Page]) -> None:
    page = visit("<p>A deductible.</p><iframe></iframe>")
    page.evaluate(
        """() => {
            const foreign = document.querySelector('iframe').contentDocument.createElement('p');
            foreign.append(foreign.ownerDocument.createElement('b'), ' A copay.');
            document.querySelector('article').append(foreign);
        }"""
    )
    expect(page.locator(WORDS)).to_have_text(["deductible", "copay"])
    marked(page)


def test_later_changes_of_the_page_are_followed(visit: Callable[..., Page]) -> None:
    page = visit("<p>A copay.</p>")
    page.evaluate("document.querySelector('article').insertAdjacentHTML('beforeend', '<p>A deductible, a copay.</p>')")
    expect(page.locator(WORDS)).to_have_text(["copay", "deductible"])
    page.evaluate("document.querySelector('article p').remove()")  # the first mention is another one now
    expect(page.locator(WORDS)).to_have_text(["deductible", "copay"])
    page.evaluate("document.querySelector('article').outerHTML = '<article><p>Premiums.</p></article>'")
    expect(page.locator(WORDS)).to_have_text(["Premiums"])
    page.evaluate("document.querySelector('article p').dataset.glossary = 'off'")
    expect(page.locator(WORDS)).to_have_count(0)
    assert highlighted(page) == []


def test_a_page_that_holds_its_text_nodes_shows_what_it_shows_without_marks(visit: Callable[..., Page]) -> None:
    """Frameworks keep the text nodes they made, and write to, remove and insert before them."""
    page = visit("", LATER, marks=False)
    page.evaluate(
        """const p = document.createElement('p');
           window.held = ['Your deductible is ', '500', ' and your copay is due.'].map(text => new Text(text));
           p.append(...held); document.querySelector('article').append(p);
           document.body.append(document.getElementById('later').content.cloneNode(true))"""
    )
    paragraph = page.locator("article p")
    expect(page.locator(WORDS)).to_have_text(["deductible", "copay"])
    page.evaluate("held[0].data = 'Your premium is '; held[1].data = '700'")
    assert paragraph.text_content() == "Your premium is 700 and your copay is due."
    expect(page.locator(WORDS)).to_have_text(["premium", "copay"])
    page.evaluate("held[0].before('Now: ')")
    page.evaluate("held[0].remove(); held[2].remove()")
    assert paragraph.text_content() == "Now: 700"
    expect(page.locator(WORDS)).to_have_count(0)
    assert highlighted(page) == []


def test_a_mark_never_outlives_its_word(visit: Callable[..., Page]) -> None:
    """When a page rewrites a text, the old word is unmarked before anything is painted."""
    page = visit("<p>Your copay is due.</p>")
    stale = page.evaluate(
        """async () => { const text = document.querySelector('p').firstChild; const seen = [];
           for (const word of ['premium', 'nothing', 'deductible', 'copay']) {
             text.data = `Your ${word} is due, your ${word} was due.`; await new Promise(requestAnimationFrame);
             seen.push([...CSS.highlights.get('glossary-term') ?? []].map(String)
               .every(each => each === word && text.data.includes(each))) }
           return seen }"""
    )
    assert stale == [True] * 4


def test_a_text_that_is_removed_while_the_page_is_searched_is_never_marked(
    visit: Callable[..., Page], page: Page
) -> None:
    page.add_init_script(
        """(() => { window.strayed = 0; let time = 0;
           performance.now = () => (time += 50);  // a slow machine: the search pauses after every text
           const add = Highlight.prototype.add;
           Highlight.prototype.add = function (range) {
             if (!document.querySelector('article').contains(range.startContainer)) strayed += 1;
             return add.call(this, range) };
           scheduler.yield = async () => {
             if (CSS.highlights.get('glossary-term')?.size === 1) document.querySelector('div')?.remove() } })()"""
    )
    visit("<p>A copay.</p><div><p>Some text.</p><p>A premium.</p><p>More.</p></div><p>A deductible.</p>")
    expect(page.locator(WORDS)).to_have_text(["copay", "deductible"])
    assert page.evaluate("strayed") == 0


def test_a_word_in_two_text_nodes_is_one_word(visit: Callable[..., Page]) -> None:
    page = visit("<p></p>", marks=False)
    page.evaluate("document.querySelector('p').append('Two co', 'pay', document.createComment(''), 's, x', 'premium.')")
    expect(page.locator(WORDS)).to_have_text(["copays"])
    press(page, "copays")
    expect(card(page)).to_contain_text("flat dollar amount")


def test_words_in_a_shadow_root_are_marked_underlined_and_explained(visit: Callable[..., Page]) -> None:
    page = visit("<div></div>", "", marks=False)
    page.evaluate(
        """() => { const root = document.querySelector('article div').attachShadow({mode: 'closed'});
           window.root = root;
           const region = document.createElement('section'); region.textContent = 'A copay.';
           const terms = document.createElement('glossary-terms'); terms.setAttribute('for', 'section');
           root.append(region, terms) }"""
    )
    page.wait_for_function("CSS.highlights.get('glossary-term')?.size === 1")
    region = "root.querySelector('section')"
    assert page.evaluate(f"getComputedStyle({region}, '::highlight(glossary-term)').textDecorationLine") == "underline"
    x, y = page.evaluate(
        "(() => { const b = [...CSS.highlights.get('glossary-term')][0].getBoundingClientRect();"
        " return [b.left + b.width / 2, b.top + b.height / 2] })()"
    )
    page.mouse.click(x, y)
    page.wait_for_function("root.querySelector('glossary-term')?.shadowRoot.textContent.includes('flat dollar amount')")


def test_a_number_of_mentions_of_each_term_may_be_marked(visit: Callable[..., Page]) -> None:
    page = visit("<p>Copay, copays, co-pay.</p>", '<glossary-terms for="article" marks="2"></glossary-terms>')
    assert marked(page) == [["copayment", "Copay"], ["copayment", "copays"]]


def test_for_that_finds_nothing_is_reported_once(visit: Callable[..., Page], page: Page) -> None:
    overheard = Overheard()
    overheard.listen(page)
    visit("<p>A copay.</p>", '<glossary-terms for="#none"></glossary-terms>', marks=False)
    wait_until(page, lambda: overheard.complaints)
    page.evaluate("document.body.append('more')")
    assert len(overheard.complaints) == 1
    assert '<glossary-terms for="#none">' in overheard.complaints[0]


def test_where_highlights_are_missing_the_page_stays_as_it_is(visit: Callable[..., Page], page: Page) -> None:
    thrown: list[str] = []
    page.on("pageerror", lambda error: thrown.append(str(error)))
    page.add_init_script("delete CSS.highlights; delete CSS.__proto__.highlights")
    visit("<p>A copay.</p>", marks=False)
    page.wait_for_load_state("networkidle")
    assert page.evaluate("'highlights' in CSS") is False
    assert page.locator("article").inner_html() == "<p>A copay.</p>"
    assert page.locator(WORDS).count() == 0
    assert thrown == []


def test_the_text_of_the_page_is_sent_nowhere(visit: Callable[..., Page], served: str) -> None:
    sent: list[tuple[str, str, str | None]] = []
    page = visit("<p>x</p>", "", marks=False)
    page.on("request", lambda request: sent.append((request.method, request.url, request.post_data)))
    visit("<p>A secret copay.</p>" * 3)
    page.wait_for_load_state("networkidle")
    ours = [each for each in sent if each[1].startswith(served)]
    part = next(url for _, url, _ in ours if "/widget/marking-" in url)
    asked = [served + "/widget/v1.js", part, served + "/api/v1/vocabulary"]
    assert ours == [("GET", url, None) for url in asked]


def test_without_the_names_the_page_is_as_it_was(visit: Callable[..., Page], page: Page) -> None:
    thrown: list[str] = []
    page.on("pageerror", lambda error: thrown.append(str(error)))
    page.route("**/api/v1/vocabulary**", lambda route: route.abort("connectionrefused"))
    visit("<p>A copay.</p>", marks=False)
    page.wait_for_timeout(300)
    assert page.locator("article").inner_html() == "<p>A copay.</p>"
    assert thrown == []


def test_an_article_of_five_thousand_words_is_marked(page: Page, host: Host, real: Engine) -> None:
    words = [word for entry in real.entries() for word in entry.passages[0].text.split()[:20]][:5000]
    paragraphs = [" ".join(words[at : at + 100]) for at in range(0, 5000, 100)]
    page.goto(host.page("<article>" + "".join(f"<p>{each}</p>" for each in paragraphs) + f"</article>{TERMS}{SCRIPT}"))
    page.wait_for_function("CSS.highlights.get('glossary-term')?.size > 100")


def test_a_slow_phone_is_never_held_up(page: Page, host: Host, real: Engine) -> None:
    """The page's clock is that of a phone on which each paragraph takes two milliseconds: it gets its turns between."""
    text = "".join(f"<p>{passage.text}</p>" for entry in real.entries()[:60] for passage in entry.passages)
    page.add_init_script(
        """const real = performance.now.bind(performance); let spent = 0;
           performance.now = () => real() + (spent += 2);
           window.turns = [];
           const pause = scheduler.yield.bind(scheduler);
           scheduler.yield = () => {
             window.turns.push(CSS.highlights.get('glossary-term')?.size ?? 0); return pause() }"""
    )
    page.goto(host.page(f"<article>{text}</article>{TERMS}{SCRIPT}"))
    page.wait_for_function("CSS.highlights.get('glossary-term')?.size > 100")
    while_marking = {size for size in page.evaluate("turns") if size}
    assert len(while_marking) >= 5


# The card


def test_the_mouse_brings_the_card_which_stays_under_it_and_escape_puts_it_away(visit: Callable[..., Page]) -> None:
    asked: list[str] = []
    page = visit("<p>A copay of ten dollars.</p>")
    page.on("request", lambda request: "/terms/" in request.url and asked.append(request.url))
    assert asked == []
    hover(page, "copay")
    assert highlighted(page, "glossary-term-active") == ["copay"]
    expect(card(page)).to_contain_text("flat dollar amount")
    assert len(asked) == 1
    card(page).hover()
    page.wait_for_timeout(600)
    expect(card(page)).to_be_visible()
    page.keyboard.press("Escape")  # the focus is elsewhere
    expect(card(page)).to_have_count(0)
    page.mouse.move(1, 1)
    hover(page, "copay")
    expect(card(page)).to_be_visible()
    page.mouse.move(1, 500)
    expect(card(page)).to_have_count(0)
    assert highlighted(page, "glossary-term-active") == []
    assert len(asked) == 1


def test_a_mouse_that_crosses_a_word_opens_nothing(visit: Callable[..., Page]) -> None:
    page = visit("<p>A copay of ten dollars.</p>")
    hover(page, "copay")
    page.mouse.move(1, 1)
    page.wait_for_timeout(500)
    expect(card(page)).to_have_count(0)


def test_a_pressed_word_stays_explained_until_pressed_again_or_elsewhere(visit: Callable[..., Page]) -> None:
    page = visit("<p>A copay, a deductible.</p>")
    press(page, "copay")
    expect(card(page)).to_contain_text("flat dollar amount")
    page.mouse.move(1, 500)
    page.wait_for_timeout(500)
    expect(card(page)).to_be_visible()
    press(page, "copay")
    expect(card(page)).to_have_count(0)
    press(page, "deductible")
    expect(page.get_by_role("group", name="Deductible")).to_be_visible()
    page.mouse.click(1, 500)
    expect(card(page)).to_have_count(0)


def test_a_click_on_a_link_or_button_over_or_around_a_word_is_the_pages(visit: Callable[..., Page]) -> None:
    cover = "<button style='position: absolute; inset: 0' onclick='window.hit = (window.hit ?? 0) + 1'>Own</button>"
    page = visit(f"<p style='position: relative'>A copay.{cover}</p>")
    press(page, "copay")
    assert page.evaluate("window.hit") == 1
    expect(card(page)).to_have_count(0)
    page.evaluate("document.querySelector('p').innerHTML = '<a href=\"#there\"><b>A copay.</b></a> A premium.'")
    expect(page.locator(WORDS)).to_have_text(["premium"])
    page.get_by_role("link").click()
    assert page.url.endswith("#there")
    expect(card(page)).to_have_count(0)


def test_selecting_a_word_opens_nothing(visit: Callable[..., Page]) -> None:
    page = visit("<p>A copay.</p>")
    x, y = word_at(page, "copay")
    page.clock.install(time=0)
    page.clock.pause_at(1000)
    page.mouse.move(x - 4, y)
    page.mouse.down()
    page.mouse.move(x + 4, y)
    page.mouse.up()
    assert page.evaluate("getSelection().toString()") != ""
    page.clock.run_for(2000)
    expect(card(page)).to_have_count(0)


def test_the_keyboard_opens_reads_and_leaves_the_card(visit: Callable[..., Page], served: str) -> None:
    page = visit("<p>A copay of ten dollars.</p>", TERMS + "<a href='#'>Next</a>")
    word = button(page, "copay")
    expect(word).to_have_attribute("aria-expanded", "false")
    page.keyboard.press("Tab")
    expect(word).to_be_focused()
    expect(page.get_by_text("Words explained here")).to_be_in_viewport()
    assert highlighted(page, "glossary-term-focus") == ["copay"]
    expect(card(page)).to_have_count(0)
    page.keyboard.press("Enter")
    expect(word).to_have_attribute("aria-expanded", "true")
    expect(page.get_by_role("group", name="Copayment").get_by_role("status")).to_contain_text("flat dollar amount")
    page.keyboard.press("Tab")
    link = card(page).get_by_role("link", name="Read more")
    expect(link).to_be_focused()
    expect(link).to_have_attribute("href", served + "/terms/copayment")
    page.keyboard.press("Escape")
    expect(card(page)).to_have_count(0)
    expect(word).to_be_focused()
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    page.keyboard.press("Tab")
    expect(page.get_by_role("link", name="Next")).to_be_focused()
    expect(card(page)).to_have_count(0)
    assert highlighted(page, "glossary-term-focus") == []
    page.keyboard.press("Shift+Tab")
    page.keyboard.press("Space")
    expect(card(page)).to_be_visible()
    page.keyboard.press("Escape")
    expect(card(page)).to_have_count(0)
    expect(word).to_be_focused()


def test_the_keyboard_brings_its_word_into_sight_with_the_card_at_it(visit: Callable[..., Page]) -> None:
    space = "<p style='height: 3000px'>.</p>"
    page = visit(f"{space}<p>A copay.</p>{space}<p>A deductible.</p>{space}")
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    expect(card(page)).to_contain_text("flat dollar amount")
    word, shown = page.evaluate(
        """(() => [[...CSS.highlights.get('glossary-term-focus')][0],
          document.querySelector('glossary-term').shadowRoot.querySelector('.card')]
          .map(each => each.getBoundingClientRect().toJSON()))()"""
    )
    assert 0 < word["top"] < 720
    assert min(abs(shown["top"] - word["bottom"]), abs(word["top"] - shown["bottom"])) < 10
    page.keyboard.press("Escape")
    page.keyboard.press("Tab")
    assert highlighted(page, "glossary-term-focus") == ["deductible"]


def test_a_tap_opens_the_card_and_another_one_beside_it_closes_it(opened: Callable[..., Page], host: Host) -> None:
    page = opened(has_touch=True, is_mobile=True, viewport={"width": 320, "height": 600})
    page.goto(host.page(f"<article><p>Words and words and words, then a copay.</p></article>{TERMS}{SCRIPT}"))
    expect(page.locator(WORDS)).to_have_count(1)
    page.touchscreen.tap(*word_at(page, "copay"))
    expect(card(page)).to_contain_text("flat dollar amount")
    box = card(page).bounding_box()
    assert box
    assert box["x"] >= 0
    assert box["x"] + box["width"] <= 320
    page.touchscreen.tap(200, 500)
    expect(card(page)).to_have_count(0)


def test_a_failed_card_says_so_still_links_and_asks_again(visit: Callable[..., Page], served: str) -> None:
    page = visit("<p>A copay.</p>")
    page.route("**/api/v1/terms/copayment", lambda route: route.abort("connectionrefused"))
    press(page, "copay")
    expect(card(page)).to_contain_text("could not be loaded")
    expect(card(page).get_by_role("link")).to_have_attribute("href", served + "/terms/copayment")
    page.keyboard.press("Escape")
    page.unroute("**/api/v1/terms/copayment")
    press(page, "copay")
    expect(card(page)).to_contain_text("flat dollar amount")


def test_a_card_closes_with_its_word(visit: Callable[..., Page]) -> None:
    page = visit("<p>A copay.</p>")
    press(page, "copay")
    expect(card(page)).to_be_visible()
    page.evaluate("document.querySelector('p').firstChild.data = 'Nothing.'")
    expect(card(page)).to_have_count(0)
    assert page.evaluate("CSS.highlights.size") == 0


DIALOG = """<dialog><p id="text">A copay, a deductible.</p><button>Own</button>
    <glossary-terms for="text"></glossary-terms></dialog>"""


@pytest.fixture
def dialog(visit: Callable[..., Page], page: Page) -> Locator:
    """A modal dialog with words that are explained."""
    visit(DIALOG, "", marks=False)
    page.evaluate("document.querySelector('dialog').showModal()")
    expect(page.locator(WORDS)).to_have_text(["copay", "deductible"])
    return page.locator("dialog")


@pytest.mark.parametrize("way", ["press", "hover", "keyboard"])
def test_escape_closes_the_card_then_the_dialog_around_it(page: Page, dialog: Locator, way: str) -> None:
    if way == "keyboard":
        button(page, "copay").press("Enter")
    else:
        (press if way == "press" else hover)(page, "copay")
    expect(card(page)).to_contain_text("flat dollar amount")
    page.keyboard.press("Escape")
    expect(card(page)).to_have_count(0)
    expect(dialog).to_have_attribute("open", "")
    page.keyboard.press("Escape")
    expect(dialog).not_to_have_attribute("open", "")


def test_escape_on_the_link_of_a_card_leaves_the_dialog_open(page: Page, dialog: Locator) -> None:
    button(page, "deductible").press("Enter")
    expect(page.get_by_role("group", name="Deductible")).to_be_visible()
    page.keyboard.press("Tab")
    expect(card(page).get_by_role("link")).to_be_focused()
    page.keyboard.press("Escape")
    expect(button(page, "deductible")).to_be_focused()
    expect(dialog).to_have_attribute("open", "")


def test_an_open_card_goes_with_its_dialog(page: Page, dialog: Locator) -> None:
    press(page, "copay")
    expect(card(page)).to_be_visible()
    page.evaluate("document.querySelector('dialog').close()")
    expect(page.locator("glossary-term .card")).to_be_hidden()


def test_properties_and_parts_style_words_and_cards(visit: Callable[..., Page], host: Host) -> None:
    style = (
        "article { --glossary-accent: rgb(1, 2, 3); --glossary-term-line-style: wavy }"
        "p { --glossary-term-color: rgb(4, 5, 6) }"
        "glossary-terms { --glossary-paper: rgb(7, 8, 9) } glossary-term::part(card) { outline: 5px solid red }"
        "glossary-term::part(link) { letter-spacing: 3px }"
    )
    page = visit("<p>A copay.</p>", head=host.style_sheet(style))
    painted = page.evaluate(
        """(() => { const style = getComputedStyle(document.querySelector('p'), '::highlight(glossary-term)');
           return [style.textDecorationColor, style.textDecorationStyle, style.color] })()"""
    )
    assert painted == ["rgb(1, 2, 3)", "wavy", "rgb(4, 5, 6)"]
    press(page, "copay")
    expect(card(page)).to_have_css("background-color", "rgb(7, 8, 9)")
    expect(card(page)).to_have_css("outline-width", "5px")
    expect(card(page).get_by_role("link")).to_have_css("letter-spacing", "3px")


@pytest.mark.parametrize("css", HOSTILE.values(), ids=HOSTILE.keys())
def test_no_style_of_the_page_reaches_the_card(visit: Callable[..., Page], host: Host, css: str) -> None:
    body = '<div class="trap"><section>A copay.</section></div><div class="over">Over it</div>'
    page = visit(body if "trap" in css else "A copay.", head=host.style_sheet(css))
    page.locator(WORDS).evaluate("e => e.click()")
    text = card(page).locator(".text")
    expect(text).to_contain_text("flat dollar amount")
    expect(text).to_be_visible()
    assert text.evaluate("e => [getComputedStyle(e).fontSize, getComputedStyle(e).color]") == [
        "16px",
        "rgb(25, 28, 31)",
    ]
    on_top = """e => { const b = e.getBoundingClientRect();
        return e.contains(e.getRootNode().elementFromPoint(b.left + b.width / 2, b.top + b.height / 2)) }"""
    assert text.evaluate(on_top)


def test_a_strict_policy_and_trusted_types_are_kept(visit: Callable[..., Page], page: Page) -> None:
    overheard = Overheard()
    overheard.listen(page)
    page.add_init_script("addEventListener('securitypolicyviolation', e => (window.broken ||= []).push(e.blockedURI))")
    visit("<p>A copay.</p>", policy=STRICT)
    press(page, "copay")
    expect(card(page)).to_contain_text("flat dollar amount")
    assert page.evaluate("window.broken || []") == []
    assert overheard.complaints == []
    assert page.context.cookies() == []
    assert page.evaluate("[localStorage.length, sessionStorage.length]") == [0, 0]


def test_a_part_that_was_changed_on_its_way_is_refused(visit: Callable[..., Page], page: Page) -> None:
    changed = "export default () => { window.evil = 1 }"
    headers = {"Access-Control-Allow-Origin": "*"}
    page.route("**/widget/marking-*.js", lambda route: route.fulfill(
        body=changed, content_type="text/javascript", headers=headers))  # fmt: skip
    refused = page.expect_console_message(lambda said: "integrity" in said.text)
    with refused:
        visit("<p>A copay.</p>", marks=False)
    page.wait_for_timeout(300)
    assert page.evaluate("window.evil ?? 0") == 0
    assert page.evaluate("CSS.highlights.size") == 0


@pytest.mark.parametrize("colours", ["light", "dark", "forced"])
@pytest.mark.parametrize("theme", ["auto", "light", "dark"])
def test_axe_finds_nothing(visit: Callable[..., Page], page: Page, theme: str, colours: str) -> None:
    if colours == "forced":
        page.emulate_media(forced_colors="active")
    else:
        page.emulate_media(color_scheme=colours)  # type: ignore[arg-type]
    visit("<p>A copay and a deductible.</p>", f'<glossary-terms for="article" theme="{theme}"></glossary-terms>')
    assert_accessible(page, "marks")
    page.keyboard.press("Tab")
    assert_accessible(page, "list")
    press(page, "copay")
    expect(card(page)).to_contain_text("flat dollar amount")
    assert_accessible(page, "card")
