# SPDX-License-Identifier: Apache-2.0
"""One filled-in example of everything that is stored or travels: each noun, each verb, each message.

No field is left at its default, so that the golden files show every field there is; tests/golden/test_golden.py
says so when a new field is missing here. All people are invented.
"""

import hashlib
from typing import Any

import msgspec

from workspace.domain import (
    appointment,
    calendar,
    device,
    draft,
    letter,
    officer,
    personnel,
    position,
    presence,
    profile,
    registry,
    task,
    unit,
)
from workspace.domain.command import SYSTEM, Command
from workspace.domain.form import Assigned, Attached, Form, change, form_hash, written_hash
from workspace.domain.ids import Id, derived
from workspace.wire import protocol
from workspace.wire.codec import canonical

AT, LATER, UNTIL = "2026-11-25T00:31:05.120Z", "2026-11-25T03:00:00.000Z", "2026-12-04T09:30:00.000Z"
TITLE, SUMMARY, FILES = "Undangan rapat “triwulan”", "Mohon hadir pukul 09.00 – ruang 2.", ("lampiran é.pdf",)


def id_of(name: str) -> Id:
    """An id by a name, the same in every run."""
    return derived("golden", name)


def digest_of(name: str) -> str:
    """A hash, a leaf or a public key by a name."""
    return hashlib.sha256(name.encode()).hexdigest()


HASH = letter.content_hash(TITLE, SUMMARY, FILES)
KADIS, KABID, STAF, UNIT = (id_of(name) for name in ("kadis", "kabid", "staf", "unit"))

# ---- values ----------------------------------------------------------------------------------------

FORM = Form(
    "surat-tugas", TITLE, ("Kepala Bidang\nu.p. Sekretaris",), ("Inspektur",), "Kepala Bidang", "Kota Contoh", "Sampel",
    ("Surat 12/2026",), (Assigned("Sri Contoh, S.E.", "V", "190001011920011001", "Analis", "NI PPPK"),),
    ("mengikuti rapat",), (KADIS, KABID), (KABID, KADIS), 1, "urgent", "800.1",
    (Attached(FILES[0], digest_of("file")),),
)  # fmt: skip
OLD = Form("nota-dinas")
BODY = digest_of("body")
_versions = (
    letter.Version(1, digest_of("first"), "Undangan", "Konsep pertama", (), AT, id_of("officer")),
    letter.Version(
        2, written_hash(FORM, BODY), TITLE, SUMMARY, FILES, LATER, id_of("officer"), 1, FORM, BODY
    ),
)
_decisions = (
    letter.Decision(
        id_of("c1"), 1, KABID, id_of("o2"), "return", AT, "Lengkapi", LATER, id_of("o2"), "Keliru"
    ),
    letter.Decision(id_of("c2"), 2, KABID, id_of("o2"), "endorse", LATER, "Setuju"),
)
_proof = presence.Evidence("boot-1", 3_600_000, AT, "boot-1", 3_500_000, "bWFyaw")
_profile = profile.Profile(
    id_of("profile"), "Provinsi Contoh", "2026-01-01", "2026-12-31", "Pergub 1/2026", "Asia/Jakarta",
    (profile.Hours(0, "07:30", "16:00", 60),), (profile.Hours(0, "08:00", "15:00", 30),),
    (profile.Period("2026-02-18", "2026-03-19", True, "Perkiraan"),),
    (profile.Urgency("urgent", "Segera", "Urgent", 24, "hours", False),),
    (profile.Chip("attend", "Hadir", "Attend"),), ("nota-dinas",),
)  # fmt: skip

