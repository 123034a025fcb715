"""Sources: the forms of citations, their links, and what is malformed."""

from __future__ import annotations

import pytest

from search_app.glossary.citations import is_official, link, read_source
from search_app.glossary.model import Source

CODE = "https://uscode.house.gov/view.xhtml?req=granuleid:USC-prelim-title"


@pytest.mark.parametrize(
    ("text", "url"),
    [
        ("29 USC 206", f"{CODE}29-section206"),
        ("29 USC 206(d)(1)", f"{CODE}29-section206"),
        ("42 USC 300gg-111", f"{CODE}42-section300gg-111"),
        ("42 USC 2000e-5(e)", f"{CODE}42-section2000e-5"),
        ("42 USC 1320a-7b(b)", f"{CODE}42-section1320a-7b"),
        ("15 USC 1692-1692p", f"{CODE}15-section1692"),
        ("15 USC 1692 et seq.", f"{CODE}15-section1692"),
        ("29 CFR 531.35", "https://www.ecfr.gov/current/title-29/section-531.35"),
        ("12 CFR 1026.19(e)(1)", "https://www.ecfr.gov/current/title-12/section-1026.19"),
        ("26 CFR 1.401(k)-1", "https://www.ecfr.gov/current/title-26/section-1.401(k)-1"),
        ("29 CFR 541", "https://www.ecfr.gov/current/title-29/part-541"),
        ("Pub. L. 116-260", "https://www.govinfo.gov/link/plaw/116/public/260"),
        ("Pub. L. 116-260, div. BB", "https://www.govinfo.gov/link/plaw/116/public/260"),
        ("89 Fed. Reg. 32842", "https://www.govinfo.gov/link/fr/89/32842"),
        ("Griggs v. Duke Power Co., 401 U.S. 424 (1971)", "https://www.loc.gov/item/usrep401424/"),
        ("Roe v. Doe, 41 U.S. 7 (1842)", "https://www.loc.gov/item/usrep041007/"),
        ("Groff v. DeJoy, 600 U.S. 447 (2023)", ""),  # not among the scanned volumes
        ("Doe v. Roe, Inc., 403 F.3d 388, 390 (9th Cir. 2005)", ""),
        ("Cal. Lab. Code § 226", ""),
        ("Mass. Gen. Laws ch. 149, § 148", ""),
        ("820 ILCS 115/4", ""),
        ("U.S. Const. amend. VII", ""),
    ],
)
def test_a_citation_has_the_address_of_its_text(text: str, url: str) -> None:
    assert read_source(text) == Source(text)
    assert link(Source(text)) == url


def test_a_page_has_a_title_and_its_url() -> None:
    source = read_source("What is a  fee? https://www.cfpb.gov/ask?a=1")
    assert source == Source("What is a fee?", "https://www.cfpb.gov/ask?a=1")
    assert link(source) == source.url
    assert str(source) == "What is a fee? https://www.cfpb.gov/ask?a=1"


@pytest.mark.parametrize(
    ("text", "remedy"),
    [
        ("29 U.S.C. § 206", "write `29 USC 206`"),
        ("29 C.F.R. 531.35", "write `29 CFR 531.35`"),
        ("Public Law 116-260", "write `Pub. L. 116-260`"),
        ("P.L. 116–260", "write `Pub. L. 116-260`"),
        ("89 FR 32842", "write `89 Fed. Reg. 32842`"),
        ("Groff vs. DeJoy, 600 US 447 (2023)", "write `Groff v. DeJoy, 600 U.S. 447 (2023)`"),
        ("the wage law", "write `29 USC 206`, "),
        ("29 USC", "write `29 USC 206`, "),
        ("https://www.cfpb.gov/", "title of a page, a space and its URL"),
        ("Two https://a.gov https://b.gov", "two URLs"),
        ("Plain http://www.cfpb.gov/", "begins with https://"),
        ("Script javascript://www.cfpb.gov/", "begins with https://"),
        ("User https://a@www.cfpb.gov/", "begins with https://"),
        ("Quote https://www.cfpb.gov/\"onclick", "begins with https://"),
        ("x" * 301, "the limit is 300"),
    ],
)  # fmt: skip
def test_each_malformed_source_has_a_remedy(text: str, remedy: str) -> None:
    wrong = read_source(text)
    assert isinstance(wrong, str)
    assert remedy in wrong


@pytest.mark.parametrize(
    ("url", "official"),
    [
        ("https://www.dol.gov/x", True),
        ("https://www.army.mil/", True),
        ("https://www.ag.state.mn.us/", True),
        ("https://rules.example.org/", True),
        ("https://example.org/", True),
        ("https://notexample.org/", False),
        ("https://dol.gov.example.com/", False),
        ("https://evil.com/?x=.gov", False),
        ("https://dol-gov/", False),
    ],
)
def test_official_sites_are_those_of_governments_and_listed_ones(url: str, official: bool) -> None:
    assert is_official(url, ["example.org"]) is official
