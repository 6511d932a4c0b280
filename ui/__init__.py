# SPDX-License-Identifier: Apache-2.0
"""The windows of Ruang Kerja.

Importing PySide6 puts a hook before every later import, which then reads and keeps that module's source:
24 MB and a fifth of the import time of a start. Nothing here uses what the hook is for (`from __feature__`).
"""

import builtins

_plain = builtins.__import__
import PySide6.QtWidgets  # noqa: E402, F401 - it must stand between the two lines

builtins.__import__ = _plain
