# SPDX-License-Identifier: Apache-2.0
"""The agency of the authorisation table, on the real accept over the memory ledger.

    dinas                 kadis (head), tu (clerk)
    ├─ sekretariat        sekretaris (head), personel (personnel)
    ├─ bidang             kabid (head), ketua (lead), staf, rekan, staf3, staf4, staf5, [hapus: abolished]
    │  └─ seksi           kasi (head), pelaksana
    └─ balai              kabalai (head), ketuabalai (lead), petugas, petugas2
       └─ subbalai        kasub (head, vacant), petugassub

An officer bears the name of the position they hold, but for these:

    wakil    holds staf3, and stands in as Plh. for kabid
    bekas    holds staf4, and stood in as Plh. for kabid until yesterday
    calon    holds staf5, and will stand in as Plh. for kabid from tomorrow
    plt      holds petugas2, and is Plt. of the vacant kasub
    dua      holds two positions: petugassub and ketuabalai
    pindah   holds petugas, and held rekan until last month
    bebas    holds nothing

All have clearance 1, kadis 3. The records (tasks T-, letters L-, written ones W-, devices d-, appointments a-) are
made below.
"""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from typing import Any

from server.services.accept import Judge, Office, Session
from server.services.audit import AuditLog
from server.store.memory import MemoryLedger
from workspace.domain import appointment, device, draft, letter, officer, position, registry, task, unit
from workspace.domain.command import SYSTEM, Command
from workspace.domain.form import Form, written_hash
from workspace.domain.ids import Id, derived
from workspace.domain.judge import judge
from workspace.domain.moment import plus
from workspace.wire import codec

NOW = "2026-11-24T03:00:00.000Z"
LONG_AGO = "2020-01-01T00:00:00.000Z"
UNITS = {
    "dinas": "", "sekretariat": "dinas", "bidang": "dinas", "seksi": "bidang", "balai": "dinas",
    "subbalai": "balai",
}  # fmt: skip
HEADS = {
    "kadis": "dinas", "sekretaris": "sekretariat", "kabid": "bidang", "kasi": "seksi", "kabalai": "balai",
    "kasub": "subbalai",
}  # fmt: skip
STAFF = {
    "tu": "dinas", "personel": "sekretariat", "ketua": "bidang", "staf": "bidang", "rekan": "bidang",
    "staf3": "bidang", "staf4": "bidang", "staf5": "bidang", "hapus": "bidang", "pelaksana": "seksi",
    "ketuabalai": "balai", "petugas": "balai", "petugas2": "balai", "petugassub": "subbalai",
}  # fmt: skip
ROLES = {"tu": "clerk", "personel": "personnel", "ketua": "lead", "ketuabalai": "lead"}
PLAIN = (
    "kadis",
    "tu",
    "sekretaris",
    "personel",
    "kabid",
    "ketua",
    "staf",
    "rekan",
    "kasi",
    "pelaksana",
    "kabalai",
)
HOLD = {**{who: (who,) for who in PLAIN}, "wakil": ("staf3",), "bekas": ("staf4",), "calon": ("staf5",),
        "plt": ("petugas2",), "dua": ("petugassub", "ketuabalai"), "pindah": ("petugas",), "bebas": ()}  # fmt: skip
OFFICERS = tuple(HOLD)
BODY = "0b" * 32  # of every written letter
CLEARANCE = {"kadis": 3}


def id_of(name: str) -> Id:
    """The id of anything by its name in the table."""
    return derived(SYSTEM, "authz", name)


def verify(key: str, raw: bytes, sig: str) -> bool:
    """A toy signature: the cells are about authority, Ed25519 has its own tests."""
    return sig == "good"


