# SPDX-License-Identifier: Apache-2.0
"""The page of a letter: fields and body to plain data, data through templates to a PDF (docs/page.md)."""
