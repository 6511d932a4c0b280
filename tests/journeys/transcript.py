# SPDX-License-Identifier: Apache-2.0
"""What happened, in words: steps with their pictures, checks with their outcome, figures at the end."""

from __future__ import annotations

import time
import traceback
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

from tests.journeys.people import Officer

TRANSCRIPT = "transcript.md"


@dataclass
class Transcript:
    """Grows in `folder` as things happen, so that a broken run leaves all it knew."""

    folder: Path
    title: str
    steps: int = 0
    checks: int = 0
    wrong: list[str] = field(default_factory=list)
    pictures: int = 0
    began: float = field(default_factory=time.monotonic)
    slowest: tuple[float, str] = (0.0, "")

    @property
    def path(self) -> Path:
        """The file."""
        return self.folder / TRANSCRIPT

    @property
    def good(self) -> bool:
        """Whether everything was as it must be, and anything was looked at."""
        return not self.wrong and self.checks > 0

    def line(self, text: str) -> None:
        """One more line."""
        with self.path.open("a", encoding="utf-8") as file:
            file.write(text + "\n")

    @contextmanager
    def step(self, sentence: str, seen_by: Officer | None = None) -> Iterator[None]:
        """Something happens; afterwards there is a picture of what `seen_by` sees."""
        self.steps += 1
        began = time.monotonic()
        yield
        took = time.monotonic() - began
        self.slowest = max(self.slowest, (took, sentence))
        self.line(f"\n**{self.steps}. {sentence}** ({took:.1f} d)")
        if seen_by is not None:
            picture = seen_by.look(f"{self.steps:02d}-{seen_by.account.post}")
            if picture:
                self.pictures += 1
                self.line(f"\n![{sentence}]({picture})")

    def check(self, sentence: str, right: bool, found: object) -> None:
        """Something that must be true."""
        self.checks += 1
        if right:
            self.line(f"- ✓ {sentence}")
        else:
            self.wrong.append(sentence)
            self.line(f"- ✗ **{sentence}**" + (f" — {str(found)[:400]}" if found != "" else ""))

    @contextmanager
    def told(self) -> Iterator[None]:
        """The whole of it: heading, what broke it if something did, figures."""
        self.line(f"# {self.title}")
        try:
            yield
        except Exception as error:  # noqa: BLE001 - a journey that breaks is a failed one, with its reason
            self.wrong.append(f"{type(error).__name__}: {error}")
            self.line("\n```\n" + "".join(traceback.format_exception(error))[-4_000:] + "```")
        took, slowest = time.monotonic() - self.began, self.slowest
        self.line(
            f"\n---\n{self.steps} langkah, {self.pictures} gambar, {self.checks} pemeriksaan,"
            f" {len(self.wrong)} gagal, {took:.1f} detik; langkah terlama {slowest[0]:.1f} detik: {slowest[1]}"
        )
