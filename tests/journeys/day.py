# SPDX-License-Identifier: Apache-2.0
"""A working day over real processes: `python -m tests.journeys.day [--n 20] [--busy 2] [--robots] [--shots DIR]`.

An officer and their supervisor, each a process with a window, a server, and a head of agency far away. The
network goes, work goes on, a process dies right after a click, a task is given to somebody else meanwhile, the
network comes back, the server is put back to a morning copy: in the end everything must have met, nothing may be
lost or done twice, and the one deed that could not be done lies in the tray with its words.
What is checked is read from the three databases. Exit code 1 if anything is not as it must be.
"""

from __future__ import annotations

import argparse
import shutil
import signal
import sys
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from random import Random
from typing import Any

from tests.journeys.databases import QUIET, Ledger, Store, ledger, store
from tests.journeys.people import PASSPHRASE, Account, Officer, Robot
from tests.journeys.processes import Busy, Line, Server
from tests.journeys.transcript import TRANSCRIPT, Transcript
from tests.journeys.window import Window

OFFICER, SUPERVISOR, HEAD = "ketua-aplikasi", "kabid-aplikasi", "kadis"
BELOW, ELSEWHERE = "prakom", "prakom-terampil"
MEET_S = 60.0  # by then everything has met, without help: a few polls and back-offs
OFFLINE = ("offline", "offline-waiting")  # what was opened last may still have to be marked as read
OPEN_TASK = frozenset({"received", "read", "in_progress"})
OPEN_LETTER = frozenset({"submitted", "endorsing"})

PROCESSES, OURS = (
    "processes",
    ".working-day",
)  # where the processes keep their data, and how we know it is ours

RESULT = "Galat cetak sudah diperbaiki dan dicoba di tiga loket; bukti pendaftaran tercetak lengkap."
NOTE = "Mohon disiapkan bagian kinerja layanan; saya gabungkan hari Kamis."
NEW_TASK = "Uji coba formulir pengaduan di loket sebelum dibuka untuk umum"
NEW_NOTE = "Cukup dua loket, laporkan hasilnya kepada saya."
LOST_RESULT = "Formulir sudah dicoba di dua loket; satu isian belum terbaca pembaca layar."
REASON = "Lampiran anggaran belum sesuai pagu. Mohon perbaiki tabel 2 lalu ajukan lagi."
MOVED = "Ketua tim dipindahkan ke uji petik keamanan; tugas ini dilanjutkan anggota tim."


@dataclass(frozen=True, slots=True)
class Plan:
    """What a seed decides: which task and letter is which, after which click the process dies, who returns first."""

    finish: str
    forward: str
    approve: str
    send_back: str
    dies_after: int
    officer_first: bool


