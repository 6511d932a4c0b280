# SPDX-License-Identifier: Apache-2.0
"""What stands on the screen, and what is wrong with it.

A widget is painted once onto a device that draws nothing and notes every text it is given: which widget wrote it,
where, in which colour, under which clip. So whatever paints (labels, buttons, delegates, editors, our own
`paintEvent`s) is seen in one way, and what is judged is what was painted, not what a layout promised.

All lengths are logical px, all boxes those of the ink (not of the line), in the coordinates of the painted widget.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import combinations
from typing import Any, Final

from PySide6.QtCore import QEvent, QPoint, QPointF, QRect, QRectF, QSize
from PySide6.QtGui import (
    QColor,
    QFont,
    QFontMetricsF,
    QHelpEvent,
    QImage,
    QPaintDevice,
    QPaintEngine,
    QTextDocumentFragment,
    QTextItem,
)
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractItemView,
    QAbstractScrollArea,
    QAbstractSpinBox,
    QApplication,
    QComboBox,
    QLineEdit,
    QPlainTextEdit,
    QSlider,
    QTextEdit,
    QToolTip,
    QWidget,
)

from ui import theme

CONTRAST: Final = 4.5  # of text, WCAG 2.1, success criterion 1.4.3
TARGET: Final = 30  # the least side of what one clicks on
SLACK: Final = 1.0  # ink may pass an edge by this: glyphs are not cut at whole px
AROUND: Final = 3  # what of the ground around a text is looked at, for full signs such as those of a password
MORE: Final = "…"
TARGETS: Final = (QAbstractButton, QComboBox, QLineEdit, QAbstractSpinBox, QSlider)


@dataclass(frozen=True, slots=True)
class Finding:
    """`kind` of fault, the path of the widget, its text, and what was measured."""

    kind: str
    where: str
    text: str
    measure: str

    def __str__(self) -> str:
        return f"{self.kind}: {self.text!r}, {self.measure} ({self.where})"


@dataclass(slots=True)
class Word:
    """A text that was painted. `own` is its ink in the widget that wrote it, `box` in the whole.

    `shown` is what can be seen of it; `dimmed` if a veil lies over it or it is written `again` in another colour,
    `over` who painted over part of it.
    """

    text: str
    widget: QWidget
    own: QRectF
    clip: QRectF | None
    ink: QColor
    box: QRectF
    shown: QRectF
    dimmed: bool = False
    again: bool = False
    over: QWidget | None = None
    cuts: list[str] = field(default_factory=list)


# ---- reading what is painted --------------------------------------------------------------------


class _Reader(QPaintEngine):
    """Notes texts, and the solid grounds that come to lie over earlier ones."""

    def __init__(self, whole: QWidget) -> None:
        super().__init__(QPaintEngine.PaintEngineFeature.AllFeatures)
        self._whole, self.words = whole, list[Word]()
        self._written: dict[tuple[QWidget, str, float, float], Word] = {}

    @property
    def writer(self) -> QWidget:
        """Who paints."""
        device = self.painter().device()
        return device if isinstance(device, QWidget) else self._whole

    def begin(self, pdev: QPaintDevice) -> bool:
        return True

    def end(self) -> bool:
        return True

    def type(self) -> QPaintEngine.Type:
        return QPaintEngine.Type.User

    def updateState(self, state: Any) -> None:
        """The painter is asked instead."""

    def drawTextItem(self, p: Any, textItem: QTextItem) -> None:  # noqa: N803 - Qt's name
        text = textItem.text().strip()
        if not text:
            return
        painter = self.painter()
        ink = QFontMetricsF(QFont(textItem.font())).tightBoundingRect(textItem.text())
        ink.setRight(min(ink.right(), textItem.width() + 0.5))  # as it is shaped here, at this resolution
        own = painter.combinedTransform().mapRect(ink.translated(p))
        clip = (
            painter.combinedTransform().mapRect(painter.clipBoundingRect()) if painter.hasClipping() else None
        )
        color = QColor(painter.pen().color())
        color.setAlphaF(color.alphaF() * painter.opacity())
        box = own.translated(QPointF(self._place()))
        word = Word(text, self.writer, own, clip, color, box, QRectF(box))
        before = self._written.setdefault((self.writer, text, box.x(), box.y()), word)
        fits = _fit(word, self._whole)
        if before is not word:  # partly selected, it is written twice, each under the clip of its part
            before.dimmed = word.dimmed = word.again = True
            before.cuts, word.cuts = [], []
        if fits:
            self.words.append(word)

    def drawPath(self, path: Any) -> None:
        self._ground(path.boundingRect())

    def drawRects(self, rects: Any, *_: int) -> None:
        self._ground(QRectF(rects) if isinstance(rects, QRect | QRectF) else QRectF(rects[0]))

    def drawPixmap(self, *_: Any) -> None:
        """Icons lie where they like."""

    def drawImage(self, *_: Any) -> None:
        """As icons."""

    def drawPolygon(self, *_: Any) -> None:
        """Small signs: arrows, ticks."""

    def _place(self) -> QPoint:
        if self.writer is self._whole:
            return QPoint()
        return self.writer.mapTo(self._whole, QPoint())

    def _seen(self, here: QRectF) -> QRectF:
        """What can be seen of a part of the writer, in the whole."""
        at: QWidget | None = self.writer
        while at is not None and at is not self._whole:
            here, at = (here & QRectF(at.rect())).translated(QPointF(at.pos())), at.parentWidget()
        return here & QRectF(self._whole.rect())

    def _ground(self, rect: QRectF) -> None:
        painter = self.painter()
        color, brush = painter.brush().color(), painter.brush().style()
        strength = color.alphaF() * painter.opacity() if brush.value else 0.0
        if strength < 0.2 or rect.width() <= 1:  # nothing, or a shadow; or the mark of where one writes
            return
        here = painter.combinedTransform().mapRect(rect)
        if painter.hasClipping():
            here &= painter.combinedTransform().mapRect(painter.clipBoundingRect())
        here = self._seen(here)
        for word in self.words:
            if here.intersects(word.shown):
                if strength < 1:
                    word.dimmed = True
                else:
                    word.over, word.shown = self.writer, _less(word.shown, here)


def _less(box: QRectF, cover: QRectF) -> QRectF:
    """What is left of a text under a cover: the larger part beside, over or under it."""
    left = QRectF(box.topLeft(), QPointF(min(box.right(), cover.left()), box.bottom()))
    right = QRectF(QPointF(max(box.left(), cover.right()), box.top()), box.bottomRight())
    above = QRectF(box.topLeft(), QPointF(box.right(), min(box.bottom(), cover.top())))
    below = QRectF(QPointF(box.left(), max(box.top(), cover.bottom())), box.bottomRight())
    parts = [part for part in (left, right, above, below) if part.isValid()]
    return max(parts, key=lambda part: part.width() * part.height(), default=QRectF())


class _Page(QPaintDevice):
    """Paper as large as a widget, for a reader."""

    def __init__(self, size: QSize, reader: _Reader) -> None:
        super().__init__()
        self._size, self._reader = size, reader

    def paintEngine(self) -> QPaintEngine:
        return self._reader

    def metric(self, metric: QPaintDevice.PaintDeviceMetric) -> int:
        names = QPaintDevice.PaintDeviceMetric
        known = {
            names.PdmWidth: self._size.width(),
            names.PdmHeight: self._size.height(),
            names.PdmDepth: 32,
            names.PdmNumColors: 1 << 24,
            names.PdmDevicePixelRatio: 1,
            names.PdmDevicePixelRatioScaled: 65_536,
        }
        return known.get(metric, 96)


def read(whole: QWidget) -> list[Word]:
    """Every text that a shown widget and its children paint, with what can be seen of it."""
    everyone = whole.findChildren(QWidget)  # held, so that a painter names its widget by what we know it by
    reader = _Reader(whole)
    whole.render(_Page(whole.size(), reader))
    del everyone
    return reader.words


def _fit(word: Word, whole: QWidget) -> bool:
    """Cut a text to what holds it, level by level, noting each cut one cannot scroll away; whether any is left."""
    here, widget = QRectF(word.own), word.widget
    writes = isinstance(
        widget.parentWidget(), QPlainTextEdit | QTextEdit
    )  # these clip to what is asked of them
    if word.clip is not None and not writes:
        here = _cut(word, here, word.clip, "its clip", _scrolls(widget))
    view = widget.parentWidget()
    if isinstance(view, QAbstractItemView) and view.viewport() is widget:
        cell = QRectF(view.visualRect(view.indexAt(word.own.center().toPoint())))
        if cell.isValid():
            here = _cut(word, here, cell, "its row", (False, False))
    while True:
        holder = widget.parentWidget()
        name = widget.objectName() or type(widget).__name__
        here = _cut(word, here, QRectF(widget.rect()), name, _scrolls(widget))
        if widget is whole or holder is None:
            break
        here, widget = here.translated(QPointF(widget.pos())), holder
    word.shown &= here
    return word.shown.isValid() or bool(word.cuts)


def _scrolls(widget: QWidget) -> tuple[bool, bool]:
    """Whether one can get at what lies beyond a widget's edge: to the side, and below."""
    holder = widget.parentWidget()
    if isinstance(holder, QAbstractScrollArea) and holder.viewport() is widget:
        bars = holder.horizontalScrollBar(), holder.verticalScrollBar()
        return bars[0].maximum() > bars[0].minimum(), bars[1].maximum() > bars[1].minimum()
    return isinstance(widget, QLineEdit) and bool(widget.text()), False


