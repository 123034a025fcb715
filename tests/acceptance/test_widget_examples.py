"""The pages in examples/, the frame, cards in somebody's editor, and the page that writes the code."""

from __future__ import annotations

import json
import re
import urllib.request
from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from tests.acceptance.conftest import Overheard, assert_accessible, assert_nothing_overflows
from tests.acceptance.hosts import Host, hosting
from tests.conftest import ROOT, SITE, Served, write_terms

EXAMPLES = sorted((ROOT / "examples").glob("*.html"))


def example(host: Host, name: str) -> str:
    return host.document((ROOT / "examples" / name).read_text(encoding="utf-8"))


@pytest.mark.parametrize("file", EXAMPLES, ids=lambda file: file.name)
def test_an_example_works_and_is_accessible(page: Page, host: Host, file: Path) -> None:
    overheard = Overheard()
    overheard.listen(page)
    page.goto(host.document(file.read_text(encoding="utf-8")), wait_until="networkidle")
    for scheme in ("light", "dark"):
        page.emulate_media(color_scheme=scheme)  # type: ignore[arg-type]
        assert_accessible(page, f"{file.name} {scheme}")
    assert overheard.complaints == []
    assert page.context.cookies() == []


def test_every_example_is_listed() -> None:
    listed = (ROOT / "examples" / "README.md").read_text(encoding="utf-8")
    assert [file.name for file in EXAMPLES if f"`{file.name}`" not in listed] == []


def test_the_plain_page_searches(page: Page, host: Host) -> None:
    page.goto(example(host, "plain.html"))
    first, second = page.locator("glossary-search").all()
    first.get_by_role("combobox").press_sequentially("copay")
    expect(first.get_by_role("option").first).to_contain_text("Copayment")
    second.get_by_role("combobox").press_sequentially("copay")
    second.get_by_role("option").first.click()
    expect(second.get_by_role("group", name="Copayment")).to_be_visible()


def test_the_article_has_its_words_explained(page: Page, host: Host) -> None:
    page.goto(example(host, "article.html"))
    expect(page.locator("glossary-terms .words button")).to_have_text(["deductible", "copay", "monthly price"])


def test_the_page_that_listens_takes_over(page: Page, host: Host) -> None:
    page.goto(example(host, "events.html"))
    page.get_by_role("combobox").press_sequentially("copay")
    page.get_by_role("option").filter(has_text="Copayment").first.click()
    expect(page.locator("#chosen")).to_have_text("Copayment")


# The frame


def test_a_frame_searches_without_any_script(plain: Page, host: Host, served: str) -> None:
    plain.goto(example(host, "frame.html"))
    frame = plain.frame_locator("iframe").first
    expect(frame.get_by_role("link", name="Copayment").first).to_be_visible()
    frame.get_by_role("searchbox").fill("tip pooling")
    frame.get_by_role("button").click()
    expect(frame.get_by_role("link").first).to_contain_text("Tip Pool")
    with plain.context.expect_page() as opened:
        frame.get_by_role("link").first.click()
    assert opened.value.url.startswith(served + "/terms/")


FRAME = '<iframe src="HOST/embed/frame?term=deductible" title="Deductible" width="600" height="50"></iframe>'


def test_a_frame_grows_to_what_it_holds_where_our_script_is(page: Page, host: Host) -> None:
    page.goto(host.page(f'<script src="HOST/widget/v1.js" defer></script>{FRAME}'))
    assert_grown(page)


def test_a_frame_that_is_loaded_before_our_script_grows_too(page: Page, host: Host, served: str) -> None:
    page.goto(host.page(FRAME))  # until its frame is loaded
    page.wait_for_timeout(200)  # the frame's script has posted a height, which nobody heard
    page.add_script_tag(url=served + "/widget/v1.js")
    assert_grown(page)


def assert_grown(page: Page) -> None:
    inside = page.frame_locator("iframe").locator("body")
    expect(inside).to_contain_text("Deductible")
    page.wait_for_function("document.querySelector('iframe').height > 100")
    assert inside.evaluate("e => document.documentElement.scrollHeight <= innerHeight + 1")


@pytest.mark.parametrize("theme", ["", "light", "dark"])
@pytest.mark.parametrize("shown", ["", "q=copay", "q=zzzzqx", "term=copayment"])
def test_axe_finds_nothing_in_a_frame(page: Page, served: str, shown: str, theme: str) -> None:
    page.goto(f"{served}/embed/frame?{shown}&theme={theme}")
    for width in (280, 700):
        page.set_viewport_size({"width": width, "height": 500})
        assert_accessible(page, shown)
        assert_nothing_overflows(page, shown)


def test_only_the_named_sites_may_show_the_frame(page: Page, serve: Callable[..., Served], tmp_path: Path) -> None:
    terms = write_terms(tmp_path / "terms", site=SITE + '[embed]\norigins = ["https://news.example.org"]\n')
    glossary = serve("--terms", str(terms), "--index", str(tmp_path / "index")).url
    with hosting(glossary) as stranger:
        page.goto(stranger.page('<iframe src="HOST/embed/frame?term=copayment" title="Copayment"></iframe>'))
        page.wait_for_timeout(500)
        assert "copayment" not in page.frames[1].content().lower()
    page.goto(glossary + "/embed?kind=frame")
    expect(page.frame_locator(".embed-preview iframe").get_by_role("combobox")).to_be_visible()


