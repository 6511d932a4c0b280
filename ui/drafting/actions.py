# SPDX-License-Identifier: Apache-2.0
"""What one does to a letter's text, as QActions that know how it stands at the caret."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial
from typing import Final

from PySide6.QtCore import QCoreApplication, QTimer, Signal
from PySide6.QtWidgets import QWidget

from ui.drafting.editor import Editor
from ui.drafting.looks import look_of
from ui.widgets.keyed import KeyedActions
from ui.words import QT_TRANSLATE_NOOP
from workspace.paper import acts
from workspace.paper.body import Line, Value

translate = QCoreApplication.translate


@dataclass(frozen=True, slots=True)
class Act:
    """An action: its word, its keys, its icon, and whether it shows a state."""

    code: str
    text: str
    keys: tuple[str, ...]
    icon: str
    shows: bool = False


KINDS: Final = (
    Act("paragraph", QT_TRANSLATE_NOOP("drafting", "Paragraph"), ("Ctrl+Alt+0",), "pilcrow", shows=True),
    Act("heading1", QT_TRANSLATE_NOOP("drafting", "Heading 1"), ("Ctrl+Alt+1",), "heading", shows=True),
    Act("heading2", QT_TRANSLATE_NOOP("drafting", "Heading 2"), ("Ctrl+Alt+2",), "heading", shows=True),
    Act("heading3", QT_TRANSLATE_NOOP("drafting", "Heading 3"), ("Ctrl+Alt+3",), "heading", shows=True),
    Act("numbered", QT_TRANSLATE_NOOP("drafting", "Numbered item"), ("Ctrl+Shift+7",), "list-ordered", shows=True),
    Act("bullets", QT_TRANSLATE_NOOP("drafting", "Bullet item"), ("Ctrl+Shift+8",), "list", shows=True),
)  # fmt: skip
MARKS: Final = (
    Act("bold", QT_TRANSLATE_NOOP("drafting", "Bold"), ("Ctrl+B",), "bold", shows=True),
    Act("italic", QT_TRANSLATE_NOOP("drafting", "Italic"), ("Ctrl+I",), "italic", shows=True),
    Act("underline", QT_TRANSLATE_NOOP("drafting", "Underline"), ("Ctrl+U",), "underline", shows=True),
)
LEVELS: Final = (
    Act("deeper", QT_TRANSLATE_NOOP("drafting", "One level deeper"), ("Ctrl+]",), "chevron-right"),
    Act("back", QT_TRANSLATE_NOOP("drafting", "One level back"), ("Ctrl+[",), "chevron-left"),
)
ALIGNS: Final = (
    Act("left", QT_TRANSLATE_NOOP("drafting", "Align left"), ("Ctrl+Shift+L",), "text-align-start", shows=True),
    Act("center", QT_TRANSLATE_NOOP("drafting", "Centre"), ("Ctrl+Shift+E",), "text-align-center", shows=True),
    Act("right", QT_TRANSLATE_NOOP("drafting", "Align right"), ("Ctrl+Shift+R",), "text-align-end", shows=True),
    Act("justify", QT_TRANSLATE_NOOP("drafting", "Justify"), ("Ctrl+Shift+J",), "text-align-justify", shows=True),
)  # fmt: skip
INSERTS: Final = (
    Act("table", QT_TRANSLATE_NOOP("drafting", "Table"), ("Ctrl+Alt+T",), "table"),
    Act("picture", QT_TRANSLATE_NOOP("drafting", "Picture…"), ("Ctrl+Alt+G",), "image"),
    Act("break", QT_TRANSLATE_NOOP("drafting", "Page break"), ("Ctrl+Shift+Return",), "separator-horizontal"),
)
CELLS: Final = (
    Act("add_row", QT_TRANSLATE_NOOP("drafting", "Row below"), ("Alt+Shift+Down",), "plus"),
    Act("add_column", QT_TRANSLATE_NOOP("drafting", "Column to the right"), ("Alt+Shift+Right",), "plus"),
    Act("remove_row", QT_TRANSLATE_NOOP("drafting", "Remove this row"), ("Alt+Shift+Up",), "minus"),
    Act("remove_column", QT_TRANSLATE_NOOP("drafting", "Remove this column"), ("Alt+Shift+Left",), "minus"),
)
HISTORY: Final = (
    Act("undo", QT_TRANSLATE_NOOP("drafting", "Undo"), ("Ctrl+Z",), "undo-2"),
    Act("redo", QT_TRANSLATE_NOOP("drafting", "Redo"), ("Ctrl+Shift+Z", "Ctrl+Y"), "redo-2"),
)
ALL: Final = (*KINDS, *MARKS, *LEVELS, *ALIGNS, *INSERTS, *CELLS, *HISTORY)

_LINES: Final[dict[str, tuple[Value | None, Value | None]]] = {
    "paragraph": (None, None), "heading1": ("h", None), "heading2": ("h", "2"), "heading3": ("h", "3"),
}  # fmt: skip
_ITEMS: Final = {"numbered": "n", "bullets": "b"}
_ALIGNED: Final = {"left": None, "center": "c", "right": "r", "justify": "j"}
_MARKED: Final = {"bold": "b", "italic": "i", "underline": "u"}


def kind_of(one: Line) -> str:
    """The code of a line's kind; a heading below the third counts as the third."""
    match one.get("t"):
        case "h":
            return f"heading{min(int(one.get('l') or 1), 3)}"
        case "n":
            return "numbered"
        case "b":
            return "bullets"
    return "paragraph"


