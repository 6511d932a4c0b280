# SPDX-License-Identifier: Apache-2.0
"""The three kinds of failure, kept apart from the raise to the screen.

A rule said no: `Refused`, a value. The world failed: `Unavailable`, raised, worth another try.
Anything else that is raised is our own bug and is never hidden.
"""

from dataclasses import dataclass, field

# The closed list of refusals. Each has a sentence in both languages and a test.
CODES = frozenset(
    {
        "stale-version", "already-done", "superseded", "not-authorised", "no-longer-authorised", "not-found",
        "closed", "deadline-passed", "needs-review", "held", "invalid", "too-large", "quota",
        "duplicate-business-key", "generation-closed", "hash-mismatch", "class-too-high", "device-revoked",
        "client-too-old", "unknown-command", "dependency-failed", "command-id-reused",
    }
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Refused:
    """A rule said no. `params` hold data for the sentence (never a sentence, never a new holder's name)."""

    code: str
    params: dict[str, str] = field(default_factory=dict)

    def __post_init__(self) -> None:
        """A code outside the closed list would have no words on the screen: that is our bug."""
        if self.code not in CODES:
            message = f"unknown refusal code {self.code!r}"
            raise ValueError(message)


class Unavailable(Exception):
    """The world failed (network, disk, key store): nothing was decided, trying again is right."""
