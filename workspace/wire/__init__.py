# SPDX-License-Identifier: Apache-2.0
"""What travels: codec, protocol messages, problem codes, versions, limits."""
