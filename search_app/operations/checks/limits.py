"""Limits: of the operating system on this process, and of the service on visitors."""

from __future__ import annotations

import resource
import sys
from collections.abc import Iterator

from limits.errors import ConfigurationError
from limits.storage import storage_from_string

from search_app.config import Settings
from search_app.operations.finding import Finding, fault, ok, warning

CHECK = "limits"
DESCRIPTORS = 1024  # open files
LEAST_DESCRIPTORS = 256  # with which a worker of four threads and an index still works
MEMORY = 512 << 20  # bytes of address space


def check(settings: Settings) -> Iterator[Finding]:
    """Check the limits of this shell; a service manager may set others."""
    found = [*_of_the_system(), *_of_visitors(settings)]
    visitors = f"visitors: {settings.ratelimit}; reads: {settings.read_ratelimit}"
    yield from found or [ok(CHECK, f"{_soft(resource.RLIMIT_NOFILE)} open files; {visitors}.")]


def _of_the_system() -> Iterator[Finding]:
    descriptors = _soft(resource.RLIMIT_NOFILE)
    if descriptors < DESCRIPTORS:
        report = fault if descriptors < LEAST_DESCRIPTORS else warning
        yield report(CHECK, f"Only {descriptors} files may be open.", "ulimit -n 4096, or LimitNOFILE=4096")
    if (memory := _soft(resource.RLIMIT_AS)) < MEMORY:
        yield warning(CHECK, f"Only {memory >> 20} MB of memory may be mapped.", "ulimit -v unlimited")
    if _soft(resource.RLIMIT_CORE) > 0:
        yield warning(CHECK, "Core dumps are on, and contain what visitors sent.", "ulimit -c 0, or LimitCORE=0")


def _of_visitors(settings: Settings) -> Iterator[Finding]:
    if settings.ratelimit == "off":
        yield warning(CHECK, "Visitors may send without limit.", "Remove GLOSSARY_RATELIMIT=off.")
    if settings.read_ratelimit == "off":
        yield warning(CHECK, "Visitors may read without limit.", "Remove GLOSSARY_READ_RATELIMIT=off.")
    if settings.ratelimit_storage.startswith("redis"):
        try:
            reachable = storage_from_string(settings.ratelimit_storage, socket_connect_timeout=5).check()
        except (ConfigurationError, ValueError):
            yield fault(CHECK, "The library for Redis is not installed.", "pip install 'commerceguard-glossary[redis]'")
            return
        if reachable and _is_written_to_disk(settings.ratelimit_storage):
            yield warning(CHECK, "Redis writes the salt of visitor keys to a disk.", 'Set save "" and appendonly no.')
        elif not reachable:
            yield fault(CHECK, "Redis does not answer; each machine counts alone.", "Check GLOSSARY_RATELIMIT_STORAGE.")


def _is_written_to_disk(url: str) -> bool:
    from search_app.analytics.privacy.shared_salt import SharedSalt  # noqa: PLC0415  an extra

    return SharedSalt(url).is_written_to_disk()


def _soft(kind: int) -> int:
    soft = resource.getrlimit(kind)[0]
    return sys.maxsize if soft == resource.RLIM_INFINITY else soft
