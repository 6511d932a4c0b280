# SPDX-License-Identifier: Apache-2.0
"""python -m server, as an operator runs it: real processes on real sockets."""

from __future__ import annotations

import contextlib
import hashlib
import io
import json
import shutil
import signal
import socket
import subprocess
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from random import Random
from typing import Any
from urllib.parse import urlsplit

import pytest
import requests
from sqlcipher3 import dbapi2
from tusclient.client import TusClient
from tusclient.exceptions import TusCommunicationError, TusUploadFailed

from server import app
from server.demo.people import PASSWORD, PEOPLE
from server.store import migrations
from workspace.domain.ids import Ids
from workspace.services.devicekey import DeviceKey
from workspace.sync.engine import Failure
from workspace.sync.transport import HttpTransport
from workspace.wire.protocol import Login, Session, SyncAnswer, SyncRequest

pytestmark = pytest.mark.slow  # each starts the server's program

ROOT = Path(__file__).resolve().parents[2]
NIP = PEOPLE[5].nip


def run(*words: str, data: Path, **environ: str) -> subprocess.CompletedProcess[str]:
    """One command of the program, to its end."""
    variables = {"RUANGKERJA_SERVER_DATA": str(data), "PATH": "", **environ}
    return subprocess.run(
        [sys.executable, "-m", "server", *words],
        cwd=ROOT,
        env=variables,
        capture_output=True,
        text=True,
        check=False,
    )


@contextmanager
def demo(folder: Path) -> Iterator[dict[str, Any]]:
    """The demo server while the block runs; what it announced."""
    process = subprocess.Popen(
        [sys.executable, "-m", "server", "demo", str(folder)],
        cwd=ROOT, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.PIPE,
    )  # fmt: skip
    assert process.stdin is not None
    assert process.stdout is not None
    try:
        line = process.stdout.readline()
        yield json.loads(line)
    finally:
        process.stdin.close()
        assert process.wait(timeout=20) == 0, "it ends when nobody holds its standard input"
        process.stdout.close()
        assert process.stderr is not None
        process.stderr.close()


@contextmanager
def serve(folder: Path, **environ: str) -> Iterator[tuple[str, subprocess.Popen[str]]]:
    """A server for the block, which ends it: its address, and its process."""
    variables = {"RUANGKERJA_SERVER_DATA": str(folder), "RUANGKERJA_SERVER_PORT": "0", "PATH": "", **environ}
    process = subprocess.Popen(
        [sys.executable, "-m", "server", "serve"],
        cwd=ROOT, env=variables, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True,
    )  # fmt: skip
    assert process.stdout is not None
    try:
        said, _, address = process.stdout.readline().strip().rpartition(" ")
        assert said == "listening on"
        yield address, process
        _, told = process.communicate(timeout=20)
    finally:
        process.kill()
        process.communicate()
    assert process.returncode == 0, told
    assert "Traceback" not in told
    assert "shutdown exceeded" not in told, "nobody had to be cut off"


def device() -> DeviceKey:
    """A new device with real dice."""
    import secrets

    return DeviceKey(Ids(app.clock, secrets.randbits)(), secrets.token_bytes(32), "Laptop")


def sign_in(address: str, key: DeviceKey) -> HttpTransport:
    """A signed-in transport."""
    transport = HttpTransport(address, app.clock)
    told = transport.login(Login(NIP, PASSWORD, key.id, "Laptop", key.public()))
    assert isinstance(told, Session), told
    return transport


def pull(transport: HttpTransport, token: str = "") -> SyncAnswer:
    """Everything there is."""
    told = transport.send(SyncRequest(token=token))
    assert isinstance(told, SyncAnswer), told
    return told


