"""The channel on which forked processes send notes to the one that writes them: memory only, bounded by the system.

One process at a time is the writer: it has a lock that the system frees when the process ends, however it ends, and
another takes over. What was sent meanwhile waits in the channel.
"""

from __future__ import annotations

import fcntl
import os
import socket
import sys
import tempfile
from collections.abc import Sequence
from typing import IO

import msgspec

from search_app.analytics.collection.keystrokes import Searched
from search_app.analytics.collection.row_counts import Click

MESSAGE = 48 * 1024  # bytes
NOTES = 100  # in a message, fewer if it would be too long
BUFFER = 1024 * 1024  # bytes in the channel, if the system allows that many


class Notes(msgspec.Struct):
    """Searches with their times, and clicks."""

    searched: list[tuple[float, Searched]] = []
    clicks: list[Click] = []


_encoder, _decoder = msgspec.msgpack.Encoder(), msgspec.msgpack.Decoder(Notes)


class NoteChannel:
    """A datagram socket pair and a lock; created before the processes are forked."""

    def __init__(self) -> None:
        self._receiver, self._sender = socket.socketpair(socket.AF_UNIX, socket.SOCK_DGRAM)
        for end in (self._receiver, self._sender):
            end.setblocking(False)
            end.setsockopt(socket.SOL_SOCKET, socket.SO_SNDBUF, BUFFER)
        self._lock = _lock_file()

    def become_writer(self) -> bool:
        """Return whether this process is the writer, now or already."""
        try:
            fcntl.lockf(self._lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError:
            return False
        return True

    def resign(self) -> None:
        """Let another process become the writer."""
        fcntl.lockf(self._lock, fcntl.LOCK_UN)

    def send(self, notes: Sequence[tuple[float, Searched | Click]]) -> int:
        """Send the first notes and return how many; 0 while the channel is full."""
        sent = notes[:NOTES]
        while sent:
            message = _encoder.encode(sorted_notes(sent))
            if len(message) <= MESSAGE or len(sent) == 1:
                break
            sent = sent[: len(sent) // 2]
        try:
            self._sender.send(message)
        except OSError:  # full, or the message is too long for this system
            return 0
        return len(sent)

    def receive(self) -> Notes | None:
        """Return the notes of one message; None if there is none."""
        try:
            return _decoder.decode(self._receiver.recv(2 * MESSAGE))
        except BlockingIOError:
            return None

    def is_empty(self) -> bool:
        """Return whether everything that was sent was received."""
        try:
            self._receiver.recv(1, socket.MSG_PEEK)
        except BlockingIOError:
            return True
        return False


def sorted_notes(notes: Sequence[tuple[float, Searched | Click]]) -> Notes:
    """Return the notes by kind; clicks need no time."""
    return Notes(
        [(at, note) for at, note in notes if isinstance(note, Searched)],
        [note for _, note in notes if isinstance(note, Click)],
    )


def _lock_file() -> IO[bytes]:
    """Return an empty file to lock, in memory where the system can do that."""
    if sys.platform == "linux":
        return os.fdopen(os.memfd_create("search-log"), "wb")
    return tempfile.TemporaryFile()
