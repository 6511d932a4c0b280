# SPDX-License-Identifier: Apache-2.0
"""The pictures of every screen, looked at: each size, ratio, theme and language, and what is wrong in any of them.

    python -m tests.ui.shots_screens DIR [SCREEN …]

Writes DIR/SCREEN/900x600@1x-light-id.png and so on, DIR/SCREEN.html with all pictures of a screen, and DIR/index.html.
Each ratio is a process of its own, as Qt takes the ratio at its start; the exit code is 1 if anything was found.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from html import escape
from pathlib import Path

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
os.environ.setdefault("QT_LOGGING_RULES", "qt.accessibility.atspi=false")

from PySide6.QtCore import QSize
from PySide6.QtWidgets import QApplication

from tests.ui import seen, vocabulary
from tests.ui.screens import RATIOS, SCREENS
from tests.ui.stages import Shown, settle
from ui import theme
from ui.language import CODES, Code, Language
from ui.widgets.focus import keep_focus_visible
from ui.widgets.over import Over
from ui.widgets.toast import Toast

FLOATING = (Over, Toast)
THEMES = {"light": theme.Theme(theme.LIGHT), "dark": theme.Theme(theme.DARK)}
RARE = {
    "large": theme.Theme(theme.LIGHT, text_scale=1.5),
    "sharp": theme.Theme(theme.DARK, high_contrast=True),
}
FAST = 88  # of Qt's 0 to 100: larger files in a quarter of the time


@dataclass(frozen=True)
class Look:
    """One of the looks of a screen."""

    size: str
    ratio: float
    theme: str
    code: Code

    @property
    def name(self) -> str:
        """As its picture is called."""
        return f"{self.size}@{self.ratio:g}x-{self.theme}-{self.code}"


def looks(ratio: float) -> Iterator[list[Look]]:
    """The looks at a ratio, the rare ones at 1; those of one list differ in their size alone."""
    for code in CODES:
        for each in [*THEMES, *(RARE if ratio == 1 else ())]:
            yield [Look(size, ratio, each, code) for size in RATIOS[ratio]]


def faults(shown: Shown, known: Callable[[str], bool], picture: Path | None = None) -> list[seen.Finding]:
    """What is wrong with a shown screen that may say the `known` words; its picture is kept."""
    image = shown.whole.grab().toImage()
    if picture is not None:
        image.save(str(picture), "PNG", FAST)  # type: ignore[call-overload]
    return seen.findings(shown.whole, image, known, FLOATING)


def shoot(
    folder: Path, name: str, ratio: float, language: Language, app: QApplication
) -> dict[str, list[str]]:
    """All pictures of a screen at this process's ratio; what was found in each."""
    found: dict[str, list[str]] = {}
    (folder / name).mkdir(parents=True, exist_ok=True)
    for row in looks(ratio):
        language.use(row[0].code)
        theme.apply(app, (THEMES | RARE)[row[0].theme])
        shown = SCREENS[name].make(row[0].code, RATIOS[ratio][row[0].size])
        known = vocabulary.knows(row[0].code, shown.whole, shown.town, shown.own)
        for look in row[:1] if shown.fixed else row:
            size: QSize = RATIOS[ratio][look.size]
            if not shown.fixed and shown.whole.size() != size:
                shown.whole.resize(size)
                settle()
            picture = folder / name / f"{look.name}.png"
            found[look.name] = [str(each) for each in faults(shown, known, picture)]
        shown.close()
    return found


def one_ratio(folder: Path, ratio: float, names: Sequence[str]) -> None:
    """In a process of its own: the pictures at one ratio, one line of JSON for each screen."""
    found = QApplication.instance()
    app = found if isinstance(found, QApplication) else QApplication([])
    keep_focus_visible(app)
    language = Language(app)
    for name in names:
        print(json.dumps({name: shoot(folder, name, ratio, language, app)}), flush=True)
    language.use("en")