@pytest.fixture(scope="module")
def agency(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with the demo's database in it, no server running."""
    folder = tmp_path_factory.mktemp("agency")
    with demo(folder):
        pass
    return folder


@pytest.fixture
def folder(agency: Path, tmp_path: Path) -> Path:
    """A copy of it for one test."""
    copy = tmp_path / "data"
    shutil.copytree(agency, copy)
    return copy


def test_the_demo_announces_itself_and_serves_a_whole_agency(tmp_path: Path) -> None:
    with demo(tmp_path / "new") as told:
        assert told["address"].startswith("http://127.0.0.1:")
        assert len(told["accounts"]) == 14
        assert {"post", "name", "title", "nip"} == set(told["accounts"][0])
        transport = sign_in(told["address"], device())
        kinds = {row.t for row in pull(transport).rows}
        assert {"officer", "position", "task", "letter", "appointment", "profile", "calendar"} <= kinds
        assert all(one.state == "ok" for one in transport.check())
        transport.close()


def test_the_demo_keeps_what_was_done_in_it(folder: Path) -> None:
    key = device()
    with demo(folder) as told:
        first = sign_in(told["address"], key)
        token = pull(first).token
        first.close()
    with demo(folder) as told:
        again = sign_in(told["address"], key)
        answer = pull(again, token)
        assert not answer.reset
        again.close()


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGINT])
def test_a_signal_ends_the_server_and_every_open_stream(folder: Path, number: signal.Signals) -> None:
    """As a service manager or Ctrl-C does it: no traceback, no waiting for those who only listen."""
    with serve(folder) as (address, process):
        transport = sign_in(address, device())
        pull(transport)
        ear = transport.events()
        assert next(ear) is None, "it listens"
        process.send_signal(number)
        assert next(ear) == Failure("no-network", detail="cut")
        transport.close()
    assert not list(folder.glob("server.db-wal")), "the database was closed"


def test_a_second_server_on_one_database_is_refused(folder: Path) -> None:
    with demo(folder):
        told = run("serve", data=folder, RUANGKERJA_SERVER_PORT="0")
    assert told.returncode == 1
    assert "another server works on" in told.stderr


def test_a_backup_is_taken_while_it_serves_and_restored_as_a_new_epoch(folder: Path, tmp_path: Path) -> None:
    backup = tmp_path / "backup"
    key = device()
    with demo(folder) as told:
        transport = sign_in(told["address"], key)
        first = pull(transport)
        copied = run("backup", str(backup), data=folder)
        assert (copied.returncode, copied.stdout) == (0, f"copied to {backup}\n")
        transport.close()
    assert {path.name for path in backup.iterdir()} == {"server.db", "secret", "epoch"}
    assert (backup / "secret").stat().st_mode & 0o077 == 0
    restored = run("restore", str(backup), data=folder)
    assert restored.returncode == 0, restored.stderr
    with demo(folder) as told:
        transport = sign_in(told["address"], key)
        again = pull(transport, first.token)
        assert again.epoch != first.epoch
        assert again.epoch in restored.stdout
        assert again.reset, "the device learns that the history was cut"
        transport.close()
    assert run("check", data=folder).stdout == "sound\n"
    assert list(folder.glob("server.db.before-*")), "what was there is kept"


class CutLine:
    """A piece of network that carries so many bytes of every connection up, and then breaks."""

    def __init__(self, target: str, most: int) -> None:
        self._target, self._most = urlsplit(target), most
        self._listening = socket.create_server(("127.0.0.1", 0))
        self.address = f"http://127.0.0.1:{self._listening.getsockname()[1]}"
        self.cuts = 0
        threading.Thread(target=self._accept, daemon=True).start()

    def _accept(self) -> None:
        while True:
            try:
                near, _ = self._listening.accept()
            except OSError:
                return
            far = socket.create_connection((self._target.hostname or "", self._target.port or 0))
            threading.Thread(target=self._up, args=(near, far), daemon=True).start()
            threading.Thread(target=self._down, args=(near, far), daemon=True).start()

    def _up(self, near: socket.socket, far: socket.socket) -> None:
        left = self._most
        with contextlib.suppress(OSError):
            while left > 0 and (chunk := near.recv(min(left, 65536))):
                far.sendall(chunk)
                left -= len(chunk)
            if left <= 0:
                self.cuts += 1
                for end in (near, far):
                    end.shutdown(socket.SHUT_RDWR)

    def _down(self, near: socket.socket, far: socket.socket) -> None:
        with contextlib.suppress(OSError):
            while chunk := far.recv(65536):
                near.sendall(chunk)
        for end in (near, far):
            end.close()

    def close(self) -> None:
        """Nobody comes any more."""
        self._listening.close()


