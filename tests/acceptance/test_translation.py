"""Scripts show their texts from the catalog of the page's language."""

from __future__ import annotations

import threading
from collections.abc import Iterator

import pytest
from playwright.sync_api import Page, expect
from werkzeug.serving import make_server

from search_app.web.runtime import translation
from tests.web.bracketed import greek, publish_greek, write_brackets


@pytest.fixture(scope="module")
def bracketed_site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The origin of a glossary in Greek, whose texts from a catalog stand in brackets."""
    folder = tmp_path_factory.mktemp("translated")
    write_brackets(folder / "translations")
    with pytest.MonkeyPatch.context() as patched:
        patched.setattr(translation, "FOLDER", folder / "translations")
        server = make_server("127.0.0.1", 0, greek(publish_greek(folder)), threaded=True)
    thread = threading.Thread(target=server.serve_forever)
    thread.start()
    yield f"http://127.0.0.1:{server.port}"
    server.shutdown()
    thread.join()


def test_suggestions(page: Page, bracketed_site: str) -> None:
    page.goto(bracketed_site)
    page.get_by_role("combobox").fill("όνομα ααα")
    expect(page.get_by_role("option").first).to_contain_text("⟦also όνομα ααα⟧")
    expect(page.get_by_role("option").last).to_have_text("⟦Search for “όνομα ααα”⟧")
    expect(page.locator("form [role=status]").first).to_have_text("⟦1 suggestion. Use the up and down arrows.⟧")
    page.get_by_role("combobox").fill("όνομα")
    expect(page.locator("form [role=status]").first).to_contain_text("suggestions. Use the up and down arrows.⟧")
    page.get_by_role("combobox").fill("ωχψξ")
    expect(page.locator("form [role=status]").first).to_have_text("⟦No suggestions. Press Enter to search.⟧")


def test_buttons_of_a_term(page: Page, bracketed_site: str) -> None:
    page.goto(f"{bracketed_site}/terms/a0")
    page.get_by_role("button", name="⟦Copy link⟧").click()
    expect(page.locator("#page-status")).to_contain_text("⟦")
    page.get_by_role("button", name="⟦Yes⟧").click()
    expect(page.locator(".feedback-status")).to_have_text("⟦Thank you.⟧")


def test_a_letter_explained(page: Page, bracketed_site: str) -> None:
    page.goto(f"{bracketed_site}/explain")
    page.locator("#text").fill("Λέξη αα, Λέξη αα και Λέξη ββ.")
    page.get_by_role("button", name="⟦Explain it⟧").click()
    expect(page.locator("#explained-heading")).to_have_text("⟦2 words explained⟧")
    expect(page.locator("#page-status")).to_have_text("⟦2 words explained. They are listed after your text.⟧")
    expect(page.locator("[data-part=times]").first).to_have_text("⟦, 2 times⟧")


def test_the_configurator(page: Page, bracketed_site: str) -> None:
    page.goto(f"{bracketed_site}/embed")
    page.get_by_label("⟦Dark⟧").check()
    expect(page.locator("#page-status")).to_have_text("⟦The code and the preview follow your choice.⟧")


def test_a_frame(page: Page, bracketed_site: str) -> None:
    page.goto(f"{bracketed_site}/embed/frame")
    page.get_by_role("combobox").fill("όνομα ααα")
    expect(page.get_by_role("option").last).to_have_text("⟦Search for “όνομα ααα”⟧")
