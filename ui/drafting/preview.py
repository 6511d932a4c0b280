# SPDX-License-Identifier: Apache-2.0
"""The pages as they will be printed, beside the text: drawn on a worker, a moment after one paused."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from PySide6.QtCore import QCoreApplication, QEvent, QSize, Qt, QTimer, Signal
from PySide6.QtGui import QImage, QPainter, QPaintEvent, QResizeEvent, QShowEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from ui import theme
from ui.bridge import Fault
from ui.drafting.newest import Newest
from ui.room import Run
from ui.widgets.card import Divider, Pane, Scroll
from ui.widgets.label import ElidedLabel, Label
from ui.widgets.notice import Strip
from ui.widgets.tabs import Tab, Tabs
from workspace.paper.body import Line
from workspace.paper.page.data import page
from workspace.paper.page.fields import LAMPUNG, Fields
from workspace.paper.page.press import Press

translate = QCoreApplication.translate

PAUSE_MS: Final = 250  # after the last change
OLD_MS: Final = 400  # what is older is marked
EDGE: Final = 16
INCH_MM: Final = 25.4
DOTS: Final = 96  # an inch on the screen, at 100 %
DOTS_MAX: Final = 300


@dataclass(frozen=True, slots=True)
class Drawn:
    """Pages as pictures, what no type shows and which pictures are none; `width` of a page in mm."""

    pages: tuple[QImage, ...]
    odd: tuple[str, ...] = ()
    lost: tuple[str, ...] = ()
    width: int = LAMPUNG.width


class Printer:
    """The one warm press of the windows. Everything here runs on the bridge's worker of that name."""

    def __init__(self) -> None:
        self._press: Press | None = None

    def draw(self, fields: Fields, lines: Sequence[Line], dots: float) -> Drawn:
        """The pages of a draft, `dots` an inch. Raises NotPrinted."""
        self._press = self._press or Press()
        made = page(fields, lines)
        pictures = self._press.pictures(made, dots)
        return Drawn(tuple(QImage.fromData(one) for one in pictures), made.odd, made.lost)


