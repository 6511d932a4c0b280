# SPDX-License-Identifier: Apache-2.0
"""How this officer wants it to look, kept beside the window's place: it must be known before a desk is unlocked."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any, Final

from PySide6.QtWidgets import QApplication

from ui import theme

LOCKS: Final = (5, 10, 15, 30, 0)
USUAL_LOCK: Final = 10


@dataclass(frozen=True, slots=True)
class Looks:
    """The choices of the settings; `scale` is one of `theme.TEXT_SCALES`. `tray`: closing hides the window;
    `keys`: single letters are shortcuts; `lock_after`: minutes untouched, one of `LOCKS`, 0 for never.
    """

    scheme: theme.Scheme = "system"
    density: theme.Density = "comfortable"
    scale: float = 1.0
    calm: bool = False
    sharp: bool = False
    tray: bool = True
    keys: bool = True
    lock_after: int = USUAL_LOCK

    def theme(self, app: QApplication) -> theme.Theme:
        """As a theme of this desktop."""
        return theme.Theme(
            theme.tokens_for(self.scheme, app), self.density, self.scale, self.calm, self.sharp
        )

    def to_text(self) -> dict[str, str]:
        """What is kept; the scheme has a place of its own."""
        return {
            "density": self.density,
            "scale": str(self.scale),
            "calm": "1" if self.calm else "",
            "sharp": "1" if self.sharp else "",
            "tray": "1" if self.tray else "0",
            "keys": "1" if self.keys else "0",
            "lock": str(self.lock_after),
        }

    def bigger(self, by: int) -> Looks:
        """The text one step larger or smaller; 0 puts it back."""
        if not by:
            return replace(self, scale=1.0)
        scales = theme.TEXT_SCALES
        at = min(range(len(scales)), key=lambda i: abs(scales[i] - self.scale))
        return replace(self, scale=scales[max(0, min(len(scales) - 1, at + by))])


def from_text(kept: Mapping[str, str], scheme: str) -> Looks:
    """What was kept; anything unknown is as usual."""
    density: Any = "compact" if kept.get("density") == "compact" else "comfortable"
    known: Any = scheme if scheme in ("light", "dark", "system") else "system"
    scale = next((s for s in theme.TEXT_SCALES if str(s) == kept.get("scale")), 1.0)
    return Looks(
        known,
        density,
        scale,
        calm=bool(kept.get("calm")),
        sharp=bool(kept.get("sharp")),
        tray=kept.get("tray") != "0",
        keys=kept.get("keys") != "0",
        lock_after=next((each for each in LOCKS if str(each) == kept.get("lock")), USUAL_LOCK),
    )
