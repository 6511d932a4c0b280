# SPDX-License-Identifier: Apache-2.0
"""The words of the command line: none is missing, none speaks only one language."""

import string

from workspace.domain import registry
from workspace.domain.errors import CODES
from workspace.services import phrases
from workspace.services.session import CHECKS, PROBLEMS

STATES = (
    "synced", "syncing", "pending", "undoable", "offline", "offline-waiting", "needs-you", "signed-out", "trouble",
    "first-download", "recheck", "held", "blocked",
)  # fmt: skip


def fields(text: str) -> set[str]:
    return {name for _, name, _, _ in string.Formatter().parse(text) if name}


def test_every_code_has_its_phrase() -> None:
    wanted = [
        *(f"state:{code}" for code in STATES),
        *(f"problem:{kind}" for kind in PROBLEMS),
        *(f"check:{name}" for name in CHECKS),
        *(f"refused:{code}" for code in CODES),
        *(f"verb:{name}" for name, verb in registry.VERBS.items() if not verb.server),
    ]
    assert [key for key in wanted if not phrases.known(key)] == []


def test_both_languages_say_the_same_data_and_not_the_same_words() -> None:
    for key, (indonesian, english) in phrases._PHRASES.items():
        assert fields(indonesian) == fields(english), key
        assert indonesian
        assert english
        assert indonesian != english or key in ("doctor:server", "doctor:program"), key


def test_a_phrase_is_filled_in() -> None:
    assert phrases.say("en", "say:inbox-count", n=3) == "3 waiting for you."
    assert phrases.say("id", "say:inbox-count", n=3) == "3 menunggu Anda."