VALUES: dict[str, Any] = {
    "officer": officer.Officer(id_of("officer"), "Sri Contoh, S.E.", "III/c", True),
    "personnel": personnel.Personnel(
        id_of("personnel"), id_of("officer"), "190001011920011001", "1900-01-01", "f", 2, UNIT, 2
    ),
    "unit": unit.Unit(UNIT, "Bidang Contoh", id_of("root"), "400.1", True),
    "position": position.Position(KABID, "Kepala Bidang", UNIT, True, ("clerk", "lead"), True),
    "appointment": appointment.Appointment(
        id_of("appointment"), id_of("officer"), KABID, "plh", AT, UNTIL, ("letters",), "SP 12/2026"
    ),
    "device": device.Device(
        id_of("device"), id_of("officer"), "Laptop kantor", digest_of("key"), 2, "replaced", 7, digest_of("head")
    ),
    "profile": _profile,
    "calendar": calendar.Calendar(
        id_of("calendar"), 2026, (calendar.Holiday("2026-12-25", "Hari Raya Natal", "public", True),)
    ),
    "task": task.Task(
        id_of("task"), TITLE, KADIS, id_of("o1"), KABID, UNIT, "done", AT, UNTIL, "urgent", "Segera siapkan",
        ("attend",), 1, FILES, (KADIS,), id_of("parent"), (id_of("child"),), (STAF,),
        (task.Report(id_of("c3"), LATER, id_of("o2"), "Separuh selesai"),), "Bahan siap", "Salah alamat", LATER,
        id_of("o2"),
    ),
    "letter": letter.Letter(
        id_of("letter"), TITLE, SUMMARY, FILES, HASH, 2, _versions, (KABID, KADIS), 1, STAF, id_of("officer"),
        UNIT, "endorsing", LATER, UNTIL, "normal", _decisions, 1, "Batal", LATER, FORM, 3,
    ),
    "presence": presence.Presence(
        id_of("event"), id_of("officer"), id_of("device"), 8, "in", "office", "Hujan", UNIT, AT, AT, "Asia/Jakarta",
        "2026-11-25", digest_of("head"), digest_of("next"), _proof, "verified", ("rejoined",), "restored",
        AT, AT, LATER, LATER, 1,
    ),
}  # fmt: skip

# ---- commands --------------------------------------------------------------------------------------


def command(name: str, args: Any, by: Id | None = None) -> Command:
    """A command as an officer's device makes it, or as the server does for its own verbs."""
    verb = registry.verb(name)
    who = SYSTEM if verb.server else by or id_of("officer")
    return Command(
        id=id_of(name), dev=SYSTEM if verb.server else id_of("device"), n=812, name=name, v=verb.v, at=AT,
        zone="Asia/Jakarta", as_="" if verb.own else KABID, after=() if verb.own else (id_of("before"),), args=args,
        by=who,
    )  # fmt: skip


_ARGS: dict[str, Any] = {
    "task.give": task.Give(id_of("task"), KABID, TITLE, "urgent", "Segera", ("attend",), 1, FILES),
    "task.read": task.Read(id_of("task")),
    "task.pass_on": task.PassOn(
        id_of("task"), KABID, (task.Child(id_of("child"), STAF),), "normal", "Tindak lanjuti", ("attend",)
    ),
    "task.report": task.AddReport(id_of("task"), KABID, "Separuh selesai"),
    "task.complete": task.Complete(id_of("task"), KABID, "Bahan siap"),
    "task.return": task.Return(id_of("task"), KABID, "Salah alamat"),
    "task.reassign": task.Reassign(id_of("task"), KABID, STAF, "Gantikan"),
    "task.withdraw": task.Withdraw(id_of("task"), KABID, "Batal"),
    "task.end_below": task.EndBelow((id_of("child"),), "Batal"),
    "letter.submit": letter.Submit(id_of("letter"), TITLE, SUMMARY, HASH, (KABID, KADIS), "normal", FILES, 1),
    "letter.resubmit": letter.Resubmit(id_of("letter"), 1, TITLE, SUMMARY, HASH, FILES),
    "letter.endorse": letter.Endorse(id_of("letter"), 2, HASH, "Setuju"),
    "letter.return": letter.Return(id_of("letter"), 2, HASH, "Lengkapi"),
    "letter.withdraw_decision": letter.WithdrawDecision(id_of("letter"), 2, id_of("c2"), "Keliru"),
    "letter.withdraw": letter.Withdraw(id_of("letter"), 2, "Batal"),
    "letter.draft": draft.Draft(id_of("letter"), FORM),
    "letter.fill": draft.Fill(id_of("letter"), *change(OLD, FORM)),
    "letter.discard": draft.Discard(id_of("letter")),
    "letter.submit_draft": draft.SubmitDraft(id_of("letter"), 1, BODY, written_hash(FORM, BODY)),
    "letter.restore": draft.Restore(id_of("letter"), 2, 1, form_hash(FORM)),
    "presence.record": presence.Record(
        id_of("event"), id_of("device"), "in", "office", "Asia/Jakarta", _proof, UNIT, "Hujan", "restored", AT, 8,
        digest_of("head"), digest_of("next"),
    ),
    "device.revoke": device.Revoke(id_of("device")),
    "appointment.appoint": appointment.Appoint(
        id_of("appointment"), id_of("o2"), KABID, "plh", AT, UNTIL, ("letters",), "SP 12/2026"
    ),
    "appointment.end": appointment.End(id_of("appointment"), LATER, UNTIL),
    "device.register": device.Register(VALUES["device"]),
    **{
        f"{kind}.record": module.Record(VALUES[kind])
        for kind, module in {
            "officer": officer, "personnel": personnel, "unit": unit, "position": position,
            "appointment": appointment, "profile": profile, "calendar": calendar,
        }.items()
    },
}  # fmt: skip

