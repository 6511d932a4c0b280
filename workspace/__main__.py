# SPDX-License-Identifier: Apache-2.0
"""The desk without a window: `python -m workspace sign-in | inbox | outbox | do | presence | sync | doctor`.

The same desk, deeds and sync as the program with windows; proof that the core needs none.
Exit codes: 0 done, 1 the world or a rule said no, 2 wrong usage, 3 the officer must sign in or unlock.
"""

from __future__ import annotations

import argparse
import contextlib
import getpass
import sys
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import Any

import msgspec

from workspace import app
from workspace.domain.errors import Refused, Unavailable
from workspace.domain.moment import Instant, local
from workspace.services import known, phrases
from workspace.services.cabinet import Restored, world
from workspace.services.deeds import Deeds, Outcome
from workspace.services.known import LANGUAGES, KnownProfile
from workspace.services.reading import VIEWS, Entry, Reading
from workspace.services.session import CheckStep, SignInProblem, Workspace, sync_until_idle
from workspace.wire.protocol import CLIENT_VERSION

DONE, REFUSED, USAGE, OFFICER = 0, 1, 2, 3
NEEDS_OFFICER = frozenset(
    {
        "passphrase-needed",
        "passphrase-wrong",
        "wrong-password",
        "wrong-officer",
        "no-profile",
        "device-revoked",
    }
)
WIDTH = 58  # of a column that holds words

# What `do` can do: the record, whom it goes to, and the officer's own words.
DO: dict[str, Callable[[Deeds, argparse.Namespace], Outcome]] = {
    "complete": lambda d, a: d.complete([a.record], a.text),
    "report": lambda d, a: d.report(a.record, a.text),
    "return": lambda d, a: d.return_task([a.record], a.text),
    "reassign": lambda d, a: d.reassign(a.record, a.to[0] if a.to else "", a.text),
    "pass-on": lambda d, a: d.pass_on([a.record], a.to, a.urgency, a.text),
    "withdraw": lambda d, a: d.withdraw_task([a.record], a.text),
    "approve": lambda d, a: d.endorse([a.record], a.text),
    "return-letter": lambda d, a: d.return_letter([a.record], a.text),
    "withdraw-decision": lambda d, a: d.withdraw_decision(a.record, a.text),
}


class Ended(Exception):
    """Carries the exit code."""

    def __init__(self, code: int) -> None:
        super().__init__(code)
        self.code = code


