# SPDX-License-Identifier: Apache-2.0
"""A letter's body and page, the same on laptop and server."""
