# SPDX-License-Identifier: Apache-2.0
"""Attachments: in pieces over a line that is cut, and whole under their hash or not there at all."""

import base64
import hashlib
from collections.abc import Iterator
from dataclasses import replace
from itertools import product
from pathlib import Path
from random import Random
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from server.api import blobs as api
from server.services.blobs import BLOB_MAX, UNFINISHED_MAX, UPLOADS_MAX, BlobTables, Shelf, Upload, wrong
from server.store.blobs import MemoryBlobs, SqlBlobs
from server.store.memory import MemoryLedger
from tests.server.agency import Agency, Laptop, agency
from tests.server.twins import differ

DAYS = [f"2026-11-{day:02d}T00:00:00.000Z" for day in range(1, 29)]
RAW = bytes(range(256)) * 40


def step(tables: BlobTables, rng: Random) -> Any:
    """One random write, and what all reads then say."""
    id_, officer, sha = (f"{kind}{rng.randrange(3)}" for kind in "uos")
    match rng.randrange(4):
        case 0 | 1:
            tables.put_upload(Upload(id_, officer, sha, 9, rng.randrange(9), rng.choice(DAYS)))
        case 2:
            tables.drop_upload(id_)
        case 3:
            tables.put_sent(sha, officer, 9, rng.choice(DAYS))
    now = rng.choice(DAYS)
    return (
        tables.upload(id_), tables.uploads_of(officer), tables.uploads_before(now), tables.sent(sha, officer),
        tables.blobs(), tables.dump(),
    )  # fmt: skip


@pytest.mark.parametrize("seed", range(10))
def test_both_stores_tell_and_keep_the_same(tmp_path: Path, seed: int) -> None:
    assert not differ(tmp_path, SqlBlobs, MemoryBlobs, step, seed)


# ---- tus -----------------------------------------------------------------------------------------


@pytest.fixture
def town(tmp_path: Path) -> Iterator[Agency]:
    with agency(tmp_path) as made:
        yield made


def b64(raw: bytes) -> str:
    return base64.b64encode(raw).decode()


def sha_of(raw: bytes) -> str:
    return hashlib.sha256(raw).hexdigest()


def announced(raw: bytes, sha: str = "") -> dict[str, str]:
    """The headers that announce an attachment."""
    return {
        "tus_resumable": "1.0.0", "upload_length": str(len(raw)),
        "upload_metadata": f"filename {b64(b'../../kop.pdf')},sha256 {b64((sha or sha_of(raw)).encode())}",
    }  # fmt: skip


def announce(laptop: Laptop, raw: bytes, sha: str = "", **headers: str) -> tuple[int, dict[str, str], bytes]:
    return laptop.call("POST", "/v1/blobs", None, **{**announced(raw, sha), **headers})


def begin(laptop: Laptop, raw: bytes, sha: str = "") -> str:
    """Announced; where it is sent to."""
    status, headers, _ = announce(laptop, raw, sha)
    assert (status, headers["upload-offset"]) == (201, "0")
    return headers["location"]


def send(
    laptop: Laptop, where: str, offset: int, raw: bytes, **headers: str
) -> tuple[int, dict[str, str], bytes]:
    told = {"content_type": api.PIECE, "tus_resumable": "1.0.0", "upload_offset": str(offset), **headers}
    return laptop.call("PATCH", where, raw, **told)


def offset_of(laptop: Laptop, where: str) -> int:
    status, headers, _ = laptop.call("HEAD", where, None, tus_resumable="1.0.0")
    assert (status, headers["cache-control"]) == (200, "no-store")
    return int(headers["upload-offset"])


def fetch(laptop: Laptop, sha: str, **headers: str) -> tuple[int, dict[str, str], bytes]:
    return laptop.call("GET", f"/v1/blobs/{sha}", None, **headers)