def _cut(word: Word, here: QRectF, room: QRectF, name: str, scrolls: tuple[bool, bool]) -> QRectF:
    across = max(room.left() - here.left(), here.right() - room.right())
    down = max(room.top() - here.top(), here.bottom() - room.bottom())
    for beyond, scrolled, side in ((across, scrolls[0], "at the side"), (down, scrolls[1], "below or above")):
        if here.isValid() and beyond > SLACK and not scrolled:
            word.cuts.append(f"{beyond:.0f} px {side} of {name}")
    return here & room


def path(widget: QWidget) -> str:
    """The names of a widget and what it stands in, from the outside."""
    names: list[str] = []
    at: QWidget | None = widget
    while at is not None:
        names.append(at.objectName() or type(at).__name__)
        at = at.parentWidget()
    return "/".join(reversed(names))


# ---- judging ------------------------------------------------------------------------------------


def clipped(words: Sequence[Word]) -> Iterator[Finding]:
    """Texts that do not have the room they need."""
    for word in words:
        if word.cuts:
            yield Finding("clipped", path(word.widget), word.text, word.cuts[0])


def overlapping(words: Sequence[Word], floating: tuple[type, ...] = ()) -> Iterator[Finding]:
    """Texts written over one another, or that something painted over, unless that floats by design."""
    for word in words:
        if word.over is not None and not _within(word.over, floating):
            yield Finding("covered", path(word.widget), word.text, f"by {path(word.over)}")
    for one, other in combinations([word for word in words if not word.again], 2):
        both = one.shown & other.shown
        if both.width() > SLACK and both.height() > SLACK:
            size = f"{both.width():.0f} × {both.height():.0f} px with {other.text!r}"
            yield Finding("overlapping", path(one.widget), one.text, size)


