# SPDX-License-Identifier: Apache-2.0
"""POST /v1/sync over the real application: what is asked, what is answered, and what is not."""

import contextlib
import re
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import msgspec
import pytest

from server.api.routes import TABLE
from server.services.audit import leaf_of
from server.services.secrets import encode, verifier
from server.store.sql import SqlLedger
from tests.server.agency import CHEAP, Agency, Laptop, agency
from tests.server.test_audit import root_from
from workspace.domain import appointment, task
from workspace.wire import codec, content, protocol
from workspace.wire.protocol import (
    AuditProof,
    CommandState,
    Problem,
    ReceiptRow,
    Row,
    SyncAnswer,
    SyncRequest,
    TreeHead,
)


@pytest.fixture
def town(tmp_path: Path) -> Iterator[Agency]:
    with agency(tmp_path) as made:
        yield made


def give(town: Agency, laptop: Laptop, title: str = "Susun laporan triwulan", cls: int = 0) -> bytes:
    args = task.Give(town.ids(), town.id["staf"], title, "normal", cls=cls)
    return laptop.command("task.give", args, "kabid")


def receipts(answer: SyncAnswer) -> dict[str, ReceiptRow]:
    """What an answer says of commands, by their ids."""
    return {row.id: msgspec.json.decode(row.d, type=ReceiptRow) for row in answer.rows if row.t == "receipt"}


def refused(told: SyncAnswer | Problem) -> tuple[str, dict[str, str]]:
    assert isinstance(told, Problem)
    return told.code, told.params


# ---- the round trip ----------------------------------------------------------------------------------


def test_a_deed_reaches_the_other_desk(town: Agency) -> None:
    kabid, staf = town.laptop("kabid"), town.laptop("staf")
    staf.sync()
    command = give(town, kabid)
    told = receipts(kabid.sync(command))
    assert [(one.outcome, one.sha) for one in told.values()] == [("applied", codec.sha256(command))]
    rows = [row for row in staf.sync().rows if row.t == "task"]
    assert [msgspec.json.decode(row.d)["title"] for row in rows] == ["Susun laporan triwulan"]


def test_a_command_sent_again_is_told_the_same_and_done_once(town: Agency) -> None:
    kabid = town.laptop("kabid")
    command = give(town, kabid)
    first, again = (receipts(kabid.sync(command)) for _ in range(2))
    assert first == again
    assert len(list(town.backend.office.ledger.of_kinds(["task"]))) == 1


def test_a_refusal_is_a_receipt_and_never_a_status(town: Agency) -> None:
    staf = town.laptop("staf")
    args = task.Give(town.ids(), town.id["kadis"], "Perintah dari bawah", "normal")
    assert staf.outcome(staf.command("task.give", args, "staf")) == "not-authorised"
    assert staf.outcome(staf.command("task.give", args, "kadis")) == "not-authorised"
    assert staf.outcome(staf.command("task.abolish", task.Read("x"), "staf")) == "unknown-command"


def test_a_batch_is_judged_in_its_order_and_shares_one_answer(town: Agency) -> None:
    kabid, staf = town.laptop("kabid"), town.laptop("staf")
    made = town.ids()
    chain = [
        kabid.command("task.give", task.Give(made, town.id["staf"], "Satu", "normal"), "kabid"),
        kabid.command("task.withdraw", task.Withdraw(made, town.id["staf"], "Batal"), "kabid"),
        kabid.command("task.withdraw", task.Withdraw(made, town.id["staf"], "Lagi"), "kabid"),
    ]
    told = receipts(kabid.sync(*chain))
    assert [one.code for one in told.values()] == ["", "", "closed"]
    rows = [row for row in staf.sync().rows if row.t == "task"]
    assert len(rows) == 1, "the record as it now stands, not its history"


def test_the_word_for_word_command_can_be_fetched_by_its_officer_only(town: Agency) -> None:
    kabid, staf = town.laptop("kabid"), town.laptop("staf")
    command = give(town, kabid)
    id_ = codec.decode_envelope(command).id
    kabid.sync(command)
    told = kabid.ask("GET", f"/v1/commands/{id_}", None, CommandState)
    assert isinstance(told, CommandState)
    assert (told.outcome, bytes(told.raw)) == ("applied", command)
    for laptop, path in ((staf, id_), (kabid, town.ids()), (kabid, "x")):
        assert refused(laptop.ask("GET", f"/v1/commands/{path}", None, SyncAnswer))[0] == "not-found"


