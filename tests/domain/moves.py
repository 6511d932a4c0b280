# SPDX-License-Identifier: Apache-2.0
"""For every verb a way to make a command of it in a town: mostly sensible, sometimes wrong in one place.

`MOVES` must have a row for each announced verb (a test says so): a new verb gets its properties tested by
adding its row here. Each takes the town and a source of choices and returns the command, not yet given.
"""

import random
from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import Any, TypeVar

from tests.domain.shipped import CALENDARS, PROFILE
from tests.domain.town import HELD, LONG_AGO, OFFICERS, POSITIONS, START, UNITS, Town, mark
from workspace.domain import appointment, device, draft, letter, presence, registry, task
from workspace.domain.appointment import Appointment
from workspace.domain.command import Command
from workspace.domain.device import Device
from workspace.domain.form import Assigned, Attached, Form, Part, change, form_hash, written_hash
from workspace.domain.ids import Id
from workspace.domain.letter import Letter, content_hash
from workspace.domain.moment import plus
from workspace.domain.officer import Officer
from workspace.domain.personnel import Personnel
from workspace.domain.position import Position
from workspace.domain.presence import Evidence, Presence
from workspace.domain.task import Child, Task
from workspace.domain.unit import Unit

T = TypeVar("T")
Move = Callable[[Town, random.Random], Command]
TEXTS = ("Siapkan bahan", "Beres", "Tidak sesuai", " ")
URGENCIES = ("normal", "important", "urgent", "immediate", "unheard-of")
RETIRING = ("o-kabalai", "o-petugas")
TIMES = (LONG_AGO, START, plus(START, hours=-1), plus(START, days=3))


def mostly(rng: random.Random, right: T, others: Sequence[T]) -> T:
    """The right one nine times out of ten."""
    return right if not others or rng.randrange(10) else rng.choice(others)


def fresh(town: Town, prefix: str) -> Id:
    """An id that no record has yet."""
    return f"{prefix}-{town.count + 1}"


def given(town: Town, rng: random.Random, name: str, args: Any, as_: Id) -> Command:
    """By the holder of `as_`, sometimes acting for another position or by somebody else."""
    acting = mostly(rng, as_, POSITIONS)
    officer = f"o-{acting}" if acting in HELD else "o-kadis"
    return town.command(name, args, acting, mostly(rng, officer, OFFICERS))


# ---- task --------------------------------------------------------------------------------------


def some_task(town: Town, rng: random.Random, *holders: Id) -> Task:
    """A task of the town, mostly an open one, of these holders if there are any; else one nobody gave."""
    tasks: list[Task] = town.of(Task)
    is_open = [t for t in tasks if t.state in task.OPEN]
    fitting = [t for t in is_open if t.holder in holders]
    nowhere = Task("t-none", "", "kadis", "o-kadis", "kabid", "bidang", "read", START, None, "normal")
    return mostly(rng, rng.choice(fitting or is_open or tasks or [nowhere]), tasks)


def give_task(town: Town, rng: random.Random) -> Command:
    giver, to = rng.choice(
        [("kadis", "kabid"), ("kadis", "kabid"), ("kadis", "kabalai"), ("kabid", "kasi"), ("ketua", "vacant")]
    )
    args = task.Give(
        mostly(rng, fresh(town, "t"), [t.id for t in town.of(Task)]),
        mostly(rng, to, POSITIONS),
        rng.choice(TEXTS),
        rng.choice(URGENCIES),
        cls=mostly(rng, 0, (1, 2, 3, 4)),
        attachments=rng.choice(((), ("surat.pdf",))),
    )
    return given(town, rng, "task.give", args, giver)


def read_task(town: Town, rng: random.Random) -> Command:
    found = some_task(town, rng)
    return given(town, rng, "task.read", task.Read(found.id), found.holder)


BELOW = {"kadis": ("kabid", "kabalai", "ketua"), "kabid": ("kasi", "ketua"), "kasi": ("staf",)}


def pass_on_task(town: Town, rng: random.Random) -> Command:
    found = some_task(town, rng, *BELOW)
    likely = BELOW.get(found.holder, ("staf",))
    count = mostly(rng, rng.randint(1, len(likely)), (0,))
    targets = [mostly(rng, to, POSITIONS) for to in rng.sample(likely, count)]
    children = tuple(Child(f"{fresh(town, 't')}-{i}", to) for i, to in enumerate(targets))
    args = task.PassOn(
        found.id, mostly(rng, found.holder, POSITIONS), children, rng.choice(URGENCIES), rng.choice(TEXTS)
    )
    return given(town, rng, "task.pass_on", args, found.holder)


