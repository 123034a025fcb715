"""The salt that machines have in common: one a day, gone at midnight, and no fault while Redis is down."""

from __future__ import annotations

from datetime import UTC, datetime

import redis as client

from search_app.analytics.privacy.shared_salt import SharedSalt
from search_app.analytics.privacy.visitor_keys import VisitorKeys, today
from tests.conftest import free_port

OURS, THEIRS = b"o" * 32, b"t" * 32


def test_the_first_offer_of_a_day_counts_and_expires_with_it(redis: str) -> None:
    one, other, day = SharedSalt(redis), SharedSalt(redis), today()
    assert one.agree(day, OURS) == OURS
    assert other.agree(day, THEIRS) == OURS
    with client.Redis.from_url(redis) as server:
        (name,) = server.keys()
        now = datetime.now(UTC)
        left = 86_400 - (now.hour * 3600 + now.minute * 60 + now.second)
        assert 0 < server.ttl(name) <= left + 1
        server.flushall()  # as a restart does
    assert other.agree(day, OURS) == OURS


def test_machines_have_the_same_keys(redis: str) -> None:
    one, other = (VisitorKeys(agree=SharedSalt(redis).agree) for _ in range(2))
    assert one.key("192.0.2.1", "vote") == other.key("192.0.2.1", "vote")


def test_without_redis_a_machine_has_keys_of_its_own() -> None:
    salt = SharedSalt(f"redis://127.0.0.1:{free_port()}/0")
    assert salt.agree(today(), OURS) is None
    assert VisitorKeys(agree=salt.agree).key("192.0.2.1")
    assert not salt.is_written_to_disk()


def test_a_redis_that_writes_to_disk_is_noticed(redis: str) -> None:
    salt = SharedSalt(redis)
    assert not salt.is_written_to_disk()
    with client.Redis.from_url(redis) as server:
        server.config_set("save", "3600 1")
    assert salt.is_written_to_disk()
    with client.Redis.from_url(redis) as server:
        server.config_set("save", "")
