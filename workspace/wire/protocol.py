# SPDX-License-Identifier: Apache-2.0
"""The messages of "sync/1": what a laptop and the server say to each other (docs/protocol.md).

Messages are msgspec Structs that leave out their defaults; bodies of records stay raw bytes on their way
from the server's table into the laptop's.
"""

import hashlib
from typing import Annotated

import msgspec

from workspace.domain.ids import Id, Key
from workspace.domain.moment import Instant

PROTO = 1
PROTO_MIN = 1  # the oldest a server still speaks
SCHEMA = 1
CLIENT_VERSION = "0.1.0"
MIN_CLIENT = "0.1.0"

# One table of limits for both sides (F21).
BATCH_COMMANDS = 200
BATCH_BYTES = 512 * 1024
PAGE_LIMIT = 1000
PAGE_BYTES = 8 * 1024 * 1024  # of bodies, after which a page ends; the last ones read may exceed it
ANSWER_BYTES = 64 * 1024 * 1024  # after decompression
COMMAND_BYTES = 64 * 1024
COMMAND_DEPTH = 32  # objects and lists inside each other, the envelope included
AFTER_DAYS = 7
RECEIPT_DAYS = 30
PASSWORD_MIN, PASSWORD_MAX = 10, 200
GENERATIONS, UPDATES = 999, 2**31  # of a letter; of a generation
BATCH_UPDATES = 2000  # in one request: each is looked at by itself
BODY_BYTES = 8 * 1024 * 1024  # of updates in one request, and of all that a generation has

JSON = "application/json"
PROBLEM = "application/problem+json"


class Message(msgspec.Struct, frozen=True, omit_defaults=True):
    """Base of all messages. Those that come by the hundred are left out of the search for garbage: what they hold
    cannot lead back to them.
    """


class Row(Message, frozen=True, omit_defaults=True, gc=False):
    """A record as it stands: `k` the keys it came through, `t` its noun, `d` its body."""

    k: tuple[Key, ...]
    t: str
    id: Id
    d: msgspec.Raw
    rev: int = 0
    seq: int = 0
    cls: int = 0


class ReceiptRow(Message, frozen=True, omit_defaults=True, gc=False):
    """The body of a row of type `receipt`: the one acknowledgement there is."""

    outcome: str  # applied or refused
    sha: str
    name: str
    received: Instant
    leaf: str
    code: str = ""
    params: dict[str, str] = {}


class Gone(Message, frozen=True, omit_defaults=True, gc=False):
    """A record is no longer visible through a key."""

    k: Key
    id: Id
    seq: int
    why: str = "audience"


class TreeHead(Message, frozen=True, omit_defaults=True):
    """A signed head of the audit log (RFC 6962 shaped): Ed25519 over epoch, size, root and time, a line each."""

    epoch: str
    size: int
    root: str
    time: Instant
    sig: str


class Hints(Message, frozen=True, omit_defaults=True):
    """How often to come back."""

    poll_s: int = 60
    jitter_s: int = 30


class SyncRequest(Message, frozen=True, omit_defaults=True):
    """Push and pull in one round trip. An empty token asks for everything."""

    schema: int = SCHEMA
    token: str = ""
    commands: tuple[msgspec.Raw, ...] = ()
    limit: Annotated[int, msgspec.Meta(ge=1, le=PAGE_LIMIT)] = PAGE_LIMIT


class SyncAnswer(Message, frozen=True, omit_defaults=True):
    """`base` is a hash of the token the page builds on; `reset` says that it starts again from nothing.

    `new_keys` and `drop_keys` are how the officer's keys changed since that token: after a reset, all of them.
    `anchor` is the server's mark on having told this device this `time`.
    """

    epoch: str
    time: Instant
    base: str
    token: str
    more: bool = False
    reset: bool = False
    rows: tuple[Row, ...] = ()
    gone: tuple[Gone, ...] = ()
    drop_keys: tuple[Key, ...] = ()
    new_keys: tuple[Key, ...] = ()
    failed: tuple[Id, ...] = ()
    max_class: int = 1
    head: TreeHead | None = None
    hints: Hints | None = None
    anchor: str = ""


