# SPDX-License-Identifier: Apache-2.0
"""Whatever becomes of its exchanges (answered, lost on either way, doubled, late, refused), the engine loses no
command, asks for nothing in circles, and never talks twice at once.
"""

from __future__ import annotations

from typing import Any

from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, precondition, rule

from tests.sync.line import Line, line, told
from workspace.domain import task
from workspace.domain.ids import Id
from workspace.storage.tables import Trayed
from workspace.sync.engine import ASK_AGAIN_MS, Exchange, Failure, Fetch, Reply
from workspace.wire import codec
from workspace.wire.protocol import Renew, Session, SyncAnswer, SyncRequest, base_of

FAILURES = (
    Failure("no-network"), Failure("timeout"), Failure("not-ours", detail="200"),
    told("internal"), told("unavailable", 503),
    Failure("server", told("rate-limited", 429).problem, 30),
    told("too-large", 413, "never"), told("unreadable-command", 400, "never", index="0"),
)  # fmt: skip
WITHOUT_RECEIPT = {"invalid", "too-large", "dependency-failed"}  # what the engine itself puts into the tray


class Talk(RuleBasedStateMachine):
    """`clean`: a pull was answered since the last failure. `tried`: how it renewed since it was last answered.
    `asked`: rows of answered rounds since it last had nothing to do.
    """

    def __init__(self) -> None:
        super().__init__()
        self.clean = False
        self.tried: set[str] = set()
        self.asked: set[Id] = set()
        self.late: list[SyncAnswer] = []

    @initialize(seed=st.sampled_from([7, 8]), limit=st.sampled_from([3, 50]))
    def begin(self, seed: int, limit: int) -> None:
        self.line: Line = line(seed, limit)
        for _ in range(3):
            self.line.give()
        self.line.drain(self.line.me)
        self.clean = True

    @property
    def out(self) -> Exchange | None:
        return self.line.engine.in_flight

    def _ids(self, exchange: Exchange | None) -> list[Id]:
        commands = exchange.commands if isinstance(exchange, SyncRequest) else ()
        return [codec.decode_envelope(bytes(raw)).id for raw in commands]

    # the officer and the others

    @rule()
    def a_task_is_given(self) -> None:
        self.line.give()

    @rule(data=st.data())
    def a_deed(self, data: st.DataObject) -> None:
        held = [row.id for row in self.line.me.tables.truths(("task",))]
        mine = [i for i in held if getattr(self.line.me.desk.value(i), "state", "") in task.OPEN]
        if mine:
            id_ = data.draw(st.sampled_from(mine))
            if data.draw(st.booleans()):
                self.line.note(id_)
            else:
                self.line.complete(self.line.me, id_)

    @rule()
    def the_other_laptop_is_faster(self) -> None:
        laptop = self.line.other
        self.line.drain(laptop)
        held = [row.id for row in laptop.tables.truths(("task",))]
        for id_ in [i for i in held if getattr(laptop.desk.value(i), "state", "") in task.OPEN][:1]:
            self.line.complete(laptop, id_)
            self.line.drain(laptop)

    @rule()
    def a_command_of_the_other_laptop_is_refused(self) -> None:
        if self.out is None and self.clean and self.line.session and not self.line.engine.needs_login:
            self.line.refused_elsewhere()
            self.clean, self.tried, self.asked = True, set(), set()

    @rule(ms=st.one_of(st.integers(0, 5_000), st.integers(0, 600_000), st.just(ASK_AGAIN_MS)))
    def time_passes(self, ms: int) -> None:
        self.line.wait(ms)

    @rule()
    def somebody_asks(self) -> None:
        self.line.engine.nudge()

    @rule()
    def the_process_dies(self) -> None:
        self.line.restart()
        self.clean, self.tried, self.asked = False, set(), set()

    @rule(session=st.booleans(), refresh=st.booleans(), proof=st.booleans())
    def the_server_takes(self, session: bool, refresh: bool, proof: bool) -> None:
        self.line.session, self.line.refresh, self.line.proof = session, refresh, proof

    @precondition(lambda self: self.line.engine.needs_login)
    @rule()
    def the_officer_signs_in(self) -> None:
        self.line.session = True
        me = self.line.me
        self.line.engine.signed_in(Session(me.officer, me.id, "a", "", "r", ""))

    # the line

    @rule(waits=st.booleans())
    def ask(self, waits: bool) -> None:
        engine, before = self.line.engine, self.out
        if waits:
            self.line.wait(engine.schedule.wait_ms())
        due = engine.schedule.due()
        exchange = engine.begin()
        if before is not None or engine.needs_login or not due:
            assert exchange is None, "one exchange at a time, and none in vain"
            return
        match exchange:
            case SyncRequest():
                ids = self._ids(exchange)
                assert self.clean or not ids, "what leaves after a failure leaves after an answer"
                assert self.asked.isdisjoint(ids), "no row twice without a rest"
                assert len(set(ids)) == len(ids)
            case Fetch(id=id_):
                entry = next(t for t in self.line.me.tables.tray() if t.id == id_)
                assert entry.other
                assert entry.raw == b""
            case Renew(refresh=refresh):
                self.tried.add("refresh" if refresh else "proof")
            case None:
                raise AssertionError("due, and nothing asked")

    def _land(self, reply: Reply | Failure) -> None:
        exchange, engine = self.out, self.line.engine
        token = self.line.me.tables.meta("token")
        if isinstance(reply, Failure):
            gone = isinstance(exchange, Fetch) and reply.problem is not None and reply.problem.status == 404
            self.clean = self.clean and gone
        self.line.land(reply)
        assert self.out is None
        if isinstance(reply, SyncAnswer) and reply.base == base_of(token):
            self.clean, self.tried = True, set()
            self.asked = self.asked.union(self._ids(exchange)) if engine.schedule.due() else set()
        if isinstance(reply, Failure) and reply.retry_after_s:
            assert engine.schedule.wait_ms() == reply.retry_after_s * 1000

    @precondition(lambda self: self.out is not None)
    @rule()
    def it_is_answered(self) -> None:
        self._land(self.line.answer(self.out))  # type: ignore[arg-type]

    @precondition(lambda self: self.out is not None)
    @rule()
    def it_arrives_twice(self) -> None:
        self.line.answer(self.out)  # type: ignore[arg-type]
        self._land(self.line.answer(self.out))  # type: ignore[arg-type]

    @precondition(lambda self: self.out is not None)
    @rule()
    def its_answer_is_lost(self) -> None:
        reply = self.line.answer(self.out)  # type: ignore[arg-type]
        if isinstance(reply, SyncAnswer):
            self.late.append(reply)
        self._land(Failure("timeout"))

    @precondition(lambda self: isinstance(self.out, SyncRequest) and self.late)
    @rule(data=st.data())
    def an_old_answer_comes_instead(self, data: st.DataObject) -> None:
        self._land(self.late.pop(data.draw(st.integers(0, len(self.late) - 1))))

    @precondition(lambda self: self.out is not None)
    @rule(failure=st.sampled_from(FAILURES))
    def it_fails(self, failure: Failure) -> None:
        self._land(failure)

    # what must hold

    @invariant()
    def no_command_is_lost(self) -> None:
        if not hasattr(self, "line"):
            return
        tables, receipt = self.line.me.tables, self.line.world.ledger.receipt
        waiting = {row.id for row in tables.outbox()}
        tray: dict[Id, Trayed] = {entry.id: entry for entry in tables.tray()}
        for id_ in self.line.promised - waiting:
            judged: Any = receipt(id_)
            if tables.done(id_) is not None:
                assert judged is not None
                assert judged.outcome == "applied"
            else:
                assert id_ in tray, "neither waiting, nor done, nor refused"
                assert judged is not None or tray[id_].code in WITHOUT_RECEIPT

    @invariant()
    def the_officer_is_asked_last(self) -> None:
        if hasattr(self, "line") and self.line.engine.needs_login:
            assert self.tried == {"refresh", "proof"}

    def teardown(self) -> None:
        """On a good line all comes right by itself, but for what only the officer can do."""
        if not hasattr(self, "line"):
            return
        good = self.line
        if self.out is not None:
            good.land(Failure("timeout"))
        good.session = good.refresh = good.proof = False
        good.wait(ASK_AGAIN_MS)
        if not good.engine.needs_login:
            assert len(good.drain(good.me)) <= 5, "a round, a refresh, a proof, and no more"
        assert good.engine.needs_login
        self.the_officer_signs_in()
        good.refresh = good.proof = True
        for _ in range(3):
            good.wait(ASK_AGAIN_MS)
            good.drain(good.me, most=400)
        assert not good.me.desk.waiting
        assert all(entry.raw for entry in good.me.tables.tray())
        self._an_idle_hour(good)

    @staticmethod
    def _an_idle_hour(good: Line) -> None:
        end, exchanges = good.world.now + 3_600_000, 0
        while good.world.now < end:
            exchange = good.engine.begin()
            if exchange is None:
                assert good.engine.schedule.wait_ms() > 0
                good.wait(good.engine.schedule.wait_ms())
                continue
            exchanges += 1
            assert exchanges < 999, "a hot loop"
            good.land(good.answer(exchange))
        assert exchanges <= 3_600 / good.engine.hints.poll_s + 1


TestTalk = Talk.TestCase
TestTalk.settings = settings(stateful_step_count=40)
