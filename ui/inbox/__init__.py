# SPDX-License-Identifier: Apache-2.0
"""The inbox room: everything that waits for this officer."""