def test_pages_are_cut_and_continue(town: Agency) -> None:
    kabid = town.laptop("kabid")
    kabid.sync(*(give(town, kabid, f"Tugas {n}") for n in range(20)))
    fresh = town.laptop("staf")
    told, pages, titles = fresh.good(fresh.round(limit=3)), 1, set()
    while True:
        titles |= {msgspec.json.decode(row.d)["title"] for row in told.rows if row.t == "task"}
        if not told.more:
            break
        told, pages = fresh.good(fresh.round(limit=3)), pages + 1
    assert titles == {f"Tugas {n}" for n in range(20)}
    assert pages > 8


def test_a_record_that_several_keys_reach_is_sent_once(town: Agency) -> None:
    kabid = town.laptop("kabid")
    kabid.sync(*(give(town, kabid, f"Tugas {n}") for n in range(20)))
    kabid.token, rows, more = "", list[Row](), True
    while more:
        told = kabid.good(kabid.round(limit=7))
        rows, more = [*rows, *(row for row in told.rows if row.t == "task")], told.more
    assert len(rows) == len({row.id for row in rows}) == 20
    assert all(len(row.k) > 1 for row in rows), "giver's position and unit"


def test_an_idle_round_writes_nothing_and_weighs_little(town: Agency) -> None:
    kabid = town.laptop("kabid")
    kabid.sync()
    kabid.sync()
    dump = town.backend.office.ledger.dump()
    body = msgspec.json.encode(SyncRequest(token=kabid.token))
    status, _, raw = kabid.call("POST", "/v1/sync", body)
    assert status == 200
    assert len(body) + len(raw) <= 430, "bytes of both bodies"
    assert town.backend.office.ledger.dump() == dump


def test_a_new_key_and_a_lost_one_travel_with_the_next_round(town: Agency) -> None:
    staf = town.laptop("staf")
    staf.sync()
    value = appointment.Appointment(
        town.ids(),
        town.id["o-staf"],
        town.id["ketua"],
        "plh",
        town.clock(),
        "2026-12-01T00:00:00.000Z",
        (),
        "SP 1",
    )
    town.state("appointment.record", appointment.Record(value))
    assert f"p:{town.id['ketua']}" in staf.sync().new_keys
    town.clock.move(days=8)
    assert staf.renew() == ""
    assert f"p:{town.id['ketua']}" in staf.sync().drop_keys, "ended by the calendar, without any command"


def test_a_secret_record_stays_where_it_may_not_go(tmp_path: Path) -> None:
    with agency(tmp_path, replace(CHEAP, device_class=2)) as town:
        town.clear("staf", 1)
        kadis, staf = town.laptop("kadis"), town.laptop("staf")
        args = task.Give(town.ids(), town.id["staf"], "Sangat terbatas", "normal", cls=2)
        assert kadis.outcome(kadis.command("task.give", args, "kadis")) == ""
        answer = staf.sync()
        assert not [row for row in answer.rows if row.t == "task"]
        assert [gone.why for gone in answer.gone if gone.id == args.task] == ["class"]
        town.clear("staf", 2)
        assert args.task in {row.id for row in staf.sync().rows}, "cleared, so it comes"


def test_nobody_writes_what_they_may_not_see(town: Agency) -> None:
    kabid = town.laptop("kabid")
    assert kabid.outcome(give(town, kabid, cls=2)) == "class-too-high"
    assert kabid.outcome(give(town, kabid, cls=1)) == ""


