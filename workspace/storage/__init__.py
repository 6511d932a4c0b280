# SPDX-License-Identifier: Apache-2.0
"""The encrypted local memory: truth, promises, overlay, lists, search."""