class Writing(KeyedActions):
    """The actions of one editor, by code. `followed` says that they show how it now stands at the caret.

    `picture_asked`: a picture is to be put at the caret; where it comes from is the room's business.
    """

    followed = Signal()
    picture_asked = Signal()

    def __init__(self, editor: Editor, parent: QWidget) -> None:
        super().__init__("drafting", parent)
        self._editor = editor
        for act in ALL:
            self.make(act.code, act.keys)
            self[act.code].setCheckable(act.shows)
            self[act.code].triggered.connect(partial(self._done, act.code))
            self[act.code].setAutoRepeat(act in HISTORY)
        # The caret also moves while the document is patched, when lines and blocks are not yet the same.
        self._soon = QTimer(self)
        self._soon.setSingleShot(True)
        self._soon.timeout.connect(self.follow)
        for signal in (
            editor.cursorPositionChanged,
            editor.selectionChanged,
            editor.currentCharFormatChanged,
        ):
            signal.connect(self._soon.start)
        editor.binding.changed.connect(self._soon.start)
        self.attach(editor)
        self.retranslate()
        self.follow()

    def retranslate(self) -> None:
        """Take the words of the language in force."""
        for act in ALL:
            self[act.code].setText(translate("drafting", act.text))

    @property
    def kind(self) -> str:
        """The code of the kind the caret's line has."""
        return kind_of(self._editor.binding.lines[self._editor.selected()[1][0]])

    def follow(self) -> None:
        """Show how it stands at the caret."""
        editor, free = self._editor, not self._editor.isReadOnly()
        start, end = editor.selected()
        one = editor.binding.lines[end[0]]
        on = {kind_of(one), next(code for code, value in _ALIGNED.items() if (value or "") == one.get("a"))}
        if start == end:
            held = dict(look_of(editor.currentCharFormat())[1])
            on |= {code for code, name in _MARKED.items() if held.get(name) is True}
        else:
            laid = editor.binding.laid
            on |= {code for code, name in _MARKED.items() if acts.marked(laid, start, end, name)}
        inside, replica = bool(one.get("cell")), editor.binding.replica
        able = dict.fromkeys((act.code for act in CELLS), inside) | {
            "table": not inside, "break": not inside, "undo": replica.can_undo(), "redo": replica.can_redo(),
            "back": bool(one.get("t") or one.get("l")),
        }  # fmt: skip
        for act in ALL:
            if act.shows:
                self[act.code].setChecked(act.code in on)
            self[act.code].setEnabled(free and able.get(act.code, True))
        self.followed.emit()

    # ---- deeds -------------------------------------------------------------------------------

    def _done(self, code: str) -> None:
        self._deed(code)()
        self.follow()

    def _deed(self, code: str) -> Callable[[], object]:
        editor = self._editor
        if code in _MARKED:
            return partial(editor.toggle, _MARKED[code])
        if code in _ALIGNED:
            return partial(editor.set_lines, lambda _: {"a": _ALIGNED[code]})
        if code in _LINES:
            kind, level = _LINES[code]
            return partial(editor.set_lines, lambda _: {"t": kind, "l": level})
        if code in _ITEMS:
            return partial(self._items, _ITEMS[code])
        if code in {act.code for act in CELLS}:
            return partial(editor.change_table, code)
        others: dict[str, Callable[[], object]] = {
            "deeper": partial(editor.indent, 1),
            "back": partial(editor.indent, -1),
            "table": partial(editor.insert_table, 2, 2),
            "picture": self.picture_asked.emit,
            "break": self._break_page,
            "undo": editor.undo,
            "redo": editor.redo,
        }
        return others[code]

    def _chosen(self) -> Sequence[Line]:
        start, end = self._editor.selected()
        return self._editor.binding.lines[start[0] : end[0] + 1]

    def _items(self, kind: str) -> None:
        """Make the lines items of a list, each at its level; all of them items already: paragraphs again."""
        if all(one.get("t") == kind for one in self._chosen()):
            self._editor.set_lines(lambda _: {"t": None, "l": None})
        else:
            self._editor.set_lines(
                lambda one: {"t": kind, "l": one.get("l") if one.get("t") in {"n", "b"} else None}
            )

    def _break_page(self) -> None:
        """A page begins at the caret, or no longer does."""
        editor = self._editor
        start = editor.selected()[0]
        one = editor.binding.lines[start[0]]
        editor.go(start)
        if start[1]:
            editor.insert_lines([Line(), Line(one.with_(pb=True).attrs)])
        else:
            editor.set_lines(lambda line: {"pb": None if line.get("pb") else True})