@dataclass
class Day:
    """One pass. `make` gives the officer and the supervisor their process."""

    folder: Path
    seed: int
    make: Callable[[Account, Path, Path], Officer]
    told: Transcript
    rng: Random = field(init=False)

    def __post_init__(self) -> None:
        self.rng = Random(self.seed)
        self.server = Server(self.folder / "agency").build().start()
        for name in (OFFICER, SUPERVISOR, HEAD):
            (self.folder / name).mkdir()
        self.lines = {name: Line(name, self.server.port, self.folder).up() for name in (OFFICER, SUPERVISOR)}
        self.officer = self.make(*self._of(OFFICER))
        self.supervisor = self.make(*self._of(SUPERVISOR))
        self.head = Robot(*self._of(HEAD))
        self.position = {value["title"]: value["id"] for value in ledger(self.server.database).of("position")}
        for person in (self.officer, self.supervisor):
            if isinstance(person, Window):
                person.people = {self.at(post): self._of(post)[0].called for post in self.server.accounts}

    def _of(self, post: str) -> tuple[Account, Path, Path]:
        known = self.server.accounts[post]
        account = Account(post, known["name"], known["title"], known["nip"], self.server.password)
        return account, self.folder / post / "home", self.folder / post / "process.log"

    def at(self, post: str) -> str:
        """The id of a position."""
        return str(self.position[self.server.accounts[post]["title"]])

    def end(self) -> None:
        """Stop everything that still runs."""
        for person in (self.officer, self.supervisor, self.head):
            try:
                person.kill()
            except AssertionError:
                continue
        for line in self.lines.values():
            line.down()
        self.server.stop()

    # looking

    def server_now(self) -> Ledger:
        """The server's database."""
        return ledger(self.server.database)

    def desk(self, who: Officer | Robot) -> Store:
        """An officer's store, by its key."""
        return store(who.home, PASSPHRASE)

    def agrees(self, who: Officer | Robot) -> bool:
        """Whether a desk is in step with the server: same history, nothing waits, every record the same."""
        held, desk = self.server_now(), self.desk(who)
        same = all(held.records.get(id_) == value for id_, value in desk.truth.items())
        return same and not desk.outbox and (desk.meta["epoch"], desk.meta["boot"]) == (held.epoch, "ready")

    def must(self, sentence: str, right: bool, found: object = "") -> None:
        """A check of the day."""
        self.told.check(sentence, right, found)

    # the day

    def run(self) -> None:
        """From morning to evening."""
        plan = self.morning()
        self.offline(plan)
        self.elsewhere()
        self.meeting(plan)
        before = self.server_now()
        self.put_back(before)
        self.evening(plan, before)

    def morning(self) -> Plan:
        """Both sign in and download; a copy of the server is made; work arrives while they look."""
        o, s, t = self.officer, self.supervisor, self.told
        with t.step(f"{o.account.called} masuk dan mengunduh pekerjaannya", o):
            o.sign_in(self.lines[OFFICER].address)
            o.awaits(["synced"], MEET_S)
        with t.step(f"{s.account.called} masuk di perangkatnya sendiri", s):
            s.sign_in(self.lines[SUPERVISOR].address)
            s.awaits(["synced"], MEET_S)
        self.head.sign_in(self.server.address)
        self.head.sync()
        with t.step("Pengelola menyalin basis data server: salinan pagi"):
            self.server.tool("backup", str(self.folder / "morning"))
        plan = self.plan()
        with t.step(f"{s.account.called} memberi tugas baru kepada {o.account.called}", s):
            if isinstance(s, Robot):
                s.position = self.at(SUPERVISOR)
            s.give(self.at(OFFICER), NEW_TASK, NEW_NOTE)
            s.sync()
            s.awaits(["synced"], MEET_S)
        self.new_task = next(v["id"] for v in self.server_now().of("task") if v["title"] == NEW_TASK)
        with t.step("Tugas itu tiba di mejanya tanpa diminta", o):
            o.awaits_record(self.new_task, MEET_S)
        self.must("Tugas baru ada di penyimpanan pegawai", self.new_task in self.desk(o).truth)
        return plan

    def plan(self) -> Plan:
        """Which work is which today, from what lies on the two desks."""
        held = self.server_now()
        mine = sorted(
            v["id"] for v in held.of("task") if v["holder"] == self.at(OFFICER) and v["state"] in OPEN_TASK
        )
        letters = sorted(
            v["id"]
            for v in held.of("letter")
            if v["state"] in OPEN_LETTER and v["route"][v["step"]] == self.at(SUPERVISOR)
        )
        finish, forward = self.rng.sample(mine, 2)
        approve, send_back = self.rng.sample(letters, 2)
        return Plan(finish, forward, approve, send_back, self.rng.randrange(4), self.rng.random() < 0.5)

    def offline(self, plan: Plan) -> None:
        """The server is gone for both; the officer works, dies, and goes on; the supervisor decides."""
        o, s, t = self.officer, self.supervisor, self.told
        for line in self.lines.values():
            line.down()
        with t.step("Jaringan putus. Keduanya luring, pekerjaan tetap terbuka", o):
            for person in (o, s):
                person.sync()
                person.awaits(OFFLINE, MEET_S)
        clicks: Sequence[tuple[str, Callable[[], None]]] = (
            ("Presensi masuk dicatat di perangkat", o.check_in),
            ("Satu tugas diselesaikan dengan laporan hasil", lambda: o.complete(plan.finish, RESULT)),
            (
                "Satu tugas diteruskan kepada anggota tim",
                lambda: o.pass_on(plan.forward, self.at(BELOW), NOTE),
            ),
            ("Tugas baru diselesaikan juga", lambda: o.complete(self.new_task, LOST_RESULT)),
        )
        for number, (words, click) in enumerate(clicks):
            with t.step(words, o):
                click()
            if number == plan.dies_after:
                self.dies(number + 1)
        o.awaits(["offline-waiting"], MEET_S)
        self.must("Empat janji pegawai menunggu di penyimpanannya", len(self.desk(o).promised) == 4)
        with t.step(f"{s.account.called} di kereta, luring: satu naskah disetujui", s):
            s.approve(plan.approve)
        with t.step("… dan satu dikembalikan dengan alasan", s):
            s.send_back(plan.send_back, REASON)
        s.awaits(["offline-waiting"], MEET_S)
        self.must("Dua keputusan atasan menunggu di penyimpanannya", len(self.desk(s).promised) == 2)
        self.must("Server belum tahu apa-apa", self._untouched(plan))

    def dies(self, promised: int) -> None:
        """SIGKILL right after the click; opened again, everything is there."""
        o = self.officer
        before = set(self.desk(o).all())
        with self.told.step(
            f"Program {o.account.called} mati mendadak (SIGKILL) tepat setelah klik, lalu dibuka", o
        ):
            o.kill()
            after = self.desk(o)
            o.reopen()
            o.awaits(["offline-waiting"], MEET_S)
        self.must(
            f"Setelah mati mendadak, {promised} janji masih ada",
            len(after.promised) == promised and set(after.all()) >= before,
            len(after.promised),
        )
        self.must("Penyimpanannya utuh", after.sound)

    def _untouched(self, plan: Plan) -> bool:
        held = self.server_now().records
        return (
            held[plan.finish]["state"] in OPEN_TASK
            and held[plan.forward]["state"] in OPEN_TASK
            and not any(d["note"] == REASON for d in held[plan.send_back]["decisions"])
        )

    def elsewhere(self) -> None:
        """The head of the agency, connected, gives the new task to somebody else."""
        with self.told.step(
            f"{self.head.account.called} memindahkan tugas baru itu kepada orang lain, di server"
        ):
            self.head.sync()
            self.head.reassign(self.new_task, self.at(ELSEWHERE), MOVED)
            self.head.sync()
        holder = self.server_now().records[self.new_task]["holder"]
        self.must("Di server tugas itu kini di meja lain", holder == self.at(ELSEWHERE))

    def meeting(self, plan: Plan) -> None:
        """The network comes back, for one after the other; nobody touches anything."""
        o, s, t = self.officer, self.supervisor, self.told
        order = [(OFFICER, o, "needs-you"), (SUPERVISOR, s, "synced")]
        for name, person, state in order if plan.officer_first else reversed(order):
            with t.step(f"Jaringan {person.account.called} kembali; semuanya terkirim sendiri", person):
                self.lines[name].up()
                person.awaits([state], MEET_S)
        with t.step("Yang tidak dapat diterapkan ada di baki, dengan kata-katanya sendiri", o):
            o.show_tray()
        self.met(plan)

    def met(self, plan: Plan) -> None:
        """What must be true when everything has met."""
        for person in (self.officer, self.supervisor):
            person.until(lambda person=person: self.agrees(person), MEET_S)  # type: ignore[misc]
        held, mine, theirs = self.server_now(), self.desk(self.officer), self.desk(self.supervisor)
        done, passed, new = (held.records[i] for i in (plan.finish, plan.forward, self.new_task))
        approved, returned = held.records[plan.approve], held.records[plan.send_back]
        self.must(
            "Tugas pertama selesai, dengan kata-katanya", (done["state"], done["result"]) == ("done", RESULT)
        )
        children = [held.records[c] for c in passed["children"]]
        self.must(
            "Tugas kedua ada di meja anggota tim, satu kali",
            passed["state"] == "forwarded"
            and [c["holder"] for c in children if c["note"] == NOTE] == [self.at(BELOW)],
        )
        present = [v for v in held.of("presence") if v["device"] == mine.meta["device"] and v["kind"] == "in"]
        self.must("Presensi masuk tercatat satu kali", len(present) == 1, len(present))
        decided = [
            (d["kind"], d["note"]) for d in approved["decisions"] if d["position"] == self.at(SUPERVISOR)
        ]
        self.must("Naskah pertama disetujui satu kali", [k for k, _ in decided] == ["endorse"], decided)
        decided = [
            (d["kind"], d["note"]) for d in returned["decisions"] if d["position"] == self.at(SUPERVISOR)
        ]
        self.must("Naskah kedua kembali dengan alasannya", decided == [("return", REASON)], decided)
        self.must(
            "Tugas yang dipindahkan tetap di meja lain dan belum selesai",
            new["holder"] == self.at(ELSEWHERE) and new["state"] in OPEN_TASK,
        )
        self.must(
            "Penyelesaian yang ditolak ada di baki, dengan kata-katanya",
            [(p.name, p.code, p.args["result"]) for p in mine.tray]
            == [("task.complete", "no-longer-authorised", LOST_RESULT)],
            [(p.name, p.code) for p in mine.tray],
        )
        self.must(
            "Tidak ada janji yang menunggu lagi", not mine.outbox and not theirs.outbox and not theirs.tray
        )
        journal = {p.id for p in (*mine.journal, *theirs.journal) if p.name != QUIET}
        unknown = [
            i for i in journal if held.receipts.get(i) is None or held.receipts[i].outcome != "applied"
        ]
        self.must("Setiap janji yang dibukukan punya tanda terima di server", not unknown, unknown)
        for name, person in (("pegawai", self.officer), ("atasan", self.supervisor)):
            self.must(f"Yang ada di perangkat {name} sama dengan yang ada di server", self.agrees(person))

    def put_back(self, before: Ledger) -> None:
        """The server's disk dies; the morning copy is put back, and everybody meets again by themselves."""
        o, s, t = self.officer, self.supervisor, self.told
        with t.step("Server rusak; pengelola memulihkan salinan pagi"):
            self.server.stop()
            self.server.tool("restore", str(self.folder / "morning"))
            held = self.server_now()
        self.must("Salinan pagi tidak mengenal pekerjaan hari ini", self.new_task not in held.records)
        self.must("Riwayat baru dimulai (epoch lain)", held.epoch != before.epoch)
        self.server.start()
        with t.step("Perangkat atasan mengirim ulang pekerjaannya tanpa bantuan", s):
            s.until(lambda: self.agrees(s), MEET_S)
            s.awaits(["synced"], MEET_S)
        with t.step("… juga perangkat kepala dinas, yang memindahkan tugas itu"):
            self.head.until(lambda: self.agrees(self.head), MEET_S)
        with t.step("… dan perangkat pegawai", o):
            o.until(lambda: self.agrees(o), MEET_S)
            o.awaits(["needs-you"], MEET_S)

    def evening(self, plan: Plan, before: Ledger) -> None:
        """Everything is as it was before the server broke; both close."""
        o, s = self.officer, self.supervisor
        self.met(plan)
        after = self.server_now()
        lost = [i for i in before.records if i not in after.records]
        self.must("Tidak satu pun data hilang oleh pemulihan", not lost, lost)
        changed = [i for i in before.records if _gist(before.records[i]) != _gist(after.records.get(i, {}))]
        self.must("Isi setiap tugas dan naskah sama seperti sebelum server rusak", not changed, changed)
        self.must("Catatan audit server utuh", self.server.tool("check") == "sound")
        with self.told.step("Sore: keduanya menutup programnya"):
            o.close()
            s.close()
            self.head.close()
        self.must("Penyimpanan pegawai dan atasan utuh", self.desk(o).sound and self.desk(s).sound)