class Cli:
    """One run: its arguments and how it speaks."""

    def __init__(self, args: argparse.Namespace, home: Path) -> None:
        self.args, self.home = args, home
        self.signin, self.cabinet = app.assemble(home), app.cabinet(home)
        self.lang: str = args.lang or known.read(home).language

    # speaking

    def say(self, key: str, **data: object) -> str:
        """A phrase in the language asked for."""
        return phrases.say(self.lang, key, **data)

    def sentence(self, problem: SignInProblem) -> str:
        """A problem in words."""
        words = {"server": problem.server, "detail": problem.detail, "wait": problem.wait_s}
        return self.say(f"problem:{problem.kind}", **words)

    def ended(self, problem: SignInProblem) -> Ended:
        """Say what is wrong, on the error stream."""
        print(self.sentence(problem), file=sys.stderr)
        return Ended(OFFICER if problem.kind in NEEDS_OFFICER else REFUSED)

    def when(self, instant: Instant, zone: str) -> str:
        """Day and time in the office's zone, as officials write it: 24-11-2026 09.41."""
        return local(instant, zone).strftime("%d-%m-%Y %H.%M") if instant else self.say("doctor:never")

    def table(self, heads: Sequence[str], rows: Sequence[Sequence[str]]) -> None:
        """Columns as wide as their widest word; long ones are cut."""
        cut = [[_cut(cell) for cell in row] for row in ([self.say(f"head:{h}") for h in heads], *rows)]
        widths = [max(len(row[i]) for row in cut) for i in range(len(heads))]
        for row in cut:
            print("  ".join(cell.ljust(width) for cell, width in zip(row, widths, strict=True)).rstrip())

    # opening

    def profile(self) -> KnownProfile:
        """The one asked for, or the one opened last."""
        stored, asked = known.read(self.home), self.args.profile
        if asked:
            found = [p for p in stored.profiles if asked in (p.folder, p.officer, p.name)]
            chosen = found[0] if len(found) == 1 else None
        else:
            chosen = stored.last_profile()
        if chosen is not None:
            if not self.cabinet.holds(chosen.folder):
                raise self.ended(SignInProblem("no-profile"))
            return chosen
        if not stored.profiles:
            raise self.ended(SignInProblem("no-profile"))
        print(self.say("say:no-desk" if asked else "say:profiles", name=asked), file=sys.stderr)
        for p in stored.profiles:
            print(f"  {p.folder}  {p.name}  {p.server}", file=sys.stderr)
        raise Ended(OFFICER)

    def secret(self, path: str | None, question: str) -> str | None:
        """The first line of a file; else what is typed unseen, None if nobody is there to type it."""
        if path:
            try:
                return (Path(path).read_text(encoding="utf-8").splitlines() or [""])[0]
            except (OSError, UnicodeDecodeError):
                print(self.say("say:no-file", path=path), file=sys.stderr)
                raise Ended(USAGE) from None
        return getpass.getpass(self.say(question)) if sys.stdin.isatty() else None

    def with_passphrase(self, attempt: Callable[[str | None], Any]) -> Any:
        """What the attempt gives, after asking for the passphrase if it needs one."""
        given = self.secret(self.args.passphrase_file, "") if self.args.passphrase_file else None
        found = attempt(given)
        if given is None and isinstance(found, SignInProblem) and found.kind == "passphrase-needed":
            typed = self.secret(None, "ask:passphrase")
            found = attempt(typed) if typed else found
        if isinstance(found, SignInProblem):
            ended = self.ended(found)
            if found.kind == "passphrase-needed":
                print(self.say("say:no-passphrase"), file=sys.stderr)
            raise ended
        return found

    @contextlib.contextmanager
    def opened(self) -> Iterator[Workspace]:
        """The desk, ours alone."""
        profile = self.profile()
        workspace: Workspace = self.with_passphrase(lambda p: self.signin.open_profile(profile, p))
        try:
            yield workspace
        finally:
            workspace.close()

    @contextlib.contextmanager
    def looking(self) -> Iterator[Reading]:
        """The desk to read, beside a program that may have it open."""
        profile = self.profile()
        reader = self.with_passphrase(lambda p: self.cabinet.view(profile.folder, p))
        try:
            yield Reading(reader, profile.officer, app.clock)
        finally:
            reader.close()

    # commands

    def sign_in(self) -> int:
        """Register this machine for an officer and download."""
        a = self.args
        password = self.secret(a.password_file, "ask:password")
        if not password:
            print(self.say("say:no-password"), file=sys.stderr)
            raise Ended(USAGE)
        workspace: Workspace = self.with_passphrase(
            lambda p: self.signin.sign_in(
                a.server, a.nip, password, device_name=a.device, shared_computer=a.shared, passphrase=p
            )
        )
        try:
            code = self._rounds(workspace)
            me = workspace.desk.directory.officers.get(workspace.profile.officer)
            if me is not None:
                print(self.say("say:signed-in", name=me.name))
            return code
        finally:
            workspace.close()

    def sync(self) -> int:
        """Everything up and down, now."""
        with self.opened() as workspace:
            workspace.release()
            workspace.nudge()
            return self._rounds(workspace)

    def _rounds(self, workspace: Workspace) -> int:
        done = sync_until_idle(workspace, deadline_s=self.args.seconds, elapsed=app.elapsed, pause=app.pause)
        state = workspace.state()
        if self.args.json:
            print(msgspec.json.encode(state).decode())
        else:
            data = {name: getattr(state, name) for name in state.__dataclass_fields__}
            data |= {"contact": self.when(state.contact, workspace.desk.zone)}
            print(self.say(f"state:{state.code}", **data))
            print(self.say("say:synced", rounds=done.rounds))
        if workspace.engine.needs_login:
            return OFFICER
        return DONE if done.idle else REFUSED

    def inbox(self) -> int:
        """What waits for me."""
        with self.looking() as reading:
            view = VIEWS[self.args.view]
            lines = reading.lines(reading.order(view)[: self.args.limit])
            if self.args.json:
                print(msgspec.json.encode(lines).decode())
                return DONE
            rows = [
                (
                    self.when(line.due, reading.zone) if line.due else "",
                    self.say(f"wait:{line.wait}"),
                    line.title or "—",
                    reading.title(line.holder),
                    line.id,
                )
                for line in lines
            ]
            if rows:
                self.table(("due", "kind", "title", "desk", "id"), rows)
            total = reading.count(view)
            print(self.say("say:inbox-count", n=total) if total else self.say("say:inbox-empty"))
        return DONE

    def outbox(self) -> int:
        """What waits to be sent, and what was refused."""
        with self.looking() as reading:
            waiting, tray = reading.outbox(), reading.tray()
            if self.args.json:
                print(msgspec.json.encode({"outbox": waiting, "tray": tray}).decode())
                return DONE
            if waiting:
                rows = [self._row(e, self.say(f"entry:{e.state}"), reading) for e in waiting]
                self.table(("at", "deed", "title", "state", "id"), rows)
            else:
                print(self.say("say:outbox-empty"))
            if tray:
                print("\n" + self.say("say:tray"))
                rows = [self._row(e, self.say(f"refused:{e.code}"), reading) for e in tray]
                self.table(("at", "deed", "title", "why", "id"), rows)
        return DONE

    def _row(self, entry: Entry, state: str, reading: Reading) -> tuple[str, ...]:
        verb = f"verb:{entry.command.name}" if entry.command else ""
        deed = self.say(verb) if phrases.known(verb) else verb.removeprefix("verb:")
        return self.when(entry.at, reading.zone), deed, entry.title or "—", state, entry.id

    def do(self) -> int:
        """One deed, durable when this returns; `sync` sends it."""
        with self.opened() as workspace:
            return self._outcome(DO[self.args.deed](workspace.deeds, self.args))

    def presence(self) -> int:
        """Presensi masuk or pulang."""
        with self.opened() as workspace:
            return self._outcome(workspace.deeds.check(self.args.kind, self.args.scheme, self.args.text))

    def _outcome(self, outcome: Outcome) -> int:
        for _, why in outcome.refused:
            print(self.refusal(why), file=sys.stderr)
        if outcome.count:
            print(self.say(f"verb:{outcome.verb}"), outcome.record)
        return REFUSED if outcome.refused else DONE

    def refusal(self, why: Refused) -> str:
        """A refusal with the data that goes with it."""
        told = " ".join(f"{key}={value}" for key, value in sorted(why.params.items()))
        return self.say(f"refused:{why.code}") + (f" ({told})" if told else "")

    def doctor(self) -> int:
        """What is well and what is not; nothing is changed, unless a damaged store shall be restored."""
        if self.args.restore:
            return self._restore()
        profile = self.profile()
        report = self.with_passphrase(lambda p: self.cabinet.examine(profile.folder, p))
        steps = self.signin.check(profile.server)
        rows = [
            ("program", CLIENT_VERSION),
            ("folder", str(self.cabinet.path(profile.folder))),
            ("server", profile.server),
        ]
        with self.looking() as reading:
            waiting, parked, tray = reading.reader.counts()
            told = {
                "records": report.counts.get("truth", 0),
                "waiting": waiting,
                "parked": parked,
                "tray": tray,
            }
            rows += [
                ("store", self.say("doctor:whole") if report.healthy else self.say("problem:damaged")),
                ("counts", self.say("doctor:told", **told)),
                ("device", reading.reader.meta("device")),
                ("contact", self.when(reading.reader.meta("contact"), reading.zone)),
            ]
            alarm = reading.reader.meta("tree_alarm").partition("\n")[0]
            if alarm:
                why = alarm if alarm in {"key", "signature"} else "shrunk"
                rows.append(("audit", self.say(f"doctor:{why}")))
        sound = report.healthy and all(step.state == "ok" for step in steps)
        if self.args.json:
            facts = {"sound": sound, "facts": dict(rows), "checks": steps, "counts": report.counts}
            print(msgspec.json.encode(facts).decode())
            return DONE if sound else REFUSED
        for name, value in rows:
            print(f"{self.say(f'doctor:{name}')}: {value}")
        for step in steps:
            print(self._step(step))
        return DONE if sound else REFUSED

    def _restore(self) -> int:
        """Put the newest good copy in the place of a damaged store, and say what that did."""
        folder = self.profile().folder

        def mended(passphrase: str | None) -> Restored | SignInProblem | None:
            report = self.cabinet.examine(folder, passphrase)
            damaged = report.kind == "damaged" if isinstance(report, SignInProblem) else not report.healthy
            if damaged:
                return self.cabinet.restore(folder, passphrase)
            return report if isinstance(report, SignInProblem) else None

        done: Restored | None = self.with_passphrase(mended)
        if done is None:
            print(self.say("restore:sound"))
            return DONE
        told = [("copy" if done.day else "none", True), ("saved", done.saved), ("doubtful", done.doubtful)]
        for what, count in (*told, ("partly", not done.complete)):
            if count:
                print(self.say(f"restore:{what}", day=done.day, n=count))
        return DONE

    def _step(self, step: CheckStep) -> str:
        mark = {"ok": "✓", "failed": "✗", "skipped": "–"}[step.state]
        why = f": {self.sentence(step.problem)}" if step.problem else ""
        return f"{mark} {self.say(f'check:{step.name}')}{why}"


