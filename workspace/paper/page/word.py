# SPDX-License-Identifier: Apache-2.0
"""The same page as a Word file (DOCX), for those who go on with a letter elsewhere.

From the data the press reads, by the standard library alone: the parts of the format (ECMA-376) that a letter
needs, real headings and tables, type named Arial. Numbers of lists are text before a tab, so they stay what was
approved. With `srikandi` number, day and signature are the variables that SRIKANDI fills: ${nomor_naskah} and so on.
"""

import io
import zipfile
from collections.abc import Sequence
from typing import Any
from xml.sax.saxutils import escape, quoteattr

from workspace.paper.page import ooxml
from workspace.paper.page.data import Page
from workspace.paper.page.glyphs import BREAK
from workspace.paper.page.ooxml import MM

STEP, TAB = 9, 12.7  # mm: a level of lists, and a tab at the start of a line, as the templates have them
NUMBER, DAY, SIGNED = "${nomor_naskah}", "${tanggal_naskah}", "${ttd_pengirim}"
SIGNATURE_AT = 80  # mm from the left margin
LABEL, COLON = 24, 5  # mm: the columns before a field
GREY = "5F5F5F"


def word(page: Page, crest: bytes = b"", *, srikandi: bool = False) -> bytes:
    """The file; the same page is the same bytes. `crest` is PNG (`Press.crest`), for Word takes no SVG."""
    return _Letter(page, crest, srikandi=srikandi).file()


