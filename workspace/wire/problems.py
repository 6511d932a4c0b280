# SPDX-License-Identifier: Apache-2.0
"""What can go wrong with a request as a whole (RFC 9457): a closed list, like the refusals of commands.

A refused command is never one of these: it is a receipt. `retry` says what helps: `never`, `later`,
`after_pull` or `after_auth`. Screens have words for every code; the titles are for people who read logs.
"""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Kind:
    """A problem's HTTP status, what helps, and its English title."""

    status: int
    retry: str
    title: str


KINDS: dict[str, Kind] = {
    "unreadable": Kind(400, "never", "The request cannot be read"),
    "unreadable-command": Kind(400, "never", "A command's envelope cannot be read; params say which"),
    "unauthenticated": Kind(401, "after_auth", "No session, or one that has ended; params carry a nonce"),
    "bad-credentials": Kind(401, "never", "NIP and password do not belong together"),
    "device-revoked": Kind(401, "never", "This device was signed out for good"),
    "not-found": Kind(404, "never", "Nothing here, or nothing you may see"),
    "method-not-allowed": Kind(405, "never", "Not this method"),
    "too-slow": Kind(408, "later", "The request did not arrive in time"),
    "generation-closed": Kind(409, "never", "The letter was submitted; params say which generation is next"),
    "device-taken": Kind(409, "never", "This device id belongs to another officer or key"),
    "too-large": Kind(413, "later", "More than the limits allow; send less at a time"),
    "unsupported-media": Kind(415, "never", "Not a content type or coding that is taken here"),
    "invalid": Kind(422, "never", "A field has a value that is not taken; params say which"),
    "client-too-old": Kind(426, "never", "This program is too old for the server"),
    "rate-limited": Kind(429, "later", "Too many attempts; wait as long as Retry-After says"),
    "internal": Kind(500, "later", "A bug in the server; it was written down under the request id"),
    "unavailable": Kind(503, "later", "The server cannot work at the moment"),
}