class _Sheet(QWidget):
    """One page."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._image = QImage()

    def put(self, image: QImage, size: QSize, name: str) -> None:
        """Show this picture, `size` px large."""
        self._image = image
        self.setFixedSize(size)
        self.setAccessibleName(name)
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        painter.drawImage(self.rect(), self._image)
        painter.setPen(theme.tokens().line)
        painter.drawRect(self.rect().adjusted(0, 0, -1, -1))


class Preview(Pane):
    """Shows what was drawn last and marks it while it is old. `drawn` carries how many pages there are."""

    drawn = Signal(int)

    def __init__(self, run: Run, printer: Printer, parent: QWidget | None = None) -> None:
        super().__init__("backdrop", parent)
        self._printer = printer
        self._asks = Newest(run, self._done, self._failed, self)
        self._letter: tuple[Fields, Sequence[Line]] | None = None
        self._drawn = Drawn(())
        self._wide = 0
        self._current = False
        self._pause, self._old_soon = self._timer(self._ask), self._timer(self._mark_old)
        self._count = ElidedLabel(size=12, ink="text2", tabular=True)
        self._count.hide()  # or it would push aside what stands after it
        self._old = Label(size=12, ink="text3")
        self.zoom = Tabs(
            (Tab("width", translate("drafting", "Page width")), Tab("full", "100 %")), framed=True,
        )  # fmt: skip
        self.zoom.chosen.connect(self._zoomed)
        self._strip = Strip()
        self._strip.acted.connect(self._ask)
        self._strip.hide()
        self._sheets: list[_Sheet] = []
        self._inside = QWidget()
        self._column = QVBoxLayout(self._inside)
        self._column.setContentsMargins(EDGE, EDGE, EDGE, EDGE)
        self._column.setSpacing(EDGE)
        self._column.setAlignment(Qt.AlignmentFlag.AlignHCenter | Qt.AlignmentFlag.AlignTop)
        self.area = Scroll(self._inside)
        self.area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAsNeeded)
        self.area.setVerticalScrollBarPolicy(
            Qt.ScrollBarPolicy.ScrollBarAlwaysOn
        )  # else the width would jump
        self.area.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.area.setObjectName("drafting.preview")
        self.area.setAccessibleName(translate("drafting", "Preview"))
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self._head())
        column.addWidget(Divider())
        column.addWidget(self._strip)
        column.addWidget(self.area, 1)
        self.setFocusProxy(self.area)

    def _head(self) -> QWidget:
        made = Pane("surface")
        row = QHBoxLayout(made)
        row.setContentsMargins(16, 6, 10, 6)
        row.setSpacing(10)
        row.addWidget(self._count)
        row.addWidget(self._old)
        row.addStretch(1)
        row.addWidget(self.zoom)
        return made

    def _timer(self, deed: object) -> QTimer:
        made = QTimer(self)
        made.setSingleShot(True)
        made.timeout.connect(deed)
        return made

    # ---- what the room calls -----------------------------------------------------------------

    def show_letter(self, fields: Fields, lines: Sequence[Line]) -> None:
        """The letter as it now is; it is drawn after a pause, and while nobody looks not at all."""
        self._letter = fields, lines
        self._changed()

    @property
    def old(self) -> bool:
        """Whether what is shown is not the letter as it is."""
        return not self._current or self._asks.busy

    @property
    def said(self) -> str:
        """What is told above the pages of what cannot be shown."""
        return self._strip.text if not self._strip.isHidden() else ""

    # ---- drawing -----------------------------------------------------------------------------

    def _changed(self) -> None:
        self._current = False
        if self.isVisible():
            self._pause.start(PAUSE_MS)
            if not self._old_soon.isActive():
                self._old_soon.start(OLD_MS)

    def _ask(self) -> None:
        if self._letter is not None:
            self._current = True
            dots = min(DOTS_MAX, DOTS * self._shown_width() / self._full_width() * self.devicePixelRatioF())
            self._asks.ask(self._printer.draw, *self._letter, dots)

    def _done(self, made: Drawn) -> None:
        self._strip.hide()
        told = []
        if made.odd:
            text = translate("drafting", "No type shows these characters, a □ stands for them: {marks}")
            told.append(text.format(marks=", ".join(f"{mark} (U+{ord(mark):04X})" for mark in made.odd)))
        if made.lost:
            text = translate("drafting", "These pictures cannot be read: {names}")
            told.append(text.format(names=", ".join(made.lost)))
        if told:
            self._say("  ".join(told), "amber")
        self._show_pages(made)

    def _failed(self, _: Fault) -> None:
        """Our bug: the bridge has told of it. What was drawn before stays, marked as old."""
        self._current = False
        self._mark_old()
        text = translate(
            "drafting", "The preview could not be made. What you see is older; your text is safe."
        )
        self._say(text, "red", translate("drafting", "Try again"))

    def _say(self, text: str, tone: theme.Tone, action: str = "") -> None:
        self._strip.set(text, tone, "triangle-alert", action=action)
        self._strip.show()

    def _mark_old(self) -> None:
        self._old.setText(
            "" if self._current and not self._asks.busy else translate("drafting", "Being renewed…")
        )

    # ---- showing -----------------------------------------------------------------------------

    def _full_width(self) -> float:
        return DOTS * self._drawn.width / INCH_MM

    def _shown_width(self) -> int:
        """How wide a page is shown, in px."""
        if self.zoom.current() == "full":
            return round(self._full_width())
        return max(120, self.area.viewport().width() - 2 * EDGE)

    def _show_pages(self, made: Drawn) -> None:
        self._drawn = made
        self._old_soon.stop()
        self._mark_old()
        count = len(made.pages)
        self._count.setText("A4  ·  " + translate("drafting", "%n page(s)", "", count))
        self._count.show()
        while len(self._sheets) < count:
            self._sheets.append(_Sheet(self._inside))
            self._column.addWidget(self._sheets[-1])
        for sheet in self._sheets[count:]:
            sheet.hide()
            sheet.deleteLater()
        del self._sheets[count:]
        self._place()
        self.drawn.emit(count)

    def _place(self) -> None:
        """Give the pages their size; what one looks at stays in sight."""
        bar, wide, before = self.area.verticalScrollBar(), self._shown_width(), self._wide
        value, self._wide = bar.value(), wide
        for at, (sheet, image) in enumerate(zip(self._sheets, self._drawn.pages, strict=True), 1):
            tall = round(wide * image.height() / max(image.width(), 1))
            text = translate("drafting", "Page {n} of {count}").format(n=at, count=len(self._sheets))
            sheet.put(image, QSize(wide, tall), text)
            sheet.show()
        self._column.activate()
        self._inside.adjustSize()
        bar.setValue(round(value * wide / before) if before else value)

    def _zoomed(self) -> None:
        self._place()
        self._changed()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if self._shown_width() != self._wide:
            self._zoomed()

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        if not self._current:
            self._pause.start(0)
            self._old_soon.start(OLD_MS)

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.DevicePixelRatioChange:
            self._changed()
