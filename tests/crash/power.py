# SPDX-License-Identifier: Apache-2.0
"""A power cut at any moment: what SIGKILL cannot show, for the kernel keeps what a dead process wrote.

strace records every write, sync and removal of a process at work. From that record come the files as they may
lie on the disk after a cut: what was synced, and of what was not nothing, a beginning, any part, any part in any
order, or torn at sectors. Each such image is opened and must hold every command acknowledged before the cut.
The same images of a process that does it wrong (synchronous=NORMAL) must show losses: else they show nothing.
"""

import os
import re
import shutil
import subprocess
import sys
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from random import Random

from tests.crash.check import Told, violations

SECTOR = 512
IMAGES_EACH = 250  # images of one recorded process
CALLS = "pwrite64,write,ftruncate,fdatasync,fsync,unlink,rename"
MODES = ("none", "prefix", "subset", "shuffled", "torn")

_CALL = re.compile(r"^(?:\d+ +)?(\w+)\((.*)\) += (-?\d+)")
_FILE = re.compile(r"^\d+<((?:\\x[0-9a-f]{2})*)>")
_TEXT = re.compile(r'"((?:\\x[0-9a-f]{2})*)"')


@dataclass(frozen=True)
class Op:
    """One thing a process did: `what` is write, cut, sync, gone or said."""

    what: str
    path: str
    content: bytes = b""
    offset: int = 0


def strace(*, install: bool = False) -> str | None:
    """Why strace cannot be used here, None if it can. `install` fetches it by apt where we may."""
    if install and shutil.which("strace") is None and shutil.which("apt-get") and os.getuid() == 0:  # noqa: TID251
        subprocess.run(["apt-get", "install", "-y", "-q", "strace"], check=False, stdout=subprocess.DEVNULL)  # noqa: S607
    found = shutil.which("strace")
    if found is None:
        return "strace is not installed: apt install strace"
    tried = subprocess.run([found, "-o", "/dev/null", "true"], check=False, capture_output=True)
    return None if tried.returncode == 0 else "strace may not trace here (ptrace is forbidden)"


def record(folder: Path, seed: int, fault: str = "") -> list[Op]:
    """What a process at work did to the files of its profile, and what it said."""
    log = folder.with_name(folder.name + ".strace")
    work = [sys.executable, "-m", "tests.crash.work", "power", str(folder), str(seed), "0", fault]
    traced = ["strace", "-f", "-y", "-xx", "-s", "1000000", "-e", f"trace={CALLS}", "-o", str(log), *work]
    subprocess.run(traced, check=True, stdout=subprocess.PIPE)
    with log.open(encoding="ascii", errors="replace") as lines:
        ops = list(_ops(lines, str(folder / "store.db")))
    log.unlink()
    return ops


def _ops(lines: Iterator[str], store: str) -> Iterator[Op]:
    for line in lines:
        if "unfinished" in line:
            raise AssertionError("a second thread wrote: the record has no order")
        match = _CALL.match(line)
        if match is None or int(match[3]) < 0:
            continue
        name, args = match[1], match[2]
        file = _FILE.match(args)
        path = _plain(file[1]).decode() if file else ""
        texts = [_plain(text) for text in _TEXT.findall(args)]
        if name == "write" and path.startswith("pipe"):
            yield Op("said", "", texts[0])
        elif name == "unlink" and texts[0].decode().startswith(store):
            yield Op("gone", texts[0].decode())
        elif name == "rename" and texts[0].decode().startswith(store):
            raise AssertionError(f"a rename in the record: {texts}")
        elif name in ("fsync", "fdatasync"):
            yield Op("sync", path)
        elif not path.startswith(store) or path.endswith("-shm"):  # the shared memory is made anew
            continue
        elif name == "pwrite64":
            yield Op("write", path, texts[0], int(args.rpartition(", ")[2]))
        elif name == "ftruncate":
            yield Op("cut", path, offset=int(args.rpartition(", ")[2]))


def _plain(hexed: str) -> bytes:
    return bytes.fromhex(hexed.replace("\\x", ""))


