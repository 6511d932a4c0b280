# SPDX-License-Identifier: Apache-2.0
"""Everything an officer reads is in both languages: no string is missing, none is wired in, Qt's own words too."""

import ast
import gc
import re
import xml.etree.ElementTree as ET
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import QCoreApplication, QLibraryInfo, QLocale, QTranslator
from PySide6.QtWidgets import QApplication, QDialogButtonBox, QLineEdit, QTextEdit

from tests.conftest import LogWatch
from tools import i18n
from ui import language, when, words
from ui.language import Language, shipped

HOUSE = Path(__file__).resolve().parents[2]
SOURCES = sorted((HOUSE / "ui").rglob("*.py"))
FIELD = re.compile(r"\{[a-z_]*\}|%n|%L?\d")


def catalogue(name: str) -> dict[tuple[str, str, str], list[str]]:
    """(context, source, comment) → the translation, or its plural forms; unfinished ones are empty."""
    root = ET.fromstring((i18n.FOLDER / name).read_text(encoding="utf-8"))  # noqa: S314 - our own file
    found: dict[tuple[str, str, str], list[str]] = {}
    for context in root.iter("context"):
        for message in context.iter("message"):
            translation = message.find("translation")
            assert translation is not None
            forms = [form.text or "" for form in translation.iter("numerusform")] or [translation.text or ""]
            key = (_text(context, "name"), _text(message, "source"), _text(message, "comment"))
            found[key] = [] if translation.get("type") == "unfinished" else forms
    return found


def _text(node: ET.Element, tag: str) -> str:
    found = node.find(tag)
    return (found.text or "") if found is not None else ""


def gathered() -> dict[tuple[str, str, str], i18n.Said]:
    """Every string of ui/ that is to be translated."""
    found = {}
    for path in SOURCES:
        for said in i18n.said(path.read_text(encoding="utf-8")):
            found[said.context, said.text, said.comment] = said
    return found


SAID = gathered()
INDONESIAN, ENGLISH, QT = catalogue("id.ts"), catalogue("en.ts"), catalogue("qtbase_id.ts")


# ---- the catalogues ---------------------------------------------------------------------------------


def test_every_string_of_the_windows_is_translated() -> None:
    missing = [key for key in SAID if not INDONESIAN.get(key) or not all(INDONESIAN[key])]
    assert missing == []


def test_no_string_is_kept_that_nobody_says() -> None:
    assert [key for key in INDONESIAN if key not in SAID] == []
    assert [key for key in ENGLISH if key not in SAID] == []


def test_what_is_filled_in_is_the_same_in_both_languages() -> None:
    wrong = [
        (source, form)
        for (_, source, _), forms in {**INDONESIAN, **QT}.items()
        for form in forms
        if set(FIELD.findall(form)) != set(FIELD.findall(source))
    ]
    assert wrong == []


def test_plurals_have_their_forms() -> None:
    plural = {key for key, said in SAID.items() if said.plural}
    assert {key for key in INDONESIAN if len(INDONESIAN[key]) != 1} == set()
    assert set(ENGLISH) == plural
    for (_, source, _), forms in ENGLISH.items():
        assert len(forms) == 2, source
        assert all("(s)" not in form for form in forms), source


def test_the_languages_are_named_so_that_plurals_work() -> None:
    for name, code in (("id.ts", "id_ID"), ("en.ts", "en_US"), ("qtbase_id.ts", "id_ID")):
        root = ET.fromstring((i18n.FOLDER / name).read_text(encoding="utf-8"))  # noqa: S314 - our own file
        assert root.get("language") == code


# Words that are the same in both languages.
SAME = {
    "Server", "no. {seq}", "v{n}, {when}", "v{n} {when}", "Ruang Kerja", "NIP",
}  # fmt: skip


def test_nothing_was_left_in_english() -> None:
    left = {source for (_, source, _), forms in INDONESIAN.items() if forms == [source]}
    assert {text for text in left if re.search(r"[a-z]{3}", FIELD.sub("", text))} <= SAME


