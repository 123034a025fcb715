"""<glossary-terms> on other people's pages: what is marked, what the card does, and that the page stays the page's."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from playwright.sync_api import Locator, Page, expect

from search_app.glossary.rendering.term_linker import Vocabulary, linked_names
from search_app.search import Engine
from search_app.web.runtime.assets import FOLDER, read_source
from search_app.web.runtime.modules import join_modules
from tests.acceptance.conftest import Overheard, assert_accessible
from tests.acceptance.hosts import Host
from tests.acceptance.widget_pages import HOSTILE, STRICT

SCRIPT = '<script src="HOST/widget/v1.js" defer></script>'
TERMS = '<glossary-terms for="article"></glossary-terms>'
MARKS = "glossary-term"


@pytest.fixture
def visit(page: Page, host: Host) -> Callable[..., Page]:
    """Publish an article, open it and wait for its marks."""

    def open_page(article: str, terms: str = TERMS, marks: bool = True, **options: str) -> Page:
        page.goto(host.page(f"<main><h1>A host</h1><article>{article}</article></main>{terms}{SCRIPT}", **options))
        if marks:
            expect(page.locator(MARKS).first).to_be_attached()
        return page

    return open_page


def marked(page: Page) -> list[list[str]]:
    """Return slug and text of each mark, in reading order."""
    found: list[list[str]] = page.evaluate(
        "[...document.querySelectorAll('glossary-term')].map(e => [e.getAttribute('slug'), e.textContent])"
    )
    return found


def card(page: Page) -> Locator:
    return page.locator("glossary-term .card:popover-open")


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


def test_the_script_finds_what_the_library_finds(page: Page, real: Engine) -> None:
    texts = [passage.text for entry in real.entries() for passage in entry.passages]
    texts += [name for entry in real.entries() for name in (entry.name, *entry.aliases, entry.name.upper() + "s")]
    texts += ["IRAs, ira, pas. Workers’ compensation; workers' comp", "Café DEDUCTÍBLE straße 401(k) 401k"]
    texts += ["co - pay co--pay co---- pay"]
    terms = [{"slug": entry.slug, "names": list(linked_names(entry))} for entry in real.entries()]
    source = join_modules(FOLDER / "embed" / "static" / "vocabulary.js", read_source)
    found = page.evaluate(
        f"({{terms, texts}}) => {{ {source}; const known = new Vocabulary(terms);"
        " return texts.map(text => known.mentions(text).map(({start, end, slug}) => [start, end, slug])) }",
        {"terms": terms, "texts": texts},
    )
    known = Vocabulary(real.entries())
    expected = [[[each.start, each.end, each.slug] for each in known.mentions(text)] for text in texts]
    assert sum(map(len, expected)) > 1000
    assert found == expected


# The page stays the page's


ARTICLE = (
    "<p>Your <em>deductible</em>, then&nbsp;a copay — and premiums.</p><!-- a comment -->\n<ul><li>Copayments</li></ul>"
    '<p><span data-glossary-term="premium">the <b>price</b></span> &amp; IOP</p>deductible'
)


def test_removed_it_leaves_the_markup_byte_for_byte_and_the_same_nodes(visit: Callable[..., Page]) -> None:
    page = visit(ARTICLE, '<template id="later">' + TERMS + "</template>", marks=False)
    before = page.evaluate(
        """(() => {
            window.article = document.querySelector('article');
            const walker = document.createTreeWalker(article, NodeFilter.SHOW_ALL);
            window.nodes = []; while (walker.nextNode()) nodes.push(walker.currentNode);
            document.body.append(document.getElementById('later').content.cloneNode(true));
            return article.innerHTML })()"""
    )
    expect(page.locator(MARKS).first).to_be_attached()
    assert len(marked(page)) >= 4
    assert page.evaluate("article.textContent") != ""
    page.evaluate("document.querySelector('glossary-terms').remove()")
    assert page.evaluate("article.innerHTML") == before
    assert page.evaluate(
        """(() => { const walker = document.createTreeWalker(article, NodeFilter.SHOW_ALL); const now = [];
            while (walker.nextNode()) now.push(walker.currentNode);
            return now.length === nodes.length && now.every((node, at) => node === nodes[at]) })()"""
    )


def test_nodes_that_the_page_takes_from_a_frame_are_marked(visit: Callable[..., Page]) -> None:
    page = visit("<p>A deductible.</p><iframe></iframe>")
    page.evaluate(
        """() => {
            const foreign = document.querySelector('iframe').contentDocument.createElement('p');
            foreign.append(foreign.ownerDocument.createElement('b'), ' A copay.');
            document.querySelector('article').append(foreign);
        }"""
    )
    expect(page.locator(MARKS)).to_have_count(2)
    assert marked(page)[1] == ["copayment", "copay"]


def test_later_changes_of_the_page_are_followed(visit: Callable[..., Page]) -> None:
    page = visit("<p>A copay.</p>")
    page.evaluate("document.querySelector('article').insertAdjacentHTML('beforeend', '<p>A deductible, a copay.</p>')")
    expect(page.locator(MARKS)).to_have_count(2)
    assert marked(page) == [["copayment", "copay"], ["deductible", "deductible"]]
    page.evaluate("document.querySelector('article p').remove()")  # the first mention is another one now
    expect(page.locator("glossary-term[slug=copayment]")).to_have_count(1)
    page.evaluate("document.querySelector('article').outerHTML = '<article><p>Premiums.</p></article>'")
    expect(page.locator("glossary-term[slug=premium]")).to_have_count(1)


def test_a_text_node_that_the_page_keeps_and_writes_again(visit: Callable[..., Page]) -> None:
    page = visit("<p>5 copays a year</p>", '<template id="later">' + TERMS + "</template>", marks=False)
    page.evaluate(
        "window.kept = document.querySelector('p').firstChild;"
        "document.body.append(document.getElementById('later').content.cloneNode(true))"
    )
    expect(page.locator(MARKS)).to_have_count(1)
    page.evaluate("kept.data = '6 copays a year'")
    expect(page.locator("p")).to_have_text("6 copays a year")
    expect(page.locator(MARKS)).to_have_count(1)


def test_a_page_that_undoes_every_mark_is_not_kept_busy(visit: Callable[..., Page]) -> None:
    page = visit("<p>A copay.</p>")
    page.evaluate(
        """window.rounds = 0; const article = document.querySelector('article');
           const undo = () => {
             if (article.querySelector('glossary-term')) { rounds += 1; article.innerHTML = '<p>A copay.</p>' } };
           new MutationObserver(undo).observe(article, {childList: true, subtree: true}); undo()"""
    )
    page.wait_for_timeout(3000)
    assert 1 <= page.evaluate("rounds") <= 7


def test_the_text_of_the_page_is_sent_nowhere(visit: Callable[..., Page], served: str) -> None:
    sent: list[tuple[str, str, str | None]] = []
    page = visit("<p>x</p>", "", marks=False)
    page.on("request", lambda request: sent.append((request.method, request.url, request.post_data)))
    visit("<p>A secret copay.</p>" * 3)
    page.wait_for_load_state("networkidle")
    ours = [each for each in sent if each[1].startswith(served)]
    assert ours == [("GET", served + "/widget/v1.js", None), ("GET", served + "/api/v1/vocabulary", None)]


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
    page.wait_for_function("document.getElementsByTagName('glossary-term').length > 100")


def test_a_slow_phone_is_never_held_up(page: Page, host: Host, real: Engine) -> None:
    """Ten times slower than this machine, the work takes long; the page has its turns between."""
    text = "".join(f"<p>{passage.text}</p>" for entry in real.entries()[:60] for passage in entry.passages)
    session = page.context.new_cdp_session(page)
    session.send("Emulation.setCPUThrottlingRate", {"rate": 10})
    page.add_init_script(
        """window.slices = 0; const marks = document.getElementsByTagName('glossary-term'); let seen = 0;
           new MutationObserver(() => {
             if (marks.length > seen) { slices += 1; seen = marks.length; window.done = performance.now() }
           }).observe(document, {childList: true, subtree: true})"""
    )
    page.goto(host.page(f"<article>{text}</article>{TERMS}{SCRIPT}"))
    page.wait_for_function("window.done && performance.now() - done > 1000")
    assert len(marked(page)) > 100
    assert page.evaluate("slices") >= 3


# The card


def test_the_mouse_brings_the_card_which_stays_under_it_and_escape_puts_it_away(visit: Callable[..., Page]) -> None:
    asked: list[str] = []
    page = visit("<p>A copay of ten dollars.</p>")
    page.on("request", lambda request: "/terms/" in request.url and asked.append(request.url))
    word = page.get_by_role("button", name="copay")
    assert asked == []
    word.hover()
    expect(card(page)).to_contain_text("flat dollar amount")
    assert len(asked) == 1
    card(page).hover()
    page.wait_for_timeout(600)
    expect(card(page)).to_be_visible()
    page.keyboard.press("Escape")  # the focus is elsewhere
    expect(card(page)).to_have_count(0)
    page.mouse.move(1, 1)
    word.hover()
    expect(card(page)).to_be_visible()
    page.mouse.move(1, 500)
    expect(card(page)).to_have_count(0)
    assert len(asked) == 1


def test_the_keyboard_opens_reads_and_leaves_the_card(visit: Callable[..., Page], served: str) -> None:
    page = visit("<p>A copay of ten dollars. <a href='#'>Next</a></p>")
    word = page.get_by_role("button", name="copay")
    expect(word).to_have_attribute("aria-expanded", "false")
    page.keyboard.press("Tab")
    expect(word).to_be_focused()
    expect(card(page)).to_have_count(0)
    page.keyboard.press("Enter")
    expect(word).to_have_attribute("aria-expanded", "true")
    expect(page.get_by_role("group", name="Copayment").get_by_role("status")).to_contain_text("flat dollar amount")
    page.keyboard.press("Tab")
    link = card(page).get_by_role("link", name="Read more")
    expect(link).to_be_focused()
    expect(link).to_have_attribute("href", served + "/terms/copayment")
    page.keyboard.press("Tab")
    expect(page.get_by_role("link", name="Next")).to_be_focused()
    expect(card(page)).to_have_count(0)
    page.keyboard.press("Shift+Tab")
    page.keyboard.press("Space")
    expect(card(page)).to_be_visible()
    page.keyboard.press("Escape")
    expect(card(page)).to_have_count(0)
    expect(word).to_be_focused()


def test_a_tap_opens_the_card_and_another_one_beside_it_closes_it(opened: Callable[..., Page], host: Host) -> None:
    page = opened(has_touch=True, is_mobile=True, viewport={"width": 320, "height": 600})
    page.goto(host.page(f"<article><p>Words and words and words, then a copay.</p></article>{TERMS}{SCRIPT}"))
    page.get_by_role("button", name="copay").tap()
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
    word = page.get_by_role("button", name="copay")
    word.click()
    expect(card(page)).to_contain_text("could not be loaded")
    expect(card(page).get_by_role("link")).to_have_attribute("href", served + "/terms/copayment")
    page.keyboard.press("Escape")
    page.unroute("**/api/v1/terms/copayment")
    word.click()
    expect(card(page)).to_contain_text("flat dollar amount")


@pytest.mark.parametrize("css", HOSTILE.values(), ids=HOSTILE.keys())
def test_no_style_of_the_page_reaches_the_card(visit: Callable[..., Page], host: Host, css: str) -> None:
    body = '<div class="trap"><section>A copay.</section></div><div class="over">Over it</div>'
    page = visit(body if "trap" in css else "A copay.", head=host.style_sheet(css))
    page.locator("glossary-term [role=button]").evaluate("e => e.click()")
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
    page.get_by_role("button", name="copay").click()
    expect(card(page)).to_contain_text("flat dollar amount")
    assert page.evaluate("window.broken || []") == []
    assert overheard.complaints == []
    assert page.context.cookies() == []
    assert page.evaluate("[localStorage.length, sessionStorage.length]") == [0, 0]


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("theme", ["auto", "light", "dark"])
def test_axe_finds_nothing(visit: Callable[..., Page], page: Page, theme: str, scheme: str) -> None:
    page.emulate_media(color_scheme=scheme)  # type: ignore[arg-type]
    visit("<p>A copay and a deductible.</p>", f'<glossary-terms for="article" theme="{theme}"></glossary-terms>')
    assert_accessible(page, "marks")
    page.get_by_role("button", name="copay").click()
    expect(card(page)).to_contain_text("flat dollar amount")
    assert_accessible(page, "card")
