# SPDX-License-Identifier: Apache-2.0
"""The flexiwork room: presence, plans and the week."""