# Words of ours that never appear, and what stands instead.
NEVER = {
    r"\babsen(si)?\b": "presensi",
    r"\bmnt\b": "menit",
    r"!": "a full stop",
    r"\banda\b": "Anda",
    r"\boffline\b|\bonline\b": "luring, daring",
    r"\bundo\b": "urungkan",
    r"\bdeadline\b": "tenggat",
    r"\bTerjadi kesalahan\b": "what happened",
    r"  ": "one blank",
}


@pytest.mark.parametrize("pattern", NEVER)
def test_indonesian_keeps_to_the_glossary(pattern: str) -> None:
    found = [form for forms in INDONESIAN.values() for form in forms if re.search(pattern, form)]
    assert found == [], f"write {NEVER[pattern]}"


def test_a_sentence_ends_as_its_source_does() -> None:
    ends = re.compile(r"[.…:?]$")
    wrong = [
        (source, form)
        for (_, source, _), forms in INDONESIAN.items()
        for form in forms
        if bool(ends.search(source)) != bool(ends.search(form))
    ]
    assert wrong == []


# ---- nothing is wired in ----------------------------------------------------------------------------

# Calls whose text nobody sees: logs, errors of ours, names for machines, files.
UNSEEN = {
    "translate", "tr", "QT_TRANSLATE_NOOP", "LATER", "setObjectName", "warning", "error", "info", "note",
    "TypeError", "ValueError", "AssertionError", "RuntimeError", "add_argument", "ArgumentParser", "compile",
    "Template", "print", "getLogger", "setProperty", "property", "findChild", "findChildren", "TypeVar",
    "QKeySequence", "Keys", "KeyHint", "toString", "cast", "fail", "SystemExit",
}  # fmt: skip
WORDS = re.compile(r"[A-Za-zÀ-ÿ]{2,}[,;:.]? [A-Za-zÀ-ÿ]{2,}")
# Names, not words: the same in every language.
NAMES = {
    "Ruang Kerja",
    "Bahasa Indonesia",
    "Liberation Sans",
    "English",
    "NIP",
    *("Ratna Prameswari", "Surya Atmaja", "Siti Rahmawati"),
}
TERMINAL = {"demo.py", "__main__.py"}  # they speak to whoever started them
LICENCES = "licences.py"  # titles of licences stand as they are


def wired(tree: ast.Module) -> Iterator[str]:
    """Texts of two words or more that stand in a source and go through no translation."""
    docstrings = {
        id(node.body[0].value)
        for node in ast.walk(tree)
        if isinstance(node, ast.Module | ast.ClassDef | ast.FunctionDef) and _is_docstring(node)
        if isinstance(node.body[0], ast.Expr)
    }
    yield from _wired(tree, docstrings)


def _is_docstring(node: ast.Module | ast.ClassDef | ast.FunctionDef) -> bool:
    return (
        bool(node.body)
        and isinstance(node.body[0], ast.Expr)
        and isinstance(node.body[0].value, ast.Constant)
    )


def _wired(node: ast.AST, skipped: set[int]) -> Iterator[str]:
    for child in ast.iter_child_nodes(node):
        if isinstance(child, ast.Call):
            name = child.func.attr if isinstance(child.func, ast.Attribute) else getattr(child.func, "id", "")
            if name in UNSEEN:
                continue
        if isinstance(child, ast.Raise | ast.Assert | ast.AnnAssign) and not isinstance(child, ast.AnnAssign):
            continue
        if isinstance(child, ast.Expr) and isinstance(child.value, ast.Constant):
            continue  # a string that explains the line above it
        if isinstance(child, ast.Constant) and isinstance(child.value, str) and id(child) not in skipped:
            if WORDS.search(child.value) and child.value.strip() not in NAMES:
                yield child.value
            continue
        yield from _wired(child, skipped)


@pytest.mark.parametrize("path", SOURCES, ids=lambda path: str(path.relative_to(HOUSE / "ui")))
def test_no_visible_text_is_wired_in(path: Path) -> None:
    if path.name in {LICENCES, *TERMINAL}:
        return
    assert list(wired(ast.parse(path.read_text(encoding="utf-8")))) == []


