"""The header fields of limits are structured fields with the names, quotas and windows of the policies."""

from __future__ import annotations

import time

from limits import parse_many

from search_app.web.middleware import limit_headers
from search_app.web.middleware.limit_headers import Count


def test_limits_of_one_name_are_told_apart_by_their_window() -> None:
    assert limit_headers.names("read", parse_many("600 per minute")) == ["read"]
    assert limit_headers.names("sent", parse_many("30 per minute; 500 per day")) == ["sent-60", "sent-86400"]


def test_what_remains_is_never_negative_and_the_time_at_least_a_second() -> None:
    (limit,) = parse_many("3 per hour")
    counts = [Count("a", limit, 1, time.time() + 59.5), Count("b", limit, 4, time.time() - 5)]
    assert [count.is_exceeded for count in counts] == [False, True]
    assert limit_headers.fields(counts) == {
        "RateLimit-Policy": '"a";q=3;w=3600, "b";q=3;w=3600',
        "RateLimit": '"a";r=2;t=60, "b";r=0;t=1',
    }


def test_a_list_that_is_there_is_continued() -> None:
    joined = limit_headers.joined([("RateLimit", "1"), ("ETag", "x")], {"RateLimit": "2", "RateLimit-Policy": "3"})
    assert dict(joined) == {"ETag": "x", "RateLimit": "1, 2", "RateLimit-Policy": "3"}