def text_move(kind: type, name: str) -> Move:
    """A verb of the holder with one text."""

    def move(town: Town, rng: random.Random) -> Command:
        found = some_task(town, rng)
        args = kind(found.id, mostly(rng, found.holder, POSITIONS), rng.choice(TEXTS))
        return given(town, rng, name, args, rng.choice([*(2 * [found.holder]), *found.former]))

    return move


def reassign_task(town: Town, rng: random.Random) -> Command:
    found = some_task(town, rng)
    args = task.Reassign(
        found.id, mostly(rng, found.holder, POSITIONS), rng.choice(POSITIONS), rng.choice(TEXTS)
    )
    return given(town, rng, "task.reassign", args, rng.choice([*found.chain, "kadis", "kabid"]))


def withdraw_task(town: Town, rng: random.Random) -> Command:
    found = some_task(town, rng)
    args = task.Withdraw(found.id, mostly(rng, found.holder, POSITIONS), rng.choice(TEXTS))
    return given(town, rng, "task.withdraw", args, rng.choice([*found.chain, "kadis"]))


def end_below(town: Town, rng: random.Random) -> Command:
    args = task.EndBelow((some_task(town, rng).id,), "Batal")
    return mostly(rng, town.system("task.end_below", args), [town.command("task.end_below", args, "kadis")])


# ---- letter ------------------------------------------------------------------------------------


def some_letter(town: Town, rng: random.Random, *states: str) -> Letter:
    """A letter of the town, in one of the states if there is one; one that nobody wrote if there is none."""
    letters: list[Letter] = town.of(Letter)
    fitting = [found for found in letters if found.state in states]
    nowhere = Letter(
        "l-none", "", "", (), "", 1, (), ("kabid",), 0, "staf", "o-staf", "seksi", "submitted", START, None,
        "normal",
    )  # fmt: skip
    return mostly(rng, rng.choice(fitting or letters or [nowhere]), letters)


def content(rng: random.Random) -> tuple[str, str, tuple[str, ...], str]:
    """Title, summary, attachments and their hash; now and then one is wrong."""
    title, summary = mostly(rng, "Undangan", (" ",)), rng.choice(TEXTS)
    files = mostly(rng, ("lampiran.pdf",), ((), ("",)))
    return title, summary, files, mostly(rng, content_hash(title, summary, files), ["00" * 32])


def submit_letter(town: Town, rng: random.Random) -> Command:
    title, summary, files, digest = content(rng)
    route = rng.choice([("kasi", "kabid"), ("kabid",), ("kasi", "kabid", "kadis"), ("abolished",), ()])
    args = letter.Submit(
        mostly(rng, fresh(town, "l"), [x.id for x in town.of(Letter)]), title, summary, digest, route,
        rng.choice(URGENCIES), files, mostly(rng, 0, (1, 2, 3, 4)),
    )  # fmt: skip
    return given(town, rng, "letter.submit", args, rng.choice(["staf", "kasi"]))


def resubmit_letter(town: Town, rng: random.Random) -> Command:
    found = some_letter(town, rng, "returned")
    title, summary, files, digest = content(rng)
    args = letter.Resubmit(found.id, mostly(rng, found.version, (1, 2, 9)), title, summary, digest, files)
    return given(town, rng, "letter.resubmit", args, found.drafter)


def decide(name: str, kind: type) -> Move:
    """Endorse or return, mostly by the one whose turn it is and on what is there."""

    def move(town: Town, rng: random.Random) -> Command:
        found = some_letter(town, rng, "submitted", "endorsing")
        turn = found.route[min(found.step, len(found.route) - 1)] if found.route else "kabid"
        version, digest = mostly(rng, found.version, (1, 2, 9)), mostly(rng, found.hash, ["00" * 32])
        return given(town, rng, name, kind(found.id, version, digest, rng.choice(TEXTS)), turn)

    return move


def withdraw_decision(town: Town, rng: random.Random) -> Command:
    found = some_letter(town, rng, "endorsing", "returned", "ready")
    last = found.decisions[-1:] or (letter.Decision("c-none", 1, "kabid", "o-kabid", "endorse", START),)
    made = mostly(rng, last[0], found.decisions)
    args = letter.WithdrawDecision(found.id, mostly(rng, found.version, (1, 2)), made.id, rng.choice(TEXTS))
    return given(town, rng, "letter.withdraw_decision", args, made.position)


def withdraw_letter(town: Town, rng: random.Random) -> Command:
    found = some_letter(town, rng, "submitted", "returned")
    args = letter.Withdraw(found.id, mostly(rng, found.version, (1, 2, 9)), rng.choice(TEXTS))
    return given(town, rng, "letter.withdraw", args, found.drafter)