class _Letter:
    """Writes one letter."""

    def __init__(self, page: Page, crest: bytes, *, srikandi: bool) -> None:
        self._data, self._page, self._crest = page.data, page, crest
        self._number = NUMBER if srikandi else page.data["number"]["text"]
        self._day = DAY if srikandi else page.data["day"]["text"]
        self._signed = SIGNED if srikandi else ""
        self._media: dict[str, tuple[str, bytes]] = {}  # by relation id: the name of the part, its bytes
        style = page.data["style"]
        self._wide: int = style["width"] - style["left"] - style["right"]

    def file(self) -> bytes:
        data = self._data
        form = {"nota-dinas": self._note, "surat-dinas": self._addressed, "surat-tugas": self._assignment}
        body = [*self._letterhead(), *form[self._page.kind]()]
        body += [
            *self._blocks([*data["body"], *data["closing"]]),
            *self._signature(),
            *self._copies(),
            *self._annexes(),
        ]
        parts = ooxml.parts("".join(body), data, self._media)
        made = io.BytesIO()
        with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as file:
            for name, content in parts.items():
                about = zipfile.ZipInfo(name, (1980, 1, 1, 0, 0, 0))  # the only time a zip needs not know
                about.compress_type = zipfile.ZIP_DEFLATED
                file.writestr(about, content)
        return made.getvalue()

    # ---- the parts of the form --------------------------------------------------------------------

    def _letterhead(self) -> list[str]:
        head = self._data["letterhead"]
        lines = [
            _par(_run(head["government"], size=12), align="center", after=0),
            _par(_run(head["unit"], "b", size=16), align="center", after=0),
            *(_par(_run(one, size=9), align="center", after=0) for one in head["lines"]),
        ]
        if self._crest:
            image = _par(
                self._image("crest.png", self._crest, 17, 21, "Lambang " + head["government"]), after=0
            )
            lines = [ooxml.table([20, self._wide - 20], [[image, "".join(lines)]], lined=False)]
        return [*lines, _rule("thickThinSmallGap")]

    def _titled(self) -> list[str]:
        return [
            _par(_run(self._data["kind"].upper()), style="Heading1", align="center", after=0),
            _par(_run("NOMOR ") + _run(self._number), align="center", after=12),
        ]

    def _assignment(self) -> list[str]:
        data = self._data
        sent = [[told[0][1], *(f"{label}: {said}" for label, said in told[1:])] for told in data["assigned"]]
        basis, purposes = ([[one] for one in data[key]] for key in ("basis", "purposes"))
        return [
            *self._titled(),
            self._rows([("Dasar", self._named(basis))]),
            _par("", after=0),
            _par(_run("MEMERINTAHKAN:", "b"), align="center"),
            self._rows([("Kepada", self._named(sent)), ("Untuk", self._named(purposes))]),
            _par("", after=0),
        ]

    def _note(self) -> list[str]:
        return [
            *self._titled(),
            self._fields("Yth.", "Dari", "Tanggal", "Sifat", "Lampiran", "Hal"),
            _rule("single"),
        ]

    def _addressed(self) -> list[str]:
        to, place = self._named(self._data["to"]), self._data["to_place"]
        return [
            self._fields("Nomor", "Sifat", "Lampiran", "Hal", aside=self._dated()),
            self._told(""),
            ooxml.table([10, 90], [[self._told("Yth."), to or self._told("")]], lined=False),
            *([self._told("di"), _par(_run(place), left=10)] if place else []),
            self._told(""),
        ]

    def _dated(self) -> str:
        place = self._data["place"]
        return _run(f"{place}, " if place else "") + _run(self._day)

    def _fields(self, *labels: str, aside: str = "") -> str:
        """The fields of the head that have these labels; `aside` stands at the right of the first."""
        data = self._data
        own = {
            "Nomor": self._number, "Dari": data["from"], "Tanggal": self._day, "Sifat": data["sifat"],
            "Lampiran": data["attached"], "Hal": data["subject"],
        }  # fmt: skip
        told = {label: self._told(said, "b" * (label == "Hal")) for label, said in own.items()}
        told["Yth."] = self._named(data["to"])
        if aside:
            stop = (
                f'<w:tabs><w:tab w:val="right" w:pos="{round((self._wide - LABEL - COLON) * MM)}"/></w:tabs>'
            )
            runs = _run(own[labels[0]]) + ooxml.TAB_MARK + aside
            about = f'<w:pPr>{stop}<w:spacing w:after="0"/><w:jc w:val="left"/></w:pPr>'
            told[labels[0]] = f"<w:p>{about}{runs}</w:p>"
        return self._rows([(label, told[label]) for label in labels])

    def _rows(self, rows: Sequence[tuple[str, str]]) -> str:
        """Labels with the paragraphs that belong to them."""
        cells = [
            [self._told(label), self._told(":"), paragraphs or self._told("")] for label, paragraphs in rows
        ]
        return ooxml.table([LABEL, COLON, self._wide - LABEL - COLON], cells, lined=False)

    def _told(self, said: str, looks: str = "") -> str:
        return _par(_run(said, looks), after=0, align="left")

    def _named(self, told: Sequence[Sequence[str]]) -> str:
        """One as it is; several with their numbers, further lines below their first."""
        if len(told) == 1:
            return "".join(map(self._told, told[0]))
        return "".join(
            _par(_run(f"{k}.") + ooxml.TAB_MARK + _run(first), left=STEP, first=-STEP, after=0, align="left")
            + "".join(_par(_run(one), left=STEP, after=0, align="left") for one in rest)
            for k, (first, *rest) in enumerate(told, 1)
        )

    def _signature(self) -> list[str]:
        told = self._data["signature"]
        lines = [*((one, "") for one in told["above"]), ("", ""), (self._signed, ""), ("", "")]
        lines += [(told["name"], "b"), *((one, "") for one in told["under"])]
        kept = [
            _par(_run(one, looks), left=SIGNATURE_AT, after=0, keep=True, align="left")
            for one, looks in lines
        ]
        dated = [_par(self._dated(), left=SIGNATURE_AT, after=0, keep=True, align="left")]
        return [_par("", after=0, keep=True), *dated * self._data["dated_below"], *kept, _par("", after=0)]

    def _copies(self) -> list[str]:
        copies = self._data["copies"]
        if not copies:
            return []
        return [
            _par(_run("Tembusan:"), after=0, keep=True),
            self._named([[one] for one in copies]),
        ]

    def _annexes(self) -> list[str]:
        data, made = self._data, list[str]()
        if data["list"]:
            made += [*self._annex("", "Daftar Tujuan"), self._named(data["list"])]
        for one in data["annexes"]:
            made += [*self._annex(one["no"], one["title"]), *self._blocks(one["body"])]
        return made

    def _annex(self, no: str, title: str) -> list[str]:
        lines = [" ".join(filter(None, ("Lampiran", no, self._data["kind"]))), f"Nomor: {self._number}"]
        lines.append(f"Tanggal: {self._day}")
        return [
            ooxml.PAGE_BREAK,
            *(_par(_run(one), left=SIGNATURE_AT, after=0, align="left") for one in lines),
            _par("", after=0),
            _par(_run(title), style="Heading1", align="center"),
        ]

    # ---- the body ---------------------------------------------------------------------------------

    def _blocks(self, blocks: Sequence[dict[str, Any]], left: float = 0, after: float = 6) -> list[str]:
        made: list[str] = []
        for block in blocks:
            match block["as"]:
                case "gap":
                    made.append(_par(""))
                case "break":
                    made.append(ooxml.PAGE_BREAK)
                case "list":
                    made += [part for item in block["items"] for part in self._item(item, left, after)]
                case "table":
                    asked, wide = block["weights"], self._wide - left
                    cells = [
                        ["".join(self._blocks(cell, 0, 0)) or _par("", after=0) for cell in row]
                        for row in block["rows"]
                    ]
                    widths = [wide * one / sum(asked) for one in asked]
                    made += [ooxml.table(widths, cells, head=block["head"], left=left), _par("", after=0)]
                case "rows":
                    made.append(self._columns(block, left))
                case _:
                    made.append(self._line(block, left, after))
        return made

    def _line(self, block: dict[str, Any], left: float, after: float, label: str = "") -> str:
        style = f"Heading{block['level']}" if block["as"] == "head" else ""
        align = {"c": "center", "r": "right", "j": "both"}.get(block["align"], "")
        runs = (_run(label) + ooxml.TAB_MARK if label else "") + self._runs(block["runs"])
        indent = left + STEP * block.get("indent", 0)
        first = -STEP if label else TAB * block.get("first", 0)
        return _par(
            runs,
            style=style,
            align=align or ("left" if style or not after else ""),
            left=indent,
            first=first,
            after=after,
        )

    def _item(self, item: dict[str, Any], left: float, after: float) -> list[str]:
        label, blocks, inner = item["label"], item["blocks"], left + STEP
        if blocks and blocks[0]["as"] in ("par", "head"):
            return [
                self._line({**blocks[0], "first": 0}, inner, after, label),
                *self._blocks(blocks[1:], inner, after),
            ]
        return [*([_par(_run(label), left=left)] if label else []), *self._blocks(blocks, inner, after)]

    def _columns(self, block: dict[str, Any], left: float) -> str:
        most = max(map(len, block["rows"]))
        indent = left + STEP * block["indent"] + TAB * block["first"]
        cells = [
            [_par(self._runs(cell), after=0, align="left") for cell in row]
            + [_par("", after=0)] * (most - len(row))
            for row in block["rows"]
        ]
        columns = [{_said(row[k : k + 1]) for row in block["rows"]} for k in range(most)]
        narrow = [COLON if column <= {"", ":"} else 35 for column in columns[:-1]] + [0]
        narrow[-1] = max(30, int(self._wide - indent) - sum(narrow))
        return ooxml.table(narrow, cells, lined=False, left=indent)

    def _runs(self, runs: Sequence[dict[str, Any]]) -> str:
        made = []
        for run in runs:
            if run.get("p"):
                one = self._page.pictures[run["p"]]
                high = max(1, round(run["wide"] * one.high / one.wide))
                made.append(self._image(f"{run['p'][:-4]}.{one.kind}", one.raw, run["wide"], high, run["t"]))
            else:
                made.append(_run(run["t"] if "p" not in run else f"[{run['t'] or 'gambar'}]", run["f"]))
        return "".join(made)

    def _image(self, name: str, raw: bytes, wide: int, high: int, alt: str) -> str:
        relation = f"picture{len(self._media) + 1}"
        self._media[relation] = (f"{len(self._media) + 1}-{name}", raw)
        return ooxml.image(relation, len(self._media), wide, high, alt or "gambar")