def _within(widget: QWidget, kinds: tuple[type, ...]) -> bool:
    at: QWidget | None = widget
    while at is not None:
        if isinstance(at, kinds):
            return True
        at = at.parentWidget()
    return False


def faint(words: Sequence[Word], picture: QImage) -> Iterator[Finding]:
    """Texts too near in colour to what lies under them in the picture. Disabled controls may be faint (WCAG)."""
    ratio = picture.devicePixelRatio()
    for word in words:
        if word.dimmed or not word.widget.isEnabled() or word.shown.width() < 2 or word.shown.height() < 2:
            continue
        box = word.shown.adjusted(-AROUND, -AROUND, AROUND, AROUND)
        area = QRectF(box.x() * ratio, box.y() * ratio, box.width() * ratio, box.height() * ratio)
        ground = _ground(picture.copy(area.toAlignedRect()))
        ink = theme.mix(ground, word.ink, word.ink.alphaF())
        measured = theme.contrast(ink, ground)
        if measured < CONTRAST - 0.005:
            text = f"{measured:.2f} : 1, {ink.name()} on {ground.name()}"
            yield Finding("faint", path(word.widget), word.text, text)


def _ground(part: QImage) -> QColor:
    """The commonest colour: ink covers less than half of the part, and its edges have many colours."""
    plain = part.convertToFormat(QImage.Format.Format_RGB32)
    pixels = memoryview(plain.constBits()).cast("B").cast("I")
    return QColor.fromRgb(Counter(pixels).most_common(1)[0][0])


