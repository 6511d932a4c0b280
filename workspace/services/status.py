# SPDX-License-Identifier: Apache-2.0
"""The one truth about the sync state: status bar, activity, system tray and tray count all show this value."""

from dataclasses import dataclass, replace

from workspace.domain.moment import Instant
from workspace.services import treekey
from workspace.sync.engine import Engine

OFFLINE_KINDS = frozenset({"no-network", "dns", "proxy", "timeout", "certificate", "not-ours"})
OWN_KINDS = frozenset({"store", "bug"})  # this machine's, not the server's


@dataclass(frozen=True, slots=True)
class SyncState:
    """`code` names the sentence; the numbers and times fill it in. `trouble` is the cause while there is one."""

    code: str
    waiting: int = 0
    parked: int = 0
    tray: int = 0
    sent: int = 0
    contact: Instant = ""
    retry_at_ms: int = 0
    records: int = 0
    trouble: str = ""
    sweep_held: int = 0
    alarm: bool = False

    @property
    def needed(self) -> int:
        """How many things wait for the officer: refused commands, a held sweep, a log that was rewritten."""
        return self.tray + bool(self.sweep_held) + self.alarm

    @property
    def offline(self) -> bool:
        """Whether decisions made now wait for a connection."""
        return self.code in {"offline", "offline-waiting", "trouble"} or bool(self.trouble)


def sync_state(engine: Engine) -> SyncState:
    """What to say now, the most important first: what needs the officer comes before what runs by itself."""
    tables = engine.desk.tables
    waiting, parked, tray = tables.counts()
    trouble = engine.trouble.code if engine.trouble else ""
    state = SyncState(
        code="synced",
        waiting=waiting,
        parked=parked,
        tray=tray,
        sent=engine.sending,
        contact=tables.meta("contact"),
        retry_at_ms=engine.schedule.at_ms,
        records=tables.count_truth(),
        trouble=trouble,
        sweep_held=int(tables.meta("sweep_held") or 0),
        alarm=treekey.alarm(tables),
    )
    return replace(state, code=_code(engine, state))


def _code(engine: Engine, s: SyncState) -> str:
    if engine.trouble and engine.trouble.code in {"device-revoked", "client-too-old"}:
        return "blocked"
    if engine.needs_login:
        return "signed-out"
    if s.trouble in OWN_KINDS:
        return "trouble"
    if s.needed:
        return "needs-you"
    if engine.first_download() and (s.records or not s.trouble):
        return "first-download"
    if engine.recheck():
        return "recheck"
    if s.trouble:
        if engine.trouble and engine.trouble.kind in OFFLINE_KINDS:
            return "offline-waiting" if s.waiting else "offline"
        return "trouble"
    if s.parked:
        return "held"
    if engine.sending:
        return "syncing"
    if not s.waiting:
        return "synced"
    # Otherwise all are still in the seconds in which undo is easy.
    return "pending" if any(True for _ in engine.desk.ready()) else "undoable"