def test_another_tus_client_sends_an_attachment_over_a_line_that_is_cut(folder: Path, tmp_path: Path) -> None:
    """Uploaded by tuspy, in pieces each larger than the line carries at once; whole after a backup, too."""
    raw = Random(7).randbytes(2_000_000)
    sha = hashlib.sha256(raw).hexdigest()
    with demo(folder) as told:
        transport = sign_in(told["address"], device())
        line = CutLine(told["address"], 300_000)
        headers = {"Authorization": f"Bearer {transport.access}", "Sync-Proto": "1"}
        client = TusClient(f"{line.address}/v1/blobs", headers=headers)
        uploader = client.uploader(
            file_stream=io.BytesIO(raw),
            chunk_size=700_000,
            metadata={"sha256": sha, "filename": "kop.pdf"},
            retries=0,
        )
        while uploader.offset < len(raw):
            try:
                uploader.upload_chunk()  # type: ignore[no-untyped-call]
            except (TusCommunicationError, TusUploadFailed):
                uploader.offset = uploader.get_offset()
        line.close()
        assert line.cuts >= 6
        whole = requests.get(f"{told['address']}/v1/blobs/{sha}", headers=headers, timeout=20)
        assert hashlib.sha256(whole.content).hexdigest() == sha
        rest = requests.get(
            f"{told['address']}/v1/blobs/{sha}", headers={**headers, "Range": "bytes=1999990-"}, timeout=20
        )
        assert (rest.status_code, rest.content) == (206, raw[-10:])
        run("backup", str(tmp_path / "backup"), data=folder)
        transport.close()
    blob = Path("blobs") / sha[:2] / sha
    assert (tmp_path / "backup" / blob).read_bytes() == raw
    assert run("check", data=folder).stdout == "sound\n"
    (folder / blob).unlink()
    assert f"blob {sha} is missing" in run("check", data=folder).stdout
    run("restore", str(tmp_path / "backup"), data=folder)
    assert run("check", data=folder).stdout == "sound\n"


def test_a_database_put_back_by_hand_is_noticed_at_the_start(folder: Path, tmp_path: Path) -> None:
    """R29: the operator copied the file and forgot to say so."""
    run("backup", str(tmp_path / "old"), data=folder)
    run("restore", str(tmp_path / "old"), data=folder)
    later = (folder / "epoch").read_text()
    shutil.copy(tmp_path / "old" / "server.db", folder / "server.db")
    with demo(folder) as told:
        transport = sign_in(told["address"], device())
        answer = pull(transport)
        transport.close()
    assert answer.epoch not in {later, (tmp_path / "old" / "epoch").read_text()}


def test_restore_wants_a_whole_backup(folder: Path, tmp_path: Path) -> None:
    told = run("restore", str(tmp_path), data=folder)
    assert told.returncode == 1
    assert "is no backup: it must hold server.db and secret" in told.stderr


@pytest.mark.parametrize(
    "tamper",
    [
        "UPDATE receipt SET outcome = 'refused' WHERE id = (SELECT max(id) FROM receipt)",
        "UPDATE receipt SET officer = 'x' WHERE id = (SELECT min(id) FROM receipt)",
        "UPDATE receipt SET received = '2020-01-01T00:00:00.000Z' WHERE seq = 100",
        "UPDATE leaf SET leaf = (SELECT leaf FROM leaf WHERE n = 4) WHERE n = 5",
        "UPDATE leaf SET chain = '00' WHERE n = 9",
        "UPDATE leaf SET ending = chain WHERE n = 9",
        "DELETE FROM leaf WHERE n = (SELECT max(n) FROM leaf)",
        "DELETE FROM leaf WHERE n = 20",
        "UPDATE meta SET v = replace(v, '1', '2') WHERE k = 'tree'",
    ],
)
def test_a_check_finds_what_a_database_administrator_changed(folder: Path, tamper: str) -> None:
    connection = dbapi2.connect(folder / "server.db", isolation_level=None)
    assert connection.execute(tamper).rowcount == 1
    connection.close()
    told = run("check", data=folder)
    assert told.returncode == 1, tamper
    assert told.stdout.strip() != "sound"


def test_a_lost_secret_is_said_and_never_replaced(folder: Path) -> None:
    (folder / "secret").unlink()
    for command in (("serve",), ("migrate",), ("backup", str(folder / "b"))):
        told = run(*command, data=folder)
        assert told.returncode == 1
        assert "secret is missing: without it nobody can sign in." in told.stderr
    assert not (folder / "secret").exists()


def test_a_newer_database_is_refused_with_a_sentence(folder: Path) -> None:
    connection = dbapi2.connect(folder / "server.db", isolation_level=None)
    connection.execute("PRAGMA user_version = 999")
    connection.close()
    for command in ("serve", "migrate", "check"):
        told = run(command, data=folder)
        assert told.returncode == 1
        assert "the database has schema 999 and this release knows" in told.stderr
        assert "Traceback" not in told.stderr


