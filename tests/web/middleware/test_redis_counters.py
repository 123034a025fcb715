"""Counters in Redis: exact, expiring, and in memory while Redis does not answer."""

from __future__ import annotations

import socket
import time
from contextlib import closing

from search_app.web.middleware.redis_counters import RedisCounters


def test_clients_of_one_redis_count_together(redis: str) -> None:
    first, second = RedisCounters(redis=redis), RedisCounters(redis=redis)
    assert first.hit("visitor", 60)[0] == 1
    count, expires = second.hit("visitor", 60)
    assert count == 2
    assert 0 < expires - time.time() <= 60
    assert (first.get("visitor"), first.check()) == (2, True)
    first.clear("visitor")
    assert second.get("visitor") == 0


def test_a_redis_that_does_not_answer_is_asked_once_and_then_left_alone() -> None:
    with closing(socket.create_server(("127.0.0.1", 0))) as silent:
        silent.settimeout(0)
        counters = RedisCounters(redis=f"redis://127.0.0.1:{silent.getsockname()[1]}/0")
        assert [counters.hit("visitor", 60)[0] for _ in range(20)] == list(range(1, 21))
        taken = 0
        try:
            while True:
                silent.accept()[0].close()
                taken += 1
        except BlockingIOError:
            pass
    assert taken == 1
