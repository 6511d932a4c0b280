# SPDX-License-Identifier: Apache-2.0
"""The page an officer writes on. It follows one text (binding.py) and lets nothing through that Qt cannot do well.

Three doors lead into a QTextEdit: keys, input methods, and what is pasted or dropped. Each is guarded here: a
selection that leaves its cell is never given to Qt (it tears the table, then crashes), Enter is ours, what comes
from elsewhere passes an allow-list, and while an input method composes, what others write waits.
"""

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from typing import Final

from PySide6.QtCore import QMimeData, QPointF, QRectF, Qt, Signal
from PySide6.QtGui import (
    QContextMenuEvent,
    QDropEvent,
    QGuiApplication,
    QInputMethodEvent,
    QKeyEvent,
    QKeySequence,
    QPainter,
    QPaintEvent,
    QPen,
    QTextCursor,
)
from PySide6.QtWidgets import QApplication, QMenu, QTextEdit, QWidget

from ui.drafting import pasted
from ui.drafting.binding import Binding
from ui.drafting.looks import heading, look_of
from workspace.paper import acts
from workspace.paper.acts import Change, Place
from workspace.paper.body import LEVELS, Line, Value, changed
from workspace.paper.replica import Replica

Keys, Operation = QKeySequence.StandardKey, QTextCursor.MoveOperation
Keep, Shift = QTextCursor.MoveMode.KeepAnchor, Qt.KeyboardModifier.ShiftModifier

# What a key deletes when nothing is selected.
DELETES: Final = (
    (Keys.Delete, Operation.NextCharacter),
    (Keys.DeleteStartOfWord, Operation.PreviousWord),
    (Keys.DeleteEndOfWord, Operation.NextWord),
    (Keys.DeleteEndOfLine, Operation.EndOfBlock),
    (Keys.DeleteCompleteLine, Operation.StartOfBlock),
)


