"""The loop over sockets: what is asked, and what is awaited."""

from __future__ import annotations

import socket
from collections.abc import Iterator
from contextlib import closing

import pytest

from search_app.web.serving.poll import Poll


class Reader:
    """One end of a pair of sockets, in the interface of waitress."""

    accepting, connected = False, True

    def __init__(self) -> None:
        self.socket, self.other = socket.socketpair()
        self.asked, self.received = 0, b""
        self.wants_data = True

    def readable(self) -> bool:
        self.asked += 1
        return self.wants_data

    def writable(self) -> bool:
        return False

    def handle_read_event(self) -> None:
        self.received += self.socket.recv(100)


@pytest.fixture
def readers() -> Iterator[list[Reader]]:
    readers = [Reader() for _ in range(3)]
    yield readers
    for reader in readers:
        reader.socket.close()
        reader.other.close()


def test_connections_in_which_something_happened_are_asked_again(readers: list[Reader]) -> None:
    central, changed, quiet = readers
    sockets = {central.socket.fileno(): central}
    poll = Poll(sockets)
    sockets |= {reader.socket.fileno(): reader for reader in (changed, quiet)}
    poll.turn(0, ask_all=True)
    changed.other.send(b"x")
    poll.turn(0)
    poll.turn(0)
    assert changed.received == b"x"
    assert [reader.asked for reader in readers] == [3, 2, 1]
    central.other.send(b"x")
    poll.turn(0)
    poll.turn(0)
    assert [reader.asked for reader in readers] == [5, 3, 2]


def test_what_a_connection_does_not_wait_for_is_left_to_the_system(readers: list[Reader]) -> None:
    reader = readers[1]
    sockets = {readers[0].socket.fileno(): readers[0], reader.socket.fileno(): reader}
    poll = Poll(sockets)
    reader.wants_data = False
    reader.other.send(b"x")
    poll.turn(0, ask_all=True)
    assert reader.received == b""
    reader.wants_data = True
    poll.turn(0, ask_all=True)
    assert reader.received == b"x"


def test_a_closed_connection_is_forgotten(readers: list[Reader]) -> None:
    reader = readers[1]
    sockets = {readers[0].socket.fileno(): readers[0], reader.socket.fileno(): reader}
    poll = Poll(sockets)
    poll.turn(0, ask_all=True)
    with closing(reader.socket):
        del sockets[reader.socket.fileno()]
    poll.turn(0)
    poll.turn(0)
    assert reader.asked == 1
