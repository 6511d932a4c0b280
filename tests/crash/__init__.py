# SPDX-License-Identifier: Apache-2.0
"""Kill points and power loss."""