class Meta(Message, frozen=True):
    """GET /v1/meta: who this server is."""

    product: str
    agency: str
    proto: int
    schema: int
    epoch: str
    time: Instant
    min_client: str
    tree_key: str
    limits: dict[str, int]


class Login(Message, frozen=True, omit_defaults=True):
    """POST /v1/session: sign in by NIP and password and register this device."""

    nip: str
    password: str
    device: Id
    device_name: str
    device_key: str


class Renew(Message, frozen=True, omit_defaults=True):
    """POST /v1/session/renew: by refresh token, or by the device's signature over dev, epoch and nonce (R23)."""

    device: Id
    refresh: str = ""
    nonce: str = ""
    sig: str = ""


class Session(Message, frozen=True):
    """What both give: opaque tokens, and who the officer is."""

    officer: Id
    device: Id
    access: str
    access_until: Instant
    refresh: str
    epoch: str


class NewPassword(Message, frozen=True):
    """POST /v1/session/password: all sessions of the officer end; the answer begins a new one here."""

    old: str
    new: Annotated[str, msgspec.Meta(min_length=PASSWORD_MIN, max_length=PASSWORD_MAX)]


class CommandState(Message, frozen=True, omit_defaults=True):
    """GET /v1/commands/{id}: the stored outcome and the officer's own words."""

    id: Id
    outcome: str
    received: Instant
    raw: msgspec.Raw
    code: str = ""
    params: dict[str, str] = {}


class AuditProof(Message, frozen=True):
    """GET /v1/audit/proof/{id}: that a receipt stands in the audit log. `path` leads from leaf number `index`
    to `head.root` (RFC 6962 §2.1.1, hex); the leaf is the hash of 0x00, `salt` and the canonical `receipt`.
    """

    index: int
    leaf: str
    salt: str
    receipt: msgspec.Raw
    path: tuple[str, ...]
    head: TreeHead


class BodyRequest(Message, frozen=True, omit_defaults=True):
    """POST /v1/letters/{id}/body: what was typed here up, what was typed elsewhere down. `after` is the number of the
    last update that is known here.
    """

    generation: Annotated[int, msgspec.Meta(ge=1, le=GENERATIONS)]
    after: Annotated[int, msgspec.Meta(ge=0, le=UPDATES)] = 0
    updates: Annotated[tuple[bytes, ...], msgspec.Meta(max_length=BATCH_UPDATES)] = ()


class BodyAnswer(Message, frozen=True, omit_defaults=True):
    """The updates after `after` that did not come with the request, and `head`, the number of the last one.

    After another `epoch` than before, all must be offered again, and asked for from 0 on.
    """

    epoch: str
    head: int
    updates: tuple[bytes, ...] = ()


class FrozenBody(Message, frozen=True):
    """GET /v1/letters/{id}/versions/{no}: the body of a version, canonical, and its SHA-256 in hex."""

    hash: str
    body: msgspec.Raw


class Health(Message, frozen=True):
    """GET /v1/health: `ok` is the server's own view; `head` the last sequence number."""

    ok: bool
    head: int


class Problem(Message, frozen=True, omit_defaults=True):
    """RFC 9457; `retry` is never, later, after_pull or after_auth."""

    type: str
    title: str
    status: int
    code: str
    retry: str
    params: dict[str, str] = {}
    request_id: str = ""


def base_of(token: str) -> str:
    """The eight bytes (hex) that bind an answer to the token it was asked with (F12)."""
    return hashlib.sha256(token.encode()).hexdigest()[:16]


def proof(device: Id, epoch: str, nonce: str) -> bytes:
    """The bytes a registered device signs to renew its session; `epoch` and `nonce` as the 401 told them."""
    return msgspec.json.encode({"dev": device, "epoch": epoch, "nonce": nonce}, order="sorted")


def signed_head(epoch: str, size: int, root: str, time: Instant) -> bytes:
    """The bytes the signature of a head of the audit log covers."""
    return f"{epoch}\n{size}\n{root}\n{time}".encode()
