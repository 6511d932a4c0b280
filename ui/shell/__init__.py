# SPDX-License-Identifier: Apache-2.0
"""The main window, the rail, the command box, the system tray, the status bar."""
