# SPDX-License-Identifier: Apache-2.0
"""The route of a letter as steps: who drafted it, who decided what, whom it waits for."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication

from ui import when
from ui.widgets.steps import Step
from workspace.domain.letter import APPROVING, Decision, Letter
from workspace.domain.moment import Instant
from workspace.services.reading import Reading

translate = QCoreApplication.translate


def of_letter(value: Letter, reading: Reading) -> list[Step]:
    """The drafter, then each of the route with what they decided on the present version."""
    sent = value.versions[-1].at if value.versions else value.since
    who = reading.holder_name(value.drafter) or reading.name(value.by) or reading.title(value.drafter)
    drafted = translate("route", "{name}, version {n}").format(name=who, n=value.version)
    steps = [Step(reading.title(value.drafter), drafted, _time(sent, reading), "done")]
    standing = {d.position: d for d in value.decisions if d.version == value.version and d.stands}
    for at, position in enumerate(value.route):
        name = reading.holder_name(position)
        decision = standing.get(position)
        if decision is not None:
            steps.append(_decided(decision, reading))
        elif at == value.step and value.state in APPROVING:
            waiting = translate("route", "waits for {name}").format(name=name) if name else ""
            text = waiting or translate("route", "vacant, waits")
            steps.append(Step(reading.title(position), text, "", "current"))
        else:
            steps.append(Step(reading.title(position), name or translate("route", "vacant")))
    return steps


def _decided(decision: Decision, reading: Reading) -> Step:
    name = reading.name(decision.by)
    if decision.kind == "return":
        text = translate("route", "{name} returned it").format(name=name)
        return Step(reading.title(decision.position), text, _time(decision.at, reading), "returned")
    text = translate("route", "{name} approved").format(name=name)
    return Step(reading.title(decision.position), text, _time(decision.at, reading), "done")


def _time(instant: Instant, reading: Reading) -> str:
    return when.short(instant, reading.zone, reading.today())