def _said(cells: Sequence[Sequence[dict[str, Any]]]) -> str:
    return "".join(run["t"] for cell in cells for run in cell)


def _run(said: str, looks: str = "", size: float = 0) -> str:
    """Text with its looks, as `Blocks` tells them; in grey as long as it is to come."""
    marks = "<w:b/>" * ("b" in looks) + "<w:i/>" * ("i" in looks) + "<w:strike/>" * ("-" in looks)
    marks += f'<w:color w:val="{GREY}"/>' * (said.startswith("(") and said.endswith("ditandatangani)"))
    marks += f'<w:sz w:val="{round(2 * size)}"/>' * bool(size) + '<w:u w:val="single"/>' * bool(
        {*"u+"} & {*looks}
    )
    text = escape(said.replace(BREAK, "").replace("\t", " "))
    return f'<w:r><w:rPr>{marks}</w:rPr><w:t xml:space="preserve">{text}</w:t></w:r>' if said else ""


def _par(
    runs: str,
    *,
    style: str = "",
    align: str = "",
    left: float = 0,
    first: float = 0,
    after: float = 6,
    keep: bool = False,
) -> str:
    """A paragraph; indents in mm, `after` in pt."""
    told = f"<w:pStyle w:val={quoteattr(style)}/>" if style else ""
    told += "<w:keepNext/>" * keep + f'<w:spacing w:after="{round(20 * after)}"/>'
    hang = f'w:hanging="{round(-first * MM)}"' if first < 0 else f'w:firstLine="{round(first * MM)}"'
    told += f'<w:ind w:left="{round(left * MM)}" {hang}/>' if left or first else ""
    told += f'<w:jc w:val="{align}"/>' if align else ""
    return f"<w:p><w:pPr>{told}</w:pPr>{runs}</w:p>"


def _rule(line: str) -> str:
    """A line across the page."""
    border = f'<w:pBdr><w:bottom w:val="{line}" w:sz="12" w:space="1" w:color="auto"/></w:pBdr>'
    small = '<w:spacing w:after="240"/><w:rPr><w:sz w:val="8"/></w:rPr>'
    return f"<w:p><w:pPr>{border}{small}</w:pPr></w:p>"