# One word alone is also text where it is plainly shown.
SINKS = {
    "Label", "ElidedLabel", "Button", "IconButton", "Chip", "Radio", "CheckBox", "SectionHeader", "setText",
    "set_caption", "setToolTip", "setPlaceholderText", "setWindowTitle", "setAccessibleName", "say",
    "setAccessibleDescription", "Strip", "EmptyState", "Field", "Fact", "Tab", "Option", "addItem",
}  # fmt: skip
CODES = re.compile(r"^[a-z0-9_.:-]*$|://")


def _shown(text: object) -> bool:
    """Whether a constant is a word that somebody reads."""
    if not isinstance(text, str) or CODES.search(text):
        return False
    return bool(re.search("[A-Za-z]{3}", FIELD.sub("", text)))


@pytest.mark.parametrize("path", SOURCES, ids=lambda path: str(path.relative_to(HOUSE / "ui")))
def test_no_word_is_shown_untranslated(path: Path) -> None:
    found = []
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.arguments):
            defaults = [*node.defaults, *(each for each in node.kw_defaults if each is not None)]
            texts = [each.value for each in defaults if isinstance(each, ast.Constant)]
            found += [text for text in texts if _shown(text)]
        if not isinstance(node, ast.Call):
            continue
        name = node.func.attr if isinstance(node.func, ast.Attribute) else getattr(node.func, "id", "")
        if name in SINKS:
            found += [arg.value for arg in node.args if isinstance(arg, ast.Constant) and _shown(arg.value)]
    assert [text for text in found if text not in NAMES] == []


# ---- the reader of sources --------------------------------------------------------------------------


def test_what_the_sources_have_translated_is_found() -> None:
    source = """
class View:
    def build(self):
        self.tr("Plain")
        self.tr("Joined " "text")
        self.tr("%n thing(s)", "", count)
        self.tr(variable)
        translate("room", "Of a room")
        translate("room", "%n of a room", "comment", n)
        words = {"a": LATER("words", "From a table")}
        translate("words", words[code])
"""
    assert [(s.context, s.text, s.comment, s.plural) for s in i18n.said(source)] == [
        ("View", "Plain", "", False),
        ("View", "Joined text", "", False),
        ("View", "%n thing(s)", "", True),
        ("room", "Of a room", "", False),
        ("room", "%n of a room", "comment", True),
        ("words", "From a table", "", False),
    ]


def test_a_wired_text_is_found() -> None:
    source = """
class A:
    'Says it twice.'
    def f(self):
        self.x.setText("Masuk lagi")
        raise ValueError("not seen by officers")
"""
    assert list(wired(ast.parse(source))) == ["Masuk lagi"]


# ---- Qt's own words -----------------------------------------------------------------------------------


def test_qt_says_nothing_in_english_that_officers_see(speak: Language) -> None:
    box = QDialogButtonBox()
    standard = QDialogButtonBox.StandardButton
    said = {
        button: box.addButton(button).text().replace("&", "")
        for button in (
            standard.Cancel,
            standard.Save,
            standard.Discard,
            standard.Yes,
            standard.No,
            standard.Close,
        )
    }
    assert list(said.values()) == ["Batal", "Simpan", "Jangan simpan", "Ya", "Tidak", "Tutup"]
    line, text = QLineEdit("teks"), QTextEdit("teks")
    expected = ["Urungkan", "Ulangi", "Potong", "Salin", "Tempel", "Hapus", "Pilih semua"]
    for menu in (line.createStandardContextMenu(), text.createStandardContextMenu()):
        shown = [a.text().partition("\t")[0].replace("&", "") for a in menu.actions() if a.text()]
        assert [word for word in shown if word in expected] == expected
        assert set(shown) == set(expected)


