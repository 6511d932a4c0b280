# SPDX-License-Identifier: Apache-2.0
"""The sign-in room: first start, unlock, passphrase."""