def start(folder: Path, ratio: float, names: Sequence[str]) -> dict[str, dict[str, list[str]]]:
    """Run the process of a ratio; what it found, by screen and look. Raises CalledProcessError."""
    command = [sys.executable, "-m", "tests.ui.shots_screens", str(folder), f"--ratio={ratio}", *names]
    environment = os.environ | {"QT_SCALE_FACTOR": str(ratio)}
    done = subprocess.run(command, env=environment, stdout=subprocess.PIPE, check=True, encoding="utf-8")
    told: dict[str, dict[str, list[str]]] = {}
    for line in done.stdout.splitlines():
        told |= json.loads(line)
    return told


PAGE = """<!doctype html><html lang="en"><meta charset="utf-8"><title>{title}</title><style>
body {{ font: 14px sans-serif; margin: 24px; background: #E8ECEC; color: #172022 }}
figure {{ display: inline-block; margin: 8px; vertical-align: top; width: 440px }}
img {{ width: 100%; border: 1px solid #A9B4B8 }} figcaption {{ overflow-wrap: anywhere }}
.wrong {{ color: #B3261E }}</style><h1>{title}</h1>{body}</html>
"""


def sheets(folder: Path, found: dict[str, dict[str, list[str]]]) -> None:
    """The contact sheets: one of all screens, and one of all looks of each."""
    first = []
    for name, pictures in found.items():
        figures = "".join(figure(f"{name}/{look}.png", look, wrong) for look, wrong in pictures.items())
        shows = SCREENS[name].shows
        (folder / f"{name}.html").write_text(
            PAGE.format(title=f"{name}: {escape(shows)}", body=figures), encoding="utf-8"
        )
        middle = next((look for look in pictures if look.startswith("1366")), next(iter(pictures)))
        wrong = [each for one in pictures.values() for each in one]
        caption = f'<a href="{name}.html">{name}</a>: {escape(shows)}'
        first.append(figure(f"{name}/{middle}.png", caption, wrong[:3], html=True))
    count = sum(len(pictures) for pictures in found.values())
    title = f"{len(found)} screens, {count} pictures"
    (folder / "index.html").write_text(PAGE.format(title=title, body="".join(first)), encoding="utf-8")


def figure(picture: str, caption: str, wrong: Sequence[str], *, html: bool = False) -> str:
    """A picture with what it is and what is wrong in it."""
    told = "".join(f'<div class="wrong">{escape(each)}</div>' for each in wrong)
    words = caption if html else escape(caption)
    image = f'<a href="{picture}"><img loading="lazy" src="{picture}" alt=""></a>'
    return f"<figure>{image}<figcaption>{words}{told}</figcaption></figure>\n"


def main(folder: Path, names: Sequence[str]) -> int:
    """Make all pictures of the screens (every one if none is named); 1 if anything is wrong."""
    chosen = list(names) or list(SCREENS)
    with ThreadPoolExecutor(max(1, (os.cpu_count() or 2))) as pool:
        told = list(pool.map(lambda ratio: start(folder, ratio, chosen), RATIOS))
    found = {name: {look: wrong for each in told for look, wrong in each[name].items()} for name in chosen}
    sheets(folder, found)
    count = 0
    for name, pictures in found.items():
        for look, wrong in pictures.items():
            count += len(wrong)
            for each in wrong:
                print(f"{name} {look}: {each}")
    print(f"{sum(map(len, found.values()))} pictures of {len(found)} screens in {folder}, {count} findings")
    return 1 if count else 0


if __name__ == "__main__":
    given = [word for word in sys.argv[2:] if not word.startswith("-")]
    ratio = next(
        (float(word.partition("=")[2]) for word in sys.argv[2:] if word.startswith("--ratio=")), None
    )
    if ratio is None:
        sys.exit(main(Path(sys.argv[1]), given))
    one_ratio(Path(sys.argv[1]), ratio, given)
