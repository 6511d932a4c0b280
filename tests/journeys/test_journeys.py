# SPDX-License-Identifier: Apache-2.0
"""Short journeys over real processes: what happens to an officer besides an ordinary day."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from tests.journeys.databases import ledger, profile_folder, store
from tests.journeys.impostors import ANSWERS, impostor
from tests.journeys.people import PASSPHRASE, Account, Robot
from tests.journeys.processes import TREE, Line, Server
from workspace.storage.backup import STORE

pytestmark = [pytest.mark.journey, pytest.mark.timeout(180)]
POST, OTHER = "prakom", "prakom-terampil"
NEW_PASSWORD = "kata-sandi-yang-baru"
MEET_S = 40.0


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    made = Server(tmp_path_factory.mktemp("agency")).build().start()
    yield made
    made.stop()


class Office:
    """Officers of one test, each behind a piece of network of their own."""

    def __init__(self, server: Server, folder: Path) -> None:
        self.server, self.folder = server, folder
        self.robots: list[Robot] = []
        self.lines: list[Line] = []

    def account(self, post: str) -> Account:
        known = self.server.accounts[post]
        return Account(post, known["name"], known["title"], known["nip"], self.server.password)

    def newcomer(self, post: str, name: str = "home") -> tuple[Robot, Line]:
        """Somebody at a new machine, not signed in yet."""
        robot = Robot(self.account(post), self.folder / name, self.folder / f"{name}.log")
        line = Line(name, self.server.port, self.folder).up()
        self.robots.append(robot)
        self.lines.append(line)
        return robot, line

    def officer(self, post: str, name: str = "home") -> tuple[Robot, Line]:
        """Somebody who signed in and downloaded."""
        robot, line = self.newcomer(post, name)
        robot.sign_in(line.address)
        robot.awaits(["synced"], MEET_S)
        return robot, line

    def end(self) -> None:
        for robot in self.robots:
            if robot.child is not None:
                robot.child.kill()
        for line in self.lines:
            line.down()


@pytest.fixture
def office(server: Server, tmp_path: Path) -> Iterator[Office]:
    made = Office(server, tmp_path)
    yield made
    made.end()


def test_a_kill_right_after_the_click_loses_nothing_and_the_next_start_says_so(office: Office) -> None:
    robot, line = office.officer(POST)
    line.down()
    robot.check_in()
    robot.kill()
    promised = store(robot.home, PASSPHRASE).outbox
    assert [p.name for p in promised] == ["presence.record"]
    told = robot.ask("open", passphrase=PASSPHRASE)
    assert told["died"]
    line.up()
    robot.awaits(["synced"], MEET_S)
    assert ledger(office.server.database).receipts[promised[0].id].outcome == "applied"
    robot.close()
    assert not robot.ask("open", passphrase=PASSPHRASE)["died"]


def test_a_desk_is_opened_by_one_program_at_a_time(office: Office) -> None:
    robot, _ = office.officer(POST)
    second = Robot(robot.account, robot.home, office.folder / "second.log")
    office.robots.append(second)
    assert second.ask("open", passphrase=PASSPHRASE)["problem"] == "in-use"
    robot.kill()
    assert "problem" not in second.ask("open", passphrase=PASSPHRASE)


def test_a_wrong_password_and_a_wrong_passphrase_have_their_names(office: Office) -> None:
    robot, line = office.newcomer(POST)
    robot.account = replace(robot.account, password="bukan")
    told = robot.ask(
        "sign_in", server=line.address, nip=robot.account.nip, password="bukan", passphrase=PASSPHRASE
    )
    assert told["problem"] == "wrong-password"
    assert list(robot.home.glob("*/store.db")) == []
    robot.account = office.account(POST)
    robot.sign_in(line.address)
    robot.close()
    assert robot.ask("open", passphrase="empat kata yang lain")["problem"] == "passphrase-wrong"


def test_a_revoked_device_is_told_and_its_work_stays_readable(office: Office) -> None:
    lost, line = office.officer(POST, "lost")
    other, _ = office.officer(POST, "other")
    line.down()
    lost.check_in()
    device = store(lost.home, PASSPHRASE).meta["device"]
    told = other.ask("revoke", device=device)
    assert told["count"] == 1, told
    other.awaits(["synced"], MEET_S)
    line.up()
    lost.sync()
    lost.awaits(["blocked"], MEET_S)
    desk = store(lost.home, PASSPHRASE)
    assert [p.name for p in desk.outbox] == ["presence.record"]
    assert desk.truth
    assert ledger(office.server.database).receipts.get(desk.outbox[0].id) is None


def test_after_a_new_password_elsewhere_the_officer_signs_in_again_and_nothing_is_lost(
    office: Office,
) -> None:
    robot, line = office.officer(OTHER, "first")
    other, _ = office.officer(OTHER, "second")
    line.down()
    robot.check_in()
    promised = store(robot.home, PASSPHRASE).outbox[0].id
    assert "problem" not in other.ask("change_password", old=robot.account.password, new=NEW_PASSWORD)
    other.awaits(["synced"], MEET_S)
    line.up()
    robot.sync()
    robot.awaits(["signed-out"], MEET_S)
    again = robot.ask("sign_in_again", nip=robot.account.nip, password=robot.account.password)
    assert again["problem"] == "wrong-password"
    assert "problem" not in robot.ask("sign_in_again", nip=robot.account.nip, password=NEW_PASSWORD)
    robot.awaits(["synced"], MEET_S)
    assert ledger(office.server.database).receipts[promised].outcome == "applied"


@pytest.mark.parametrize(
    ("kind", "step", "problem"),
    [
        ("portal", "server", "not-ours"),
        ("portal-redirect", "server", "not-ours"),
        ("portal-json", "server", "not-ours"),
        ("other-version", "version", "too-old"),
        ("gateway", "server", "server"),
    ],
)
def test_what_answers_in_the_servers_place_is_known(
    office: Office, kind: str, step: str, problem: str
) -> None:
    robot, line = office.officer(POST)
    line.down()
    robot.check_in()
    before = store(robot.home, PASSPHRASE)
    with impostor(kind, line.port):
        told = robot.ask("check", server=line.address)
        failed = next(s for s in told["steps"] if s[1] != "ok")
        assert failed == [step, "failed", problem]
        stranger = Robot(robot.account, office.folder / "stranger", office.folder / "stranger.log")
        office.robots.append(stranger)
        entered = stranger.ask(
            "sign_in", server=line.address, nip="1", password="rahasia-saya", passphrase=PASSPHRASE
        )
        assert entered["problem"] == problem
        told = robot.ask("sync", 30.0, seconds=1.0)
        assert not told["idle"]
        assert told["trouble"] == problem
        after = store(robot.home, PASSPHRASE)
        assert [(p.id, p.args) for p in after.outbox] == [(p.id, p.args) for p in before.outbox]
        assert after.truth == before.truth
    line.up()
    robot.sync()
    robot.awaits(["synced"], MEET_S)
    assert ANSWERS[kind]


def commands(office: Office, password: str) -> Callable[..., tuple[int, str, str]]:
    """Runs a command line in the office's folder; gives its exit code and what it said on both streams."""
    for name, text in (("password", password), ("passphrase", PASSPHRASE)):
        (office.folder / name).write_text(f"{text}\n", encoding="utf-8")

    def run(*args: str) -> tuple[int, str, str]:
        base = ["--home", str(office.folder / "home"), "--passphrase-file", str(office.folder / "passphrase")]
        done = subprocess.run(
            [sys.executable, "-m", "workspace", *base, *args],
            cwd=TREE, capture_output=True, text=True, check=False, timeout=60, stdin=subprocess.DEVNULL,
        )  # fmt: skip
        return done.returncode, done.stdout, done.stderr

    return run


