# SPDX-License-Identifier: Apache-2.0
"""The activity room: what was sent, what was refused, what the server answered."""
