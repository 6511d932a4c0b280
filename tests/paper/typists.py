# SPDX-License-Identifier: Apache-2.0
"""Several officers in one letter, each with an editor of their own and a bad network between them, from one seed.

All copies must have the same lines and the same hash, every document must be what a fresh one would be, and an undo
may delete nothing but what the same officer put there (what one moved or pasted is one's own, whoever wrote it first).
"""

from collections import Counter, deque
from collections.abc import Callable
from random import Random

from PySide6.QtCore import QEvent, QMimeData, QPointF, Qt
from PySide6.QtGui import QDropEvent, QInputMethodEvent, QKeyEvent, QTextCursor, QTextDocument
from PySide6.QtWidgets import QApplication

from ui.drafting.binding import Binding
from ui.drafting.editor import Editor
from workspace.paper import acts
from workspace.paper.body import EMBED, Line, Run, body_hash
from workspace.paper.replica import Replica, _deleted, known

Key, Shift, Control = Qt.Key, Qt.KeyboardModifier.ShiftModifier, Qt.KeyboardModifier.ControlModifier
Plain = Qt.KeyboardModifier.NoModifier

# Letters of one officer each: accents, pairs of surrogates, flags, marks that combine, right to left.
LETTERS = (
    ("a", "b", "c", "d", "é", "😀", "à"),
    ("g", "h", "i", "ü", "🇮🇩", "漢", "j\u0323"),
    ("m", "n", "o", "ש", "ל", "o\u0302", "👩‍👩‍👧"),
)
LARGE = 1_500  # characters; above it more is taken away
TEMPLATE = (Line((("t", "h"), ("a", "c")), (Run("X"),)), Line(), Line((("t", "n"),), (Run("X"),)))


