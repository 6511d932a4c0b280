# SPDX-License-Identifier: Apache-2.0
"""Every table of the server, with what each column is for.

`migrations.py` makes them; a test holds the two equal. Instants are text (RFC 3339 UTC, milliseconds, Z), so
that text order is time order.
"""

from sqlalchemy import Column, Index, Integer, LargeBinary, MetaData, Table, Text, text

metadata = MetaData()

meta = Table(
    "meta",
    metadata,
    Column("k", Text, primary_key=True),  # epoch, head, tree, restored
    Column("v", Text, nullable=False),
    sqlite_with_rowid=False,
)

record = Table(
    "record",
    metadata,
    Column("id", Text, primary_key=True),
    Column("kind", Text, nullable=False),
    Column("rev", Integer, nullable=False),
    Column("seq", Integer, nullable=False),  # of the command that wrote it last
    Column("cls", Integer, nullable=False),
    Column("body", LargeBinary, nullable=False),  # canonical JSON, sent as it stands
    Column("audience", Text, nullable=False),  # keys, one a line
)
Index("record_kind", record.c.kind, record.c.id)

# One line for a record and a key: when it last became visible through it, or was lost to it.
vis = Table(
    "vis",
    metadata,
    Column("id", Text, primary_key=True),
    Column("key", Text, primary_key=True),
    Column("seq", Integer, nullable=False),
    Column("gone", Integer, nullable=False),
    sqlite_with_rowid=False,
)
Index("vis_key", vis.c.key, vis.c.seq, vis.c.id, vis.c.gone)  # what a pull scans

receipt = Table(
    "receipt",
    metadata,
    Column("id", Text, primary_key=True),  # the command's: this is what makes an effect happen once
    Column("seq", Integer, nullable=False),
    Column("officer", Text, nullable=False),
    Column("dev", Text, nullable=False),
    Column("n", Integer, nullable=False),
    Column("name", Text, nullable=False),
    Column("sha", Text, nullable=False),  # of the bytes as they came
    Column("args_sha", Text, nullable=False),
    Column("at", Text, nullable=False),  # the officer's clock, as evidence
    Column("received", Text, nullable=False),
    Column("outcome", Text, nullable=False),
    Column("code", Text, nullable=False),
    Column("params", Text, nullable=False),
    Column("acting", Text, nullable=False),  # definitive, plt, plh, or server
    Column("raw", LargeBinary, nullable=False),  # the signed command itself
    Column("salt", Text, nullable=False),  # destroyed to erase a person's data; the leaf stays
    Column("leaf", Text, nullable=False),
)
Index("receipt_officer", receipt.c.officer, receipt.c.seq)
Index(
    "receipt_twin",
    receipt.c.officer,
    receipt.c.args_sha,
    receipt.c.name,
    sqlite_where=text("outcome = 'applied'"),
)

# The audit log: leaf number n of the Merkle tree, the running hash up to it, and the roots of the perfect subtrees
# that end with it, smallest first (empty also in rows older than the column).
leaf = Table(
    "leaf",
    metadata,
    Column("n", Integer, primary_key=True),
    Column("seq", Integer, nullable=False),
    Column("leaf", Text, nullable=False),
    Column("chain", Text, nullable=False),
    Column("ending", Text, nullable=False, server_default=""),
)
Index("leaf_seq", leaf.c.seq)

# The key sets tokens speak of, by digest; keys one a line, in page order.
keyset = Table(
    "keyset",
    metadata,
    Column("digest", Text, primary_key=True),
    Column("keys", Text, nullable=False),
    sqlite_with_rowid=False,
)

# When commands of a device were last accepted: the earliest its clock may claim (R14).
contact = Table(
    "contact",
    metadata,
    Column("dev", Text, primary_key=True),
    Column("at", Text, nullable=False),
    sqlite_with_rowid=False,
)

# When a command whose predecessor is not known here was first shown: it does not wait for ever (R21).
awaited = Table(
    "awaited",
    metadata,
    Column("id", Text, primary_key=True),
    Column("at", Text, nullable=False),
    sqlite_with_rowid=False,
)

# What devices typed in a letter, in the order it came; one row with an empty `sha` is several put together.
body_update = Table(
    "body_update",
    metadata,
    Column("letter", Text, primary_key=True),
    Column("generation", Integer, primary_key=True),
    Column("n", Integer, primary_key=True),
    Column("sha", Text, nullable=False),
    Column("raw", LargeBinary, nullable=False),
)

# The body a version's decisions are bound to: never changed, never dropped.
body_frozen = Table(
    "body_frozen",
    metadata,
    Column("letter", Text, primary_key=True),
    Column("version", Integer, primary_key=True),
    Column("hash", Text, nullable=False),
    Column("raw", LargeBinary, nullable=False),  # canonical JSON
)

# Attachments on their way, and those that are whole: who sent which.
upload = Table(
    "upload",
    metadata,
    Column("id", Text, primary_key=True),
    Column("officer", Text, nullable=False),
    Column("sha", Text, nullable=False),  # as announced
    Column("size", Integer, nullable=False),
    Column("offset", Integer, nullable=False),  # bytes that lie on the disk for certain
    Column("until", Text, nullable=False),
    sqlite_with_rowid=False,
)
Index("upload_officer", upload.c.officer)

blob = Table(
    "blob",
    metadata,
    Column("sha", Text, primary_key=True),
    Column("officer", Text, primary_key=True),
    Column("size", Integer, nullable=False),
    Column("at", Text, nullable=False),
    sqlite_with_rowid=False,
)

# How an officer signs in. `nip` is a keyed hash: the number itself stands only in the personnel record.
account = Table(
    "account",
    metadata,
    Column("officer", Text, primary_key=True),
    Column("nip", Text, nullable=False, unique=True),
    Column("password", Text, nullable=False),  # Argon2id
    Column("changed", Text, nullable=False),  # when the password was set
    sqlite_with_rowid=False,
)

# The last sign-in by password on a device. Renewing by the device's signature needs one after `changed`.
signin = Table(
    "signin",
    metadata,
    Column("device", Text, primary_key=True),
    Column("officer", Text, nullable=False),
    Column("at", Text, nullable=False),
    sqlite_with_rowid=False,
)

# A family of tokens: everything that grew out of one sign-in or one proof.
family = Table(
    "family",
    metadata,
    Column("id", Text, primary_key=True),
    Column("officer", Text, nullable=False),
    Column("device", Text, nullable=False),
    Column("made", Text, nullable=False),
    Column("until", Text, nullable=False),
    Column("revoked", Text, nullable=False),  # why: reuse, password, sign-out; empty while it lives
    sqlite_with_rowid=False,
)
Index("family_officer", family.c.officer)
Index("family_device", family.c.device)

# Tokens by hash; the tokens themselves are on the devices only.
token = Table(
    "token",
    metadata,
    Column("hash", Text, primary_key=True),
    Column("family", Text, nullable=False),
    Column("kind", Text, nullable=False),  # access or refresh
    Column("until", Text, nullable=False),
    Column("state", Text, nullable=False),  # fresh, used (its children were not), dead
    sqlite_with_rowid=False,
)
Index("token_family", token.c.family)
Index("token_until", token.c.until)

# Nonces that were signed: each counts once. They are rows only from then on.
nonce = Table(
    "nonce",
    metadata,
    Column("nonce", Text, primary_key=True),
    Column("until", Text, nullable=False),
    sqlite_with_rowid=False,
)