def _cut(text: str) -> str:
    line = " ".join(text.split())
    return line if len(line) <= WIDTH else f"{line[: WIDTH - 1]}…"


def parser() -> argparse.ArgumentParser:
    """The command line."""
    top = argparse.ArgumentParser(prog="python -m workspace", description=(__doc__ or "").splitlines()[0])
    top.add_argument("--home", type=Path, help="folder of all desks on this machine")
    top.add_argument("--profile", default="", help="which desk: its folder, officer id or name")
    top.add_argument("--lang", choices=LANGUAGES, help="language of what is said")
    top.add_argument("--json", action="store_true", help="data instead of sentences")
    top.add_argument("--passphrase-file", help="file whose first line unlocks the desk")
    commands = top.add_subparsers(dest="command", required=True)
    enter = commands.add_parser("sign-in", help="register this machine for an officer")
    enter.add_argument("--server", required=True)
    enter.add_argument("--nip", required=True)
    enter.add_argument("--device", default="Ruang Kerja", help="a name for this machine")
    enter.add_argument("--password-file", help="file whose first line is the password")
    enter.add_argument("--shared", action="store_true", help="a computer that others use too")
    enter.add_argument("--seconds", type=float, default=120.0, help="how long the download may take")
    inbox = commands.add_parser("inbox", help="what waits for me")
    inbox.add_argument("--view", choices=tuple(VIEWS), default="inbox")
    inbox.add_argument("--limit", type=int, default=60)
    commands.add_parser("outbox", help="what waits to be sent, and what was refused")
    do = commands.add_parser("do", help="one deed on one record")
    do.add_argument("deed", choices=tuple(DO))
    do.add_argument("record")
    do.add_argument("--to", action="append", default=[], help="a position; may be given several times")
    do.add_argument("--text", default="", help="result, report, reason or note")
    do.add_argument("--urgency", default="normal")
    presence = commands.add_parser("presence", help="presensi masuk (in) or pulang (out)")
    presence.add_argument("kind", choices=("in", "out"))
    presence.add_argument("--scheme", default="office")
    presence.add_argument("--text", default="")
    sync = commands.add_parser("sync", help="send and fetch everything now")
    sync.add_argument("--seconds", type=float, default=60.0, help="how long to try")
    doctor = commands.add_parser("doctor", help="what is well with desk and connection, and what is not")
    doctor.add_argument(
        "--restore", action="store_true", help="put the newest good copy in a damaged store's place"
    )
    return top


def main(argv: Sequence[str] | None = None) -> int:
    """Run one command; its exit code."""
    args = parser().parse_args(argv)
    cli = Cli(args, args.home or app.home())
    try:
        code: int = getattr(cli, args.command.replace("-", "_"))()
    except Ended as ended:
        return ended.code
    except (Unavailable, OSError) as error:
        raise SystemExit(cli.ended(world(error)).code) from None
    return code


if __name__ == "__main__":
    sys.exit(main())
