"""The Atom feed lists the last changes."""

from __future__ import annotations

from flask.testing import FlaskClient

from tests.web.feeds.validation import ATOM, followed, valid


def test_the_feed_lists_the_last_changes_newest_first(client: FlaskClient) -> None:
    feed = valid(client, "/feed.atom", "atom.rng")
    entries = feed.findall(f"{ATOM}entry")
    assert [entry.findtext(f"{ATOM}title") for entry in entries] == ["Tip Pooling", "Deductible", "Copayment"]
    assert feed.findtext(f"{ATOM}updated") == entries[0].findtext(f"{ATOM}updated") == "2026-03-30T00:00:00Z"
    assert feed.findtext(f"{ATOM}author/{ATOM}name") == "Tiny Press"
    assert {followed(client, entry.find(f"{ATOM}link").get("href")) for entry in entries} == {200}
    ids = [entry.findtext(f"{ATOM}id") for entry in entries]
    assert len(set(ids)) == len(ids)
