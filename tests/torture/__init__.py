# SPDX-License-Identifier: Apache-2.0
"""Long runs with seeds."""
