# SPDX-License-Identifier: Apache-2.0
"""Files that ship with the program: icons, fonts, translations, templates."""

from pathlib import Path


def path(name: str) -> Path:
    """Return where the shipped file or folder `name` ("icons/inbox.svg") lies.

    Raises `FileNotFoundError` with the name if it is not shipped. The program always runs from
    a tree or a PyInstaller folder, never from a zip, so a real path exists.
    """
    found = Path(__file__).parent.joinpath(*name.split("/"))
    if not found.exists():
        raise FileNotFoundError(name)
    return found
