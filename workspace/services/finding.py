# SPDX-License-Identifier: Apache-2.0
"""Finding by words, as one types: records by the index of the store, people and positions by the directory.

Read through `Reading`, on the connection of its thread; nothing here writes. What may not be read in a list (class
Rahasia and above) has no words in the index and so is never found by what stands in it.
"""

from __future__ import annotations

from dataclasses import dataclass

from workspace.domain.directory import Directory
from workspace.domain.ids import Id
from workspace.domain.moment import Day
from workspace.services.reading import Line, Reading
from workspace.storage import search
from workspace.storage.search import Hit as Hit  # noqa: PLC0414 - windows name what a search gives
from workspace.storage.search import Snippet as Snippet  # noqa: PLC0414

ITEMS = frozenset({"task", "letter"})  # what one reads; presence and the directory are no hits
PIECE = 72  # characters of the piece of a record's text
BEGIN = 3  # letters of a word that is looked for as a beginning: shorter ones begin nearly every record
SPARE = 3  # times as many lines as are wanted are read, for those that are no items


@dataclass(frozen=True, slots=True)
class Person:
    """Somebody at a desk; of a vacant position `officer` and `name` are empty."""

    officer: Id
    position: Id
    name: str
    title: str
    unit: str

    @property
    def called(self) -> str:
        """Their name, of a vacant position its title."""
        return self.name or self.title


class Finding:
    """Looks things up for one window. People are gathered once, until the directory or the day is another."""

    def __init__(self, reading: Reading) -> None:
        self._reading = reading
        self._of: tuple[Directory, Day] | None = None
        self._people: list[
            tuple[Person, list[str], int]
        ] = []  # with their words, and how many are of the name

    def records(self, query: str, limit: int) -> list[Hit]:
        """Tasks and letters holding every word, newest first, with the piece that holds them. The last may be the
        beginning of one, if it is not as short as "SE" or "SK".
        """
        last = search.fold(query)[-1:]
        asked = query if last and len(last[0]) >= BEGIN else f"{query} "
        lines = [line for line in self._reading.search(asked, SPARE * limit) if line.kind in ITEMS]
        return search.hits(lines[:limit], query, self._reading.reader.shown, PIECE)

    def people(self, query: str, limit: int) -> list[Person]:
        """Who has every word as the beginning of one of name, position or unit; those of that name first."""
        asked = search.fold(query)
        named: list[Person] = []
        others: list[Person] = []
        for person, words, count in self._gathered():
            if _begins(words, asked):
                (named if _begins(words[:count], asked) else others).append(person)
                if len(named) >= limit:
                    break
        return [*named, *others][:limit]

    def lying_with(self, position: Id, limit: int) -> list[Line]:
        """What lies on a desk, as far as it may be seen from mine, by limit then age."""
        return self._reading.reader.inbox([position], (), ("", 0), limit)

    def sent_by(self, person: Person, limit: int) -> list[Line]:
        """The newest that they sent, as far back as the newest two thousand records go."""
        senders = {person.position, person.officer} - {""}
        found: list[Line] = []
        for lines in self._reading.newest(*sorted(ITEMS)):
            found += [line for line in lines if line.sender in senders]
            if len(found) >= limit:
                break
        return found[:limit]

    def _gathered(self) -> list[tuple[Person, list[str], int]]:
        directory, today = self._reading.directory, self._reading.today()
        if self._of is None or self._of[0] is not directory or self._of[1] != today:
            self._of = directory, today
            self._people = []
            for person in sorted(self._everybody(directory), key=lambda p: (not p.name, p.name, p.title)):
                name = search.fold(person.name)
                self._people.append(
                    (person, [*name, *search.fold(f"{person.title} {person.unit}")], len(name))
                )
        return self._people

    def _everybody(self, directory: Directory) -> list[Person]:
        now = self._reading.clock()
        found = []
        for position in directory.positions.values():
            if position.abolished:
                continue
            unit = directory.units.get(position.unit)
            where = position.id, position.title, unit.name if unit else ""
            names = {a.officer: self._reading.name(a.officer) for a in directory.holders(position.id, now)}
            for officer, name in names.items() or [("", "")]:
                found.append(Person(officer, where[0], name, *where[1:]))
        return found


def _begins(words: list[str], asked: list[str]) -> bool:
    return all(any(word.startswith(each) for word in words) for each in asked)


def holds(text: str, query: str) -> bool:
    """Whether every word of the query begins a word of the text."""
    return _begins(search.fold(text), search.fold(query))


def marks(text: str, query: str) -> tuple[tuple[int, int], ...]:
    """Where words stand in a text that begin with one of the query: [start, end), in order."""
    found = (search.snippet(text, [word], max(1, len(text))).marks for word in search.fold(query))
    return tuple(sorted({mark for each in found for mark in each}))