class Town:
    """The office, and a snapshot to which every cell returns."""

    def __init__(self, decide: Judge = judge) -> None:
        self.ledger = MemoryLedger()
        audit = AuditLog(self.ledger, lambda _: "")
        self.failures: list[Exception] = []
        self.office = Office(
            self.ledger,
            audit,
            lambda: NOW,
            lambda: "00",
            verify,
            lambda _, error: self.failures.append(error),
        )
        self.count = 0
        with self.ledger.write():
            self.ledger.set_meta("epoch", "e1")
            self._organise()
            self._devices()
            self._tasks()
            self._letters()
            self._written()
        self.office.judge = decide
        self._start = self.ledger.snapshot()

    def again(self) -> None:
        """Everything as it was."""
        self.ledger.restore(self._start)
        self.office.open()

    def state(self, name: str, value: Any) -> None:
        """The server states something."""
        self.count += 1
        self.office.command_by_server(name, value, id_of(f"server {self.count}"))

    def _organise(self) -> None:
        for name, parent in UNITS.items():
            value = unit.Unit(id_of(name), name, id_of(parent) if parent else "")
            self.state("unit.record", unit.Record(value))
        for name, where in {**HEADS, **STAFF}.items():
            roles = (ROLES[name],) if name in ROLES else ()
            made = position.Position(id_of(name), name, id_of(where), name in HEADS, roles, name == "hapus")
            self.state("position.record", position.Record(made))
        for who, held in HOLD.items():
            self.state("officer.record", officer.Record(officer.Officer(id_of(f"o-{who}"), who)))
            for name in held:
                self._appoint(f"a-{name}", who, name)
        self._appoint("a-wakil", "wakil", "kabid", "plh", LONG_AGO, plus(NOW, days=9))
        self._appoint("a-bekas", "bekas", "kabid", "plh", LONG_AGO, plus(NOW, days=-1))
        self._appoint("a-calon", "calon", "kabid", "plh", plus(NOW, days=1), plus(NOW, days=9))
        self._appoint("a-plt", "plt", "kasub", "plt", LONG_AGO, plus(NOW, days=9))
        self._appoint("a-pindah", "pindah", "rekan", "definitive", LONG_AGO, plus(NOW, days=-30))

    def _appoint(
        self,
        name: str,
        who: str,
        at: str,
        kind: str = "definitive",
        start: str = LONG_AGO,
        until: str | None = None,
    ) -> None:
        value = appointment.Appointment(
            id_of(name), id_of(f"o-{who}"), id_of(at), kind, start, until, (), "SP 1" if until else ""
        )
        self.state("appointment.record", appointment.Record(value))

    def _devices(self) -> None:
        for who in OFFICERS:
            self._device(f"d-{who}", who)
        self._device("d-staf-2", "staf")
        self._device("d-staf-old", "staf", "replaced")
        self._device("d-staf-lost", "staf", "revoked")

    def _device(self, name: str, who: str, state: str = "active") -> None:
        value = device.Device(id_of(name), id_of(f"o-{who}"), name, "key", 3, state)
        self.state("device.register", device.Register(value))

    def _tasks(self) -> None:
        """T-kabid, T-staf, T-secret, T-done, T-gone, T-moved, T-forwarded (C-ketua, C-staf), T-balai, T-vacant."""
        for name, giver, to, cls in (
            ("T-kabid", "kadis", "kabid", 0), ("T-staf", "kabid", "staf", 0), ("T-secret", "kadis", "kabid", 2),
            ("T-done", "kabid", "staf", 0), ("T-gone", "kabid", "staf", 0), ("T-moved", "kabid", "staf", 0),
            ("T-forwarded", "kadis", "kabid", 0), ("T-balai", "kabalai", "petugas", 0),
            ("T-vacant", "kadis", "kasub", 0), ("T-lead", "kabalai", "ketuabalai", 0),
        ):  # fmt: skip
            given = task.Give(id_of(name), id_of(to), name, "normal", cls=cls)
            self.make(giver, "task.give", given, giver)
        staf, kabid = id_of("staf"), id_of("kabid")
        self.make("staf", "task.complete", task.Complete(id_of("T-done"), staf, "Selesai"), "staf")
        self.make("kabid", "task.withdraw", task.Withdraw(id_of("T-gone"), staf, "Batal"), "kabid")
        moved = task.Reassign(id_of("T-moved"), staf, id_of("rekan"))
        self.make("kabid", "task.reassign", moved, "kabid")
        below = tuple(task.Child(id_of(f"C-{to}"), id_of(to)) for to in ("ketua", "staf"))
        passed = task.PassOn(id_of("T-forwarded"), kabid, below, "normal")
        self.make("kabid", "task.pass_on", passed, "kabid")

    def _letters(self) -> None:
        """L-new, L-half, L-returned, L-second, L-ready, L-gone, L-secret, L-balai."""
        long, short = ("ketua", "kabid", "kadis"), ("ketua", "kabid")
        for name, by, route, cls in (
            ("L-new", "staf", long, 0), ("L-half", "staf", long, 0), ("L-returned", "staf", short, 0),
            ("L-second", "staf", short, 0), ("L-ready", "staf", ("kabid",), 0), ("L-gone", "staf", short, 0),
            ("L-secret", "kadis", ("kabid",), 2), ("L-balai", "pindah", ("kabalai",), 0),
        ):  # fmt: skip
            as_ = "petugas" if by == "pindah" else by
            self.make(by, "letter.submit", self.submit(name, route, cls), as_)
        for name, by in (("L-half", "ketua"), ("L-ready", "kabid")):
            self.make(by, "letter.endorse", letter.Endorse(id_of(name), 1, hash_of(name)), by)
        for name in ("L-returned", "L-second"):
            self.make(
                "ketua", "letter.return", letter.Return(id_of(name), 1, hash_of(name), "Perbaiki"), "ketua"
            )
        second = letter.Resubmit(id_of("L-second"), 1, "L-second", "dua", hash_of("L-second", "dua"))
        self.make("staf", "letter.resubmit", second, "staf")
        self.make("staf", "letter.withdraw", letter.Withdraw(id_of("L-gone"), 1, "Batal"), "staf")

    def _written(self) -> None:
        """W-staf, W-kabid, W-dua, W-secret, W-gone; submitted: W-sent, W-back, W-pindah."""
        for name, by, as_, cls in (
            ("W-staf", "staf", "staf", 0), ("W-kabid", "wakil", "kabid", 0), ("W-dua", "dua", "ketuabalai", 0),
            ("W-secret", "kadis", "kadis", 2), ("W-gone", "staf", "staf", 0), ("W-sent", "staf", "staf", 0),
            ("W-back", "staf", "staf", 0), ("W-pindah", "pindah", "petugas", 0),
        ):  # fmt: skip
            self.make(by, "letter.draft", draft.Draft(id_of(name), form_of(name, cls)), as_)
        self.make("staf", "letter.discard", draft.Discard(id_of("W-gone")), "staf")
        for name, by, as_ in (
            ("W-sent", "staf", "staf"), ("W-back", "staf", "staf"), ("W-pindah", "pindah", "petugas"),
        ):  # fmt: skip
            args = draft.SubmitDraft(id_of(name), 1, BODY, written_hash(form_of(name), BODY))
            self.make(by, "letter.submit_draft", args, as_)
        for name in ("W-back", "W-pindah"):
            hash_ = written_hash(form_of(name), BODY)
            self.make(
                "sekretaris", "letter.return", letter.Return(id_of(name), 1, hash_, "Perbaiki"), "sekretaris"
            )

    @staticmethod
    def submit(name: str, route: tuple[str, ...], cls: int = 0) -> letter.Submit:
        """A letter of that name."""
        positions = tuple(map(id_of, route))
        return letter.Submit(id_of(name), name, "satu", hash_of(name), positions, "normal", (), cls)

    def value(self, name: str) -> Any:
        """The record of that name as it stands; None if there is none."""
        row = self.ledger.record(id_of(name))
        return codec.decode_value(row.kind, row.body) if row else None

    def make(self, who: str, verb: str, args: Any, as_: str) -> None:
        """A deed of the scene, which must be applied."""
        self.count += 1
        told = self.tell(who, verb, args, as_, inside=True)
        assert told == "applied", (who, verb, as_, told)

    def tell(
        self,
        who: str,
        verb: str,
        args: Any,
        as_: str,
        *,
        device: str = "",
        sig: str = "good",
        inside: bool = False,
    ) -> str:
        """Send one command through the real accept; "applied" or the refusal's code."""
        self.count += 1
        me, dev = id_of(f"o-{who}"), id_of(device or f"d-{who}")
        made = Command(
            id_of(f"command {self.count}"), dev, self.count, verb, registry.verb(verb).v, NOW, "Asia/Jakarta",
            id_of(as_) if as_ else "", (), args, me,
        )  # fmt: skip
        session = Session(me, dev, CLEARANCE.get(who, 1))
        raw = codec.encode_command(made, sig)
        if inside:
            self.office.accept_inside(session, [raw])
        else:
            self.office.accept(session, [raw])
        if self.failures:
            raise self.failures[-1]
        receipt = self.ledger.receipt(made.id)
        assert receipt is not None, "neither applied nor refused"
        return receipt.code or receipt.outcome


def hash_of(title: str, summary: str = "satu") -> str:
    """What a decision on such a letter is bound to."""
    return letter.content_hash(title, summary, ())


def form_of(name: str, cls: int = 0) -> Form:
    """The form of a written letter of that name, which goes by sekretaris and tu."""
    route = (id_of("sekretaris"), id_of("tu"))
    return Form("nota-dinas", name, signer=(id_of("kabid"),), route=route, cls=cls)


def digest(town: Town) -> str:
    """All records, in a word."""
    rows: Mapping[str, Any] = town.ledger.dump()
    return hashlib.sha256(repr(rows["record"]).encode()).hexdigest()