def test_the_command_line_restores_a_damaged_desk(office: Office) -> None:
    account, line = office.account(POST), Line("cli", office.server.port, office.folder).up()
    office.lines.append(line)
    run = commands(office, account.password)
    password = ("--password-file", str(office.folder / "password"))
    assert run("sign-in", "--server", line.address, "--nip", account.nip, *password)[0] == 0
    before = run("--json", "inbox")[:2]
    assert run("doctor", "--restore")[:2] == (0, "Data utuh; tidak ada yang perlu dipulihkan.\n")
    file = next((office.folder / "home").rglob(STORE))
    file.write_bytes(os.urandom(file.stat().st_size))
    code, _, err = run("inbox")
    assert code == 1
    assert "rusak" in err
    code, out, err = run("doctor", "--restore")
    assert (code, err) == (0, "")
    assert out.startswith(("Dipulihkan dari salinan", "Tidak ada salinan yang baik"))
    assert run("sync")[0] == 0
    assert run("doctor")[0] == 0
    assert run("--json", "inbox")[:2] == before, "its work is there again"


def test_the_command_line_is_a_whole_desk(office: Office) -> None:
    account, line = office.account(POST), Line("cli", office.server.port, office.folder).up()
    office.lines.append(line)
    run = commands(office, account.password)
    assert run("inbox") == (
        3,
        "",
        "Belum ada meja kerja di perangkat ini. Masuk dulu: python -m workspace sign-in\n",
    )
    password = ("--password-file", str(office.folder / "password"))
    code, _, err = run("sign-in", "--server", line.address, "--nip", account.nip, "--password-file", "tiada")
    assert (code, err) == (2, "Berkas tiada tidak dapat dibaca.\n")
    code, out, _ = run("sign-in", "--server", line.address, "--nip", account.nip, *password)
    assert code == 0
    assert account.name in out
    code, _, err = run("--profile", "tiada", "inbox")
    assert code == 3
    assert err.startswith("Tidak ada meja kerja bernama tiada; yang ada di perangkat ini:\n")
    code, out, _ = run("--json", "inbox")
    first = json.loads(out)[0]
    assert first["title"]
    line.down()
    assert run("presence", "in")[0] == 0
    assert run("do", "complete", first["id"], "--text", "Sudah.")[0] == 0
    code, _, err = run("do", "complete", first["id"], "--text", "Sudah lagi.")
    assert (code, err) == (1, "sudah dilakukan (state=done)\n")
    code, out, _ = run("--lang", "en", "outbox")
    assert "Complete a task" in out
    assert "Presence" in out
    code, out, _ = run("--lang", "en", "sync", "--seconds", "0.5")
    assert code == 1
    assert out.startswith("Offline · 2 changes waiting to be sent · last connected ")
    code, out, _ = run("doctor")
    assert code == 1
    assert "✗ Server dapat dihubungi" in out
    line.up()
    assert run("sync")[0] == 0
    assert run("outbox")[1] == "Tidak ada yang menunggu dikirim.\n"
    assert run("doctor")[0] == 0
    assert ledger(office.server.database).records[first["id"]]["state"] == "done"
    robot = Robot(account, office.folder / "home", office.folder / "robot.log")
    office.robots.append(robot)
    robot.reopen()
    assert run("inbox")[0] == 0, "reading does not need the lock"
    code, _, err = run("presence", "out")
    assert (code, err) == (1, "Meja kerja ini sedang dibuka oleh program lain.\n")