COMMANDS: dict[str, Command] = {name: command(name, args) for name, args in _ARGS.items()}

# ---- messages --------------------------------------------------------------------------------------

_head = protocol.TreeHead("e3", 9, digest_of("root"), AT, "c2ln")
_receipt = protocol.ReceiptRow(
    "refused", digest_of("sha"), "task.give", AT, digest_of("leaf"), "closed", {"state": "done"}
)
_row = protocol.Row(
    (f"p:{KABID}", f"u:{UNIT}"), "task", id_of("task"), msgspec.Raw(canonical(VALUES["task"])), 8, 902_114, 1
)
_problem = protocol.Problem(
    "urn:ruang-kerja:problem:invalid", "A field has a value that is not taken", 422, "invalid", "never",
    {"field": "limit"}, "r-1",
)  # fmt: skip

MESSAGES: dict[str, Any] = {
    type(message).__name__: message
    for message in (
        _row,
        _receipt,
        protocol.Gone(f"u:{UNIT}", id_of("task"), 902_120, "class"),
        _head,
        protocol.Hints(90, 45),
        protocol.SyncRequest(7, "token.mac", (msgspec.Raw(canonical({"id": id_of("c1")})),), 200),
        protocol.SyncAnswer(
            "e3", AT, protocol.base_of("token.mac"), "token2.mac", True, True, (_row,),
            (protocol.Gone(f"u:{UNIT}", id_of("gone"), 902_121, "class"),), (f"p:{STAF}",), (f"p:{KADIS}",),
            (id_of("c4"),), 2, _head, protocol.Hints(90, 45), "bWFyaw",
        ),
        protocol.Meta("Ruang Kerja", "Dinas Contoh", 1, 1, "e3", AT, "0.1.0", digest_of("tree"), {"commands": 200}),
        protocol.Login("190001011920011001", "rahasia-sekali", id_of("device"), "Laptop kantor", digest_of("key")),
        protocol.Renew(id_of("device"), "refresh", "nonce", "c2ln"),
        protocol.Session(id_of("officer"), id_of("device"), "access", LATER, "refresh", "e3"),
        protocol.NewPassword("sandi-yang-lama", "sandi-yang-baru"),
        protocol.CommandState(
            id_of("c1"), "refused", AT, msgspec.Raw(canonical({"id": id_of("c1")})), "closed", {"state": "done"}
        ),
        protocol.AuditProof(
            3, digest_of("leaf"), "00ff", msgspec.Raw(canonical({"id": id_of("c1")})), (digest_of("side"),), _head
        ),
        protocol.BodyRequest(2, 17, (b"\x01\x01\x02",)),
        protocol.BodyAnswer("e3", 19, (b"\x01\x02\x03", b"\x04")),
        protocol.FrozenBody(digest_of("body"), msgspec.Raw(canonical({"lines": [], "v": 1}))),
        protocol.Health(True, 902_121),
        _problem,
    )
}  # fmt: skip
