# SPDX-License-Identifier: Apache-2.0
"""Every code has words in both languages, and a sync state is told in one place only."""

from collections.abc import Iterator
from dataclasses import replace

import pytest
from PySide6.QtWidgets import QApplication

from tests.ui.desk_kit import Town, shipped
from ui import faces, problems, theme, words
from ui.language import Code, Language
from workspace.domain import letter, registry, task
from workspace.domain.errors import CODES, Refused
from workspace.domain.profile import Profile
from workspace.services.reading import GROUPS, VIEWS
from workspace.services.session import CHECKS, PROBLEMS
from workspace.services.status import SyncState

NOW = "2026-11-24T02:41:00.000Z"  # 09.41 in Jakarta
ZONE, TODAY = "Asia/Jakarta", "2026-11-24"
BASE = SyncState("synced", contact="2026-11-24T02:27:00.000Z")


@pytest.fixture(params=["id", "en"])
def speaking(request: pytest.FixtureRequest, qapp: QApplication) -> Iterator[Code]:
    """The program in one of its languages."""
    language = Language(qapp)
    language.use(request.param)
    yield request.param
    language.use("en")


@pytest.fixture
def indonesian(qapp: QApplication) -> Iterator[None]:
    """The program in Indonesian."""
    language = Language(qapp)
    language.use("id")
    yield
    language.use("en")


def both(table: dict[str, str]) -> None:
    """Every text of a table is translated into something else."""
    for code, english in table.items():
        assert words.translate("words", english) != english or english == code, f"{code}: {english}"


@pytest.mark.usefixtures("indonesian")
@pytest.mark.parametrize(
    "table",
    [
        words.REFUSALS,
        words.FIELDS,
        words.VERBS,
        words.STATES,
        words.GROUPS,
        problems.PROBLEMS,
        problems.CHECKS,
    ],
)
def test_every_text_is_translated(table: dict[str, str]) -> None:
    both(table)


def test_every_refusal_has_a_sentence(speaking: Code) -> None:
    assert set(words.REFUSALS) == CODES
    for code in CODES:
        said = words.refused(Refused(code, {"field": "title"}))
        assert said.endswith(".")
        assert "{" not in said
    assert words.refused(Refused("invalid", {"field": "title"})) != words.refused(Refused("invalid"))


def test_every_verb_has_a_name_and_every_held_one_a_result(speaking: Code) -> None:
    assert set(words.VERBS) == set(registry.VERBS)
    for name, verb in registry.VERBS.items():
        assert words.verb(name) != name
        if verb.hold:
            assert words.done(name) != name
            assert words.done(name, 3)


def test_every_state_group_view_and_kind_has_a_word(speaking: Code) -> None:
    assert set(words.STATES) == {*task.STATES, *letter.STATES}
    assert set(words.GROUPS) == set(GROUPS)
    for kind in {kind for view in VIEWS.values() for kind in view.kinds}:
        assert words.kind(kind, "task").text
        assert not faces.pixmap(words.kind(kind, "task").icon, theme.LIGHT.text).isNull()


@pytest.mark.parametrize(
    ("detail", "said"),
    [
        ("ENOSPC", "penuh"),
        ("EROFS", "tidak dapat ditulisi"),
        ("EACCES", "tidak dapat ditulisi"),
        ("EIO", "menjawab"),
    ],
)
def test_what_the_disk_did_is_told_in_words(indonesian: None, detail: str, said: str) -> None:
    told = problems.problem("disk", detail=detail)
    assert said in told
    assert detail not in told


def test_every_problem_and_check_has_words(speaking: Code) -> None:
    assert set(problems.PROBLEMS) == set(PROBLEMS)
    assert set(problems.CHECKS) == set(CHECKS)
    for kind in PROBLEMS:
        said = problems.problem(kind, server="kerja.contoh.id", detail="x", wait_s=3)
        assert said.endswith(".")
        assert "{" not in said


def test_the_code_of_a_newer_server_is_shown_as_it_is() -> None:
    assert words.state("archived") == "archived"
    assert words.verb("task.abolish") == "task.abolish"


def test_labels_come_from_the_profile_in_the_language_in_force(speaking: Code) -> None:
    profile = next(value for value in shipped() if isinstance(value, Profile))
    assert words.urgency("urgent", profile) == {"id": "Segera", "en": "Urgent"}[speaking]
    assert words.instructions(("act", "unknown"), profile) == [
        {"id": "Untuk ditindaklanjuti", "en": "For follow-up"}[speaking],
        "unknown",
    ]


# ---- limits -----------------------------------------------------------------------------------------

