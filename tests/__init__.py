# SPDX-License-Identifier: Apache-2.0
"""The tests mirror the house, floor by floor."""
