# SPDX-License-Identifier: Apache-2.0
"""Shapes pinned by files."""
