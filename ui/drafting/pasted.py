# SPDX-License-Identifier: Apache-2.0
"""What comes from elsewhere as lines: an allow-list over HTML of browsers and word processors, and HTML back.

Kept: paragraphs, headings, lists, tables, bold, italic, underline, alignment. All else is passed over, what it
encloses too where that is no text for readers. Nothing is ever loaded.
"""

import re
from html import escape
from html.parser import HTMLParser
from typing import Final

from workspace.paper.body import EMBED, LEVELS, Attrs, Line, Run, changed, clean, line

BLOCKS: Final = frozenset({
    "address", "article", "aside", "blockquote", "body", "caption", "center", "dd", "div", "dl", "dt", "figcaption",
    "footer", "form", "header", "hr", "html", "legend", "main", "nav", "ol", "p", "pre", "section", "table", "tbody",
    "tfoot", "thead", "tr", "ul", "li", "td", "th", "h1", "h2", "h3", "h4", "h5", "h6",
})  # fmt: skip
SILENT: Final = frozenset({
    "applet", "audio", "canvas", "datalist", "embed", "head", "iframe", "math", "noscript", "object", "script",
    "select", "style", "svg", "template", "textarea", "title", "video",
})  # fmt: skip
MARKS: Final = {"b": "b", "strong": "b", "i": "i", "em": "i", "u": "u", "ins": "u"}
VOID: Final = frozenset({
    "area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "param", "source", "track", "wbr",
})  # fmt: skip
ALIGNED: Final = {"center": "c", "right": "r", "end": "r", "justify": "j"}
_WEIGHT = re.compile(r"(?:^|;)\s*font-weight\s*:\s*(\w+)")
_SLANT = re.compile(r"(?:^|;)\s*font-style\s*:\s*(\w+)")
_UNDER = re.compile(r"(?:^|;)\s*text-decoration(?:-line)?\s*:\s*([\w\s-]+)")
_ALIGN = re.compile(r"(?:^|;)\s*text-align\s*:\s*(\w+)")
_LIST = re.compile(r"mso-list\s*:[^;]*\blevel([1-9])")
_BLANK = re.compile(r"[ \t\n\r\f]+")


def from_text(text: str) -> list[Line]:
    """A line for each line."""
    rows = text.replace("\r\n", "\n").replace("\r", "\n").replace("\u2029", "\n").replace("\u2028", "\n")
    return [line([Run(clean(row))]) for row in rows.split("\n")]


def from_html(text: str) -> list[Line]:
    """The lines of a page."""
    reader = _Reader()
    reader.feed(text)
    reader.close()
    return reader.done()


