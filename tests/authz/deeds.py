# SPDX-License-Identifier: Apache-2.0
"""From a deed as the table words it ("task.reassign T-staf to=rekan") to the arguments of a command.

What the table leaves out is filled in so that it cannot be the reason of a refusal: the true holder, the
current version and hash, a reason.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import Any

from tests.authz.town import BODY, LONG_AGO, NOW, Town, form_of, hash_of, id_of
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
    task,
    unit,
)
from workspace.domain.form import Form, Part, form_hash, written_hash
from workspace.domain.moment import plus

Options = dict[str, str]
Builder = Callable[[Town, str, Options], Any]
DUE = plus(NOW, days=5)


def _give(town: Town, target: str, o: Options) -> Any:
    cls = int(o.get("cls", "0"))
    return task.Give(id_of(o.get("id", "new")), id_of(o["to"]), "Tugas baru", "normal", cls=cls)


def _holder(town: Town, target: str, o: Options) -> str:
    value = town.value(target)
    return id_of(o["holder"]) if "holder" in o else value.holder if isinstance(value, task.Task) else ""


def _pass_on(town: Town, target: str, o: Options) -> Any:
    ids = o.get("id", "new").split(",")
    below = tuple(
        task.Child(id_of(ids[0] if n == 0 else f"new {n}"), id_of(to))
        for n, to in enumerate(o["to"].split(","))
    )
    return task.PassOn(id_of(target), _holder(town, target, o), below, "normal")


def _version(town: Town, target: str, o: Options) -> int:
    value = town.value(target)
    return int(o["version"]) if "version" in o else value.version if isinstance(value, letter.Letter) else 1


def _hash(town: Town, target: str, o: Options) -> str:
    value = town.value(target)
    if "hash" in o:
        return o["hash"]
    if o.get("version") == "1":
        return hash_of(target)
    return value.hash if isinstance(value, letter.Letter) else ""


def _submit(town: Town, target: str, o: Options) -> Any:
    return town.submit(o.get("id", "new"), tuple(o["route"].split(",")), int(o.get("cls", "0")))


def _endorse(town: Town, target: str, o: Options) -> Any:
    return letter.Endorse(id_of(target), _version(town, target, o), _hash(town, target, o), o.get("note", ""))


def _return_letter(town: Town, target: str, o: Options) -> Any:
    return letter.Return(id_of(target), _version(town, target, o), _hash(town, target, o), "Perbaiki lagi")


def _resubmit(town: Town, target: str, o: Options) -> Any:
    version = _version(town, target, o)
    return letter.Resubmit(id_of(target), version, target, "tiga", hash_of(target, "tiga"))


def _withdraw_decision(town: Town, target: str, o: Options) -> Any:
    value = town.value(target)
    made = next((d.id for d in value.decisions if d.position == id_of(o["of"])), id_of("nothing"))
    return letter.WithdrawDecision(id_of(target), _version(town, target, o), made, "Keliru")


def _draft(town: Town, target: str, o: Options) -> Any:
    name, route = o.get("id", "new"), o.get("route", "")
    form = form_of(name, int(o.get("cls", "0")))
    if route:
        form = replace(form, route=tuple(id_of(one) for one in route.split(",")))
    return draft.Draft(id_of(name), form)


def _fill(town: Town, target: str, o: Options) -> Any:
    if "cls" in o:
        return draft.Fill(id_of(target), Part(cls=0), Part(cls=int(o["cls"])))
    seen = o.get("seen", target)
    return draft.Fill(id_of(target), Part(subject=seen), Part(subject="Lain"))


def _form(town: Town, target: str) -> Form:
    return getattr(town.value(target), "form", None) or form_of(target)


def _generation(town: Town, target: str, o: Options) -> int:
    value = town.value(target)
    return int(o["generation"]) if "generation" in o else value.generation if value else 1


def _submit_draft(town: Town, target: str, o: Options) -> Any:
    hash_ = o.get("hash") or written_hash(_form(town, target), BODY)
    return draft.SubmitDraft(id_of(target), _generation(town, target, o), BODY, hash_)


def _restore(town: Town, target: str, o: Options) -> Any:
    version = int(o.get("version", "1"))
    return draft.Restore(id_of(target), _generation(town, target, o), version, form_hash(_form(town, target)))


def _presence(town: Town, target: str, o: Options) -> Any:
    mine = id_of(target)
    args = presence.Record(
        id_of(o.get("id", "new")), mine, "in", "office", "Asia/Jakarta", presence.Evidence(), id_of("bidang")
    )
    return presence.fill(args, {mine: town.value(target)} if town.value(target) else {}, NOW)


def _register(town: Town, target: str, o: Options) -> Any:
    return device.Register(device.Device(id_of(target), id_of(f"o-{o['for']}"), "x", "key"))


def _appoint(town: Town, target: str, o: Options) -> Any:
    kind = o.get("kind", "definitive")
    acting = kind != "definitive"
    return appointment.Appoint(
        id_of(o.get("id", "new")), id_of(f"o-{o['officer']}"), id_of(o["at"]), kind, NOW,
        DUE if acting and o.get("until") != "none" else None, (), "" if o.get("basis") == "none" else "SP 9",
    )  # fmt: skip


def _end(town: Town, target: str, o: Options) -> Any:
    value = town.value(target)
    known = value.until if isinstance(value, appointment.Appointment) else None
    until = known if o.get("until") == "same" else plus(NOW, days=-40) if o.get("until") == "past" else DUE
    return appointment.End(id_of(target), until or DUE, NOW if o.get("seen") == "other" else known)


def _stated(town: Town, target: str, o: Options) -> Any:
    """The whole value of a noun that only the server states."""
    one = id_of(target)
    values: dict[str, Any] = {
        "unit": unit.Record(unit.Unit(one, "x")),
        "position": position.Record(position.Position(one, "x", id_of("bidang"), head=True)),
        "officer": officer.Record(officer.Officer(one, "x")),
        "appointment": appointment.Record(
            appointment.Appointment(one, id_of("o-staf"), id_of("kadis"), "definitive", LONG_AGO)
        ),
        "personnel": personnel.Record(
            personnel.Personnel(one, id_of("o-staf"), "", "1900-01-01", "m", 3, id_of("sekretariat"))
        ),
        "profile": profile.Record(
            profile.Profile(one, "x", "2026-01-01", None, "x", "Asia/Jakarta", (), (), (), (), ())
        ),
        "calendar": calendar.Record(calendar.Calendar(one, 2026, ())),
    }
    return values[o["noun"]]


BUILDERS: dict[str, Builder] = {
    "task.give": _give,
    "task.read": lambda _, t, __: task.Read(id_of(t)),
    "task.report": lambda w, t, o: task.AddReport(id_of(t), _holder(w, t, o), "Sedang dikerjakan"),
    "task.complete": lambda w, t, o: task.Complete(id_of(t), _holder(w, t, o), "Beres"),
    "task.return": lambda w, t, o: task.Return(id_of(t), _holder(w, t, o), "Bukan tugas saya"),
    "task.withdraw": lambda w, t, o: task.Withdraw(id_of(t), _holder(w, t, o), "Tidak perlu"),
    "task.reassign": lambda w, t, o: task.Reassign(id_of(t), _holder(w, t, o), id_of(o["to"])),
    "task.pass_on": _pass_on,
    "task.end_below": lambda _, t, __: task.EndBelow((id_of(t),), "Tidak perlu"),
    "letter.submit": _submit,
    "letter.resubmit": _resubmit,
    "letter.endorse": _endorse,
    "letter.return": _return_letter,
    "letter.withdraw_decision": _withdraw_decision,
    "letter.withdraw": lambda w, t, o: letter.Withdraw(id_of(t), _version(w, t, o), "Tidak jadi"),
    "letter.draft": _draft,
    "letter.fill": _fill,
    "letter.discard": lambda _, t, __: draft.Discard(id_of(t)),
    "letter.submit_draft": _submit_draft,
    "letter.restore": _restore,
    "presence.record": _presence,
    "device.register": _register,
    "device.revoke": lambda _, t, __: device.Revoke(id_of(t)),
    "appointment.appoint": _appoint,
    "appointment.end": _end,
}


def args_of(town: Town, verb: str, words: list[str]) -> Any:
    """The arguments of a deed: `words` are the target, if the verb has one, and key=value options."""
    target = next((word for word in words if "=" not in word), "")
    options = dict(word.split("=", 1) for word in words if "=" in word)
    noun, _, name = verb.partition(".")
    if name == "record" and noun != "presence":
        return _stated(town, target, {**options, "noun": noun})
    return BUILDERS[verb](town, target, options)