class Editor(QTextEdit):
    """Shows and changes one letter's body. `refused` has the TooLarge of what could not be written."""

    refused = Signal(object)

    def __init__(self, replica: Replica, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("drafting.editor")
        self.setAcceptRichText(True)
        self.setTabChangesFocus(False)
        self.binding = Binding(replica, self.document(), self)
        self.binding.rearranged.connect(self.viewport().update)
        self.binding.refused.connect(self.refused)
        self._held: list[bytes] = []
        self._composing, self._steps = False, 0
        self.retranslate()

    def retranslate(self) -> None:
        """Take the words of the language in force."""
        said = self.tr("The text of the letter. Others may write in it at the same time.")
        self.setAccessibleName(self.tr("Letter body"))
        self.setAccessibleDescription(said)

    # ---- what others wrote ----

    def receive(self, *updates: bytes) -> None:
        """Take in updates; while an input method composes they wait, or the text would move under its hands."""
        if self._composing:
            self._held += updates
        elif updates:
            self._keeping(lambda carets: self.binding.apply(updates, carets))

    def _keeping(self, work: Callable[[Sequence[int]], list[int]]) -> None:
        """Run `work`; caret, selection and what is seen stay where they were in the text."""
        cursor, bar = self.textCursor(), self.verticalScrollBar()
        top = self.cursorForPosition(self.viewport().rect().topLeft())
        before = self.cursorRect(top).top() if bar.value() else 0
        anchor, caret, seen = work((cursor.anchor(), cursor.position(), top.position()))
        self._select(anchor, caret)
        if bar.value():
            top.setPosition(seen)
            bar.setValue(bar.value() + self.cursorRect(top).top() - before)

    def _select(self, anchor: int, caret: int) -> None:
        """Also when nothing moved: Qt keeps the cells of a selection, and crashed on ones that were gone."""
        cursor = self.textCursor()
        bar = self.verticalScrollBar()
        value = bar.value()
        cursor.setPosition(anchor)
        cursor.setPosition(caret, Keep)
        self.setTextCursor(cursor)
        bar.setValue(value)

    # ---- where the officer is ----

    def selected(self) -> tuple[Place, Place]:
        """First and last place of the selection."""
        cursor = self.textCursor()
        ends = sorted((cursor.anchor(), cursor.position()))
        return self.binding.place(ends[0]), self.binding.place(ends[1])

    def _crosses(self, cursor: QTextCursor) -> bool:
        ends = cursor.anchor(), cursor.position()
        return ends[0] != ends[1] and self.binding.stretch(ends[0]) != self.binding.stretch(ends[1])

    def _snap(self) -> None:
        """A caret inside a character goes before it."""
        cursor = self.textCursor()
        ends = [self.binding.position(self.binding.place(at)) for at in (cursor.anchor(), cursor.position())]
        if ends != [cursor.anchor(), cursor.position()]:
            self._select(*ends)

    def _do(self, changes: Sequence[Change], caret: Place | None = None) -> None:
        """Write changes and show them; the caret goes to `caret`, or stays where it was in the text."""
        with self._step():
            if caret is None:
                self._keeping(lambda carets: self.binding.rewrite(changes, carets))
            elif changes:
                self.binding.rewrite(changes)
                at = self.binding.position(self._within(caret))
                self._select(at, at)
                self.ensureCursorVisible()

    @contextmanager
    def _step(self) -> Iterator[None]:
        """What is done within is undone together, and apart from what comes before and after."""
        if not self._steps:
            self.binding.replica.pause()
        self._steps += 1
        try:
            yield
        finally:
            self._steps -= 1
            if not self._steps:
                self.binding.replica.pause()

    def _within(self, place: Place) -> Place:
        k = min(place[0], len(self.binding.lines) - 1)
        return k, min(place[1], len(self.binding.lines[k].text))

    def _remove(self) -> None:
        """Delete the selection; a caret inside a character goes before it."""
        self._snap()
        cursor = self.textCursor()
        if not cursor.hasSelection():
            return
        if self._crosses(cursor):
            start, end = self.selected()
            self._do(acts.remove(self.binding.laid, start, end), start)
        else:
            cursor.removeSelectedText()

    # ---- keys ----

    def keyPressEvent(self, event: QKeyEvent) -> None:
        self._snap()
        typed = event.text() != "" and event.text().isprintable()
        plain = typed and not event.modifiers() & ~Shift  # AltGr comes as Ctrl+Alt, with a text
        if not plain and not self.isReadOnly() and self._takes(event):
            event.accept()
        elif typed and not self.isReadOnly() and self._crosses(self.textCursor()):
            with self._step():
                self._remove()
                super().keyPressEvent(event)
        else:
            super().keyPressEvent(event)

    def _takes(self, event: QKeyEvent) -> bool:
        """Whether a key was ours."""
        return self._command(event) or self._deletes(event) or self._breaks(event)

    def _command(self, event: QKeyEvent) -> bool:
        deeds: tuple[tuple[QKeySequence.StandardKey, Callable[[], object]], ...] = (
            (Keys.Undo, self.undo),
            (Keys.Redo, self.redo),
            (Keys.Cut, self.cut),
            (Keys.Copy, self.copy),
            (Keys.Paste, self.paste),
            (Keys.Bold, lambda: self.toggle("b")),
            (Keys.Italic, lambda: self.toggle("i")),
            (Keys.Underline, lambda: self.toggle("u")),
        )
        deed = next((deed for key, deed in deeds if event.matches(key)), None)
        if deed is not None:
            deed()
        return deed is not None

    def _deletes(self, event: QKeyEvent) -> bool:
        back = event.key() == Qt.Key.Key_Backspace and not event.modifiers() & ~Shift
        move = next((move for key, move in DELETES if event.matches(key)), None)
        if not back and move is None:
            return False
        cursor = self.textCursor()
        if not cursor.hasSelection():
            low, high = self.binding.walls(cursor.position())
            if back:
                if self._lightens(cursor):
                    return True
                k, at = self.binding.place(cursor.position())
                there = self.binding.position((k, at - 1)) if at else cursor.position() - 1
            else:
                if move == Operation.StartOfBlock:
                    cursor.movePosition(Operation.EndOfBlock)
                probe = QTextCursor(cursor)
                probe.movePosition(move)  # type: ignore[arg-type]
                there = probe.position()
            cursor.setPosition(max(low, min(cursor.position(), high)))
            cursor.setPosition(max(low, min(there, high)), Keep)
            self.setTextCursor(cursor)
        self._remove()
        self.ensureCursorVisible()
        return True

    def _lightens(self, cursor: QTextCursor) -> bool:
        """Backspace at the start of a numbered or indented line takes that away first."""
        k, at = self.binding.place(cursor.position())
        one = self.binding.lines[k]
        if at or not (one.get("t") or one.get("l")):
            return False
        self.set_lines(lambda _: {"t": None, "l": None})
        return True

    def _breaks(self, event: QKeyEvent) -> bool:
        if event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter}:
            self._enter()
            return True
        if event.key() not in {Qt.Key.Key_Tab, Qt.Key.Key_Backtab}:
            return False
        deeper = event.key() == Qt.Key.Key_Tab and not event.modifiers()
        k, at = self.selected()[0]
        one = self.binding.lines[k]
        if one.get("cell"):
            self._next_cell(1 if deeper else -1)
        elif at == 0 or not deeper or self.textCursor().hasSelection():
            self.indent(1 if deeper else -1)
        else:
            self.textCursor().insertText("\t")
        return True

    def _enter(self) -> None:
        self._remove()
        k, _ = self.binding.place(self.textCursor().position())
        one = self.binding.lines[k]
        if one.get("t") in {"n", "b"} and not one.text:
            self.set_lines(lambda _: {"t": None, "l": None})
            return
        cursor = self.textCursor()
        self.binding.enter(cursor)
        self.setTextCursor(cursor)
        self.ensureCursorVisible()

    def _next_cell(self, step: int) -> None:
        k = self.binding.stretch(self.textCursor().position()) + step
        starts = self.binding.laid.starts
        if 0 <= k < len(starts):
            at = self.binding.position((starts[k], 0))
            self._select(at, at)
            self.ensureCursorVisible()

    # ---- input methods ----

    def inputMethodEvent(self, event: QInputMethodEvent) -> None:
        if event.commitString() or event.preeditString() or event.replacementLength():
            self._remove()
        super().inputMethodEvent(self._contained(event))
        event.accept()
        self._composing = bool(event.preeditString())
        if not self._composing:
            held, self._held = self._held, []
            self.receive(*held)

    def _contained(self, event: QInputMethodEvent) -> QInputMethodEvent:
        """Without the replacement of what lies behind a wall or inside a character."""
        length = event.replacementLength()
        if not length:
            return event
        start = self.textCursor().position() + event.replacementStart()
        low, high = self.binding.walls(self.textCursor().position())
        whole = all(
            low <= at <= high and self.binding.position(self.binding.place(at)) == at
            for at in (start, start + length)
        )
        if whole:
            return event
        plain = QInputMethodEvent(event.preeditString(), event.attributes())
        plain.setCommitString(event.commitString())
        return plain

    # ---- from and to elsewhere ----

    def createMimeDataFromSelection(self) -> QMimeData:
        """Made by Qt from a page of ours: one made here would still lie in the clipboard when Python has ended, and
        its end would crash the program.
        """
        page = _Page()
        page.setHtml(pasted.to_html(acts.taken(self.binding.laid, *self.selected())))
        page.selectAll()
        return page.createMimeDataFromSelection()

    def canInsertFromMimeData(self, source: QMimeData) -> bool:
        return source.hasHtml() or source.hasText()

    def insertFromMimeData(self, source: QMimeData) -> None:
        """Paste, middle click and drop."""
        if self.isReadOnly():
            return
        lines = pasted.from_html(source.html()) if source.hasHtml() else []
        self.insert_lines(lines or pasted.from_text(source.text()))

    def insert_lines(self, lines: Sequence[Line]) -> None:
        """Put lines where the caret is, over what is selected."""
        with self._step():
            self._remove()
            at = self.binding.place(self.textCursor().position())
            self._do(*acts.insert(self.binding.laid, at, lines, self.binding.replica.fresh()))

    def dropEvent(self, event: QDropEvent) -> None:
        """A drop from elsewhere is a paste there; one from here moves what is selected, in one step."""
        if self._composing:  # Qt counts what is composed as if it stood in the text
            QGuiApplication.inputMethod().commit()
        at = self.cursorForPosition(event.position().toPoint()).position()
        if self.isReadOnly() or not self.canInsertFromMimeData(event.mimeData()):
            event.ignore()
            return
        own = event.source() in {self, self.viewport()}
        ends = sorted((self.textCursor().anchor(), self.textCursor().position()))
        if not own:
            self._select(at, at)
            self.insertFromMimeData(event.mimeData())
        elif not ends[0] <= at <= ends[1]:
            self._move(ends[0], ends[1], at)
        event.setDropAction(Qt.DropAction.CopyAction)  # or who began the drag would delete it once more
        event.accept()

    def _move(self, start: int, end: int, at: int) -> None:
        lines = acts.taken(self.binding.laid, *self.selected())
        ends = self.binding.place(start), self.binding.place(end)
        with self._step():
            at = self.binding.rewrite(acts.remove(self.binding.laid, *ends), [at])[0]
            there = self.binding.place(at)
            self._do(*acts.insert(self.binding.laid, there, lines, self.binding.replica.fresh()))

    def cut(self) -> None:
        if self.textCursor().hasSelection() and not self.isReadOnly():
            self.copy()
            with self._step():
                self._remove()

    def copy(self) -> None:
        self._snap()
        if self.textCursor().hasSelection():
            QApplication.clipboard().setMimeData(self.createMimeDataFromSelection())

    def paste(self) -> None:
        if (data := QApplication.clipboard().mimeData()) is not None:
            self.insertFromMimeData(data)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        """Qt's own menu would cut and undo past the guards."""
        menu = self.menu()
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        menu.popup(event.globalPos())

    def menu(self) -> QMenu:
        """What can be done here and now."""
        menu, replica = QMenu(self), self.binding.replica
        some, free = self.textCursor().hasSelection(), not self.isReadOnly()
        for name, deed, able in (
            (self.tr("Undo"), self.undo, free and replica.can_undo()),
            (self.tr("Redo"), self.redo, free and replica.can_redo()),
            (self.tr("Cut"), self.cut, free and some),
            (self.tr("Copy"), self.copy, some),
            (self.tr("Paste"), self.paste, free and self.canPaste()),
            (self.tr("Select all"), self.selectAll, True),
        ):
            menu.addAction(name, deed).setEnabled(able)
        return menu

    # ---- what the officer asks for ----

    def undo(self) -> None:
        """Take back the last step of this officer."""
        self._stepped(self.binding.undo())

    def redo(self) -> None:
        """Do it again."""
        self._stepped(self.binding.redo())

    def _stepped(self, at: int | None) -> None:
        if at is not None:
            at = self.binding.position(self.binding.place(at))
            self._select(at, at)
            self.ensureCursorVisible()

    def toggle(self, name: str) -> None:
        """Bold ("b"), italic ("i") or underlined ("u"), for the selection or for what is typed next."""
        start, end = self.selected()
        if start != end:
            on = not acts.marked(self.binding.laid, start, end, name)
            self._do(acts.mark(self.binding.laid, start, end, name, True if on else None))
            return
        _, attrs = look_of(self.currentCharFormat())
        on = dict(attrs).get(name) is not True
        level = heading(self.binding.lines[start[0]])
        self.setCurrentCharFormat(self.binding.looks.chars(changed(attrs, {name: on or None}), level))

    def set_lines(self, change: Callable[[Line], dict[str, Value | None]]) -> None:
        """Type, level, alignment or page break of the lines selected."""
        self._do(acts.set_lines(self.binding.laid, *self.selected(), change))

    def indent(self, step: int) -> None:
        """One level deeper (1) or back (-1)."""

        def change(one: Line) -> dict[str, Value | None]:
            least = 1 if one.get("t") else 0
            level = int(one.get("l") or least) + step
            return {"l": LEVELS[min(level, len(LEVELS)) - 1] if level > least else None}

        self.set_lines(change)

    def insert_table(self, rows: int, columns: int) -> None:
        """An empty table at the caret; within a table, none."""
        at = self.selected()[1]
        if not self.binding.lines[at[0]].get("cell"):
            fresh = self.binding.replica.fresh()
            self._do(*acts.table(self.binding.laid, at, rows, columns, fresh))

    def change_table(self, act: str) -> None:
        """Do "add_row", "add_column", "remove_row" or "remove_column" where the caret is."""
        k, laid, fresh = self.selected()[1][0], self.binding.laid, self.binding.replica.fresh()
        match act:
            case "add_row":
                self._do(acts.add_row(laid, k, fresh))
            case "add_column":
                self._do(acts.add_column(laid, k, fresh))
            case "remove_row":
                self._do(acts.remove_row(laid, k))
            case "remove_column":
                self._do(acts.remove_column(laid, k))
            case _:
                raise ValueError(act)

    def go(self, start: Place, end: Place | None = None) -> None:
        """Select from one place to another, or put the caret there; what lies beyond the text is its end."""
        ends = [self.binding.position(self._within(place)) for place in (start, end or start)]
        self._select(*ends)
        self.ensureCursorVisible()

    def replace(self, places: Sequence[tuple[int, int, int]], by: str) -> None:
        """These places (`acts.found`) become `by`, in one step; the caret goes behind the last."""
        if places:
            k, at, _ = places[-1]
            grown = sum(len(by) - (end - start) for line, start, end in places[:-1] if line == k)
            self._do(acts.replaced(self.binding.laid, places, by), (k, at + grown + len(by)))

    # ---- numbers and page breaks, which are not in the document ----

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        across, down = self.horizontalScrollBar().value(), self.verticalScrollBar().value()
        area = QRectF(event.rect().translated(across, down))
        layout, lines, labels = self.document().documentLayout(), self.binding.lines, self.binding.labels
        painter = QPainter(self.viewport())
        painter.translate(-across, -down)
        block = self.cursorForPosition(event.rect().topLeft()).block()
        while block.isValid() and block.blockNumber() < len(lines):
            one, box = lines[block.blockNumber()], layout.blockBoundingRect(block)
            if box.top() > area.bottom() and not one.get("cell"):  # beside a tall cell there may be more
                break
            label = labels[block.blockNumber()]
            if label and block.layout().lineCount():
                first = block.layout().lineAt(0)
                wide = painter.fontMetrics().horizontalAdvance(label + " ")
                at = box.topLeft() + first.position() + QPointF(-wide, first.ascent())
                painter.setPen(self.palette().text().color())
                painter.drawText(at, label)
            if one.get("pb"):
                painter.setPen(QPen(self.palette().mid().color(), 1, Qt.PenStyle.DashLine))
                painter.drawLine(QPointF(area.left(), box.top() - 1), QPointF(area.right(), box.top() - 1))
            block = block.next()
        painter.end()


class _Page(QTextEdit):
    """Never shown: turns HTML into what a clipboard takes."""
