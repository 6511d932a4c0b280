# SPDX-License-Identifier: Apache-2.0
"""Where profiles lie, and the small files beside the store."""

import os
from collections.abc import Mapping
from pathlib import Path
from typing import Final

STORE: Final = "store.db"  # the encrypted store itself
HOME_VARIABLE: Final = "RUANGKERJA_HOME"


def home(environ: Mapping[str, str]) -> Path:
    """The folder of all profiles: RUANGKERJA_HOME, or the system's place for program data."""
    chosen = environ.get(HOME_VARIABLE)
    if chosen:
        return Path(chosen)
    import platformdirs  # noqa: PLC0415 - milliseconds before the first frame, for who asks

    return platformdirs.user_data_path("RuangKerja", appauthor=False)


def write_whole(path: Path, content: bytes) -> None:
    """Replace a small file, whole or not at all, readable by its owner only. Raises OSError."""
    part = path.with_name(path.name + ".part")
    part.unlink(missing_ok=True)
    descriptor = os.open(part, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(descriptor, "wb") as file:
        file.write(content)
        file.flush()
        os.fsync(file.fileno())
    part.replace(path)
