# SPDX-License-Identifier: Apache-2.0
"""The page of a letter: its words, its looks, its claims, and what it must not do."""