def test_the_log_holds_no_word_of_anybody(office: Office) -> None:
    """The canary: everything an officer types or reads, and every secret, searched for in every file of the log."""
    robot, line = office.officer(POST)
    robot.check_in()
    task = robot.ask("inbox")["ids"][0]
    robot.report(task, "KENARI laporan yang panjang")
    robot.ask("deed", call="complete", args=[[task], "KENARI hasil"])
    robot.sync()
    line.down()
    robot.sync()
    with impostor("portal", line.port):
        robot.sync()
    robot.ask("sign_in_again", nip=robot.account.nip, password="KENARI sandi")
    robot.close()
    desk = store(robot.home, PASSPHRASE)
    folder = profile_folder(robot.home)
    logs = sorted((folder / "logs").iterdir())
    text = "\n".join(file.read_text(encoding="utf-8") for file in logs)
    events = [json.loads(line)["event"] for line in text.splitlines()]
    assert {"opened", "exchange", "failed", "closed"} <= set(events)
    told = [
        "KENARI",
        robot.account.nip,
        robot.account.password,
        PASSPHRASE,
        line.address,
        "127.0.0.1",
        "Wi-Fi",
    ]
    told += [desk.meta[name] for name in ("access", "refresh", "device_key", "token") if desk.meta.get(name)]
    for value in desk.truth.values():
        told += [
            str(value[name])
            for name in ("name", "title", "note", "summary")
            if len(str(value.get(name, ""))) > 4
        ]
    assert len(told) > 40
    assert [word for word in told if word in text] == []