class Typist:
    """One officer: an editor, a replica, and what has not arrived yet."""

    def __init__(self, number: int, world: "World") -> None:
        self.number, self.world = number, world
        self.inbox: list[bytes] = []
        self.replica = world.made(
            number + 1, world.clock, lambda update: world.send(self, update), world.begun
        )
        self.editor = Editor(self.replica)
        self.editor.resize(500, 400)
        self.editor.show()  # without it nothing has a place on the screen
        self.composing = False

    @property
    def rng(self) -> Random:
        return self.world.rng

    def word(self) -> str:
        letters = [*LETTERS[self.number], " "]
        return "".join(self.rng.choice(letters) for _ in range(self.rng.randint(1, 6)))

    def somewhere(self) -> int:
        return self.rng.randrange(self.editor.document().characterCount())

    def press(self, key: int, text: str = "", held: Qt.KeyboardModifier = Plain) -> None:
        QApplication.sendEvent(self.editor, QKeyEvent(QKeyEvent.Type.KeyPress, key, held, text))

    # ---- what they do ----

    def types(self) -> None:
        for letter in self.word():
            self.press(0, letter)

    def enters(self) -> None:
        self.press(Key.Key_Return, "\r", self.rng.choice((Plain, Shift)))

    def tabs(self) -> None:
        self.press(*self.rng.choice(((Key.Key_Tab, "\t", Plain), (Key.Key_Backtab, "", Shift))))

    def deletes(self) -> None:
        held = self.rng.choice((Plain, Plain, Plain, Control, Shift))
        self.press(self.rng.choice((Key.Key_Backspace, Key.Key_Backspace, Key.Key_Delete)), "", held)

    def deletes_to_end(self) -> None:
        self.press(self.rng.choice((Key.Key_K, Key.Key_U)), "", Control)

    def goes(self) -> None:
        cursor = self.editor.textCursor()
        cursor.setPosition(self.somewhere())
        self.editor.setTextCursor(cursor)

    def selects(self) -> None:
        cursor = self.editor.textCursor()
        start = self.somewhere()
        cursor.setPosition(start)
        end = self.somewhere() if self.rng.random() < 0.3 else start + self.rng.randint(-20, 20)
        most = self.editor.document().characterCount() - 1
        cursor.setPosition(max(0, min(end, most)), QTextCursor.MoveMode.KeepAnchor)
        self.editor.setTextCursor(cursor)

    def walks(self) -> None:
        keys = (Key.Key_Left, Key.Key_Right, Key.Key_Up, Key.Key_Down, Key.Key_Home, Key.Key_End)
        self.press(self.rng.choice(keys), "", self.rng.choice((Plain, Shift, Control, Control | Shift)))

    def composes(self) -> None:
        text = self.word()
        event = QInputMethodEvent("" if self.composing else text, [])
        if self.composing and self.rng.random() < 0.8:
            event.setCommitString(text)
        if not self.composing and self.rng.random() < 0.1:
            event.setCommitString("", -self.rng.randint(0, 3), self.rng.randint(0, 3))
        self.composing = not self.composing
        QApplication.sendEvent(self.editor, event)

    def commits(self) -> None:
        event = QInputMethodEvent("", [])
        event.setCommitString(self.word(), *self.rng.choice(((0, 0), (-2, 2), (-1, 3))))
        self.composing = False
        QApplication.sendEvent(self.editor, event)

    def mime(self) -> QMimeData:
        data, word = QMimeData(), self.word
        if self.rng.random() < 0.4:
            data.setText(f"{word()}\r\n{word()}\u2028\n{word()}\0")
            return data
        tags = (
            "p",
            "b",
            "i",
            "h2",
            "li",
            "td",
            "span style='font-weight:700'",
            "script",
            "p align=right",
            "ol",
        )
        parts = []
        for _ in range(self.rng.randint(1, 5)):
            tag = self.rng.choice(tags)
            parts.append(f"<{tag}>{word()}</{tag.split()[0]}>")
        text = "".join(parts)
        if self.rng.random() < 0.15 and self.tables() < 2:
            text = f"<table><tr><td>{word()}<td>{word()}<tr><td>{word()}</table>{text}"
        data.setHtml(text)
        return data

    def pastes(self) -> None:
        self.editor.insertFromMimeData(self.mime())

    def puts_picture(self) -> None:
        name = f'{{"src":"{self.rng.randint(1, 2)}"}}'
        self.editor.insert_lines([Line((), (Run(EMBED, (("embed", name),)),))])

    def cuts(self) -> None:
        self.press(Key.Key_X, "", Control)

    def copies(self) -> None:
        self.editor.copy()

    def drags(self) -> None:
        """Within the letter or from outside, whatever is selected."""
        own = self.rng.random() < 0.7
        data = self.editor.createMimeDataFromSelection() if own else self.mime()
        if own and not self.editor.textCursor().hasSelection():
            return
        size = self.editor.viewport().size()
        at = QPointF(self.rng.randrange(size.width()), self.rng.randrange(size.height()))
        event = Dropped(at, data, self.editor if own else None)
        self.editor.dropEvent(event)

    def emphasises(self) -> None:
        self.press(self.rng.choice((Key.Key_B, Key.Key_I, Key.Key_U)), "", Control)

    def comments(self) -> None:
        start, end = self.editor.selected()
        name = f"c:{self.rng.randint(1, 3)}"
        value = True if self.rng.random() < 0.7 else None
        self.editor._do(acts.mark(self.editor.binding.laid, start, end, name, value))

    def arranges(self) -> None:
        changes = (
            {"t": "n"}, {"t": "b"}, {"t": "h"}, {"t": None}, {"a": "c"}, {"a": "j"}, {"a": None}, {"pb": True},
            {"pb": None}, {"l": "2"}, {"l": None},
        )  # fmt: skip
        change = self.rng.choice(changes)
        self.editor.set_lines(lambda _: dict(change))

    def indents(self) -> None:
        self.editor.indent(self.rng.choice((1, -1)))

    def tables(self) -> int:
        return len(self.editor.binding.laid.tables)

    def draws_table(self) -> None:
        if self.tables() < 3:
            self.editor.insert_table(self.rng.randint(1, 3), self.rng.randint(1, 3))

    def changes_table(self) -> None:
        acts_ = ["remove_row", "remove_column"]
        grids = self.editor.binding.laid.tables
        if all(len(grid.rows) * len(grid.columns) < 16 for _, grid in grids):
            acts_ += ["add_row", "add_column"]
        self.editor.change_table(self.rng.choice(acts_))

    def undoes(self) -> None:
        manager = self.replica._undo
        before = len(manager.redo_stack)
        self.press(Key.Key_Z, "", Control)
        if len(manager.redo_stack) > before:
            gone = manager.redo_stack[-1].deletions.encode()
            whose = {client for client, _ in _deleted(gone)} - {self.replica.client}
            assert not whose, f"an undo of {self.number} took what {whose} wrote"

    def redoes(self) -> None:
        self.press(Key.Key_Z, "", Control | Shift)

    def replaces(self) -> None:
        places = acts.found(self.editor.binding.laid, self.rng.choice(LETTERS[self.rng.randrange(3)]))
        self.editor.replace(places, self.word())

    def breaks_characters(self) -> None:
        """Half a character goes, past the guards: what a faulty input method would do."""
        cursor = QTextCursor(self.editor.document())
        at = self.somewhere()
        self.editor.document()
        char = self.editor.document().characterAt(at)
        if "\ud800" <= char < "\ue000":
            cursor.setPosition(at)
            cursor.setPosition(at + 1, QTextCursor.MoveMode.KeepAnchor)
            cursor.removeSelectedText()

    def rests(self) -> None:
        self.world.now += 700

    def clears(self) -> None:
        if len(self.editor.toPlainText()) > LARGE:
            self.selects()
            cursor = self.editor.textCursor()
            cursor.setPosition(self.somewhere(), QTextCursor.MoveMode.KeepAnchor)
            self.editor.setTextCursor(cursor)
            self.press(Key.Key_Delete)


class Dropped(QDropEvent):
    """A drop whose source is known: Qt has no way to say it outside a real drag."""

    def __init__(self, at: QPointF, data: QMimeData, source: Editor | None) -> None:
        super().__init__(
            at, Qt.DropAction.MoveAction | Qt.DropAction.CopyAction, data, Qt.MouseButton.LeftButton, Plain
        )
        self._data, self._source = data, source

    def source(self) -> Editor | None:  # type: ignore[override]
        return self._source


