# SPDX-License-Identifier: Apache-2.0
"""Translations: gather the strings of ui/ into resources/i18n/*.ts and compile them to .qm.

`python tools/i18n.py` compiles (make i18n); with `--gather` it reads the sources first (make words).
The two Qt programs come with PySide6; .qm files are made, never kept in git.
"""

import subprocess
import sys
from pathlib import Path

import PySide6

HOUSE = Path(__file__).resolve().parent.parent
FOLDER = HOUSE / "resources" / "i18n"
QT = Path(PySide6.__file__).parent
OURS = {"id.ts": "id_ID", "en.ts": "en_US"}  # the others (qtbase_id.ts) are written by hand


def gather() -> None:
    """Bring new and changed tr() strings of ui/ into our .ts files; translations stay, dead strings go."""
    sources = sorted(str(path.relative_to(HOUSE)) for path in (HOUSE / "ui").rglob("*.py"))
    FOLDER.mkdir(parents=True, exist_ok=True)
    for name, language in OURS.items():
        # Without line numbers: the files change only when a string does.
        quiet = ("-silent", "-no-obsolete", "-locations", "none")
        run("lupdate", *quiet, *sources, "-ts", str(FOLDER / name), "-target-language", language)


def build() -> None:
    """Compile each .ts whose .qm is missing or older."""
    for ts in sorted(FOLDER.glob("*.ts")):
        qm = ts.with_suffix(".qm")
        if not qm.exists() or qm.stat().st_mtime < ts.stat().st_mtime:
            run("lrelease", "-silent", str(ts), "-qm", str(qm))
            print(f"i18n: {qm.relative_to(HOUSE)}")


def run(program: str, *args: str) -> None:
    """Run one of Qt's programs in the house's folder; its failure is ours."""
    name = program + (".exe" if sys.platform == "win32" else "")
    subprocess.run([str(QT / name), *args], cwd=HOUSE, check=True)


if __name__ == "__main__":
    if "--gather" in sys.argv[1:]:
        gather()
    build()