def elided(words: Sequence[Word]) -> Iterator[Finding]:
    """Texts that end in "…" and are told in full nowhere: not by the tip where they stand."""
    for word in words:
        if MORE not in word.text or _meant(word):
            continue
        tip = _plain(tip_at(word.widget, word.own.center().toPoint()))
        parts = [" ".join(part.split()) for part in word.text.split(MORE)]
        if not all(part in tip for part in parts) or len(tip) <= len(" ".join(parts)):
            yield Finding("elided", path(word.widget), word.text, f"the tip says {tip!r}")


def _meant(word: Word) -> bool:
    """Whether the dots are the text's own."""
    for name in ("text", "placeholderText", "accessibleName"):
        say = getattr(word.widget, name, None)
        if callable(say) and word.text in _plain(str(say())):
            return True
    return False


def _plain(text: str) -> str:
    said = QTextDocumentFragment.fromHtml(text).toPlainText() if text.startswith("<") else text
    return " ".join(said.split())


def tip_at(widget: QWidget, spot: QPoint) -> str:
    """The tip one gets with the pointer at a spot of a widget; "" if there is none."""
    QToolTip.showText(QPoint(), "-", widget)
    event = QHelpEvent(QEvent.Type.ToolTip, spot, widget.mapToGlobal(spot))
    QApplication.sendEvent(widget, event)
    told = QToolTip.text()
    for window in QApplication.topLevelWidgets():
        if window.inherits("QTipLabel"):
            window.close()
            window.deleteLater()
    return "" if told == "-" else told


def small(whole: QWidget) -> Iterator[Finding]:
    """What one clicks on and could miss."""
    for widget in whole.findChildren(QWidget):
        if not widget.isVisible() or not widget.isEnabled() or widget.visibleRegion().isEmpty():
            continue
        if isinstance(widget, QAbstractItemView):
            yield from _low_rows(widget)
        inside = isinstance(widget.parentWidget(), QAbstractSpinBox | QComboBox)
        side = min(widget.width(), widget.height())
        if isinstance(widget, TARGETS) and not inside and side < TARGET:
            said = getattr(widget, "text", str)() or widget.accessibleName()
            yield Finding("small", path(widget), said, f"{widget.width()} × {widget.height()} px")


def _low_rows(view: QAbstractItemView) -> Iterator[Finding]:
    """Rows one can choose that are too low: each height once."""
    model = view.model()
    heights: dict[int, str] = {}
    for row in range(min(model.rowCount(), 200)):
        index = model.index(row, 0)
        if index.flags().value & 1 and view.visualRect(index).isValid():  # ItemIsSelectable
            heights.setdefault(view.visualRect(index).height(), str(index.data() or row))
    for height, text in heights.items():
        if height < TARGET:
            yield Finding("small", path(view), text, f"row of {height} px")


def foreign(words: Sequence[Word], known: Callable[[str], bool]) -> Iterator[Finding]:
    """Texts with a word that `known` knows neither from the language in force nor from the records shown."""
    for word in words:
        strange = [each for each in said_words(word.text) if not known(each)]
        if strange:
            yield Finding("foreign", path(word.widget), word.text, f"unknown: {', '.join(strange)}")


def said_words(text: str) -> list[str]:
    """The words of a text in small letters.

    What has figures in it (times, codes) is none, nor is a group of a fingerprint, nor a word that was cut off.
    """
    whole = re.sub(rf"\w+{MORE}", "", text)
    found = [each.lower() for each in re.findall(r"[^\W_]+", whole) if len(each) > 2 and each.isalpha()]
    return [each for each in found if not re.fullmatch("[a-f]{4}", each)]


def findings(
    whole: QWidget, picture: QImage, known: Callable[[str], bool], floating: tuple[type, ...] = ()
) -> list[Finding]:
    """Everything that is wrong with a shown widget, of which `picture` is the picture."""
    words = read(whole)
    found = (clipped(words), overlapping(words, floating), faint(words, picture), elided(words), small(whole))
    return [*(each for kind in found for each in kind), *foreign(words, known)]
