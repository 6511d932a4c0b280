# SPDX-License-Identifier: Apache-2.0
"""Taking in a page from the server: rows, losses, receipts and the token, in one transaction.

Absence never means deletion, with one exception: the sweep at the end of a download that started again from
nothing. Receipts are the only acknowledgement; one of them, not an answer, moves a command out of the outbox.
"""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import Any

import msgspec

from workspace.domain import registry
from workspace.domain.changes import Changes
from workspace.domain.command import Command
from workspace.domain.directory import TYPES
from workspace.domain.errors import Refused
from workspace.domain.ids import Id, Key
from workspace.domain.moment import plus
from workspace.storage.desk import RULE_KINDS, Desk, Waiting
from workspace.storage.tables import Done, Promised, Trayed, Truth
from workspace.wire import codec, protocol
from workspace.wire.protocol import ReceiptRow, Row, SyncAnswer

FIRST, RECHECK, READY = "first", "recheck", "ready"  # the download's own state, meta "boot"
SWEEP_MAX, SWEEP_PART = 50, 0.05  # a sweep beyond both waits for the officer's decision (T24, F30)
JOURNAL_DAYS = 30

_receipt = msgspec.json.Decoder(ReceiptRow)


@dataclass(slots=True)
class Absorbed:
    """What became of an answer. `stale`: it was no answer to our token and nothing was touched."""

    changes: Changes
    stale: bool = False
    refused: int = 0  # newly in the tray, for the one notification
    reoffered: int = 0


@dataclass(slots=True)
class _Page:
    """The growing effect of one page; `waiting` and `tray` are read once for all its receipts."""

    waiting: dict[Id, Waiting]
    tray: dict[Id, Trayed]
    ready: bool
    touched: set[Id] = field(default_factory=set)
    done: list[Done] = field(default_factory=list)
    left: list[Id] = field(default_factory=list)
    outbox: bool = False
    trayed: bool = False
    refused: int = 0


def absorb(desk: Desk, answer: SyncAnswer, asked: tuple[str, int] | None = None) -> Absorbed:
    """Apply an answer by compare-and-swap on the token it was asked with (F12).

    `asked` is what the machine knew of time when it asked. The server told its time after that, however long the
    answer then took: a check-in counted from there is never made earlier than it was.
    """
    tables = desk.tables
    if answer.base != protocol.base_of(tables.meta("token")):
        return Absorbed(Changes(), stale=True)
    with desk.transaction():
        page = _page(desk)
        if answer.reset and tables.meta("token"):
            tables.set_meta("boot", RECHECK)
            # An epoch's name can come back with an old backup: only receipts of this download confirm anything.
            tables.put_done([done._replace(epoch="") for done in tables.journal()])
        if answer.reset or tables.meta("forgot") != answer.time[:10]:  # before anything is offered again
            tables.forget_before(plus(answer.time, days=-JOURNAL_DAYS))
            tables.set_meta("forgot", answer.time[:10])
        if answer.reset:
            tables.clear_keys()
            tables.set_meta("sweep_held", "")  # the end of this download decides anew
        tables.set_meta("epoch", answer.epoch)
        _take_rows(desk, answer, page)
        _lose(desk, answer, page)
        if tables.meta("sweep_held"):  # others may have offered some again, or it is no longer mine to see
            tables.set_meta("sweep_held", str(len(tables.keyless()) or ""))
        for row in answer.rows:
            if row.t == "receipt":
                _receipt_came(desk, row.id, _receipt.decode(row.d), answer.epoch, page)
        _close(desk, page)
        tables.set_meta("token", answer.token)
        tables.set_meta("contact", answer.time)
        tables.set_meta("anchor", "{} {} {} {}".format(answer.time, *(asked or desk.boot()), answer.anchor))
        if answer.head is not None:
            _keep_head(desk, answer.head)
        reoffered = 0
        if not answer.more and tables.meta("boot") != READY:
            _sweep(desk, page)
            reoffered = _reoffer(desk, answer.epoch)
            tables.set_meta("boot", READY)
        if not answer.more:
            _orphaned(desk, page)
        changes = desk.replay(page.touched)
    changes |= Changes(outbox=page.outbox or reoffered > 0, tray=page.trayed, sync=True)
    return Absorbed(changes, refused=page.refused, reoffered=reoffered)


def _page(desk: Desk) -> _Page:
    return _Page(
        waiting={w.row.id: w for w in desk.waiting},
        tray={t.id: t for t in desk.tables.tray()},
        ready=desk.tables.meta("boot") == READY,
    )