class _Reader(HTMLParser):
    """Goes through the tags; `_open` are those not closed, each with what it changed."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self._lines: list[Line] = []
        self._runs: list[Run] = []
        self._open: list[tuple[str, Attrs, Attrs]] = []
        self._chars: Attrs = ()
        self._attrs: Attrs = ()
        self._lists: list[str] = []
        self._tables: list[list[int]] = []  # table, row, column of each one open
        self._silent = self._pre = self._count = 0
        self._bullet: list[str] | None = None  # Word writes the number as text, between conditions

    def done(self) -> list[Line]:
        """What was found; empty lines at the ends are nobody's."""
        self._end()
        while self._lines and not self._lines[-1].runs and not self._lines[-1].get("cell"):
            self._lines.pop()
        return self._lines

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag in SILENT:
            self._silent += tag not in VOID
            return
        given = {name: value or "" for name, value in attrs}
        if tag == "br":
            self._end(force=True)
            return
        if tag in BLOCKS:
            self._end()
        if tag in VOID:
            return
        self._open.append((tag, self._chars, self._attrs))
        if tag == "pre":
            self._pre += 1
        style = given.get("style", "").lower()
        self._chars = _emphasis(self._chars, tag, style)
        if tag in BLOCKS:
            self._block(tag, given.get("align", "").lower(), style)

    def _block(self, tag: str, align: str, style: str) -> None:
        new = dict(self._attrs)
        if found := _ALIGN.search(style):
            align = found[1]
        if align or tag == "center":
            new["a"] = ALIGNED.get("center" if tag == "center" else align, "")
        if tag in {"h1", "h2", "h3", "h4", "h5", "h6"}:
            new |= {"t": "h", "l": _level(int(tag[1]))}
        elif tag in {"ul", "ol"}:
            self._lists.append("n" if tag == "ol" else "b")
        elif tag == "li":
            new |= {"t": (self._lists or ["b"])[-1], "l": _level(len(self._lists))}
        elif found := _LIST.search(style):
            new |= {"t": "n", "l": _level(int(found[1]))}
        elif tag == "table":
            self._tables.append([self._count, -1, -1])
            self._count += 1
        elif tag == "tr" and self._tables:
            self._tables[-1][1:] = [self._tables[-1][1] + 1, -1]
        elif tag in {"td", "th"} and self._tables:
            self._cell(new)
        self._attrs = tuple(sorted((key, value) for key, value in new.items() if value))

    def _cell(self, new: dict[str, str | bool]) -> None:
        table = self._tables[0]
        if len(self._tables) == 1:
            table[2] += 1
            new["cell"] = f"p{table[0]}/{max(table[1], 0)}/{table[2]}"

    def handle_endtag(self, tag: str) -> None:
        if tag in SILENT:
            self._silent = max(self._silent - 1, 0)
            return
        if not any(one[0] == tag for one in self._open):
            return
        if tag in {"td", "th"} and len(self._tables) == 1:
            self._end(
                force=not (self._lines and self._lines[-1].get("cell") == dict(self._attrs).get("cell"))
            )
        elif tag in BLOCKS:
            self._end(force=tag == "p" and not self._tables)
        while True:
            name, self._chars, self._attrs = self._open.pop()
            self._pre -= name == "pre"
            if name in {"ul", "ol"} and self._lists:
                self._lists.pop()
            if name == "table" and self._tables:
                self._tables.pop()
            if name == tag:
                return

    def handle_data(self, data: str) -> None:
        if self._bullet is not None:
            self._bullet.append(data)
        elif self._silent:
            return
        elif self._pre:
            first, *rest = data.replace("\r\n", "\n").split("\n")
            self._say(first)
            for text in rest:
                self._end(force=True)
                self._say(text)
        else:
            text = _BLANK.sub(" ", data)
            if text.startswith(" ") and (not self._runs or self._runs[-1].text.endswith(" ")):
                text = text[1:]
            self._say(text)

    def handle_comment(self, data: str) -> None:
        self._condition(data)

    def unknown_decl(self, data: str) -> None:
        self._condition(data)

    def _condition(self, data: str) -> None:
        said = data.strip().lower()
        if "supportlists" in said and said.lstrip("[").startswith("if"):
            self._bullet = []
        elif "endif" in said and self._bullet is not None:
            label, self._bullet = "".join(self._bullet), None
            if "t" in dict(self._attrs) and not re.search(r"\w", label.replace("\xa0", "").replace("o", "")):
                self._attrs = changed(self._attrs, {"t": "b"})

    def _say(self, text: str) -> None:
        if text:
            self._runs.append(Run(clean(text), self._chars))

    def _end(self, *, force: bool = False) -> None:
        """The line is over."""
        runs, self._runs = self._runs, []
        if runs and not self._pre:
            runs[-1] = Run(runs[-1].text.rstrip(" "), runs[-1].attrs)
        if ("t", "h") in self._attrs:  # headings are bold by themselves
            runs = [Run(run.text, changed(run.attrs, {"b": None})) for run in runs]
        made = line(runs, self._attrs)
        if made.runs or force:
            self._lines.append(made)


def _level(count: int) -> str:
    """The attribute; the first level has none."""
    return LEVELS[min(count, len(LEVELS)) - 1] if count > 1 else ""


def _emphasis(chars: Attrs, tag: str, style: str) -> Attrs:
    change: dict[str, str | bool | None] = {}
    if tag in MARKS:
        change[MARKS[tag]] = True
    if found := _WEIGHT.search(style):
        heavy = found[1] in {"bold", "bolder"} or (found[1].isdigit() and int(found[1]) >= 600)
        change["b"] = True if heavy else None
    if found := _SLANT.search(style):
        change["i"] = True if found[1] in {"italic", "oblique"} else None
    if found := _UNDER.search(style):
        change["u"] = True if "underline" in found[1] else None
    return changed(chars, change)


def to_html(lines: list[Line]) -> str:
    """Lines for others to paste; cells become paragraphs."""
    return "<html><body>" + "".join(map(_html, lines)) + "</body></html>"


def _html(one: Line) -> str:
    tag = f"h{one.get('l') or 1}" if one.get("t") == "h" else "li" if one.get("t") else "p"
    align = {"c": "center", "r": "right", "j": "justify"}.get(one.get("a"))
    text = "".join(_run(run) for run in one.runs)
    made = f"<{tag}" + (f' style="text-align:{align}"' if align else "") + f">{text}</{tag}>"
    for _ in range(int(one.get("l") or 1) if tag == "li" else 0):
        made = f"<ol>{made}</ol>" if one.get("t") == "n" else f"<ul>{made}</ul>"
    return made


def _run(run: Run) -> str:
    text = escape(run.text.replace(EMBED, ""))
    for name, _ in run.attrs:
        if name in {"b", "i", "u"}:
            text = f"<{name}>{text}</{name}>"
    return text
