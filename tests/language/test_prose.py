"""Words of prose, and the same letters in addresses, file names, paths, placeholders and longer words."""

from __future__ import annotations

import pytest

from search_app.language.prose import is_prose

PREFIXES = frozenset({"non", "un", "anti", "pre"})


def prose(text: str, words: str = "copay") -> bool:
    start = text.index(words)
    return is_prose(text, start, start + len(words), PREFIXES)


@pytest.mark.parametrize(
    "text",
    [
        "A copay.", "copay", "(copay)", "“copay”", "copay, then", "copay/coinsurance",
        "coinsurance/copay/premium", "copay/ premium", "co(s)/copay", "/copay of an element before",
        "high-copay", "low-copay", "copay-free", "-copay", "$20 copay", "20% copay", "copay: $20", "copay=$20",
        "copay@$20", "The end.Copay", "a copay.The next", "copay...", "1.copay", "copay.12", "copay…",
        "e.g., copay", "i.e.-copay", "a.m./copay", "copay?", "[copay]", "copay's",
        "see https://example.org, a copay", "me@example.org about a copay", "{{ x }} copay {{ y }}",
        "} copay {", "non copay", "copay–premium", "*copay*", "_copay_", "#1 copay", "C# copay",
        "copay & premium", "12-copay",
    ],
)  # fmt: skip
def test_prose(text: str) -> None:
    words = "Copay" if "Copay" in text else "copay"
    assert prose(text, words)


@pytest.mark.parametrize(
    "text",
    [
        "https://example.org/copay", "https://copay.example.org", "http://example.org/?q=copay&x=1",
        "copay://x", "(https://example.org/a_(copay))", "www.copay.com", "WWW.copay.com", "copay.com",
        "Copay.COM", "copay.example.org", "example.org/copay", "docs.example.org/a/copay/b",
        "localhost.local:80/copay", "copay@example.org", "a.copay@b.org", "me@copay.org", "<copay@example.org>",
        "copay.pdf", "copay.PDF", "my copay.docx", "copay-2024.xlsx", "report.copay.csv", "copay.7z",
        "song-copay.mp3", "/usr/share/copay", " /copay", "./copay", "../copay", "~/copay", "docs/copay/",
        "C:\\copay", "\\\\host\\copay", "{{copay}}", "{{ user.copay }}", "{{ copay | money }}", "{copay}",
        "${copay}", "{% if copay %}", "<%= copay %>", "[[copay]]", "@copay", "#copay", "#my-copay", "$copay",
        "plan_copay", "copay_amount", "non-copay", "Non-copay", "un‐copay", "semi-non-copay", "pre–copay",
        "1-800-copay",
    ],
)  # fmt: skip
def test_no_prose(text: str) -> None:
    words = "Copay" if "Copay" in text else "copay"
    assert not prose(text, words)


def test_only_a_bounded_context_is_looked_at() -> None:
    assert not prose("{" + " " * 100 + "copay}")
    assert prose("{" + " " * 1000 + "copay}")
