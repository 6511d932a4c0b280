# SPDX-License-Identifier: Apache-2.0
"""Small files beside the store."""

import os
from pathlib import Path


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