# How often each is done, of the sum.
WEIGHTS: tuple[tuple[int, Callable[[Typist], None]], ...] = (
    (30, Typist.types), (8, Typist.enters), (4, Typist.tabs), (16, Typist.deletes), (2, Typist.deletes_to_end),
    (14, Typist.goes), (14, Typist.selects), (6, Typist.walks), (5, Typist.composes), (3, Typist.commits),
    (5, Typist.pastes), (3, Typist.puts_picture), (3, Typist.cuts), (1, Typist.copies), (4, Typist.drags),
    (6, Typist.emphasises),
    (3, Typist.comments), (6, Typist.arranges), (3, Typist.indents), (1, Typist.draws_table),
    (3, Typist.changes_table), (9, Typist.undoes), (5, Typist.redoes), (1, Typist.replaces),
    (2, Typist.breaks_characters), (6, Typist.rests), (4, Typist.clears),
)  # fmt: skip


class World:
    """`people` officers, one letter, one seed. `made` is the kind of replica, for those that are meant to fail."""

    def __init__(self, seed: int, people: int = 3, made: type[Replica] = Replica) -> None:
        self.rng, self.now, self.made = Random(seed), 1, made
        self.begun: list[bytes] = []
        Replica(99, self.clock, self.begun.append).begin(TEMPLATE)
        self.people: list[Typist] = []
        self.people = [Typist(k, self) for k in range(people)]
        self.told: deque[str] = deque(maxlen=25)
        self.census: Counter[str] = Counter()
        self._weights = [weight for weight, _ in WEIGHTS]
        self.step = 0

    def clock(self) -> int:
        return self.now

    def close(self) -> None:
        """The editors are gone, now and not later."""
        for one in self.people:
            one.editor.close()
            one.editor.deleteLater()
        QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)

    def send(self, sender: Typist, update: bytes) -> None:
        known(update)
        for one in self.people:
            if one is not sender:
                one.inbox.append(update)

    def run(self, steps: int, every: int = 40) -> None:
        """Do that much, and check each `every` steps."""
        for _ in range(steps):
            self.step += 1
            self.now += self.rng.randint(0, 200)
            one = self.rng.choice(self.people)
            _, deed = self.rng.choices(WEIGHTS, self._weights)[0]
            cursor = one.editor.textCursor()
            self.told.append(
                f"{self.step} {one.number} {deed.__name__} at {cursor.anchor()}:{cursor.position()}"
            )
            self.census[deed.__name__] += 1
            self.census["across cells"] += one.editor._crosses(cursor)
            self.census["in a table"] += cursor.currentTable() is not None
            self.census["waiting"] += not one.replica.complete
            self.census["while composing"] += one.composing
            if one.composing and deed not in {Typist.composes, Typist.commits, Typist.rests}:
                one.composes()  # any other key or click ends it, and Qt relies on that
            deed(one)
            if self.rng.random() < 0.3:
                self.deliver(self.rng.choice(self.people))
            if self.step % every == 0:
                self.check()

    def deliver(self, one: Typist, *, all_: bool = False) -> None:
        """Some of what waits: out of order, and now and then twice."""
        self.rng.shuffle(one.inbox)
        count = len(one.inbox) if all_ else self.rng.randint(0, len(one.inbox))
        now, one.inbox = one.inbox[:count], one.inbox[count:]
        for update in now:
            if self.rng.random() < 0.1:
                one.inbox.append(update)
            one.editor.receive(update)

    def check(self) -> None:
        """Everything arrives; then all must be the same, and as if made anew."""
        for one in self.people:
            if one.composing:
                one.composes()
        for one in self.people:
            while one.inbox:
                self.deliver(one, all_=True)
        first = self.people[0].replica.lines()
        known(self.people[0].replica.state())
        for one in self.people:
            lines = one.replica.lines()
            assert lines == first, f"{one.number} has another text"
            assert body_hash(lines) == body_hash(first)
            fresh = QTextDocument()
            binding = Binding(one.replica, fresh)
            assert shown(fresh, binding) == shown(one.editor.document(), one.editor.binding), one.number


def shown(document: QTextDocument, binding: Binding) -> list[object]:
    """All a document shows, line by line: text, formats, attributes; and what the binding believes of it."""
    lines: list[object] = [binding.laid.starts, binding.laid.tables, binding.labels, binding._sizes]
    block = document.begin()
    while block.isValid():
        table = QTextCursor(block).currentTable()
        where = None
        if table is not None:
            cell = table.cellAt(block.position())
            where = (table.rows(), table.columns(), cell.row(), cell.column())
        pieces: list[tuple[str, object]] = []
        for fragment, look in binding.looks.fragments(block):
            if pieces and pieces[-1][1] == look:
                pieces[-1] = (pieces[-1][0] + fragment.text(), look)
            else:
                pieces.append((fragment.text(), look))
        line = binding.lines[block.blockNumber()]
        lines.append((block.text(), pieces, binding.looks.line_of(block), where, line))
        block = block.next()
    return lines