def test_migrate_makes_a_new_database_and_then_has_nothing_to_do(tmp_path: Path) -> None:
    assert run("migrate", data=tmp_path / "new").stdout == f"{migrations.VERSION} steps taken\n"
    assert run("migrate", data=tmp_path / "new").stdout == "0 steps taken\n"


def test_wrong_settings_are_one_sentence_and_no_traceback(tmp_path: Path) -> None:
    told = run("serve", data=tmp_path, RUANGKERJA_SERVER_PORT="high")
    assert told.returncode == 1
    assert told.stderr == "RUANGKERJA_SERVER_PORT is 'high', but must be a whole number from 0 to 65535.\n"


def test_an_address_that_is_taken_is_named(folder: Path) -> None:
    with socket.create_server(("127.0.0.1", 0)) as other:
        port = other.getsockname()[1]
        told = run("serve", data=folder, RUANGKERJA_SERVER_PORT=str(port))
    assert told.returncode == 1
    last = told.stderr.splitlines()[-1]
    assert last == f"host '127.0.0.1' and port {port} cannot be listened on: Address already in use."


def test_a_server_listens_on_the_other_internet_too(folder: Path) -> None:
    """Or says that this machine has none."""
    try:
        socket.create_server(("::1", 0), family=socket.AF_INET6).close()
    except OSError:
        told = run("serve", data=folder, RUANGKERJA_SERVER_PORT="0", RUANGKERJA_SERVER_HOST="::1")
        assert "host '::1' and port 0 cannot be listened on: " in told.stderr
        return
    with serve(folder, RUANGKERJA_SERVER_HOST="::1") as (address, process):
        assert address.startswith("http://[::1]:")
        transport = sign_in(address, device())
        pull(transport)
        transport.close()
        process.terminate()


@pytest.mark.parametrize(
    ("name", "content", "sentence"),
    [
        ("secret", "zz" * 32, "secret must hold 64 hexadecimal digits.\n"),
        ("secret", "", "secret must hold 64 hexadecimal digits.\n"),
        (
            "server.db",
            "no database" * 100,
            "server.db cannot be used: DatabaseError: file is not a database.\n",
        ),
    ],
)
def test_a_file_that_is_something_else_is_named(folder: Path, name: str, content: str, sentence: str) -> None:
    for other in folder.glob(f"{name}*"):
        other.unlink()
    (folder / name).write_text(content)
    told = run("serve", data=folder, RUANGKERJA_SERVER_PORT="0")
    assert (told.returncode, told.stderr) == (1, f"{folder}/{sentence}")


def test_what_is_not_there_cannot_be_checked(tmp_path: Path) -> None:
    told = run("check", data=tmp_path)
    assert told.returncode == 1
    assert told.stderr.startswith(f"{tmp_path}/server.db cannot be used: ")


def test_a_database_of_an_older_release_is_migrated_before_it_is_checked(folder: Path) -> None:
    connection = dbapi2.connect(folder / "server.db", isolation_level=None)
    for table in ("upload", "blob"):
        connection.execute(f"DROP TABLE {table}")
    connection.execute(f"PRAGMA user_version = {migrations.VERSION - 1}")
    connection.close()
    told = run("check", data=folder)
    assert told.returncode == 1
    assert told.stderr == f"{folder}/server.db was written by an older release: migrate it first.\n"
    assert run("migrate", data=folder).stdout == "1 steps taken\n"
    assert run("check", data=folder).stdout == "sound\n"


def test_a_killed_server_has_every_acknowledged_session(folder: Path) -> None:
    """WAL and FULL: what was answered survives a kill."""
    key = device()
    process = subprocess.Popen(
        [sys.executable, "-m", "server", "demo", str(folder)],
        cwd=ROOT, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL,
    )  # fmt: skip
    assert process.stdout is not None
    address = json.loads(process.stdout.readline())["address"]
    transport = sign_in(address, key)
    access = transport.access
    process.kill()
    process.wait()
    process.stdout.close()
    assert process.stdin is not None
    process.stdin.close()
    assert isinstance(transport.send(SyncRequest()), Failure)
    transport.close()
    with demo(folder) as told:
        again = HttpTransport(told["address"], app.clock, key.id, access)
        pull(again)
        again.close()