def test_which_tus_is_spoken_is_told_to_anybody(town: Agency) -> None:
    status, headers, raw = Laptop(town, "staf").call("OPTIONS", "/v1/blobs", None, authorization="")
    assert (status, raw, headers["tus-version"]) == (204, b"", "1.0.0")
    assert headers["tus-extension"] == "creation,expiration,checksum,termination"
    assert headers["tus-max-size"] == str(BLOB_MAX)


def test_an_attachment_goes_up_in_pieces_and_comes_down_whole(town: Agency) -> None:
    staf = town.laptop("staf")
    where = begin(staf, RAW)
    half = len(RAW) // 2
    status, headers, _ = send(staf, where, 0, RAW[:half])
    assert (status, headers["upload-offset"], headers["tus-resumable"]) == (204, str(half), "1.0.0")
    assert offset_of(staf, where) == half
    assert fetch(staf, sha_of(RAW))[0] == 404, "not there before it is whole"
    assert send(staf, where, half, RAW[half:])[0] == 204
    status, headers, raw = fetch(staf, sha_of(RAW))
    assert (status, raw, headers["content-type"]) == (200, RAW, "application/octet-stream")
    assert headers["x-content-type-options"] == "nosniff"
    assert headers["content-length"] == str(len(RAW))
    assert staf.call("HEAD", where, None, tus_resumable="1.0.0")[0] == 404, "it is no upload any more"
    assert list((town.folder / "uploads").iterdir()) == []


def test_nothing_at_all_is_an_attachment_too(town: Agency) -> None:
    staf = town.laptop("staf")
    begin(staf, b"")
    status, headers, raw = fetch(staf, sha_of(b""))
    assert (status, headers["content-length"], raw) == (200, "0", b"")


def test_after_a_cut_it_goes_on_where_the_bytes_end(town: Agency) -> None:
    staf = town.laptop("staf")
    where = begin(staf, RAW)
    pairs = [(b"authorization", f"Bearer {staf.session.access}".encode()), (b"sync-proto", b"1")]
    pairs += [(b"tus-resumable", b"1.0.0"), (b"upload-offset", b"0"), (b"content-type", api.PIECE.encode())]
    pairs.append((b"content-length", str(len(RAW)).encode()))
    status, _, _ = town.asgi.cut("PATCH", where, pairs, RAW[:1000])
    assert status == 0, "there is nobody to answer"
    assert offset_of(staf, where) == 1000
    assert send(staf, where, 0, RAW)[0] == 409
    assert send(staf, where, 1000, RAW[1000:])[0] == 204
    assert fetch(staf, sha_of(RAW))[2] == RAW


def test_with_a_checksum_a_piece_is_kept_whole_or_not_at_all(town: Agency) -> None:
    staf = town.laptop("staf")
    where = begin(staf, RAW)
    wrong_sum = f"sha256 {b64(hashlib.sha256(b'x').digest())}"
    right_sum = f"sha256 {b64(hashlib.sha256(RAW[:100]).digest())}"
    assert send(staf, where, 0, RAW[:100], upload_checksum=wrong_sum)[0] == 460
    assert offset_of(staf, where) == 0
    assert send(staf, where, 0, RAW[:100], upload_checksum=right_sum)[0] == 204
    assert offset_of(staf, where) == 100
    for said in ("md5 AAAA", "sha256 !", "sha256", ""):
        assert send(staf, where, 100, RAW[100:], upload_checksum=said or "x")[0] == 422
    assert offset_of(staf, where) == 100


def test_other_bytes_than_announced_end_the_upload(town: Agency) -> None:
    staf = town.laptop("staf")
    where = begin(staf, RAW, sha_of(b"other"))
    assert send(staf, where, 0, RAW)[0] == 460
    assert staf.call("HEAD", where, None, tus_resumable="1.0.0")[0] == 404
    assert fetch(staf, sha_of(RAW))[0] == fetch(staf, sha_of(b"other"))[0] == 404
    assert announce(staf, b"", sha_of(b"other"))[0] == 460
    assert list((town.folder / "uploads").iterdir()) == []