def _gist(value: dict[str, Any]) -> dict[str, Any]:
    """What a record says, without what the server stamps anew when work is handed in a second time."""
    if value.get("noun") not in ("task", "letter"):
        return {}
    stamped = ("since", "due", "ended_at", "acted")
    kept = {k: v for k, v in value.items() if k not in stamped}
    for name in ("reports", "decisions", "versions"):
        kept[name] = [{k: v for k, v in row.items() if k != "at"} for row in kept.get(name, ())]
    return kept


def play(folder: Path, seed: int, make: Callable[[Account, Path, Path], Officer], title: str) -> Transcript:
    """One day; pictures and transcript go into `folder`. Its transcript, also when something broke."""
    tidy(folder)
    told = Transcript(folder, title)
    with told.told():
        day = Day(folder / PROCESSES, seed, make, told)
        try:
            day.run()
        finally:
            day.end()
    return told


def tidy(folder: Path) -> None:
    """Take away what an earlier day left in `folder`, and nothing else: it may be anybody's folder."""
    work = folder / PROCESSES
    if (work / OURS).exists():
        shutil.rmtree(work)
    work.mkdir(parents=True)
    (work / OURS).touch()
    (folder / TRANSCRIPT).unlink(missing_ok=True)
    for picture in folder.glob("[0-9][0-9]-*.png"):
        picture.unlink()