def test_after_a_forgotten_restore_the_first_round_only_pulls_and_a_new_epoch_begins(town: Agency) -> None:
    kabid = town.laptop("kabid")
    kabid.sync(give(town, kabid))
    with town.backend.database.reader() as reader:
        backup = reader.snapshot()
    kabid.sync(give(town, kabid, "Setelah cadangan"))
    told = kabid.sync()
    town.backend.writer.stop()
    ledger = town.backend.office.ledger
    assert isinstance(ledger, SqlLedger)
    ledger.restore(backup)
    town.backend.office.open()
    town.backend.office.publish()
    town.backend.start()
    command = give(town, kabid, "Sesudahnya")
    answer = kabid.good(kabid.round(command))
    assert answer.epoch != told.epoch
    assert answer.reset
    assert not [one for one in receipts(answer) if one == codec.decode_envelope(command).id]
    assert town.backend.epoch_file.read_text() == answer.epoch, "also beside the database"
    assert receipts(kabid.sync(command))[codec.decode_envelope(command).id].outcome == "applied"


# ---- what cannot be read -----------------------------------------------------------------------------


@pytest.mark.parametrize(
    "broken",
    [b"{}", b"7", b"null", b'{"id":"x"}', b'"' + b"a" * 70_000 + b'"'],
)
def test_a_command_without_an_envelope_is_told_by_its_index(town: Agency, broken: bytes) -> None:
    """R5: the client puts that one aside and goes on."""
    kabid = town.laptop("kabid")
    good = give(town, kabid)
    told = kabid.round(good, broken, good)
    assert refused(told) == ("unreadable-command", {"index": "1"})
    assert not list(town.backend.office.ledger.of_kinds(["task"])), "nothing was judged"


def test_an_envelope_with_a_name_that_is_no_id_is_unreadable(town: Agency) -> None:
    kabid = town.laptop("kabid")
    shape = msgspec.json.decode(give(town, kabid))
    for field, value in (("id", "1"), ("at", "kemarin"), ("n", -1), ("n", 2**64), ("v", 2**53)):
        told = kabid.round(msgspec.json.encode({**shape, field: value}))
        assert refused(told)[0] == "unreadable-command"


DEEP = b"[" * 30_000 + b"]" * 30_000