# A term that would be markup


NASTY = "<img src=x onerror=window.hit=1>"

NASTY_TERM = f"""---
name: "{NASTY}"
aliases: [copay]
also_in: []
asked_as: []
related: []
updated: 2026-01-10
---
Beware of {NASTY}, a copay <script>window.hit = 1</script>.

## Example
One {NASTY}.

## Misuse
Two.

## Benefits
Three.

## Conclusion
Four.
"""


def test_a_term_named_like_markup_stays_text_everywhere(
    page: Page, serve: Callable[..., Served], tmp_path: Path
) -> None:
    terms = write_terms(tmp_path / "terms", {"money/img-src-x-onerror-window-hit-1": NASTY_TERM})
    glossary = serve("--terms", str(terms), "--index", str(tmp_path / "index")).url
    slug = "img-src-x-onerror-window-hit-1"

    def assert_text(where: str) -> None:
        assert page.evaluate("window.hit ?? 0") == 0, where
        assert page.locator("img").count() == 0, where

    with hosting(glossary) as host:
        page.goto(
            host.page(
                '<script src="HOST/widget/v1.js" defer></script><glossary-search open="panel"></glossary-search>'
                '<article>A copay.</article><glossary-terms for="article"></glossary-terms>'
            )
        )
        page.get_by_role("combobox").press_sequentially("img")
        expect(page.get_by_role("option").first).to_contain_text(NASTY)
        assert_text("suggestion")
        page.get_by_role("option").first.click()
        expect(page.get_by_role("group")).to_contain_text(f"Beware of {NASTY}")
        assert_text("panel")
        page.get_by_role("button", name="copay").press("Enter")
        expect(page.locator(".card .name")).to_have_text(NASTY)
        assert_text("card")
    for path in (f"/embed/frame?term={slug}", "/embed/frame?q=img", "/embed?kind=terms", f"/terms/{slug}"):
        page.goto(glossary + path)
        expect(page.locator("main")).to_contain_text(NASTY)
        assert_text(path)
    with urllib.request.urlopen(f"{glossary}/oembed?url={glossary}/terms/{slug}") as response:
        card = json.load(response)
    page.goto("about:blank")
    page.set_content(card["html"])
    assert page.locator("iframe").get_attribute("title") == NASTY
    assert_text("card in an editor")


# The page that writes the code


def test_the_configurator_writes_what_works(page: Page, host: Host, served: str) -> None:
    page.goto(served + "/embed")
    page.get_by_label("Healthcare").check()
    page.get_by_label("The definition, under the box").check()
    page.get_by_label(re.compile("integrity hash")).check()
    code = page.locator("#embed-code")
    expect(code).to_contain_text("integrity=")
    expect(code).to_contain_text('category="healthcare" open="panel"')
    copied = page.get_by_role("button", name="Copy the code")
    expect(copied).to_have_attribute("data-copy", code.inner_text())
    preview = page.locator(".embed-preview glossary-search")
    preview.get_by_role("combobox").press_sequentially("copay")
    expect(preview.get_by_role("option").first).to_contain_text("Copayment")
    written = code.inner_text()
    page.goto(host.page(written))
    page.get_by_role("combobox").press_sequentially("copay")
    page.get_by_role("option").first.click()
    expect(page.get_by_role("group", name="Copayment")).to_be_visible()


def test_a_script_that_was_changed_on_its_way_is_refused(page: Page, host: Host, served: str) -> None:
    page.goto(served + "/embed?pinned=1")
    code = page.locator("#embed-code").inner_text()
    page.route("**/widget/*.js", lambda route: route.fulfill(body="window.evil = 1", content_type="text/javascript",
               headers={"Access-Control-Allow-Origin": "*"}))  # fmt: skip
    page.goto(host.page(code))
    assert page.evaluate("window.evil ?? 0") == 0
    page.get_by_role("searchbox", name="Search the glossary").fill("copay")
    page.get_by_role("button", name="Search").click()
    expect(page).to_have_url(served + "/search?q=copay")


def test_the_configurator_works_without_javascript(plain: Page, served: str) -> None:
    plain.goto(served + "/embed")
    plain.get_by_label("A frame, without a script").check()
    plain.get_by_role("radio", name="Dark").check()
    plain.get_by_role("button", name="Show").click()
    expect(plain.locator("#embed-code")).to_contain_text(f'<iframe src="{served}/embed/frame?theme=dark"')
    expect(plain.frame_locator(".embed-preview iframe").get_by_role("searchbox")).to_be_visible()


@pytest.mark.parametrize("kind", ["search", "terms", "frame"])
def test_axe_finds_nothing_in_the_configurator(page: Page, served: str, kind: str) -> None:
    overheard = Overheard()
    overheard.listen(page)
    for scheme in ("light", "dark"):
        page.emulate_media(color_scheme=scheme)  # type: ignore[arg-type]
        for width in (320, 1280):
            page.set_viewport_size({"width": width, "height": 800})
            page.goto(f"{served}/embed?kind={kind}", wait_until="networkidle")
            assert_accessible(page, kind)
            assert_nothing_overflows(page, kind)
    assert overheard.complaints == []
