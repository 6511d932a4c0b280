# SPDX-License-Identifier: Apache-2.0
"""The ledger in SQL and its in-memory twin."""
