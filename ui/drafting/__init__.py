# SPDX-License-Identifier: Apache-2.0
"""Writing a letter: the editor and what binds it to the one text (docs/editor.md)."""
