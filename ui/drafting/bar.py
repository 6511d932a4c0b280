# SPDX-License-Identifier: Apache-2.0
"""The row of tools over the text: one stop for Tab, arrow keys within it, and what has no room under "more"."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from PySide6.QtCore import QCoreApplication, QEvent, QObject, QPoint, QSize, Qt, Signal
from PySide6.QtGui import QAction, QKeyEvent, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QMenu, QWidget

from ui import faces, theme
from ui.drafting.actions import ALIGNS, ALL, CELLS, HISTORY, INSERTS, KINDS, LEVELS, MARKS, Act, Writing
from ui.widgets.button import Button, IconButton
from ui.widgets.card import Pane
from ui.widgets.keyed import hint

translate = QCoreApplication.translate

TALL: Final = 44
GAP: Final = 2
_NUMBERED, _BULLETS = KINDS[4:]


class _Tool(IconButton):
    """One action; tinted while it is on."""

    def __init__(self, act: Act, action: QAction, parent: QWidget) -> None:
        super().__init__(action.text(), act.icon, parent=parent)
        self.actions_: Sequence[QAction] = (action,)
        self.setObjectName(f"{action.objectName()}.tool")
        self.setCheckable(act.shows)
        self._action = action
        self.clicked.connect(action.trigger)
        action.changed.connect(self.follow)
        self.follow()

    def follow(self) -> None:
        """Take word, keys and state of the action."""
        self.set_name(self._action.text())
        self.set_shortcut_hint(hint(self._action))
        self.setChecked(self._action.isChecked())
        self.setEnabled(self._action.isEnabled())


class _MenuTool(Button):
    """Several actions in a menu. It is named by what it is for and, if it says so, by what is chosen."""

    def __init__(self, name: str, icon: str, actions: Sequence[QAction], parent: QWidget) -> None:
        super().__init__("", "ghost", icon, parent=parent)
        self.actions_ = actions
        self.name = name
        self.setAccessibleName(name)
        self.setToolTip(name)
        self.clicked.connect(self.open)

    def say(self, chosen: str, icon: str = "") -> None:
        """Show what is chosen, as a word or (with `icon`) as a picture."""
        self.setAccessibleName(f"{self.name}: {chosen}")
        if icon:
            self.set_icon(icon)
        elif chosen != self.caption:
            self.set_caption(chosen)

    def menu_(self) -> QMenu:
        """What it opens."""
        menu = QMenu(self.name, self)
        menu.addActions(list(self.actions_))
        return menu

    def open(self) -> None:
        """Open it below the button."""
        menu = self.menu_()
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        menu.popup(self.mapToGlobal(QPoint(0, self.height() + 2)))

    def _padding(self) -> int:
        return 8

    def _content_width(self) -> int:
        """A word in it keeps the room of the longest, so that nothing moves when the caret does."""
        if not self.caption:
            return super()._content_width() + 20
        shown = (action.text() for action in self.actions_ if action.isCheckable())
        return max(map(self.fontMetrics().horizontalAdvance, shown)) + 24

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        ink = theme.tokens().text2 if self.isEnabled() else theme.tokens().text3
        faces.paint(QPainter(self), "chevron-down", self.width() - 22, (self.height() - 14) / 2, ink, 14)


class _More(_MenuTool):
    """What has no room in the row."""

    hidden: Sequence[QWidget] = ()

    def menu_(self) -> QMenu:
        menu = QMenu(self.name, self)
        for tool in self.hidden:
            if isinstance(tool, _MenuTool):
                inner = menu.addMenu(tool.name)
                inner.addActions(list(tool.actions_))
            elif isinstance(tool, _Tool):
                menu.addActions(list(tool.actions_))
        return menu


class FormatBar(Pane):
    """The tools of one editor. `trailing` stands at the right end. `left`: back to the text (Esc, F10)."""

    left = Signal()

    def __init__(
        self, writing: Writing, trailing: QWidget | None = None, parent: QWidget | None = None
    ) -> None:
        super().__init__("surface", parent)
        self._writing = writing
        self.setAccessibleName(translate("drafting", "Text tools"))
        self.kinds = self._menu(translate("drafting", "Kind of line"), "", (*KINDS, None, *LEVELS))
        self.aligns = self._menu(translate("drafting", "Alignment"), "text-align-start", ALIGNS)
        self.inserts = self._menu(translate("drafting", "Insert"), "plus", (*INSERTS, None, *CELLS))
        self.more = _More(translate("drafting", "More"), "ellipsis", (), self)
        marks = [self._tool(act) for act in MARKS]
        lists = [self._tool(act) for act in (_NUMBERED, _BULLETS)]
        history = [self._tool(act) for act in HISTORY]
        self._tools: list[Button] = [
            self.kinds,
            *marks,
            *lists,
            self.aligns,
            self.inserts,
            *history,
            self.more,
        ]
        self._goes: list[Button] = [*reversed(history), *reversed(lists), self.aligns, self.inserts]
        self._trailing = trailing
        self._row = QHBoxLayout(self)
        self._row.setContentsMargins(10, 5, 10, 5)
        self._row.setSpacing(GAP)
        self._row.setSizeConstraint(
            QHBoxLayout.SizeConstraint.SetNoConstraint
        )  # what has no room is not shown
        for tool in self._tools:
            self._row.addWidget(tool)
            tool.installEventFilter(self)
            tool.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._row.addStretch(1)
        if trailing is not None:
            self._row.addWidget(trailing)
        self.setFocusProxy(self.kinds)
        self._stop(self.kinds)
        writing.attach(self)
        writing.followed.connect(self._follow)
        self._follow()
        self.retheme()

    def tools(self) -> list[Button]:
        """Those one can reach now, from left to right."""
        return [tool for tool in self._tools if not tool.isHidden() and tool.isEnabled()]

    def retheme(self) -> None:
        for act in ALL:
            self._writing[act.code].setIcon(faces.icon(act.icon))
        self.setFixedHeight(theme.current().hit(TALL))
        self.refit()

    def _tool(self, act: Act) -> _Tool:
        return _Tool(act, self._writing[act.code], self)

    def _menu(self, name: str, icon: str, given: Sequence[Act | None]) -> _MenuTool:
        actions = []
        for act in given:
            if act is None:
                line = QAction(self)
                line.setSeparator(True)
                actions.append(line)
            else:
                actions.append(self._writing[act.code])
        return _MenuTool(name, icon, actions, self)

    def _follow(self) -> None:
        self.kinds.say(self._writing[self._writing.kind].text())
        aligned = next(act for act in ALIGNS if self._writing[act.code].isChecked())
        self.aligns.say(self._writing[aligned.code].text(), aligned.icon)

    # ---- how much has room -------------------------------------------------------------------

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.refit()

    def minimumSizeHint(self) -> QSize:
        shown = [tool for tool in self._tools if tool not in self._goes]
        return QSize(self._wide(shown), theme.current().hit(TALL))

    def _wide(self, tools: Sequence[QWidget]) -> int:
        ends = 0 if self._trailing is None else self._trailing.sizeHint().width() + 8
        return sum(tool.sizeHint().width() + GAP for tool in tools) + ends + 20

    def refit(self) -> None:
        """Show as many tools as there is room for."""
        shown: list[Button] = self._tools[:-1]
        hidden: list[Button] = []
        if self._wide(shown) > self.width():
            shown = list(self._tools)
            for tool in self._goes:
                if self._wide(shown) > self.width():
                    shown.remove(tool)
                    hidden.insert(0, tool)
        for tool in self._tools:
            tool.setVisible(tool in shown)
        self.more.hidden = hidden

    # ---- keys --------------------------------------------------------------------------------

    def _stop(self, tool: Button) -> None:
        """Tab stops here from now on."""
        for other in self._tools:
            other.setFocusPolicy(Qt.FocusPolicy.TabFocus if other is tool else Qt.FocusPolicy.NoFocus)
        self.setFocusProxy(tool)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress:
            return self._key(event.key())
        return False

    def _key(self, key: int) -> bool:
        tools = self.tools()
        now = next((at for at, tool in enumerate(tools) if tool.hasFocus()), 0)
        match key:
            case Qt.Key.Key_Right | Qt.Key.Key_Left:
                to = (now + (1 if key == Qt.Key.Key_Right else -1)) % len(tools)
            case Qt.Key.Key_Home | Qt.Key.Key_End:
                to = 0 if key == Qt.Key.Key_Home else len(tools) - 1
            case Qt.Key.Key_Down if isinstance(tools[now], _MenuTool):
                tools[now].click()
                return True
            case Qt.Key.Key_Up | Qt.Key.Key_Down:
                return True
            case Qt.Key.Key_Escape | Qt.Key.Key_F10:
                self.left.emit()
                return True
            case _:
                return False
        self._stop(tools[to])
        tools[to].setFocus(Qt.FocusReason.TabFocusReason)
        return True