@pytest.mark.parametrize("levels", [40, 900, 5000, 30_000])
def test_a_command_that_nests_too_deep_is_told_by_its_index_and_the_rest_goes_on(
    town: Agency, levels: int
) -> None:
    kabid = town.laptop("kabid")
    first, last = give(town, kabid, "Kurung [[[ dan {{{ dan \\ saja"), give(town, kabid, 'Kutip " dan ,')
    deep = kabid.command("task.read", {"task": "x", "y": 1}).replace(
        b'"y":1', b'"y":' + b'{"a":[' * (levels // 2) + b"]}" * (levels // 2)
    )
    assert refused(kabid.round(first, deep, last)) == ("unreadable-command", {"index": "1"})
    assert {one.outcome for one in receipts(kabid.sync(first, last)).values()} == {"applied"}
    assert not town.failures


@pytest.mark.parametrize(
    "path", [row.path for row in TABLE if row.takes is not None], ids=lambda path: path.strip("/")
)
@pytest.mark.parametrize(
    "body", [b'{"x":' + DEEP + b"}", DEEP, b'{"commands":"commands","x":[' + DEEP + b"]}"]
)
def test_a_body_that_nests_too_deep_is_unreadable_everywhere(town: Agency, path: str, body: bytes) -> None:
    kabid = town.laptop("kabid")
    body = body if path == "/v1/sync" else body.replace(DEEP, b"[" * 7000 + b"]" * 7000)
    assert refused(kabid.ask("POST", path, body, SyncAnswer))[0] in {"unreadable", "invalid"}


@pytest.mark.parametrize(
    ("args", "told"),
    [
        (b'{"task":1e400}', "unreadable-command"),
        (b'{"task":' + b"9" * 5000 + b"}", "unreadable-command"),
        (b'{"task":"\xff"}', "unreadable-command"),
        (b'{"task":"\\ud800"}', "unreadable"),
        (b'{"task":1180591620717411303424}', "invalid"),
        (b'{"task":"\\u0000"}', "invalid"),
        (b'{"task":"' + b"x" * 60_000 + b'"}', "invalid"),
        (b"null", "invalid"),
        (b"[]", "invalid"),
    ],
)
def test_no_arguments_are_our_bug(town: Agency, args: bytes, told: str) -> None:
    """Signed or not: a problem or a receipt, but never `failed`, which would be tried again."""
    kabid = town.laptop("kabid")
    raw = kabid.command("task.read", {"x": 1}).replace(b'{"x":1}', args)
    with contextlib.suppress(msgspec.DecodeError, UnicodeDecodeError):
        sig = encode(kabid.private.sign(codec.signed_part(raw)))
        raw = re.sub(rb'"sig":"[^"]*"', f'"sig":"{sig}"'.encode(), raw)
    answer = kabid.round(raw)
    if isinstance(answer, Problem):
        assert answer.code == told
    else:
        assert [one.code for one in receipts(answer).values()] == [told]
        assert not answer.failed
    assert not town.failures


def test_more_than_the_limits_allow_is_too_large(town: Agency) -> None:
    kabid = town.laptop("kabid")
    many = [give(town, kabid) for _ in range(protocol.BATCH_COMMANDS + 1)]
    assert refused(kabid.round(*many))[0] == "too-large"
    assert isinstance(kabid.round(*many[:-1]), SyncAnswer)
    big = [give(town, kabid, "x" * 60_000) for _ in range(10)]
    assert refused(kabid.round(*big))[0] == "too-large", "in bytes"


@pytest.mark.parametrize(
    ("body", "headers", "code"),
    [
        (b"", {}, "unreadable"),
        (b"{", {}, "unreadable"),
        (b"\xff\xfe", {}, "unreadable"),
        (b"[]", {}, "invalid"),
        (b'{"limit":"3"}', {}, "invalid"),
        (b'{"limit":true}', {}, "invalid"),
        (b'{"limit":0}', {}, "invalid"),
        (b'{"limit":100000}', {}, "invalid"),
        (b'{"token":7}', {}, "invalid"),
        (b"{}", {"content_type": ""}, "unsupported-media"),
        (b"{}", {"content_type": "text/plain"}, "unsupported-media"),
        (b"{}", {"content_type": "application/json; charset=utf-8"}, "unsupported-media"),
        (b"{}", {"content_encoding": "br"}, "unsupported-media"),
        (b"{}", {"content_encoding": "zstd"}, "unreadable"),
        (b"{}", {"content_encoding": "gzip"}, "unreadable"),
        (b"{}", {"sync_proto": ""}, "unreadable"),
        (b"{}", {"sync_proto": "1.0"}, "unreadable"),
        (b"{}", {"sync_proto": "2"}, "unreadable"),
        (b"{}", {"sync_proto": "0"}, "client-too-old"),
        (b"{}", {"authorization": ""}, "unauthenticated"),
        (b"{}", {"authorization": "Basic eDp5"}, "unauthenticated"),
        (b"{}", {"authorization": "Bearer"}, "unauthenticated"),
        (b"{}", {"device_id": "another"}, "unauthenticated"),
    ],
)
def test_requests_that_are_not_answered(
    town: Agency, body: bytes, headers: dict[str, str], code: str
) -> None:
    kabid = town.laptop("kabid")
    told = kabid.ask("POST", "/v1/sync", body, SyncAnswer, **headers)
    assert refused(told)[0] == code


@pytest.mark.parametrize("coding", ["", "identity", "zstd", "gzip"])
def test_bodies_may_be_folded_both_ways(town: Agency, coding: str) -> None:
    kabid = town.laptop("kabid")
    body, used = content.fold(msgspec.json.encode(SyncRequest()) + b" " * 900, coding)
    status, headers, _ = kabid.call(
        "POST", "/v1/sync", body, content_encoding=used or coding, accept_encoding=coding
    )
    assert status == 200
    assert headers.get("content-encoding", "") == ("" if coding == "identity" else coding)


def test_a_bomb_is_refused_before_it_unfolds(town: Agency) -> None:
    kabid = town.laptop("kabid")
    for coding in ("zstd", "gzip"):
        bomb, _ = content.fold(b"[" * 100_000_000, coding)
        told = kabid.ask("POST", "/v1/sync", bomb, SyncAnswer, content_encoding=coding)
        assert refused(told)[0] == "too-large"


def test_a_length_that_lies_is_refused_unread(town: Agency) -> None:
    kabid = town.laptop("kabid")
    for length, code in (("99999999", "too-large"), ("-1", "unreadable"), ("ten", "unreadable")):
        pairs = {"sync-proto": "1", "authorization": f"Bearer {kabid.session.access}",
                 "content-type": "application/json", "content-length": length}  # fmt: skip
        status, _, raw = town.asgi.call(
            "POST", "/v1/sync", [(k.encode(), v.encode()) for k, v in pairs.items()]
        )
        assert msgspec.json.decode(raw)["code"] == code
        assert status in {400, 413}


def test_every_answer_is_marked_as_ours(town: Agency) -> None:
    kabid = town.laptop("kabid")
    for method, path, message in (
        ("POST", "/v1/sync", SyncRequest()),
        ("GET", "/v1/meta", None),
        ("GET", "/v1/nothing", None),
        ("PATCH", "/v1/sync", None),
    ):
        _, headers, raw = kabid.call(method, path, message)
        assert headers["sync-proto"] == "1"
        assert headers["content-digest"] == content.digest(raw)
        assert headers["content-type"] in {"application/json", "application/problem+json"}


def test_paths_and_methods_that_do_not_exist(town: Agency) -> None:
    kabid = town.laptop("kabid")
    for method, path, code in (
        ("GET", "/", "not-found"),
        ("GET", "/v1/sync/", "not-found"),
        ("GET", "/v1/sync", "method-not-allowed"),
        ("PUT", "/v1/session", "method-not-allowed"),
        ("GET", "/v1/commands/a/b", "not-found"),
    ):
        assert refused(kabid.ask(method, path, None, SyncAnswer))[0] == code


def test_a_request_may_bring_its_own_name(town: Agency) -> None:
    kabid, mine = town.laptop("kabid"), town.ids()
    told = kabid.ask("GET", "/v1/nothing", None, SyncAnswer, request_id=mine)
    assert isinstance(told, Problem)
    assert told.request_id == mine
    told = kabid.ask("GET", "/v1/nothing", None, SyncAnswer, request_id="<script>")
    assert isinstance(told, Problem)
    assert told.request_id not in {"", "<script>"}


# ---- the audit log -----------------------------------------------------------------------------------


def test_an_officer_can_prove_that_a_command_arrived(town: Agency) -> None:
    """With nothing but the answer and the server's public key."""
    kabid, staf = town.laptop("kabid"), town.laptop("staf")
    commands = [give(town, kabid, f"Tugas {n}") for n in range(7)]
    told = receipts(kabid.sync(*commands))
    heads = set()
    for id_, receipt in told.items():
        proof = kabid.ask("GET", f"/v1/audit/proof/{id_}", None, AuditProof)
        assert isinstance(proof, AuditProof)
        assert proof.leaf == receipt.leaf == leaf_of(proof.salt, msgspec.json.decode(proof.receipt))
        assert root_from(proof.leaf, proof.index, proof.head.size, proof.path) == proof.head.root
        head = proof.head
        signed = protocol.signed_head(head.epoch, head.size, head.root, head.time)
        assert verifier()(town.secrets.tree_key, signed, head.sig)
        assert refused(staf.ask("GET", f"/v1/audit/proof/{id_}", None, SyncAnswer))[0] == "not-found"
        heads.add(head.root)
    again = kabid.ask("GET", "/v1/audit/head", None, TreeHead)
    assert isinstance(again, TreeHead)
    assert heads == {again.root}


def test_a_server_bug_in_one_command_stops_no_other(tmp_path: Path) -> None:
    """R4: it is listed, gets no receipt, and is written down."""

    def stumbling(key: str, raw: bytes, sig: str) -> bool:
        if b"Biasa" in raw:
            raise ZeroDivisionError
        return verifier()(key, raw, sig)

    with agency(tmp_path, replace(CHEAP, verify=stumbling)) as town:
        kabid = town.laptop("kabid")
        bad, good = give(town, kabid, "Biasa"), give(town, kabid, "Luar biasa")
        told = kabid.good(kabid.round(bad, good))
        assert told.failed == (codec.decode_envelope(bad).id,)
        assert set(receipts(told)) == {codec.decode_envelope(good).id}
        assert [id_ for id_, _ in town.failures] == list(told.failed)
