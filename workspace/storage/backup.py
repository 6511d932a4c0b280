# SPDX-License-Identifier: Apache-2.0
"""Copies of the store, its examination, and the way back from damage.

What the server acknowledged can always be downloaded again; what cannot are the officer's own words that it has
not seen. So a restore first saves outbox, journal, tray and bodies from the damaged file, then takes the newest
good copy (or an empty store) and puts them in.
"""

import re
import shutil
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from workspace.domain.ids import Ids
from workspace.domain.moment import Clock, Day, Instant, next_day
from workspace.storage import driver, files, lock, migrations, salvage
from workspace.storage.desk import Desk
from workspace.storage.lock import InUse
from workspace.storage.tables import Tables

FOLDER, STORE, READY = "backups", files.STORE, "restored.db"
KEPT = 7  # daily copies
BRAKE_ROWS, BRAKE_PART, BRAKE_DAYS = 50, 0.05, 30
SIDES = ("-wal", "-shm")

_NAME = re.compile(r"(\d{4}-\d\d-\d\d)\.v(\d+)\.(\d+)\.db")


# ---- copies --------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Copy:
    """A copy in `backups/`: its day, its schema version and how many records of the server it held."""

    path: Path
    day: Day
    version: int
    rows: int


def copies(folder: Path) -> list[Copy]:
    """The copies of a profile, newest first."""
    found = [
        Copy(path, match[1], int(match[2]), int(match[3]))
        for path in (folder / FOLDER).glob("*.db")
        if (match := _NAME.fullmatch(path.name))
    ]
    return sorted(found, key=lambda each: (each.day, each.version), reverse=True)


def copy(folder: Path, key: bytes, clock: Clock) -> Copy:
    """Copy the store as it stands, by VACUUM INTO: encrypted like itself, beside a writer at work.

    It takes the place of a copy of the same day and version. Raises Unavailable or OSError.
    """
    day = clock()[:10]
    connection = driver.connect(folder / STORE, key)
    part = folder / FOLDER / "copy.part"
    part.unlink(missing_ok=True)
    part.touch(mode=0o600)
    try:
        version = migrations.version(connection)
        rows = connection.execute("SELECT count(*) FROM truth").fetchone()[0]
        connection.execute("VACUUM INTO ?", (str(part),))  # it syncs the file before it returns
    except driver.DriverError as error:
        raise driver.told(error) from error
    finally:
        connection.close()
    fresh = Copy(folder / FOLDER / f"{day}.v{version}.{rows}.db", day, version, rows)
    for old in copies(folder):
        if (old.day, old.version) == (day, version):
            old.path.unlink()
    part.replace(fresh.path)
    return fresh


def daily(folder: Path, key: bytes, clock: Clock) -> Copy | None:
    """The day's copy, unless there is one; then the oldest beyond seven days are taken away."""
    if any(each.day == clock()[:10] for each in copies(folder)):
        return None
    fresh = copy(folder, key, clock)
    for each in surplus(copies(folder)):
        each.path.unlink()
    return fresh


def surplus(newest_first: list[Copy]) -> list[Copy]:
    """The copies that may go: those beyond seven days, but for the brake.

    Whoever lost more than 50 records and 5 % of them since an older copy was made may not have noticed yet: that
    copy stays for 30 days.
    """
    if not newest_first:
        return []
    newest = newest_first[0]
    days = sorted({each.day for each in newest_first}, reverse=True)[:KEPT]
    long_ago = next_day(newest.day, -BRAKE_DAYS)
    return [
        each
        for each in newest_first
        if each.day not in days and (each.day < long_ago or not _braked(each.rows, newest.rows))
    ]


def _braked(before: int, now: int) -> bool:
    return before - now > max(BRAKE_ROWS, BRAKE_PART * before)


# ---- examination ---------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Report:
    """What `doctor` found; the first three are empty in a sound store. `counts` are the rows of each table."""

    cipher: tuple[str, ...]
    quick: tuple[str, ...]
    search: tuple[str, ...]
    version: int
    known: int
    counts: dict[str, int]

    @property
    def healthy(self) -> bool:
        """Whether nothing is damaged."""
        return not (self.cipher or self.quick or self.search)


def doctor(folder: Path, key: bytes) -> Report:
    """Examine a store, also one in use (0.3 s for 100 MB, then 1 s). Raises Unavailable if it does not open."""
    return examine(folder / STORE, key)


def examine(path: Path, key: bytes) -> Report:
    """Examine the store in a file."""
    connection = driver.connect(path, key)
    try:
        # The check of the cipher reads the file past the log. A checkpoint cut off by a power failure leaves torn
        # pages there that are whole in the log: they are no damage, and are written again now.
        _complaints(connection, "PRAGMA wal_checkpoint(PASSIVE)")
        cipher = _complaints(connection, "PRAGMA cipher_integrity_check")
        quick = tuple(line for line in _complaints(connection, "PRAGMA quick_check") if line != "ok")
        if cipher or quick:
            return Report(cipher, quick, (), 0, migrations.known(), {})
        return Report(
            (), (), _search(connection), migrations.version(connection), migrations.known(),
            migrations.counts(connection),
        )  # fmt: skip
    finally:
        connection.close()


