# SPDX-License-Identifier: Apache-2.0
"""A client written from docs/protocol.md alone: the standard library, Ed25519, and nothing of this house.

It holds its records in dictionaries and has no rules of its own; but it signs in, downloads, promises, takes its
receipts, renews without a password, and believes the audit log only where it can check it.
"""

from __future__ import annotations

import base64
import hashlib
import json
import uuid
from collections.abc import Callable, Iterator
from random import Random
from typing import Any

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey

Json = dict[str, Any]
# Method, path, headers, body; gives status, headers, body.
Carry = Callable[[str, str, dict[str, str], bytes], tuple[int, dict[str, str], bytes]]


class RefusedError(Exception):
    """The request as a whole was not answered; `problem` says why."""

    def __init__(self, problem: Json) -> None:
        super().__init__(problem["code"])
        self.problem = problem


def canonical(value: Any) -> bytes:
    """RFC 8785, for objects with ASCII keys and whole numbers."""
    return json.dumps(value, sort_keys=True, separators=(",", ":"), ensure_ascii=False).encode()


def sha256(raw: bytes) -> bytes:
    """The one hash there is."""
    return hashlib.sha256(raw).digest()


def to_text(raw: bytes) -> str:
    """Base64url without padding."""
    return base64.urlsafe_b64encode(raw).decode().rstrip("=")


def from_text(text: str) -> bytes:
    """Its counterpart."""
    return base64.urlsafe_b64decode(text + "=" * (-len(text) % 4))


