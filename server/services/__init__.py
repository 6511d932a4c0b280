# SPDX-License-Identifier: Apache-2.0
"""Accept, feed, directory, session: over a Ledger."""