BODIES = ("0a" * 32, "0b" * 32, "0c" * 32)
FORMS: tuple[dict[str, Any], ...] = (
    {"subject": "Undangan", "to": ("Kadis",), "copies": ("Sekretaris",)},
    {"subject": "Permintaan data", "attached": (Attached("data.xlsx", BODIES[0]),), "urgency": "urgent"},
    {"assigned": (Assigned("Budi Contoh", "III/a", "", "Analis"),), "purposes": ("mengikuti rapat",)},
    {"route": ("kasi", "kabid"), "signer": ("kadis", "kabid")},
    {"route": ("kabid",), "signer": ("kabid",), "cls": 2},
)


def draft_letter(town: Town, rng: random.Random) -> Command:
    kind, route = rng.choice(("nota-dinas", "surat-tugas")), rng.choice((("kasi", "kabid"), ("kabid",), ()))
    form = Form(
        mostly(rng, kind, ("surat-cinta",)), mostly(rng, "Undangan", ("", "x" * 301)), ("Kadis",),
        signer=mostly(rng, ("kabid",), ((), ("abolished",))), route=mostly(rng, route, (("staf", "kasi"),)),
        cls=mostly(rng, 0, (1, 2, 4)),
    )  # fmt: skip
    args = draft.Draft(mostly(rng, fresh(town, "l"), [x.id for x in town.of(Letter)]), form)
    return given(town, rng, "letter.draft", args, rng.choice(["staf", "kasi"]))


def some_draft(town: Town, rng: random.Random, *states: str) -> tuple[Letter, Form]:
    """A written letter and its form; now and then a plain one, or one that nobody wrote."""
    written = [found for found in town.of(Letter) if found.form is not None]
    fitting = [found for found in written if found.state in states]
    found = mostly(rng, rng.choice(fitting or written or [some_letter(town, rng)]), town.of(Letter))
    return found, found.form or Form("nota-dinas")


def fill_letter(town: Town, rng: random.Random) -> Command:
    found, form = some_draft(town, rng, "draft", "returned")
    seen, new = change(form, replace(form, **rng.choice(FORMS)))
    seen = mostly(rng, seen, [replace(seen, subject="Bukan itu"), Part()])
    return given(town, rng, "letter.fill", draft.Fill(found.id, seen, new), found.drafter)


def discard_letter(town: Town, rng: random.Random) -> Command:
    found, _ = some_draft(town, rng, "draft")
    return given(town, rng, "letter.discard", draft.Discard(found.id), found.drafter)


def submit_draft(town: Town, rng: random.Random) -> Command:
    found, form = some_draft(town, rng, "draft", "returned")
    body = mostly(rng, rng.choice(BODIES), ("none",))
    args = draft.SubmitDraft(
        found.id, mostly(rng, found.generation, (0, 1, 9)), body,
        mostly(rng, written_hash(form, body), ("00" * 32,)),
    )  # fmt: skip
    return given(town, rng, "letter.submit_draft", args, found.drafter)


def restore_letter(town: Town, rng: random.Random) -> Command:
    found, form = some_draft(town, rng, "returned")
    args = draft.Restore(
        found.id, mostly(rng, found.generation, (1, 9)), mostly(rng, 1, (2, 9)),
        mostly(rng, form_hash(form), ("00" * 32,)),
    )  # fmt: skip
    return given(town, rng, "letter.restore", args, found.drafter)


# ---- people ------------------------------------------------------------------------------------


def appoint(town: Town, rng: random.Random) -> Command:
    start = rng.choice(TIMES)
    args = appointment.Appoint(
        mostly(rng, fresh(town, "a"), ["a-staf"]), rng.choice(OFFICERS), rng.choice(POSITIONS),
        mostly(rng, rng.choice(("plh", "plt")), ("definitive", "pj")), start,
        mostly(rng, plus(start, days=5), (None, start)), basis=mostly(rng, "SP 3", ("",)),
    )  # fmt: skip
    return given(town, rng, "appointment.appoint", args, rng.choice(["pers", "kadis", "kabid"]))


def end_appointment(town: Town, rng: random.Random) -> Command:
    # The definitive ones stay, so that the town keeps its people.
    acting = [a for a in town.of(Appointment) if a.kind != "definitive"]
    found = rng.choice(acting)
    args = appointment.End(found.id, rng.choice(TIMES), mostly(rng, found.until, TIMES))
    return given(town, rng, "appointment.end", args, rng.choice(["pers", "kadis", "kabid"]))


def by_server(town: Town, rng: random.Random, name: str, value: Any) -> Command:
    """The server states a value; sometimes an officer tries to."""
    args = registry.verb(name).args(value)
    return mostly(rng, town.system(name, args), [town.command(name, args, "pers")])


def record_appointment(town: Town, rng: random.Random) -> Command:
    value = Appointment(fresh(town, "a"), rng.choice(OFFICERS), "vacant", "plt", START, plus(START, days=2))
    return by_server(town, rng, "appointment.record", value)