def robot(account: Account, home: Path, log: Path) -> Officer:
    """An officer without a window."""
    return Robot(account, home, log)


def window(account: Account, home: Path, log: Path) -> Officer:
    """An officer at a window; the pictures lie beside the transcript."""
    return Window(account, home, log, shots=home.parents[2])


@contextmanager
def timed(seconds: list[float]) -> Iterator[None]:
    """Append how long the block took."""
    began = time.monotonic()
    try:
        yield
    finally:
        seconds.append(time.monotonic() - began)


def main(argv: Sequence[str] | None = None) -> int:
    """Play the day N times; 1 if any check of any pass failed."""
    parser = argparse.ArgumentParser(
        prog="python -m tests.journeys.day", description=(__doc__ or "").splitlines()[0]
    )
    parser.add_argument("--n", type=int, default=1, help="how many passes")
    parser.add_argument("--seed", type=int, default=1, help="of the first pass")
    parser.add_argument("--busy", type=int, default=0, help="processes that only spin, beside it")
    parser.add_argument("--robots", action="store_true", help="without windows")
    parser.add_argument(
        "--shots", type=Path, default=Path("build/day"), help="folder for pictures and transcript"
    )
    args = parser.parse_args(argv)
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(1))  # so that everything that was started is ended
    times: list[float] = []
    failed = 0
    with Busy(args.busy):
        for seed in range(args.seed, args.seed + args.n):
            folder = args.shots if args.n == 1 else args.shots / f"{seed:04d}"
            with timed(times):
                told = play(folder.resolve(), seed, robot if args.robots else window, "Satu hari kerja")
            failed += not told.good
            print(
                f"pass {seed}: {'good' if told.good else 'FAILED'}, {times[-1]:.1f} s, {told.path}",
                flush=True,
            )
    if len(times) > 1:
        print(f"{len(times)} passes, {failed} failed; {min(times):.1f}–{max(times):.1f} s each")
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
