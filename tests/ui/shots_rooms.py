# SPDX-License-Identifier: Apache-2.0
"""Pictures of rooms with an invented morning in them, at the sizes people have.

    python -m tests.ui.shots_rooms DIR [PAGE …] [--quick]

Writes DIR/PAGE-1440-light-id.png and so on. The rooms stand in the frame of a window whose rail and bars are empty.
"""

import os
import sys
from collections.abc import Callable
from pathlib import Path

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
os.environ.setdefault("QT_LOGGING_RULES", "qt.accessibility.atspi=false")

from PySide6.QtCore import QEvent, QSize, Qt
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QApplication, QVBoxLayout, QWidget

from tests.ui import mornings
from ui import theme
from ui.language import Code, Language
from ui.widgets.card import Pane
from ui.widgets.focus import keep_focus_visible
from ui.widgets.rail import rail_width

SIZES = {"1440": QSize(1440, 900), "1366": QSize(1366, 768), "900": QSize(900, 600)}
PAGES: dict[str, Callable[[], QWidget]] = mornings.PAGES


def framed(room: QWidget, size: QSize) -> QWidget:
    """A window's frame without its rooms: rail, top bar and status bar are grounds only."""
    frame = Pane("rail")
    collapsed = size.width() < theme.current().px(1080)
    holder = QVBoxLayout(frame)
    holder.setContentsMargins(rail_width(collapsed=collapsed), 54, 0, 30)
    holder.addWidget(room)
    return frame


def shoot(app: QApplication, page: str, size: QSize, file: Path, scale: float = 1.0) -> None:
    """Paint one page into `file`."""
    room = PAGES[page]()
    made = framed(room, size)
    made.setAttribute(Qt.WidgetAttribute.WA_DontShowOnScreen)
    made.resize(size)
    made.show()
    for _ in range(4):
        app.processEvents()
    after = room.property("afterShow")
    if callable(after):
        after()
        for _ in range(4):
            app.processEvents()
    image = QImage(size * scale, QImage.Format.Format_RGB32)
    image.setDevicePixelRatio(scale)
    image.fill(theme.tokens().window)
    made.render(image)
    image.save(str(file))
    made.close()
    made.deleteLater()
    app.processEvents()
    app.sendPostedEvents(None, QEvent.Type.DeferredDelete)


def main(folder: Path, pages: list[str], *, quick: bool) -> None:
    """Shoot the pages (all if empty) into `folder`."""
    found = QApplication.instance()
    app = found if isinstance(found, QApplication) else QApplication([])
    keep_focus_visible(app)
    language = Language(app)
    folder.mkdir(parents=True, exist_ok=True)
    codes: tuple[Code, ...] = ("id",) if quick else ("id", "en")
    for page in pages or list(PAGES):
        for code in codes:
            language.use(code)
            for word, tokens in (("light", theme.LIGHT), ("dark", theme.DARK)):
                if quick and word == "dark":
                    continue
                theme.apply(app, theme.Theme(tokens))
                for name, size in SIZES.items():
                    if code == "en" and name != "1440":
                        continue
                    shoot(app, page, size, folder / f"{page}-{name}-{word}-{code}.png")
        if not quick:
            language.use("id")
            theme.apply(app, theme.Theme(theme.LIGHT, text_scale=1.5))
            shoot(app, page, SIZES["1440"], folder / f"{page}-1440-large-id.png")
            theme.apply(app, theme.Theme(theme.DARK, high_contrast=True))
            shoot(app, page, SIZES["1440"], folder / f"{page}-1440-sharp-id.png")


if __name__ == "__main__":
    words = [word for word in sys.argv[1:] if not word.startswith("-")]
    main(Path(words[0]), words[1:], quick="--quick" in sys.argv)
