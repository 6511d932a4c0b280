# SPDX-License-Identifier: Apache-2.0
"""The gallery: every widget of the kit in every state, as pictures.

    python -m tests.ui.shots_kit DIR [PAGE …]

Writes DIR/PAGE-light-1x.png and so on: light and dark at scale 1 and 2, and for some pages large
text and high contrast.
"""

import os
import sys
from collections.abc import Callable
from pathlib import Path

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
os.environ.setdefault("QT_LOGGING_RULES", "qt.accessibility.atspi=false")

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QImage
from PySide6.QtWidgets import (
    QApplication,
    QWidget,
)

from tests.ui.kit_desk import desk
from tests.ui.kit_pages import frame, lists, notices, sheet
from tests.ui.kit_parts import buttons, fields, rings
from ui import theme
from ui.widgets.focus import keep_focus_visible

PAGES: dict[str, tuple[Callable[[], QWidget], QSize]] = {
    "buttons": (buttons, QSize(1000, 700)),
    "fields": (fields, QSize(1080, 760)),
    "lists": (lists, QSize(1516, 860)),
    "frame": (frame, QSize(1000, 640)),
    "sheet": (sheet, QSize(900, 820)),
    "notices": (notices, QSize(1280, 760)),
    "desk": (desk, QSize(1366, 768)),
    "rings": (rings, QSize(640, 240)),
}


def shoot(app: QApplication, name: str, look: theme.Theme, scale: int, file: Path) -> None:
    """Paint one page into `file`."""
    theme.apply(app, look)
    make, size = PAGES[name]
    size = size * max(1.0, look.text_scale)
    page = make()
    page.setAttribute(Qt.WidgetAttribute.WA_DontShowOnScreen)
    page.resize(size)
    page.show()
    for _ in range(3):
        app.processEvents()
    image = QImage(size * scale, QImage.Format.Format_RGB32)
    image.setDevicePixelRatio(scale)
    page.render(image)
    image.save(str(file))
    page.close()
    page.deleteLater()
    app.processEvents()


def main(folder: Path, names: list[str]) -> None:
    """Shoot the pages `names` (all if empty) into `folder`."""
    found = QApplication.instance()
    app = found if isinstance(found, QApplication) else QApplication([])
    keep_focus_visible(app)
    folder.mkdir(parents=True, exist_ok=True)
    for name in names or list(PAGES):
        for word, tokens in (("light", theme.LIGHT), ("dark", theme.DARK)):
            for scale in (1, 2):
                shoot(app, name, theme.Theme(tokens), scale, folder / f"{name}-{word}-{scale}x.png")
        compact = theme.Theme(theme.LIGHT, density="compact")
        shoot(app, name, compact, 1, folder / f"{name}-compact-1x.png")
        large = theme.Theme(theme.LIGHT, text_scale=1.5)
        shoot(app, name, large, 1, folder / f"{name}-large-1x.png")
        sharp = theme.Theme(theme.DARK, high_contrast=True)
        shoot(app, name, sharp, 1, folder / f"{name}-sharp-1x.png")


if __name__ == "__main__":
    main(Path(sys.argv[1]), sys.argv[2:])