def test_more_bytes_than_announced_are_refused_and_what_was_there_stays(town: Agency) -> None:
    staf = town.laptop("staf")
    where = begin(staf, RAW)
    assert send(staf, where, 0, RAW[:10])[0] == 204
    assert send(staf, where, 10, RAW)[0] == 413
    assert offset_of(staf, where) == 10
    assert send(staf, where, 10, RAW[10:])[0] == 204


def test_who_is_not_the_sender_sees_nothing(town: Agency) -> None:
    """Nobody is told that bytes are known here (no oracle): a second sender sends them too."""
    staf, kabid = town.laptop("staf"), town.laptop("kabid")
    where = begin(staf, RAW)
    assert kabid.call("HEAD", where, None, tus_resumable="1.0.0")[0] == 404
    assert send(kabid, where, 0, RAW)[0] == 404
    assert kabid.call("DELETE", where, None, tus_resumable="1.0.0")[0] == 404
    assert send(staf, where, 0, RAW)[0] == 204
    assert fetch(kabid, sha_of(RAW))[0] == 404
    theirs = begin(kabid, RAW)
    assert send(kabid, theirs, 0, RAW)[0] == 204
    assert fetch(kabid, sha_of(RAW))[2] == RAW
    assert fetch(staf, "../server.db")[0] == fetch(staf, sha_of(RAW).upper())[0] == 404


def test_an_upload_can_be_ended(town: Agency) -> None:
    staf = town.laptop("staf")
    where = begin(staf, RAW)
    assert send(staf, where, 0, RAW[:10])[0] == 204
    assert staf.call("DELETE", where, None, tus_resumable="1.0.0")[0] == 204
    assert staf.call("HEAD", where, None, tus_resumable="1.0.0")[0] == 404
    assert list((town.folder / "uploads").iterdir()) == []


def test_an_upload_is_kept_for_seven_days_after_its_last_piece(town: Agency) -> None:
    staf = town.laptop("staf")
    where = begin(staf, RAW)
    town.clock.move(days=6)
    staf.sign_in()
    status, headers, _ = send(staf, where, 0, RAW[:10])
    assert (status, headers["upload-expires"]) == (204, "Mon, 07 Dec 2026 01:00:00 GMT")
    town.clock.move(days=6)
    staf.sign_in()
    assert offset_of(staf, where) == 10
    town.clock.move(days=2)
    staf.sign_in()
    assert staf.call("HEAD", where, None, tus_resumable="1.0.0")[0] == 404
    begin(staf, b"another")
    assert len(list((town.folder / "uploads").iterdir())) == 1, "what is over makes room"


