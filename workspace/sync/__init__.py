# SPDX-License-Identifier: Apache-2.0
"""Travel: a sans-I/O engine, one HTTP transport, a schedule."""
