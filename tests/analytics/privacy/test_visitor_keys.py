"""Visitor keys: stable for a day and scope, unlinkable afterwards."""

from __future__ import annotations

import hashlib
import os
from datetime import date, timedelta

import pytest

from search_app.analytics.privacy import visitor_keys
from search_app.analytics.privacy.visitor_keys import VisitorKeys
from tests.concurrency import run_forked


def test_a_visitor_has_one_key_a_day_and_scope() -> None:
    visitors = VisitorKeys()
    key = visitors.key("192.0.2.1", "vote", "copayment")
    assert key == visitors.key("192.0.2.1", "vote", "copayment")
    assert len({key, visitors.key("192.0.2.2", "vote", "copayment"), visitors.key("192.0.2.1", "vote", "x")}) == 3
    assert key != hashlib.sha256(b"192.0.2.1\0vote\0copayment").hexdigest()[:32]
    assert key != VisitorKeys().key("192.0.2.1", "vote", "copayment")


def test_tomorrow_the_key_is_another_and_yesterdays_salt_is_gone() -> None:
    day = [date(2026, 11, 23)]
    visitors = VisitorKeys(lambda: day[0])
    before = visitors.key("192.0.2.1")
    salt = visitors._salt
    day[0] += timedelta(days=2)
    assert visitors.key("192.0.2.1") != before
    assert visitors._salt == hashlib.sha256(hashlib.sha256(salt).digest()).digest()
    day[0] -= timedelta(days=1)  # a clock set back does not bring it back
    assert visitors.key("192.0.2.1") != before


def test_processes_forked_from_one_another_stay_in_step() -> None:
    day = [date(2026, 11, 23)]
    visitors = VisitorKeys(lambda: day[0])
    mine, theirs = os.pipe()

    def write_key() -> None:
        day[0] += timedelta(days=1)
        os.write(theirs, visitors.key("192.0.2.1").encode())

    run_forked(write_key)
    day[0] += timedelta(days=1)
    assert os.read(mine, 64).decode() == visitors.key("192.0.2.1")


def test_a_household_is_one_visitor_on_ipv6() -> None:
    visitors = VisitorKeys()
    assert visitors.key("2001:db8:1:2::1") == visitors.key("2001:db8:1:2:ffff::9")
    assert visitors.key("2001:db8:1:2::1") != visitors.key("2001:db8:1:3::1")
    assert visitors.key("::ffff:192.0.2.1") == visitors.key("192.0.2.1")
    assert visitors.key("not an address")


def test_machines_agree_on_a_salt_each_day() -> None:
    day, known = [date(2026, 11, 23)], {}
    one, other = (VisitorKeys(lambda: day[0], known.setdefault) for _ in range(2))
    assert one.key("192.0.2.1") == other.key("192.0.2.1")
    day[0] += timedelta(days=1)
    started_today = VisitorKeys(lambda: day[0], known.setdefault)
    assert len({visitors.key("192.0.2.1") for visitors in (one, other, started_today)}) == 1
    assert len(set(known.values())) == 2


def test_while_nothing_is_agreed_on_keys_stay(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(visitor_keys, "INTERVAL", 0)
    answers: list[bytes | None] = [b"c" * 32]
    visitors = VisitorKeys(agree=lambda *_: answers[0])
    before = visitors.key("192.0.2.1")
    answers[0] = None
    assert visitors.key("192.0.2.1") == before
    answers[0] = b"d" * 32
    assert visitors.key("192.0.2.1") != before
