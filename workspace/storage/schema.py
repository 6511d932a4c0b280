# SPDX-License-Identifier: Apache-2.0
"""Every table of the local store, one comment a column.

This is the store as it is now; how an older one gets here stands frozen in `migrations/`, and a test holds
the two to each other. All tables are STRICT; instants and ids are text.
Bodies are the bytes that came from the server, so a newer release can read in them what this one cannot.
"""

from sqlalchemy import Column, Index, Integer, LargeBinary, MetaData, Table, Text, text

from workspace.storage.tables import NO_DUE

metadata = MetaData()
NO_KEYS = "[]"


def _table(name: str, *parts: Column[str] | Column[int] | Column[bytes] | Index, rowid: bool = True) -> Table:
    return Table(name, metadata, *parts, sqlite_with_rowid=rowid, sqlite_strict=True)


def _text(name: str, comment: str, *, key: bool = False) -> Column[str]:
    return Column(name, Text, primary_key=key, nullable=False, comment=comment)


def _whole(name: str, comment: str, *, key: bool = False) -> Column[int]:
    return Column(name, Integer, primary_key=key, nullable=False, autoincrement=False, comment=comment)


def _bytes(name: str, comment: str) -> Column[bytes]:
    return Column(name, LargeBinary, nullable=False, comment=comment)


meta = _table(
    "meta",
    _text("k", "name of a setting: token, epoch, boot, n, line, max_class, device_key …", key=True),
    _text("v", "its value; an absent row and an empty value mean the same"),
    rowid=False,
)

# ---- truth: what the server said -----------------------------------------------------------------

truth = _table(
    "truth",
    _text("id", "the record", key=True),
    _text("kind", "its noun, also one this release does not know"),
    _whole("rev", "how often the server changed it"),
    _whole("seq", "the server's sequence number of the last change"),
    _whole("cls", "security class 0–3; what is above the officer's or the device's is removed"),
    _text(
        "keys",
        "through which it is visible to us: numbers of keys, a sorted JSON array; it goes with the last",
    ),
    _bytes("body", "canonical JSON, as it came"),
    Index("truth_kind", "kind"),
    Index("truth_keyless", "id", sqlite_where=text(f"keys = {NO_KEYS!r}")),  # all but empty, always
)

# What stands in very many rows, by number. Only the loss of a whole key reads all records through.
named = _table(
    "named",
    _whole("n", "its number; it is never given to another", key=True),
    Column(
        "name",
        Text,
        nullable=False,
        unique=True,
        comment="a key (o:officer, p:position, u:unit, pub) or a holder",
    ),
)

kept = _table(
    "kept",
    _text("id", "a record that a sweep removed", key=True),
    _text("kind", "its noun"),
    _bytes("body", "canonical JSON, as it last stood"),
    _text("at", "instant of the removal; the copy is dropped 30 days later"),
    Index("kept_at", "at"),
)

# ---- promises ------------------------------------------------------------------------------------

overlay = _table(
    "overlay",
    _text("id", "a record that waiting commands touch", key=True),
    _text("kind", "its noun"),
    _bytes(
        "body", "what the waiting commands make of it: canonical JSON, or a patch of the truth's (patch.py)"
    ),
)

# The officer's own words stand in rowid tables: `backup.salvage` reads damaged ones by ranges of rowid.
# `n` is not unique: commands of another device, and of this one after a restored copy, may share a number.
outbox = _table(
    "outbox",
    _text("id", "the command (UUIDv7)", key=True),
    _whole("n", "its number on this device: the order of promising"),
    _text("deed", "what one click made: its commands are taken back together"),
    _bytes("raw", "canonical JSON of the command; with signature if `sealed`"),
    _text("hold", "instant until which it may not leave, empty for none"),
    _whole(
        "sealed", "1: its bytes may have left this device and never change again; so does a row of `seal`"
    ),
    _whole("parked", "1: the server failed on it three times; kept back until the officer decides"),
)

# A batch is sealed by one row of this, not by writing its commands a second time.
seal = _table(
    "seal",
    _whole("n", "number of the batch", key=True),
    _text("sigs", "JSON object: waiting command → signature; the row goes when none of them waits any more"),
)

