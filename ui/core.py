# SPDX-License-Identifier: Apache-2.0
"""What the windows stand on. Apart from the ways to a desk, which a start with the key at hand does not need."""

from __future__ import annotations

from dataclasses import dataclass

from workspace.services.cabinet import FileCabinet
from workspace.services.signin import SignIn


@dataclass(frozen=True, slots=True)
class Core:
    """What opens desks, and where they lie."""

    sign_in: SignIn
    cabinet: FileCabinet
