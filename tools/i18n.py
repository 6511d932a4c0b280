# SPDX-License-Identifier: Apache-2.0
"""Translations: gather the strings of ui/ into resources/i18n/*.ts and compile them to .qm.

`python tools/i18n.py` compiles (make i18n); with `--gather` it reads the sources first (make words).
The two Qt programs come with PySide6; .qm files are made, never kept in git.
"""

import ast
import os
import re
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import PySide6

HOUSE = Path(__file__).resolve().parent.parent
FOLDER = HOUSE / "resources" / "i18n"
STRINGS = HOUSE / "build" / "i18n" / "strings.py"
QT = Path(PySide6.__file__).parent
OURS = {"id.ts": "id_ID", "en.ts": "en_US"}  # the others (qtbase_id.ts) are written by hand
MARKS = {"translate": 3, "LATER": 3, "QT_TRANSLATE_NOOP": 3, "tr": 2}  # where the number of a plural stands


@dataclass(frozen=True)
class Said:
    """A string of the sources that is translated, where it stands, and whether it counts something."""

    context: str
    text: str
    comment: str
    plural: bool
    line: int


def said(source: str) -> Iterator[Said]:
    """What a Python source has translated: `self.tr(…)`, `translate("context", …)`, `LATER("context", …)`."""
    return _said(ast.parse(source), "")


def _said(node: ast.AST, context: str) -> Iterator[Said]:
    for child in ast.iter_child_nodes(node):
        inside = child.name if isinstance(child, ast.ClassDef) else context
        if isinstance(child, ast.Call) and (found := _call(child, inside)) is not None:
            yield found
        yield from _said(child, inside)


def _call(call: ast.Call, context: str) -> Said | None:
    name = call.func.attr if isinstance(call.func, ast.Attribute) else getattr(call.func, "id", "")
    if name not in MARKS:
        return None
    texts = [_literal(arg) for arg in call.args]
    if name != "tr":
        context, texts = (texts[0] or context) if texts else context, texts[1:]
    text = texts[0] if texts else None
    if text is None:  # words chosen from a table, where each of them is marked
        return None
    plural = len(call.args) > MARKS[name] or any(word.arg == "n" for word in call.keywords)
    comment = texts[1] if len(texts) > 1 else None
    return Said(context, text, comment or "", plural, call.lineno)


def _literal(node: ast.expr) -> str | None:
    return node.value if isinstance(node, ast.Constant) and isinstance(node.value, str) else None


def gather() -> None:
    """Bring new and changed strings of ui/ into our .ts files; translations stay, dead strings go."""
    FOLDER.mkdir(parents=True, exist_ok=True)
    STRINGS.parent.mkdir(parents=True, exist_ok=True)
    # Qt's own reader of Python sees no plural in translate() and no table, so it is given a plain list.
    lines = [
        f"translate({each.context!r}, {_quoted(each.text)}, {_quoted(each.comment)}{', 1' if each.plural else ''})\n"
        for path in sorted((HOUSE / "ui").rglob("*.py"))
        for each in said(path.read_text(encoding="utf-8"))
    ]
    STRINGS.write_text("".join(lines), encoding="utf-8", newline="\n")
    for name, language in OURS.items():
        # Without line numbers: the files change only when a string does.
        quiet = ("-silent", "-no-obsolete", "-locations", "none")
        run("lupdate", *quiet, str(STRINGS), "-ts", str(FOLDER / name), "-target-language", language)
    keep_plurals(FOLDER / "en.ts")


def _quoted(text: str) -> str:
    escaped = text.replace("\\", "\\\\").replace('"', '\\"').replace("\n", "\\n")
    return f'"{escaped}"'


def keep_plurals(ts: Path) -> None:
    """Leave out what the sources say already: they speak English."""
    text = ts.read_text(encoding="utf-8")
    text = re.sub(r"    <message>\n.*?    </message>\n", "", text, flags=re.DOTALL)
    text = re.sub(r"<context>\n    <name>[^<]*</name>\n</context>\n", "", text)
    ts.write_text(text, encoding="utf-8", newline="\n")


def build() -> None:
    """Compile each .ts whose .qm is missing or older."""
    for ts in sorted(FOLDER.glob("*.ts")):
        qm = ts.with_suffix(".qm")
        if not qm.exists() or qm.stat().st_mtime < ts.stat().st_mtime:
            fresh = qm.with_suffix(f".{os.getpid()}")  # others may be compiling the same at this moment
            run("lrelease", "-silent", str(ts), "-qm", str(fresh))
            fresh.replace(qm)
            print(f"i18n: {qm.relative_to(HOUSE)}")


def run(program: str, *args: str) -> None:
    """Run one of Qt's programs in the house's folder; its failure is ours."""
    name = program + (".exe" if sys.platform == "win32" else "")
    subprocess.run([str(QT / name), *args], cwd=HOUSE, check=True)


if __name__ == "__main__":
    if "--gather" in sys.argv[1:]:
        gather()
    build()
