# SPDX-License-Identifier: Apache-2.0
"""A QTextDocument that follows the one text of a letter (docs/editor.md says why each rule is there).

Typing goes Qt → text: of `contentsChange` only the place is used, the blocks there are read and compared with the
lines last known, and the least that differs is written. Everything else (others, undo, commands) goes text → Qt by
`reconcile`, which compares all lines and may be called at any time. Own typing is not rendered again.
"""

from bisect import bisect_right
from collections.abc import Iterable, Sequence

from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QTextBlock, QTextCursor, QTextDocument, QTextTableFormat

from ui.drafting.looks import INDENT, Look, Looks, characters, embedded, heading, u16
from workspace.paper.acts import Change, Place, split
from workspace.paper.body import EMBED, Layout, Line, clean, layout, line_size, numbers
from workspace.paper.edits import Span, line_spans, text_spans
from workspace.paper.replica import Replica, Rewrite, TooLarge

Keep, Move = QTextCursor.MoveMode.KeepAnchor, QTextCursor.MoveMode.MoveAnchor
Patch = tuple[int, int, int]  # position before anything changed, units removed, units put there


class Binding(QObject):
    """Keeps `document` and `replica` the same. `changed` follows each change, whoever made it, `rearranged` each
    that may have moved a number; `refused` has the TooLarge of what was not written, and the document is as before.
    """

    changed = Signal()
    rearranged = Signal()
    refused = Signal(object)

    def __init__(self, replica: Replica, document: QTextDocument, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.replica, self.document = replica, document
        document.setUndoRedoEnabled(False)  # undo belongs to the person: the replica has it
        document.setIndentWidth(INDENT)
        self.looks = Looks(document)
        self._quiet = False
        self._labels: list[str] | None = None
        self.laid, self._sizes = Layout([], [], []), list[int]()
        self._show(layout(replica.lines()))
        self._rebuild()
        document.contentsChange.connect(self._typed)

    # ---- where is what ----

    @property
    def lines(self) -> Sequence[Line]:
        """The lines shown, one for each block."""
        return self.laid.lines

    @property
    def labels(self) -> list[str]:
        """What stands before each line."""
        if self._labels is None:
            self._labels = numbers(self.laid.lines)
        return self._labels

    def place(self, position: int) -> Place:
        """Line and character at a position of Qt; one inside a character counts as before it."""
        block = self.document.findBlock(position)
        k = block.blockNumber()
        return k, characters(self.lines[k].text, position - block.position())

    def position(self, place: Place) -> int:
        """The other way."""
        k, at = place
        return self._block(k).position() + u16(self.lines[k].text[:at])

    def stretch(self, position: int) -> int:
        """In which stretch of the layout a position lies: outside tables, or in one cell."""
        return bisect_right(self.laid.starts, self.document.findBlock(position).blockNumber()) - 1

    def walls(self, position: int) -> tuple[int, int]:
        """The first and last position of its stretch."""
        k = self.stretch(position)
        ends = [*self.laid.starts[k + 1 : k + 2], len(self.lines)]
        last = self._block(ends[0] - 1)
        return self._block(self.laid.starts[k]).position(), last.position() + last.length() - 1

    # ---- Qt → text ----

    def _typed(self, position: int, removed: int, added: int) -> None:
        if self._quiet:
            return
        most = self.document.characterCount() - 1
        position, end = min(position, most), min(position + added, most)
        first = self.document.findBlock(position).blockNumber()
        stop = self.document.findBlock(end).blockNumber() + 1
        grown = self.document.blockCount() - len(self.lines)
        stretch = bisect_right(self.laid.starts, first) - 1
        if grown:  # Qt may have given a neighbour another format
            first, stop = max(first - 1, 0), min(stop + 1, self.document.blockCount())
        old = self.laid.lines[first : stop - grown]
        new = [self._read(k) for k in range(first, stop)]
        if new == old and not grown:
            return
        torn = len(old) != stop - grown - first
        if not torn:
            new = self._real(old, new)
            rewrite = (sum(self._sizes[:first]), old, new)
            hint = self._hint(first, new, position)
            self._take(first, stop - grown, new, stretch)
            self._write([rewrite], hint)
        moved = [one.attrs for one in old] != [one.attrs for one in new]
        if torn or any(one.bare or (moved and one.get("cell")) for one in (*old, *new)):
            self.reconcile()
        self.changed.emit()

    def _hint(self, first: int, new: Sequence[Line], position: int) -> int:
        """At which character of the lines from `first` on it began, markers counted."""
        block = self.document.findBlock(position)
        k = block.blockNumber() - first
        ahead = sum(len(one.text) + 1 for one in new[:k])
        return ahead + 1 + characters(new[k].text, position - block.position())

    @staticmethod
    def _real(old: Sequence[Line], new: Sequence[Line]) -> list[Line]:
        """A bare line stays bare only if nothing happened to it."""
        same = old if len(old) == len(new) else [None] * len(new)
        return [one if one == was else one._replace(bare=False) for one, was in zip(new, same, strict=True)]

    def _take(self, first: int, stop: int, new: list[Line], stretch: int) -> None:
        old = self.laid.lines[first:stop]
        self._numbered(old, new)
        self.laid.lines[first:stop] = new
        self._sizes[first:stop] = map(line_size, new)
        if grown := len(new) - len(old):
            starts = self.laid.starts
            starts[stretch + 1 :] = [start + grown for start in starts[stretch + 1 :]]
        undressed = [k for k, one in enumerate(new, first) if not self._dressed(self._block(k), one)]
        if undressed:
            with _Quiet(self) as cursor:
                for k in undressed:
                    self._dress(cursor, self._block(k), self.lines[k])

    def _write(self, rewrites: Sequence[Rewrite], hint: int | None = None) -> None:
        try:
            self.replica.write(rewrites, hint)
        except TooLarge as error:
            self.reconcile()
            self.refused.emit(error)

    def _read(self, k: int) -> Line:
        block = self._block(k)
        if (found := self.looks.read(block)) is None:
            self._mend(block)
            found = self.looks.read(self._block(k))
        return found or Line()

    def _mend(self, block: QTextBlock) -> None:
        """Replace what a line cannot hold where it stands: half characters, separators, strange pictures."""
        start, units, at = block.position(), block.length() - 1, 0
        with _Quiet(self) as cursor:
            while at < units:
                char = self.document.characterAt(start + at)
                pair = char + self.document.characterAt(start + at + 1)
                if "\ud800" <= pair[:1] < "\udc00" <= pair[1:] < "\ue000":
                    at += 2
                    continue
                cursor.setPosition(start + at)
                cursor.setPosition(start + at + 1, Keep)
                look = cursor.charFormat()
                odd = "\ud800" <= char < "\ue000" or clean(char) != char
                if odd and not (char == EMBED and embedded(look)):
                    cursor.insertText(" " if char < "\x80" else "\ufffd", look)
                at += 1

    # ---- commands: written to the text, then shown ----

    def rewrite(self, changes: Sequence[Change], carets: Iterable[int] = ()) -> list[int]:
        """Make lines others; where the given positions are afterwards."""
        if not changes:
            return list(carets)
        rewrites = [
            (sum(self._sizes[:first]), self.laid.lines[first:stop], new) for first, stop, new in changes
        ]
        try:
            self._write(rewrites)
        finally:  # also when the text was written and could not be sent
            moved = self.reconcile(carets)
        return moved

    def enter(self, cursor: QTextCursor) -> None:
        """Split the line at `cursor`, which selects nothing. Qt's own way resets the format of an empty line."""
        k, at = self.place(cursor.position())
        one = self.lines[k]
        if one.bare:
            caret = cursor.position()
            self.rewrite(split(self.laid, (k, at)))
            cursor.setPosition(caret + 1)
            return
        again: dict[str, None] = {"pb": None}
        if one.get("t") == "h" and at == len(one.text):
            again |= {"t": None, "l": None}
        new = one.with_(**again)
        cursor.insertBlock(self.looks.block(new), self.looks.chars((), heading(new)))

    # ---- text → Qt ----

    def apply(self, updates: Iterable[bytes], carets: Iterable[int] = ()) -> list[int]:
        """Take in others' updates; where the given positions are afterwards. What came before a bad one is shown."""
        try:
            self.replica.apply(*updates)
        finally:
            moved = self.reconcile(carets)
        return moved

    def undo(self) -> int | None:
        """Take back the last step of this officer; the position it was at, None if there was none."""
        return self._stepped(done=self.replica.undo())

    def redo(self) -> int | None:
        """Do it again."""
        return self._stepped(done=self.replica.redo())

    def _stepped(self, *, done: bool) -> int | None:
        if not done:
            return None
        self.reconcile()
        if not self._patches:
            return 0
        at, _, put = self._patches[0]  # the last in the text
        return at + put + sum(more - less for _, less, more in self._patches[1:])

    def reconcile(self, carets: Iterable[int] = ()) -> list[int]:
        """Make the document show the text, touching only what differs; where the given positions are afterwards."""
        want, old = layout(self.replica.lines()), self.laid
        self._patches: list[Patch] = []
        if want.shape != old.shape or self.document.blockCount() != len(old.lines):
            places = [self.place(caret) for caret in carets]
            self._show(want)
            self._rebuild()
            self.changed.emit()
            return [self._after(old.lines, place) for place in places]
        if want.lines == old.lines and want.starts == old.starts:
            return list(carets)
        was = [*old.starts, len(old.lines)]
        now = [*want.starts, len(want.lines)]
        with _Quiet(self) as cursor:
            for k in range(len(old.starts) - 1, -1, -1):
                self._patch(cursor, was[k], old.lines[was[k] : was[k + 1]], want.lines[now[k] : now[k + 1]])
        self._show(want)
        self.changed.emit()
        return [_moved(caret, self._patches) for caret in carets]

    def _show(self, laid: Layout) -> None:
        old, self.laid = self.laid, laid
        for span in reversed(line_spans(old.lines, laid.lines)):
            new = laid.lines[span.c : span.d]
            self._sizes[span.a : span.b] = map(line_size, new)
            self._numbered(old.lines[span.a : span.b], new)

    def _numbered(self, old: Sequence[Line], new: Sequence[Line]) -> None:
        if [one.attrs for one in old] != [one.attrs for one in new]:
            self._labels = None
            self.rearranged.emit()

    def _after(self, old: Sequence[Line], place: Place) -> int:
        """Where a place is after a rebuild: counted from the start, or from the end where that is still the same."""
        (k, at), new = place, self.lines
        least = min(len(old), len(new))
        tail = next((n for n in range(least) if old[-1 - n] != new[-1 - n]), least)
        if k >= len(old) - tail and old[k] != new[min(k, len(new) - 1)]:
            k += len(new) - len(old)
        k = max(0, min(k, len(new) - 1))
        return self.position((k, min(at, len(new[k].text))))

    def _patch(self, cursor: QTextCursor, first: int, old: Sequence[Line], new: Sequence[Line]) -> None:
        """One stretch, which begins with block `first`; from its end, so that what is above keeps its number."""
        if old == new:
            return
        spans = line_spans(old, new)
        if len(old) != len(new):
            spans = [_wider(span) for span in spans]
            if spans[0].a < 0:  # nothing above to hold on to
                spans = [Span(0, len(old), 0, len(new))]
        for span in reversed(spans):
            self._patch_lines(cursor, first + span.a, old[span.a : span.b], new[span.c : span.d])
            if span.b - span.a == span.d - span.c:
                continue
            if span.a:
                self._dress(cursor, self._block(first + span.a - 1), old[span.a - 1])
            if span.d < len(new):
                self._dress(cursor, self._block(first + span.a + span.d - span.c), new[span.d])

    def _patch_lines(self, cursor: QTextCursor, k: int, old: Sequence[Line], new: Sequence[Line]) -> None:
        before, after = ("\n".join(one.text for one in lines) for lines in (old, new))
        start = self._block(k).position()
        for span in reversed(text_spans(before, after)):
            at, gone = start + u16(before[: span.a]), u16(before[span.a : span.b])
            cursor.setPosition(at)
            if gone:
                cursor.setPosition(at + gone, Keep)
                cursor.removeSelectedText()
            put = after[span.c : span.d]
            for number, text in enumerate(put.split("\n")):
                if number:
                    cursor.insertBlock()
                if text:
                    cursor.insertText(text, self.looks.chars((), ""))
            self._patches.append((at, gone, u16(put)))
        for number, one in enumerate(new, k):
            self._dress(cursor, self._block(number), one)

    def _dressed(self, block: QTextBlock, one: Line) -> bool:
        return self.looks.line_of(block) == (one.bare, one.attrs) and self._looks_of(block) == _wanted(one)

    def _looks_of(self, block: QTextBlock) -> list[tuple[int, Look]]:
        return [(fragment.length(), look) for fragment, look in self.looks.fragments(block)]

    def _dress(self, cursor: QTextCursor, block: QTextBlock, one: Line) -> None:
        """Give a block with the right characters the right formats."""
        if self.looks.line_of(block) != (one.bare, one.attrs):
            cursor.setPosition(block.position())
            cursor.setBlockFormat(self.looks.block(one))
        wanted, at = _wanted(one), block.position()
        if self._looks_of(block) == wanted:
            return
        for units, (level, attrs) in wanted:
            cursor.setPosition(at)
            cursor.setPosition(at + units, Keep)
            cursor.setCharFormat(self.looks.chars(attrs, level))
            at += units

    def _rebuild(self) -> None:
        """The whole document anew: at the start, and when tables came, went or changed their size."""
        self.looks.forget()
        with _Quiet(self):
            self.document.clear()
        with _Quiet(self) as cursor:
            bounds = [*self.laid.starts, len(self.lines)]
            grids, at = dict(self.laid.tables), 0
            while at < len(self.laid.starts):
                if (grid := grids.get(at)) is None:
                    self._put(cursor, self.lines[bounds[at] : bounds[at + 1]])
                    at += 1
                    continue
                wide = len(grid.columns)
                made = cursor.insertTable(len(grid.rows), wide, _table_format())
                for k in range(len(grid.rows) * wide):
                    inner = made.cellAt(*divmod(k, wide)).firstCursorPosition()
                    self._put(inner, self.lines[bounds[at + k] : bounds[at + k + 1]])
                cursor.setPosition(made.lastPosition() + 1)
                at += len(grid.rows) * wide

    def _put(self, cursor: QTextCursor, lines: Sequence[Line]) -> None:
        for number, one in enumerate(lines):
            level = heading(one)
            if number:
                cursor.insertBlock(self.looks.block(one), self.looks.chars((), level))
            else:
                cursor.setBlockFormat(self.looks.block(one))
            for run in one.runs:
                cursor.insertText(run.text, self.looks.chars(run.attrs, level))

    def _block(self, k: int) -> QTextBlock:
        return self.document.findBlockByNumber(k)


class _Quiet:
    """An edit that is not typing."""

    def __init__(self, binding: Binding) -> None:
        self._binding = binding

    def __enter__(self) -> QTextCursor:
        self._was, self._binding._quiet = self._binding._quiet, True  # noqa: SLF001 - its own half
        self._cursor = QTextCursor(self._binding.document)
        self._cursor.beginEditBlock()
        return self._cursor

    def __exit__(self, *_: object) -> None:
        self._cursor.endEditBlock()
        self._binding._quiet = self._was  # noqa: SLF001 - as above


def _wanted(one: Line) -> list[tuple[int, Look]]:
    """How long each run of a line is in Qt's units, and how it looks."""
    level = heading(one)
    return [(u16(run.text), (level, run.attrs)) for run in one.runs]


def _wider(span: Span) -> Span:
    """With the line above, which holds the end where lines come or go."""
    return Span(span.a - 1, span.b, span.c - 1, span.d)


def _moved(caret: int, patches: Sequence[Patch]) -> int:
    """Where a caret is after patches. What others put where it stands comes behind it."""
    shift = 0
    for at, gone, put in patches:
        if caret > at + gone or (gone and caret == at + gone):
            shift += put - gone
        elif caret > at:
            shift += at - caret
    return caret + shift


def _table_format() -> QTextTableFormat:
    made = QTextTableFormat()
    made.setBorderCollapse(True)
    made.setBorder(1)
    made.setCellPadding(4)
    return made