def _complaints(connection: driver.Connection, statement: str) -> tuple[str, ...]:
    try:
        return tuple(str(row[0]) for row in connection.execute(statement).fetchall())
    except driver.DriverError as error:
        return (str(error),)


def _search(connection: driver.Connection) -> tuple[str, ...]:
    """The index agrees with itself, and holds a text for every line and none beside."""
    wrong = _complaints(connection, "INSERT INTO fts (fts) VALUES ('integrity-check')")
    strays = connection.execute(
        "SELECT (SELECT count(*) FROM item WHERE rid NOT IN (SELECT id FROM fts_docsize)),"
        " (SELECT count(*) FROM fts_docsize WHERE id NOT IN (SELECT rid FROM item))"
    ).fetchone()
    return (
        wrong
        if strays == (0, 0)
        else (*wrong, f"{strays[0]} lines without text, {strays[1]} texts without line")
    )


# ---- the way back --------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Restored:
    """What a restore did.

    `day`: of the copy used, empty for none. `saved`: commands found in the damaged file. `doubtful`: commands
    that only the copy knew; they wait parked, for the officer may have taken them back after it was made.
    `complete`: every row of outbox, journal and tray could be read.
    """

    day: Day
    saved: int
    doubtful: int
    complete: bool


def restore(folder: Path, key: bytes, clock: Clock) -> Restored | InUse:
    """Replace a damaged store by the newest good copy, with the officer's words from the damaged one.

    What then waits was replayed over the copy's truth, and is sealed with the device's key, for its bytes may
    have left this device since the copy was made. Meta says `restored_local` = "1": the next presence event must
    rejoin the chain. The session's tokens are dropped: a rotated one must not be shown again, the device proves
    itself by its key instead. `n` is the highest number seen anywhere. No body may be written in under its old client
    id (`Bodies.open` asks for another). Without any good copy all is downloaded
    anew. Raises Unavailable or OSError, and DamagedError where nothing at all opens with this key.
    """
    held = lock.acquire(folder, clock())
    if isinstance(held, InUse):
        return held
    try:
        finish_restore(folder)
        found = salvage.read(folder / STORE, key)
        part = folder / FOLDER / "restore.part"
        _clear(part)
        good = next((each for each in copies(folder) if _good(each, part, key)), None)
        if good is None and not found.opened:
            raise driver.DamagedError("neither the store nor a copy opens with this key")
        part.touch(mode=0o600)
        connection = driver.connect(part, key)
        try:
            migrations.migrate(connection, lambda: None)
            doubtful = salvage.put(connection, found)
            _replay(_tables(connection), clock)
            connection.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchone()
        finally:
            connection.close()
        _keep_damaged(folder, clock())
        part.replace(folder / READY)
        finish_restore(folder)
        return Restored(good.day if good else "", found.commands, doubtful, found.complete)
    finally:
        held.release()


def _tables(connection: driver.Connection) -> Tables:
    from workspace.storage.sql import SqlTables  # noqa: PLC0415 - loads SQLAlchemy, after the first paint

    return SqlTables(connection)


def _replay(tables: Tables, clock: Clock) -> None:
    """Show what the saved commands make of the copy's truth."""
    officer, device = tables.meta("officer"), tables.meta("device")
    if officer:
        desk = Desk(tables, officer, device, clock, Ids(clock, _never), _never)
        desk.open()
        with desk.transaction():
            desk.replay()


def _never(_: object) -> Any:
    raise AssertionError("a replay mints and signs nothing")


def _good(each: Copy, part: Path, key: bytes) -> bool:
    """Copy a copy to `part` and see whether it is sound and not of a newer release."""
    _clear(part)
    shutil.copyfile(each.path, part)
    part.chmod(0o600)
    try:
        if each.version <= migrations.known() and examine(part, key).healthy:
            return True
    except driver.DamagedError:
        pass
    _clear(part)
    return False


def _clear(path: Path) -> None:
    for each in (path, *_sides(path)):
        each.unlink(missing_ok=True)


def _sides(path: Path) -> list[Path]:
    return [path.with_name(path.name + side) for side in SIDES]


def _keep_damaged(folder: Path, now: Instant) -> None:
    """Put the damaged file, with what lies beside it, where somebody may still look at it."""
    aside = folder / FOLDER / f"damaged-{now.replace(':', '')}"
    aside.mkdir(mode=0o700, exist_ok=True)
    for each in (folder / STORE, *_sides(folder / STORE)):
        if each.exists():
            shutil.copy2(each, aside / each.name)


def finish_restore(folder: Path) -> None:
    """Let a restored store that lies ready take the damaged one's place; also after a crash in the midst of it.

    The old write-ahead log goes first: it must never be replayed into another file.
    """
    ready = folder / READY
    if ready.exists():
        for side in _sides(folder / STORE):
            side.unlink(missing_ok=True)
        ready.replace(folder / STORE)
