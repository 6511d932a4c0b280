# SPDX-License-Identifier: Apache-2.0
"""The press: a page's data through its template to a PDF, or to pictures for the preview.

Only what is shipped is read, once, when the press is made; data and pictures reach the compiler as files that lie
in memory. A template can open nothing else but what lies beside it, there is no package to fetch, and the time it
is told is that of the letter: the same page is the same bytes everywhere. The PDF is PDF/A-2a (archive, with
structure) and PDF/UA-1 (accessible) at once; the compiler refuses to write one that is not.

A press stays warm: make one and keep it. It is not for two threads at once.
"""

import hashlib
import json
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

import typst

from resources import path
from workspace.domain.moment import Day
from workspace.paper.page.data import CREST, Page

STANDARDS: list[Any] = ["a-2a", "ua-1"]
NO_DAY = "2000-01-01"  # an archival PDF bears a time; that of a letter without a day says nothing
_TRIAL = b'#set text(font: "Liberation Sans")\n#image("tried.svg", alt: "-", width: 1cm)'
_ALONE = b'#set page(width: auto, height: auto, margin: 0pt, fill: none)\n#image("crest.svg", height: 2.1cm)'


class NotPrinted(Exception):
    """The template failed: our bug, not the letter's. The text is the compiler's, without the letter's words."""


@dataclass(frozen=True, slots=True)
class Place:
    """Where the visible signature goes: the page, from 1, and a box from its top left corner, in mm."""

    page: int
    left: float
    top: float
    wide: float
    high: float


class Press:
    """Makes pages. Raises FileNotFoundError if templates or type are not shipped."""

    def __init__(self) -> None:
        self._files = {one.name: one.read_bytes() for one in sorted(path("letters").glob("*.typ"))}
        self._fonts = typst.Fonts(
            include_system_fonts=False,
            include_embedded_fonts=False,
            font_paths=[str(path("fonts"))],
        )
        self._compiler = self._for(None)
        self._tried: dict[str, bool] = {}

    def pdf(self, page: Page) -> bytes:
        """The PDF. Raises NotPrinted."""
        return self._made(page, format="pdf", pdf_standards=STANDARDS)[0]

    def pictures(self, page: Page, dots: float = 96) -> list[bytes]:
        """Each page as PNG, `dots` an inch. Raises NotPrinted."""
        return self._made(page, format="png", ppi=dots)

    def crest(self, page: Page, dots: float = 300) -> bytes:
        """The crest as PNG, `dots` an inch; b"" if the page has none."""
        one = page.pictures.get(CREST)
        if one is None or not self._good(one.svg):
            return b""
        return self._compiled({"main.typ": _ALONE, CREST: one.svg}, NO_DAY, {"format": "png", "ppi": dots})[0]

    def place(self, page: Page) -> Place:
        """Where the signature goes on a page that is no draft. Raises NotPrinted, also for a draft."""
        try:
            told = self._for(self._all(page)).query("<signed-here>", field="value", one=True)
        except RuntimeError as err:  # TypstError is one
            raise NotPrinted(str(err)) from None
        return Place(**json.loads(told))

    def spoilt(self, page: Page) -> frozenset[str]:
        """Names of pictures in `page` that begin like one and are torn, or name what they may not.

        The page shows an empty frame instead of a picture, and nothing instead of a crest.
        """
        return frozenset(name for name, one in page.pictures.items() if not self._good(one.svg))

    def _for(self, files: dict[str, bytes] | None) -> Any:
        """A compiler of files in memory, which it takes since 0.12, as its page says; its types do not know.

        Packages are looked for in a folder without any; no template names one, and text is never markup.
        """
        root = path("letters")
        compiler: Any = typst.Compiler
        return compiler(files, root=root, font_paths=self._fonts, package_path=root, package_cache_path=root)

    def _made(self, page: Page, **how: Any) -> list[bytes]:
        return self._compiled(self._all(page), page.day or NO_DAY, how)

    def _all(self, page: Page) -> dict[str, bytes]:
        """The files of a page: templates, data, pictures."""
        spoilt = self.spoilt(page)
        told = json.dumps(page.data | {"spoilt": sorted(spoilt)}, ensure_ascii=False).encode()
        own = {name: one.svg for name, one in page.pictures.items() if name not in spoilt}
        main = {"main.typ": self._files[f"{page.kind}.typ"], "data.json": told}
        return self._files | own | main

    def _good(self, svg: bytes) -> bool:
        key = hashlib.sha256(svg).hexdigest()
        if key not in self._tried:
            try:
                self._compiled({"main.typ": _TRIAL, "tried.svg": svg}, NO_DAY, {"format": "pdf"})
                self._tried[key] = True
            except NotPrinted:
                self._tried[key] = False
        return self._tried[key]

    def _compiled(self, files: dict[str, bytes], day: Day, how: dict[str, Any]) -> list[bytes]:
        time = datetime.fromisoformat(day).replace(tzinfo=UTC)
        try:
            made = self._compiler.compile(files, timestamp=time, **how)
        except typst.TypstError as err:
            raise NotPrinted(err.message) from None
        return made if isinstance(made, list) else [made]
