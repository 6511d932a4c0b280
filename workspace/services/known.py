# SPDX-License-Identifier: Apache-2.0
"""What this machine knows before a store is unlocked: language, theme, window, and whose desks lie here.

One INI file in the home folder, not encrypted, so it holds no NIP, no token and nothing of anyone's work.
"""

from __future__ import annotations

import io
from configparser import Error, RawConfigParser
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import TYPE_CHECKING

from workspace.storage import files

if TYPE_CHECKING:  # read before the first frame: what it needs of the domain is a name
    from workspace.domain.ids import Id

FILE = "ruangkerja.ini"
LANGUAGES = ("id", "en")
THEMES = ("system", "light", "dark")
SYSTEM = "system"  # the proxy the system names
_PROFILE = "profile:"


@dataclass(frozen=True, slots=True)
class KnownProfile:
    """A desk on this machine: the server's origin, its officer, the name to show, and the folder's name."""

    server: str
    officer: Id
    name: str
    folder: str


@dataclass(frozen=True, slots=True)
class Known:
    """`last` is the folder of the profile opened last, `window` what windows keep of their size and place."""

    language: str = "id"
    theme: str = "system"
    server: str = ""
    last: str = ""
    profiles: tuple[KnownProfile, ...] = ()
    window: dict[str, str] = field(default_factory=dict)
    proxy: str = SYSTEM  # the system's, "" for none, or an address
    ca_file: str = ""  # the agency's own authority, "" for the system's

    def last_profile(self) -> KnownProfile | None:
        """The profile opened last, or the only one there is."""
        if len(self.profiles) == 1:
            return self.profiles[0]
        return next((p for p in self.profiles if p.folder == self.last), None)

    def opened(self, profile: KnownProfile) -> Known:
        """With this profile as the one opened last; a changed name is taken over."""
        rest = tuple(p for p in self.profiles if p.folder != profile.folder)
        return replace(self, server=profile.server, last=profile.folder, profiles=(*rest, profile))

    def without(self, folder: str) -> Known:
        """After a profile was removed from this machine."""
        return replace(self, profiles=tuple(p for p in self.profiles if p.folder != folder))


def read(home: Path) -> Known:
    """What is known in `home`; nothing if the file is missing, and what can be read of a damaged one."""
    parser = _parser()
    try:
        parser.read_string((home / FILE).read_text(encoding="utf-8"))
    except (OSError, UnicodeDecodeError, Error):
        return Known()
    face = dict(parser["face"]) if parser.has_section("face") else {}
    profiles = [_profile(name, dict(parser[name])) for name in parser.sections() if name.startswith(_PROFILE)]
    return Known(
        language=_one_of(LANGUAGES, face.get("language", "")),
        theme=_one_of(THEMES, face.get("theme", "")),
        server=face.get("server", ""),
        last=face.get("last", ""),
        profiles=tuple(profiles),
        window=dict(parser["window"]) if parser.has_section("window") else {},
        proxy=face.get("proxy", SYSTEM),
        ca_file=face.get("ca_file", ""),
    )


def write(home: Path, known: Known) -> None:
    """Replace the file at once. Raises OSError if the folder cannot be written."""
    parser = _parser()
    parser["face"] = {
        "language": known.language,
        "theme": known.theme,
        "server": _plain(known.server),
        "last": known.last,
        "proxy": _plain(known.proxy),
        "ca_file": known.ca_file,
    }
    parser["window"] = {key: _plain(value) for key, value in known.window.items()}
    for p in known.profiles:
        parser[_PROFILE + p.folder] = {
            "server": _plain(p.server),
            "officer": p.officer,
            "name": _plain(p.name),
        }
    text = io.StringIO()
    parser.write(text)
    home.mkdir(mode=0o700, parents=True, exist_ok=True)
    files.write_whole(home / FILE, text.getvalue().encode())


def list_profiles(home: Path) -> tuple[KnownProfile, ...]:
    """Whose desks lie on this machine, the one opened last at the end."""
    return read(home).profiles


def _parser() -> RawConfigParser:
    parser = RawConfigParser(delimiters=("=",), comment_prefixes=("#",), strict=False)
    parser.optionxform = str  # type: ignore[assignment,method-assign] # keys keep their case
    return parser


def _plain(text: str) -> str:
    """On one line: a name with a line break in it must not become another setting."""
    return " ".join(text.split())


def _profile(section: str, told: dict[str, str]) -> KnownProfile:
    folder = section.removeprefix(_PROFILE)
    return KnownProfile(told.get("server", ""), told.get("officer", ""), told.get("name", ""), folder)


def _one_of(choices: tuple[str, ...], text: str) -> str:
    return text if text in choices else choices[0]
