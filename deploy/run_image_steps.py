"""Run the Dockerfile without Docker: each stage in a chroot over this system, the service with a read-only root.

    unshare --mount /usr/bin/python3 deploy/run_image_steps.py FOLDER [PORT]

As root on Linux, with the system's Python, 3.11 or newer, in place of the image's. The stages are written to FOLDER (an
empty one on a disk or tmpfs of its own with 2 GB), nothing else is changed. With PORT, the image's command then serves
there.
"""

from __future__ import annotations

import json
import os
import shlex
import shutil
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
DOCKERFILE = ROOT / "deploy" / "Dockerfile"
CHROOT = shutil.which("chroot") or "/usr/sbin/chroot"  # the image's PATH does not have it


class Stage:
    """One stage: an overlay whose lower layer is this system."""

    def __init__(self, folder: Path) -> None:
        self.root, upper, work = folder / "root", folder / "upper", folder / "work"
        for each in (self.root, upper, work):
            each.mkdir(parents=True)
        self.environ = {"PATH": "/usr/local/bin:/usr/local/sbin:/usr/bin:/usr/sbin:/bin:/sbin"}
        self.workdir, self.user, self.command = "/", "0:0", [""]
        run("mount", "-t", "overlay", "overlay", "-o", f"lowerdir=/,upperdir={upper},workdir={work}", str(self.root))
        run("mount", "--rbind", "/dev", f"{self.root}/dev")
        run("mount", "-t", "proc", "proc", f"{self.root}/proc")
        run("mount", "-t", "tmpfs", "tmpfs", f"{self.root}/tmp")
        for name in ("python", "python3"):  # as in the image, whatever this system calls it
            if not (found := self.root / "usr" / "local" / "bin" / name).exists():
                found.symlink_to(sys.executable)

    def inside(self, path: str) -> Path:
        return self.root / (Path(self.workdir) / path).as_posix().lstrip("/")

    def execute(self, *command: str) -> None:
        program = [
            CHROOT,
            f"--userspec={self.user}",
            str(self.root),
            "/bin/sh",
            "-c",
            f'cd {self.workdir}; exec "$@"',
            "sh",
        ]
        subprocess.run([*program, *command], env=self.environ, check=True)

    def copy(self, source: Path, target: str, *, several: bool) -> None:
        place = self.inside(target)
        if several or target.endswith("/"):
            place = place / source.name
        place.parent.mkdir(parents=True, exist_ok=True)
        if source.is_dir():
            shutil.copytree(source, place, symlinks=True, dirs_exist_ok=True)
        else:
            shutil.copy(source, place)


def main(folder: Path, port: str = "") -> None:
    run("mount", "--make-rprivate", "/")
    stages: dict[str, Stage] = {}
    for line in DOCKERFILE.read_text().splitlines():
        instruction, _, rest = line.partition(" ")
        if not line or line.startswith("#"):
            continue
        print(line, flush=True)
        if instruction == "FROM":
            name = rest.partition(" AS ")[2] or "final"
            stage = stages[name] = Stage(folder / name)
        else:
            step(stage, stages, instruction, rest)
    if port:
        serve(stage, port)


def step(stage: Stage, stages: dict[str, Stage], instruction: str, rest: str) -> None:
    if instruction == "RUN":
        stage.execute("/bin/sh", "-ec", rest)
    elif instruction == "COPY":
        words = shlex.split(rest)
        origin = stages[words.pop(0).removeprefix("--from=")].root if words[0].startswith("--from=") else ROOT
        for source in words[:-1]:
            stage.copy(origin / source.lstrip("/"), words[-1], several=len(words) > 2)
    elif instruction == "ENV":
        stage.environ.update([rest.split("=", 1)])
    elif instruction == "WORKDIR":
        stage.workdir = rest
        stage.inside(".").mkdir(parents=True, exist_ok=True)
    elif instruction == "USER":
        stage.user = rest
    elif instruction == "CMD":
        stage.command = json.loads(rest)


def serve(stage: Stage, port: str) -> None:
    """Run the image's command as its user: only the volume and /tmp can be written."""
    volume = f"{stage.root}{stage.workdir}"
    run("mount", "-t", "tmpfs", "-o", "uid=10001,gid=10001,mode=750", "tmpfs", volume)
    run("mount", "-o", "remount,bind,ro", str(stage.root))
    command = [port if word == "8000" else word for word in stage.command]
    stage.execute(*command)


def run(*command: str) -> None:
    subprocess.run(command, check=True)


if __name__ == "__main__":
    if os.geteuid() != 0 or len(sys.argv) < 2:
        sys.exit(__doc__)
    if not sys.base_prefix.startswith("/usr"):
        sys.exit(f"The image's user cannot run {sys.executable}: use the system's Python, such as /usr/bin/python3.")
    main(Path(sys.argv[1]).resolve(), *sys.argv[2:3])