LIMITS = [
    ("2026-11-20T08:30:00.000Z", True, "red"), ("2026-11-24T01:00:00.000Z", True, "red"),
    ("2026-11-24T08:00:00.000Z", False, "red"), ("2026-11-25T08:00:00.000Z", False, "amber"),
    ("2026-11-27T08:00:00.000Z", False, "grey"),
]  # fmt: skip


@pytest.mark.parametrize(("due", "late", "tone"), LIMITS)
def test_a_limit_is_red_when_late_or_today(due: str, late: bool, tone: str) -> None:
    limit = words.limit(due, NOW, ZONE)
    assert limit is not None
    assert (limit.late, limit.tone) == (late, tone)


@pytest.mark.usefixtures("indonesian")
def test_limits_in_indonesian() -> None:
    told = [words.limit(due, NOW, ZONE) for due, _, _ in LIMITS]
    assert [limit.text for limit in told if limit] == [
        "Terlambat 4 hari", "Lewat 08.00", "Tenggat 15.00", "Tenggat besok 15.00", "Tenggat 27 Nov",
    ]  # fmt: skip
    assert words.limit(None, NOW, ZONE) is None


# ---- the sync state -----------------------------------------------------------------------------------

STATES = {
    "synced": (BASE, "Tersinkron · terakhir 09.27"),
    "syncing": (replace(BASE, code="syncing", sent=3, waiting=12), "Menyinkronkan 3 dari 12…"),
    "pending": (replace(BASE, code="pending", waiting=3), "3 perubahan sedang dikirim"),
    "undoable": (
        replace(BASE, code="undoable", waiting=3),
        "3 perubahan segera dikirim · masih bisa diurungkan",
    ),
    "offline": (replace(BASE, code="offline"), "Luring · semua data tersimpan"),
    "offline-waiting": (
        replace(BASE, code="offline-waiting", waiting=3),
        "Luring · 3 perubahan menunggu dikirim · terakhir tersambung 09.27",
    ),
    "needs-you": (replace(BASE, code="needs-you", tray=2), "2 hal perlu dilihat"),
    "signed-out": (
        replace(BASE, code="signed-out"),
        "Perlu masuk kembali · data tetap bisa dibaca dan diubah",
    ),
    "trouble": (
        replace(BASE, code="trouble", retry_at_ms=1795489500000),
        "Server sedang bermasalah · dicoba lagi 10.05",
    ),
    "trouble of the disk": (
        replace(BASE, code="trouble", trouble="store", retry_at_ms=1795489500000),
        "Penyimpanan laptop ini bermasalah · dicoba lagi 10.05",
    ),
    "trouble of ours": (
        replace(BASE, code="trouble", trouble="bug", retry_at_ms=1795489500000),
        "Kesalahan pada aplikasi ini · dicoba lagi 10.05",
    ),
    "first-download": (
        replace(BASE, code="first-download", records=1240),
        "Mengunduh naskah pertama kali · 1.240 data",
    ),
    "recheck": (replace(BASE, code="recheck"), "Memeriksa ulang setelah server dipulihkan"),
    "held": (
        replace(BASE, code="held", parked=1),
        "1 perubahan ditahan karena server gagal berulang kali",
    ),
    "blocked": (replace(BASE, code="blocked"), "Sinkronisasi dihentikan oleh instansi Anda"),
}


@pytest.mark.usefixtures("indonesian")
@pytest.mark.parametrize("code", STATES)
def test_each_sync_state_says_its_exact_sentence(code: str) -> None:
    state, sentence = STATES[code]
    told = words.sync_text(state, ZONE, TODAY)
    assert told.text == sentence
    assert not faces.pixmap(told.icon, theme.LIGHT.text).isNull()


def test_each_sync_state_has_a_sentence_in_english(qapp: QApplication) -> None:
    Language(qapp).use("en")
    texts = {words.sync_text(state, ZONE, TODAY).text for state, _ in STATES.values()}
    assert len(texts) == len(STATES)
    assert "1 change held: the server keeps failing on it" in texts
    assert "3 changes held: the server keeps failing on them" not in texts


def test_what_needs_the_officer_is_counted() -> None:
    assert words.sync_text(replace(BASE, code="needs-you", tray=2, sweep_held=9), ZONE, TODAY).count == 3
    assert words.sync_text(replace(BASE, code="needs-you", alarm=True), ZONE, TODAY).count == 1
    assert words.sync_text(BASE, ZONE, TODAY).count == 0


def test_a_contact_of_another_day_is_told_with_it() -> None:
    state = replace(BASE, contact="2026-11-23T02:27:00.000Z")
    assert "Mon" in words.sync_text(state, ZONE, TODAY).text
    assert Town().reading.today() == TODAY
