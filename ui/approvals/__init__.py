# SPDX-License-Identifier: Apache-2.0
"""The approvals room: what waits for a decision."""