journal = _table(
    "journal",
    _text("id", "a command whose receipt came", key=True),
    _whole("n", "its number on this device"),
    _bytes("raw", "the bytes that were sent"),
    _text("epoch", "the server's history in which it was applied"),
    _text("at", "instant of the promise"),
    _text("received", "instant of arrival at the server; the row is dropped 30 days later, once a day"),
    _text("leaf", "its leaf in the server's audit log"),
    Index("journal_n", "n"),
)

tray = _table(
    "tray",
    _text("id", "a refused command", key=True),
    _text("root", "the refused command on which it depended; itself if it was the one"),
    _bytes("raw", "the officer's words; empty for another device's until they are fetched"),
    _text("code", "why: a code of domain/errors.py"),
    _text("params", "data for the sentence, JSON object of texts"),
    _text("at", "instant of the promise, or of arrival for another device's"),
    _whole("other", "1: another device of the same officer promised it"),
)

# ---- bodies: what an officer typed ---------------------------------------------------------------

# In rowid tables, like their other words. Nothing in them is ever changed but `sent`.
body = _table(
    "body",
    _text("letter", "a letter whose body is written in here", key=True),
    _whole("generation", "which of its bodies: one sent back begins another", key=True),
    _whole("client", "the number under which this device writes in it"),
    _text("writing", "instant since which it is written in, empty once it was put away"),
    _whole("restored", "1: from a copy of the store; it needs a new client before it is written in"),
)

body_update = _table(
    "body_update",
    _whole("n", "grows; given once", key=True),
    _text("letter", "of which body"),
    _whole("generation", "of which body"),
    _whole("client", "who wrote it, 0 for several or unknown"),
    _text("at", "instant of its last key, or of its arrival"),
    _whole("sent", "1: the server has it"),
    _bytes("raw", "an update of the text, as it came or several put together"),
    Index("body_update_of", "letter", "generation"),
    Index("body_update_unsent", "letter", "generation", sqlite_where=text("NOT sent")),
)

body_recovered = _table(
    "body_recovered",
    _whole("n", "grows", key=True),
    _text("letter", "of which body"),
    _whole("generation", "of which body"),
    _text("upto", "instant of the last key that was durable when the program died"),
    _text("found", "instant of the next opening; the copy is dropped 14 days later"),
    _bytes("raw", "all of the body as it was then"),
    Index("body_recovered_letter", "letter"),
)

# What letters said when they were submitted: from the server, which has it for ever.
body_frozen = _table(
    "body_frozen",
    _text("letter", "of which letter", key=True),
    _whole("version", "and which of its versions", key=True),
    _bytes("raw", "canonical JSON, whose SHA-256 the version names"),
)

# ---- projection: what lists, inbox and search show; derived, may be rebuilt at any time ---------------

item = _table(
    "item",
    _whole("rid", "number of the line: last given + 1, so it grows with age and is given once", key=True),
    Column("id", Text, nullable=False, unique=True, comment="the record shown"),
    _text("kind", "its noun"),
    _text("title", "first line; empty from class 2 on"),
    _text("snippet", "second line"),
    _whole("cls", "security class 0–3"),
    _text("sender", "position or officer it came from"),
    _text("state", "state of the noun"),
    _whole("attachments", "how many"),
    _text("waits", "its waiters: JSON array of [holder, kind, since, due, urgency]"),
    _bytes("text_mark", "digest of the text for search, which itself is kept nowhere else"),
    Index("item_kind", "kind", "rid"),
)

# The order of the inbox and nothing else: what a line shows of a waiter stands in item.waits.
wait = _table(
    "wait",
    _whole("holder", "number of the position or officer who must act next", key=True),
    _text("due", f"instant of the limit, {NO_DUE!r} for none", key=True),
    _whole("rid", "the line", key=True),
    _whole("pos", "the waiter's place in item.waits", key=True),
    _text("kind", "which kind of act"),
    rowid=False,
)

# rowid = item.rid. Contentless: the text is not stored a second time, snippets are cut from the record.
# Every transaction leaves a segment of the index. Merged four at a time, as is usual, a word of a first download is
# written two or three times.
FTS = (
    """CREATE VIRTUAL TABLE fts USING fts5(
    text, content='', contentless_delete=1, tokenize='unicode61 remove_diacritics 2')""",
    "INSERT INTO fts (fts, rank) VALUES ('automerge', 8)",
)