class Client:
    """`truth` holds bodies by id, `through` the keys of each, `outbox` the sealed bytes that wait, by id, and `journal`
    those whose receipt came.
    """

    def __init__(self, carry: Carry, seed: int) -> None:
        self.carry, self.dice = carry, Random(seed)
        self.private = Ed25519PrivateKey.from_private_bytes(self.dice.randbytes(32))
        self.device, self.officer, self.access, self.refresh = self.new_id(), "", "", ""
        self.token, self.count = "", 0
        self.truth: dict[str, Json] = {}
        self.through: dict[str, set[str]] = {}
        self.outbox: dict[str, bytes] = {}
        self.journal: dict[str, bytes] = {}
        self.anew = False  # everything is being downloaded again
        self.receipts: dict[str, Json] = {}
        self.heads: list[Json] = []
        self.tree_key = Ed25519PublicKey.from_public_bytes(from_text(self.ask("GET", "/v1/meta")["tree_key"]))

    def new_id(self) -> str:
        """A UUID in lower case."""
        return str(uuid.UUID(int=self.dice.getrandbits(128)))

    def ask(self, method: str, path: str, message: Json | bytes | None = None) -> Json:
        """One request, as the tables of headers have it."""
        headers = (
            {"Sync-Proto": "1", "Authorization": f"Bearer {self.access}"}
            if self.access
            else {"Sync-Proto": "1"}
        )
        body = b""
        if message is not None:
            headers["Content-Type"] = "application/json"
            body = message if isinstance(message, bytes) else json.dumps(message).encode()
        status, told, raw = self.carry(method, path, headers, body)
        assert told["sync-proto"] == "1", "else it is not this server that speaks"
        assert int(told["content-length"]) == len(raw)
        if raw:
            assert told["content-digest"] == f"sha-256=:{base64.b64encode(sha256(raw)).decode()}:"
        answer: Json = json.loads(raw or b"{}")
        if status >= 400:
            assert told["content-type"] == "application/problem+json"
            raise RefusedError(answer)
        return answer

    # sessions

    def sign_in(self, nip: str, password: str) -> None:
        """By NIP and password; registers the device's key."""
        key = to_text(self.private.public_key().public_bytes_raw())
        login = {
            "nip": nip,
            "password": password,
            "device": self.device,
            "device_name": "Lain",
            "device_key": key,
        }
        self._keep(self.ask("POST", "/v1/session", login))

    def _keep(self, session: Json) -> None:
        self.officer, self.access, self.refresh = session["officer"], session["access"], session["refresh"]

    def renew(self, problem: Json) -> None:
        """Without a password: the device signs what the refusal told."""
        told = problem["params"]
        proof = canonical({"dev": self.device, "epoch": told["epoch"], "nonce": told["nonce"]})
        sig = to_text(self.private.sign(proof))
        self.access = ""
        self._keep(
            self.ask("POST", "/v1/session/renew", {"device": self.device, "nonce": told["nonce"], "sig": sig})
        )

    # promises

    def promise(self, name: str, at: str, acting: str, args: Json, after: tuple[str, ...] = ()) -> str:
        """Seal a command and let it wait; its id."""
        self.count += 1
        id_ = self.new_id()
        envelope: Json = {
            "id": id_, "dev": self.device, "n": self.count, "name": name, "v": 1, "at": at, "zone": "Asia/Jakarta",
            "as": acting, "after": list(after), "args": args,
        }  # fmt: skip
        envelope["sig"] = to_text(self.private.sign(canonical(envelope)))
        self.outbox[id_] = canonical(envelope)
        return id_

    # rounds

    def sync(self, limit: int = 1000) -> None:
        """Push what waits and pull until there is no more."""
        more = True
        while more:
            waiting = [] if self.anew else list(self.outbox.values())[:200]
            sealed = b",".join(waiting)  # byte for byte as they were signed
            around = json.dumps({"token": self.token, "limit": limit}).encode()
            answer = self.ask("POST", "/v1/sync", around[:-1] + b',"commands":[' + sealed + b"]}")
            if answer["base"] == sha256(self.token.encode()).hex()[:16]:
                self._apply(answer)
            more = answer.get("more", False)
            if (
                self.anew and not more
            ):  # the history is another: whatever was told in the old one is offered again
                self.outbox, self.journal = self.journal | self.outbox, {}
                self.anew, more = False, bool(self.outbox)

    def _apply(self, answer: Json) -> None:
        if answer.get("reset"):
            self.through, self.anew = {}, bool(self.token)
        for row in answer.get("rows", ()):
            if row["t"] == "receipt":
                self._receipt(row["id"], row["d"])
            else:
                self.truth[row["id"]] = row["d"]
                self.through.setdefault(row["id"], set()).update(row["k"])
        for loss in answer.get("gone", ()):
            self.through.get(loss["id"], set()).discard(loss["k"])
        for keys in self.through.values():
            keys.difference_update(answer.get("drop_keys", ()))
        if not answer.get("more"):  # what no key reaches any more; after a reset, what did not come again
            self.truth = {id_: body for id_, body in self.truth.items() if self.through.get(id_)}
        if "head" in answer:
            self._believe(answer["head"])
        self.token = answer["token"]

    def _receipt(self, id_: str, receipt: Json) -> None:
        raw = self.outbox.pop(id_, None)
        if raw is not None:
            assert receipt["sha"] == sha256(raw).hex(), "that of other bytes"
            self.receipts[id_], self.journal[id_] = receipt, raw

    # the audit log

    def _believe(self, head: Json) -> None:
        said = "\n".join((head["epoch"], str(head["size"]), head["root"], head["time"])).encode()
        self.tree_key.verify(from_text(head["sig"]), said)
        last = self.heads[-1] if self.heads else head
        assert head["epoch"] != last["epoch"] or head["size"] >= last["size"], "a log does not shrink"
        self.heads.append(head)

    def proven(self, id_: str) -> bool:
        """Whether the log holds the receipt of a command, by RFC 6962 §2.1.1."""
        proof = self.ask("GET", f"/v1/audit/proof/{id_}")
        self._believe(proof["head"])
        leaf = sha256(b"\x00" + bytes.fromhex(proof["salt"]) + canonical(proof["receipt"]))
        node = leaf
        for right, other in zip(
            self._sides(proof["index"], proof["head"]["size"]), proof["path"], strict=True
        ):
            beside = bytes.fromhex(other)
            node = sha256(b"\x01" + (node + beside if right else beside + node))
        assert proof["receipt"]["id"] == id_
        return (leaf.hex(), node.hex()) == (self.receipts[id_]["leaf"], proof["head"]["root"])

    def _sides(self, index: int, size: int) -> Iterator[bool]:
        """From the leaf to the root: whether the other one stands to the right."""
        if size > 1:
            left = 1 << (size - 1).bit_length() - 1
            inside = index < left
            yield from self._sides(index if inside else index - left, left if inside else size - left)
            yield inside