def test_every_word_of_qts_is_one_that_qt_says(qapp: QApplication) -> None:
    folder = QLibraryInfo.path(QLibraryInfo.LibraryPath.TranslationsPath)
    german, dutch = QTranslator(qapp), QTranslator(qapp)
    assert german.load("qtbase_de", folder)
    assert dutch.load("qtbase_nl", folder)
    unknown = [
        (context, source)
        for context, source, comment in QT
        if not german.translate(context, source, comment or None)
        and not dutch.translate(context, source, comment or None)
    ]
    assert unknown == []
    assert len(QT) > 180


# ---- changing the language ------------------------------------------------------------------------------


def test_a_language_can_be_changed_back_and_forth(qapp: QApplication, speak: Language) -> None:
    for _ in range(3):
        speak.use("en")
        assert words.translate("words", "Approve a letter") == "Approve a letter"
        assert when.span(61) == "1 hour 1 minute"
        assert when.span(125) == "2 hours 5 minutes"
        speak.use("id")
        assert words.translate("words", "Approve a letter") == "Setujui naskah"
        assert when.span(125) == "2 jam 5 menit"
    assert len(speak._translators) == 2


def test_times_and_numbers_follow_the_language(speak: Language) -> None:
    at, zone, today = "2026-11-24T02:41:27.000Z", "Asia/Jakarta", "2026-11-24"
    assert when.clock(at, zone) == "09.41"
    assert when.clock(at, zone, seconds=True) == "09.41.27"
    assert when.short(at, zone, today) == "09.41"
    assert when.short(at, zone, "2026-11-26") == "Sel 09.41"
    assert when.short(at, zone, "2026-12-24") == "24 Nov"
    assert when.short(at, zone, "2027-01-02") == "24 Nov 2026"
    assert when.long(at, zone) == "Selasa, 24 November 2026, 09.41"
    assert when.spoken(at, zone, today) == "hari ini pukul 09.41"
    assert when.spoken(at, zone, "2026-11-25") == "kemarin pukul 09.41"
    assert when.spoken(at, zone, "2026-11-23") == "besok pukul 09.41"
    assert when.spoken(at, zone, "2026-11-30") == "24 Nov pukul 09.41"
    assert when.number(12480) == "12.480"
    assert (when.gap(1800), when.gap(-6 * 60_000)) == ("2 detik", "6 menit")
    assert (when.span(0), when.span(60), when.span(-5)) == ("0 menit", "1 jam", "0 menit")
    speak.use("en")
    assert when.clock(at, zone) == "09:41"
    assert when.long(at, zone) == "Tuesday, 24 November 2026, 09:41"
    assert when.number(12480) == "12,480"


def test_an_unknown_code_is_indonesian() -> None:
    assert [language.known(code) for code in ("en", "id", "fr", "", None, 3)] == [
        "en",
        "id",
        "id",
        "id",
        "id",
        "id",
    ]


def test_a_catalogue_that_is_not_there_is_told(qapp: QApplication, expected_logs: LogWatch) -> None:
    expected_logs.expect("no compiled translation id")
    expected_logs.expect("the translation qtbase_id cannot be read")

    def read(name: str) -> bytes:
        if "qtbase" in name:
            return b"not a catalogue"
        raise FileNotFoundError(name)

    spoken = Language(qapp, read)
    spoken.use("id")
    assert spoken._translators == []
    assert QLocale().language() == QLocale.Language.Indonesian
    Language(qapp).use("en")


def test_what_was_installed_outlives_who_installed_it(qapp: QApplication) -> None:
    """Qt reads the catalogue where it lies: it may not be gone when nobody but Qt knows it."""
    Language(qapp, lambda name: bytes(bytearray(shipped(name)))).use("en")
    gc.collect()
    size = len(shipped("en"))
    others = [bytes([7]) * size for _ in range(64)]  # whoever comes next takes what was given back
    assert QCoreApplication.translate("words", "%n day(s) late", "", 2) == "2 days late"
    assert len(others) == 64
    Language(qapp).use("en")


def test_context_and_text_reach_qt(speak: Language) -> None:
    found: Any = QCoreApplication.translate("flexiwork", "Check in")
    assert found == "Presensi masuk"