def _close(desk: Desk, page: _Page) -> None:
    """Write what the receipts of a page did to outbox and journal, all at once: first what frees pages of the file,
    then what fills them.
    """
    desk.tables.drop_out(page.left)
    desk.tables.put_done(page.done)
    desk.left(page.left)


def _take_rows(desk: Desk, answer: SyncAnswer, page: _Page) -> None:
    rows = [row for row in answer.rows if row.t != "receipt"]
    # Bodies are copied out of the page: one kept slice would hold the whole answer in memory.
    truths = [Truth(r.id, r.t, r.rev, r.seq, r.cls, bytes(r.d)) for r in rows]
    desk.tables.put_truth(truths, [row.k for row in rows])
    page.touched.update(row.id for row in rows if row.t in registry.NOUNS)
    desk.moved(page.touched)
    _learn(desk, rows)


def _learn(desk: Desk, rows: list[Row]) -> None:
    for row in rows:
        if row.t in TYPES:
            desk.learn(row.id, codec.decode_value(row.t, row.d))
    if any(row.t in RULE_KINDS for row in rows):
        desk.reread_rules()


def _lose(desk: Desk, answer: SyncAnswer, page: _Page) -> None:
    """Losses of permission or class are applied at once; they are never held."""
    gone = set(desk.tables.drop_keys((loss.k, loss.id) for loss in answer.gone))
    for key in answer.drop_keys:
        gone.update(desk.tables.drop_key(key))
    gone.update(_out_of_reach(desk, answer))
    if answer.max_class < int(desk.tables.meta("max_class") or 0):
        gone.update(desk.tables.above_class(answer.max_class))
    desk.tables.set_meta("max_class", str(answer.max_class))
    _remove(desk, gone, page)


def _out_of_reach(desk: Desk, answer: SyncAnswer) -> list[Id]:
    """Records that await a sweep, and that no key of mine would reach any more."""
    before = set() if answer.reset else set(desk.tables.meta("keys").split())
    keys = before.difference(answer.drop_keys).union(answer.new_keys)
    if keys == before:
        return []
    desk.tables.set_meta("keys", " ".join(sorted(keys)))
    if not (answer.reset or answer.drop_keys):
        return []
    rows = (row for id_ in desk.tables.keyless() if (row := desk.tables.truth(id_)) is not None)
    return [
        row.id
        for row in rows
        if row.kind in registry.NOUNS and keys.isdisjoint(_audience(codec.decode_value(row.kind, row.body)))
    ]


def _audience(value: Any) -> frozenset[Key]:
    return registry.of(value).audience(value)


def _remove(desk: Desk, ids: set[Id], page: _Page) -> None:
    desk.tables.drop_truth(sorted(ids))
    desk.moved(ids)
    for id_ in ids:
        desk.learn(id_, None)
    if ids:
        desk.reread_rules()
    page.touched |= ids


def _receipt_came(desk: Desk, id_: Id, receipt: ReceiptRow, epoch: str, page: _Page) -> None:
    waiting = page.waiting.pop(id_, None)
    if waiting is not None:
        page.outbox = True
        if waiting.row.sealed and codec.sha256(waiting.row.raw) != receipt.sha:
            _refuse(desk, id_, Refused("command-id-reused"), page)
        elif receipt.outcome == "applied" or _quiet(waiting.command):
            page.done.append(_done(waiting.row, waiting.command, receipt, epoch))
            page.left.append(id_)
        else:
            _refuse(desk, id_, Refused(receipt.code, receipt.params), page)
        return
    done = desk.tables.done(id_)
    trayed = page.tray.get(id_)
    if done is not None:
        _confirm(desk, done, receipt, epoch, page)
    elif trayed is not None and receipt.outcome == "applied":
        if not trayed.other:
            command = codec.decode_command(trayed.raw, desk.officer)
            page.done.append(_done(Promised(id_, command.n, id_, trayed.raw), command, receipt, epoch))
        desk.tables.drop_tray([id_])
        page.trayed = True
    elif trayed is None and receipt.outcome == "refused" and page.ready:
        _from_other_device(desk, id_, receipt, page)


def _quiet(command: Command) -> bool:
    return registry.verb(command.name).quiet


def _refuse(desk: Desk, id_: Id, refused: Refused, page: _Page) -> None:
    for entry in desk.to_tray(id_, refused):
        page.waiting.pop(entry.id, None)
        page.tray[entry.id] = entry  # its own receipt may stand in this very page
    page.outbox = page.trayed = True
    page.refused += 1


def _done(row: Promised, command: Command, receipt: ReceiptRow, epoch: str) -> Done:
    return Done(row.id, row.n, row.raw, epoch, command.at, receipt.received, receipt.leaf)