@dataclass
class Disk:
    """Files as they are for sure, and what was done to each since its last sync."""

    sure: dict[str, bytes] = field(default_factory=dict)
    since: dict[str, list[Op]] = field(default_factory=dict)

    def do(self, op: Op) -> None:
        """One thing more."""
        if op.what == "sync":
            if op.path in self.since:
                self.sure[op.path] = _applied(self.sure.get(op.path, b""), self.since.pop(op.path))
            # A file that was removed is gone for sure once something later is.
            for path in [path for path, ops in self.since.items() if ops and ops[-1].what == "gone"]:
                self.sure.pop(path, None)
                del self.since[path]
        elif op.what != "said":
            self.since.setdefault(op.path, []).append(op)

    def image(self, mode: str, rng: Random) -> dict[str, bytes]:
        """The files after a cut now."""
        files = dict(self.sure)
        for path, ops in self.since.items():
            kept = _kept(ops, mode, rng)
            if kept and kept[-1].what == "gone":
                files.pop(path, None)
            elif kept or path in files:
                files[path] = _applied(files.get(path, b""), kept)
        return files


def _kept(ops: list[Op], mode: str, rng: Random) -> list[Op]:
    if mode == "none":
        return []
    if mode == "prefix":
        return ops[: rng.randint(0, len(ops))]
    chosen = [op for op in ops if rng.random() < 0.5]
    if mode == "shuffled":
        rng.shuffle(chosen)
    return [_torn(op, rng) for op in chosen] if mode == "torn" else chosen


def _torn(op: Op, rng: Random) -> Op:
    """A beginning of a write, to a sector's end."""
    if op.what != "write":
        return op
    first = SECTOR - op.offset % SECTOR
    ends = [0, *range(first, len(op.content), SECTOR), len(op.content)]
    return Op("write", op.path, op.content[: rng.choice(ends)], op.offset)


def _applied(content: bytes, ops: list[Op]) -> bytes:
    file = bytearray(content)
    for op in ops:
        if op.what == "write":
            file.extend(bytes(max(0, op.offset - len(file))))
            file[op.offset : op.offset + len(op.content)] = op.content
        elif op.what == "cut":
            del file[op.offset :]
            file.extend(bytes(op.offset - len(file)))
        elif op.what == "gone":
            file.clear()
    return bytes(file)


@dataclass
class Cuts:
    """The figures of a run."""

    images: Counter[str] = field(default_factory=Counter)
    wrong: list[str] = field(default_factory=list)
    acks: int = 0

    def table(self) -> str:
        """The figures, one line a kind of image."""
        bad = Counter(text.split()[0] for text in self.wrong)
        lines = [f"{'unsynced':10} {'images':>7} {'violations':>11}"]
        lines += [f"{mode:10} {self.images[mode]:7} {bad[mode]:11}" for mode in MODES]
        lines.append(
            f"{'all':10} {self.images.total():7} {len(self.wrong):11}   ({self.acks} acknowledgements)"
        )
        return "\n".join(lines)


def run(count: int, seed: int, place: Path, fault: str = "") -> Cuts:
    """`count` images of recorded processes, cut at random moments. `place` is a folder to work in."""
    rng, cuts = Random(seed), Cuts()
    for number, start in enumerate(range(0, count, IMAGES_EACH)):
        ops = record(place / f"profile{fault}{number}", seed + number, fault)
        _cut(ops, min(IMAGES_EACH, count - start), f"seed {seed + number}", place / "image", rng, cuts)
    return cuts


def _cut(ops: list[Op], count: int, name: str, place: Path, rng: Random, cuts: Cuts) -> None:
    ready = next(i for i, op in enumerate(ops) if op.content.startswith(b"ready"))
    disk, told, done = Disk(), Told(), 0
    for moment in sorted(rng.randrange(ready + 1, len(ops)) for _ in range(count)):
        for op in ops[done:moment]:
            disk.do(op)
            if op.what == "said":
                told.hear(op.content.decode())
        done = moment
        mode = MODES[cuts.images.total() % len(MODES)]
        cuts.images[mode] += 1
        found = _opened(disk.image(mode, rng), told, place)
        cuts.wrong += [f"{mode} {text} ({name}, cut {moment})" for text in found[:1]]
    cuts.acks += told.acks


def _opened(files: dict[str, bytes], told: Told, place: Path) -> list[str]:
    shutil.rmtree(place, ignore_errors=True)
    place.mkdir()
    for path, content in files.items():
        (place / Path(path).name).write_bytes(content)
    return violations(place / "store.db", told, set())