def test_an_officer_announces_so_much_before_something_is_finished(town: Agency) -> None:
    staf = town.laptop("staf")
    assert announce(staf, b"", upload_length=str(BLOB_MAX + 1))[0] == 413
    for _ in range(UNFINISHED_MAX // BLOB_MAX):
        assert announce(staf, b"x", upload_length=str(BLOB_MAX))[0] == 201
    status, _, raw = announce(staf, b"x", upload_length="1")
    assert (status, b'"uploads"' in raw) == (413, True)
    assert announce(town.laptop("kabid"), b"x")[0] == 201, "others have room of their own"


def test_an_officer_has_so_many_uploads(town: Agency) -> None:
    staf = town.laptop("staf")
    for _ in range(UPLOADS_MAX):
        begin(staf, b"x")
    assert announce(staf, b"x")[0] == 413


@pytest.mark.parametrize(
    ("headers", "status"),
    [
        ({"tus_resumable": "0.2.2"}, 412), ({"tus_resumable": ""}, 412), ({"upload_length": ""}, 422),
        ({"upload_length": "-1"}, 422), ({"upload_length": "9" * 16}, 422), ({"upload_metadata": ""}, 422),
        ({"upload_metadata": "sha256 !!"}, 422), ({"upload_metadata": f"sha256 {b64(b'zz')}"}, 422),
    ],
)  # fmt: skip
def test_what_is_announced_wrongly_is_refused(town: Agency, headers: dict[str, str], status: int) -> None:
    staf = town.laptop("staf")
    assert announce(staf, RAW, **headers)[0] == status
    where = begin(staf, RAW)
    for path, other in product(("HEAD", "PATCH", "DELETE"), ("0.2.2", "")):
        assert staf.call(path, where, b"" if path == "PATCH" else None, tus_resumable=other)[0] == 412
    assert send(staf, where, 0, RAW, content_type="application/json")[0] == 415
    assert send(staf, where, 0, RAW, upload_offset="")[0] == 422


def test_one_sends_at_a_time(town: Agency) -> None:
    staf = town.laptop("staf")
    where = begin(staf, RAW)
    town.backend.blobs.busy.add(where.rpartition("/")[2])
    assert send(staf, where, 0, RAW)[0] == 423
    assert staf.call("DELETE", where, None, tus_resumable="1.0.0")[0] == 423
    assert send(town.laptop("kabid"), where, 0, RAW)[0] == 404, "that somebody sends is told to nobody else"


@pytest.mark.parametrize(
    ("asked", "span"),
    [
        ("bytes=0-0", (0, 1)), ("bytes=10-19", (10, 20)), ("bytes=10-", (10, len(RAW))),
        ("bytes=-5", (len(RAW) - 5, len(RAW))),
        (f"bytes=0-{10**14}", (0, len(RAW))), (f"bytes=-{10**14}", (0, len(RAW))),
        ("bytes=5-4", None), (f"bytes={len(RAW)}-", None), ("bytes=-0", None), ("bytes=0-1,3-4", None),
        ("lines=1-2", None),
    ],
)  # fmt: skip
def test_a_range_goes_on_where_a_download_ended(
    town: Agency, asked: str, span: tuple[int, int] | None
) -> None:
    staf = town.laptop("staf")
    send(staf, begin(staf, RAW), 0, RAW)
    status, headers, raw = fetch(staf, sha_of(RAW), range=asked)
    if span is None:
        assert (status, headers["content-range"], raw) == (416, f"bytes */{len(RAW)}", b"")
        return
    start, end = span
    assert (status, raw) == (206, RAW[start:end])
    assert headers["content-range"] == f"bytes {start}-{end - 1}/{len(RAW)}"
    same = fetch(staf, sha_of(RAW), range=asked, if_range=headers["etag"])
    other = fetch(staf, sha_of(RAW), range=asked, if_range='"other"')
    assert (same[0], other[0], other[2]) == (206, 200, RAW)


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(raw=st.binary(max_size=3000), seed=st.integers(0, 2**32))
def test_however_it_is_cut_what_comes_down_is_what_went_up(
    tmp_path_factory: pytest.TempPathFactory, raw: bytes, seed: int
) -> None:
    rng = Random(seed)
    with agency(tmp_path_factory.mktemp("cut")) as town:
        staf = town.laptop("staf")
        where = announce(staf, raw)[1]["location"]
        while raw and (offset := _offset(staf, where)) is not None:
            size = rng.randrange(1, 1200)
            send(staf, where, offset, raw[offset : offset + size])
        assert fetch(staf, sha_of(raw))[2] == raw


def _offset(laptop: Laptop, where: str) -> int | None:
    status, headers, _ = laptop.call("HEAD", where, None, tus_resumable="1.0.0")
    return int(headers["upload-offset"]) if status == 200 else None


# ---- what is on the disk -------------------------------------------------------------------------


def test_what_lies_beyond_the_noted_offset_is_not_believed(town: Agency) -> None:
    """After a power cut a file may be longer than what was said to be there, and hold anything."""
    staf = town.laptop("staf")
    where = begin(staf, RAW)
    send(staf, where, 0, RAW[:10])
    part = town.backend.blobs.shelf.part(where.rpartition("/")[2])
    with part.open("ab") as opened:
        opened.write(b"never acknowledged")
    assert offset_of(staf, where) == 10
    assert send(staf, where, 10, RAW[10:])[0] == 204
    assert fetch(staf, sha_of(RAW))[2] == RAW


def test_a_blob_that_got_its_name_before_the_power_went_is_finished_later(town: Agency) -> None:
    staf = town.laptop("staf")
    where = begin(staf, RAW)
    send(staf, where, 0, RAW[:10])
    blobs, id_ = town.backend.blobs, where.rpartition("/")[2]
    found = blobs.tables.upload(id_)
    assert found is not None
    blobs.shelf.part(id_).write_bytes(RAW)
    full = town.write(lambda: blobs.reached(found, len(RAW)))
    assert blobs.shelf.finish(full)
    assert send(staf, where, len(RAW), b"")[0] == 204
    assert fetch(staf, sha_of(RAW))[2] == RAW


def test_what_was_whole_when_the_power_went_is_an_attachment_at_the_next_start(town: Agency) -> None:
    """Its sender asks how far it is, hears that all is here, and sends nothing more."""
    staf = town.laptop("staf")
    where = begin(staf, RAW)
    blobs, id_ = town.backend.blobs, where.rpartition("/")[2]
    found = blobs.tables.upload(id_)
    assert found is not None
    blobs.shelf.part(id_).write_bytes(RAW)
    town.write(lambda: blobs.reached(found, len(RAW)))
    other = begin(staf, b"lain")
    false = blobs.tables.upload(other.rpartition("/")[2])
    assert false is not None
    blobs.shelf.part(false.id).write_bytes(b"beda")
    town.write(lambda: blobs.reached(false, 4))
    town.close()
    town.open()
    assert fetch(staf, sha_of(RAW))[2] == RAW
    assert town.backend.blobs.tables.uploads_of(town.id["o-staf"]) == []
    assert fetch(staf, sha_of(b"lain"))[0] == 404


def test_an_upload_whose_pieces_are_gone_is_announced_anew(town: Agency) -> None:
    """After an older copy of the database was put back: there was no end to sending to it."""
    staf = town.laptop("staf")
    where = begin(staf, RAW)
    send(staf, where, 0, RAW[:10])
    town.close()
    town.backend.blobs.shelf.drop(where.rpartition("/")[2])
    town.open()
    assert send(staf, where, 10, RAW[10:])[0] == 404
    assert send(staf, begin(staf, RAW), 0, RAW)[0] == 204
    assert fetch(staf, sha_of(RAW))[2] == RAW


def test_pieces_nobody_noted_are_swept_at_the_start(town: Agency) -> None:
    staf = town.laptop("staf")
    where = begin(staf, RAW)
    town.backend.blobs.shelf.begin("0199c1d2-0000-7000-8000-000000000000")
    town.close()
    town.open()
    assert [part.name for part in (town.folder / "uploads").iterdir()] == [where.rpartition("/")[2]]


def test_a_damaged_or_missing_blob_is_found(tmp_path: Path) -> None:
    memory = MemoryLedger()
    tables, shelf = MemoryBlobs(memory), Shelf(tmp_path)
    for raw in (b"satu", b"dua", b"tiga"):
        tables.put_sent(sha_of(raw), "o", len(raw), DAYS[0])
        upload = Upload(raw.decode(), "o", sha_of(raw), len(raw), 0, DAYS[0])
        shelf.begin(upload.id)
        with shelf.append(upload) as piece:
            piece.write(raw)
            piece.keep()
        assert shelf.finish(replace(upload, offset=len(raw)))
    assert list(wrong(tables, shelf)) == []
    shelf.blob(sha_of(b"satu")).write_bytes(b"sat?")
    shelf.blob(sha_of(b"dua")).unlink()
    assert sorted(wrong(tables, shelf)) == sorted(
        [f"blob {sha_of(b'dua')} is missing", f"blob {sha_of(b'satu')} is not what its name says"]
    )
