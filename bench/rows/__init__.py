# SPDX-License-Identifier: Apache-2.0
"""The rows: each module measures one thing, in a process of its own."""