def _confirm(desk: Desk, done: Done, receipt: ReceiptRow, epoch: str, page: _Page) -> None:
    """A receipt for what the journal holds: normal again after a restore, or now refused (then: the tray)."""
    command = codec.decode_command(done.raw, desk.officer)
    if receipt.outcome == "applied" or _quiet(command):
        fresh = done._replace(epoch=epoch, received=receipt.received, leaf=receipt.leaf)
        page.done.append(fresh)
        return
    page.tray[done.id] = Trayed(done.id, done.id, done.raw, receipt.code, receipt.params, command.at)
    desk.tables.put_tray([page.tray[done.id]])
    desk.tables.drop_done([done.id])
    _refuse(desk, done.id, Refused(receipt.code, receipt.params), page)


def _from_other_device(desk: Desk, id_: Id, receipt: ReceiptRow, page: _Page) -> None:
    verb = registry.VERBS.get(receipt.name)
    if verb is not None and verb.quiet:
        return
    entry = Trayed(id_, id_, b"", receipt.code, receipt.params, receipt.received, other=True)
    desk.tables.put_tray([entry])
    page.trayed = True
    page.refused += 1


def _keep_head(desk: Desk, head: protocol.TreeHead) -> None:
    """Remember the newest signed head of the audit log; one that is not the server's, or a shrunken or rewritten log,
    is noted, never hidden.
    """
    if not desk.signed(head):
        desk.tables.set_meta("tree_alarm", f"signature\n{head.epoch}\n{head.size}\n{head.root}")
        return
    old = desk.tables.meta("tree")
    if old:
        epoch, size, root = old.split("\n")
        if epoch == head.epoch and (head.size < int(size) or (head.size == int(size) and head.root != root)):
            desk.tables.set_meta("tree_alarm", f"{old}\n{head.size}\n{head.root}")
            return
    desk.tables.set_meta("tree", f"{head.epoch}\n{head.size}\n{head.root}")


def _sweep(desk: Desk, page: _Page) -> None:
    """After a download from nothing: what did not come again is gone, unless that is suspiciously much."""
    lost = desk.tables.keyless()
    if len(lost) > max(SWEEP_MAX, int(SWEEP_PART * desk.tables.count_truth())):
        desk.tables.set_meta("sweep_held", str(len(lost)))
        return
    _drop_kept(desk, lost, page)


def _drop_kept(desk: Desk, lost: list[Id], page: _Page) -> None:
    rows = [row for id_ in lost if (row := desk.tables.truth(id_)) is not None]
    desk.tables.keep(rows, desk.clock())
    _remove(desk, set(lost), page)
    desk.tables.set_meta("sweep_held", "")


def sweep_now(desk: Desk) -> Changes:
    """The officer decided: remove what a restored server no longer holds (copies stay for 30 days).

    Nothing happens while it is being downloaded anew, for then what did not come yet only seems lost.
    """
    if not desk.tables.meta("sweep_held"):
        return Changes()
    with desk.transaction():
        page = _page(desk)
        _drop_kept(desk, desk.tables.keyless(), page)
        changes = desk.replay(page.touched)
    return changes | Changes(sync=True)


def _reoffer(desk: Desk, epoch: str) -> int:
    """Offer again every command of the journal whose receipt belongs to another history (§ restore)."""
    rows = desk.tables.journal(not_epoch=epoch)
    again = [Promised(row.id, row.n, row.id, row.raw, sealed=True) for row in rows]
    desk.tables.put_out(again)
    desk.tables.drop_done([row.id for row in rows])
    desk.take_back(again)
    return len(again)


def _orphaned(desk: Desk, page: _Page) -> None:
    """A command whose predecessor nobody here knows any more, on a record that never came, can only wait (R21)."""
    ids = {w.row.id for w in desk.waiting}
    for w in desk.waiting:
        if not w.command.after:
            continue
        lost = next((i for i in w.command.after if i not in ids and desk.tables.done(i) is None), None)
        if lost and w.row.id not in page.tray and any(desk.tables.truth(i) is None for i in w.names):
            _refuse(desk, w.row.id, Refused("dependency-failed", {"id": lost, "code": ""}), page)


def words_came(desk: Desk, state: protocol.CommandState) -> Changes:
    """The words of a refused command of another device of mine arrived (R3)."""
    with desk.transaction():
        entries = [t for t in desk.tables.tray() if t.id == state.id and not t.raw]
        raw = bytes(state.raw)
        desk.tables.put_tray([replace(t, raw=raw, at=codec.decode_envelope(raw).at) for t in entries])
    return Changes(tray=bool(entries))