def register_device(town: Town, rng: random.Random) -> Command:
    known = rng.choice(town.of(Device))
    value = rng.choice([Device(fresh(town, "d"), rng.choice(OFFICERS), "Laptop", "key"), known])
    return by_server(town, rng, "device.register", value)


def revoke_device(town: Town, rng: random.Random) -> Command:
    # The first device of each officer stays, so that the town keeps its laptops.
    spare = [d for d in town.of(Device) if d.id != f"d-{d.officer}"]
    found = rng.choice(spare) if spare else Device("d-none", "o-staf", "", "")
    return town.command("device.revoke", device.Revoke(found.id), by=mostly(rng, found.officer, OFFICERS))


def record_presence(town: Town, rng: random.Random) -> Command:
    officer = rng.choice(OFFICERS)
    boot, running = rng.choice(("", "b1", "b2")), rng.randrange(2_400_000)
    contact = rng.choice(
        (None, plus(town.now, minutes=-30), plus(town.now, minutes=-30), plus(START, hours=22))
    )
    args = presence.Record(
        mostly(rng, fresh(town, "e"), [e.id for e in town.of(Presence)]),
        mostly(rng, f"d-{officer}", [d.id for d in town.of(Device)]),
        mostly(rng, rng.choice(("in", "out")), ("break",)),
        mostly(rng, "office", ("home", "elsewhere", "travel", "moon")),
        mostly(rng, "Asia/Jakarta", ("Asia/Jayapura", "Asia/Bandung")),
        Evidence(
            boot,
            running,
            contact,
            rng.choice((boot, "b1")),
            mostly(rng, 0, (8_000_000,)),
            mostly(rng, mark(contact or ""), ("", "made up")),
        ),
        rng.choice(("", *UNITS)),
        rejoin=mostly(rng, "", ("Dipulihkan",)),
    )
    filled = presence.fill(args, town.records, mostly(rng, town.now, TIMES))
    if not rng.randrange(3):
        filled = replace(filled, seq=rng.randrange(5), prev=rng.choice(("", "00" * 32)))
        filled = replace(filled, rejoin=rng.choice(("", "restored")))
        filled = replace(filled, hash=mostly(rng, presence.event_hash(filled), ("00" * 32,)))
    return town.command("presence.record", filled, by=officer)


def restate(kind: str, value: Callable[[random.Random], Any]) -> Move:
    """The server states a record again or anew."""

    def move(town: Town, rng: random.Random) -> Command:
        return by_server(town, rng, f"{kind}.record", value(rng))

    return move


def some_officer(rng: random.Random) -> Officer:
    """Anybody, under another name; some retire, so that their desks are covered from above."""
    id_ = rng.choice((*OFFICERS, *(4 * RETIRING)))
    return Officer(id_, rng.choice(TEXTS), retired=id_ in RETIRING and bool(rng.randrange(4)))


MOVES: dict[str, Move] = {
    "task.give": give_task,
    "task.read": read_task,
    "task.pass_on": pass_on_task,
    "task.report": text_move(task.AddReport, "task.report"),
    "task.complete": text_move(task.Complete, "task.complete"),
    "task.return": text_move(task.Return, "task.return"),
    "task.reassign": reassign_task,
    "task.withdraw": withdraw_task,
    "task.end_below": end_below,
    "letter.submit": submit_letter,
    "letter.resubmit": resubmit_letter,
    "letter.endorse": decide("letter.endorse", letter.Endorse),
    "letter.return": decide("letter.return", letter.Return),
    "letter.withdraw_decision": withdraw_decision,
    "letter.withdraw": withdraw_letter,
    "letter.draft": draft_letter,
    "letter.fill": fill_letter,
    "letter.discard": discard_letter,
    "letter.submit_draft": submit_draft,
    "letter.restore": restore_letter,
    "appointment.appoint": appoint,
    "appointment.end": end_appointment,
    "appointment.record": record_appointment,
    "device.register": register_device,
    "device.revoke": revoke_device,
    "presence.record": record_presence,
    "profile.record": restate("profile", lambda _: PROFILE),
    "calendar.record": restate("calendar", lambda rng: rng.choice(CALENDARS)),
    "officer.record": restate("officer", some_officer),
    "unit.record": restate("unit", lambda rng: Unit("bidang", rng.choice(TEXTS), "agency")),
    "position.record": restate("position", lambda rng: Position("staf", rng.choice(TEXTS), "seksi")),
    "personnel.record": restate(
        "personnel",
        lambda rng: Personnel("f-1", "o-staf", "", "1906-01-01", "f", rng.randrange(4), "agency"),
    ),
}
