# SPDX-License-Identifier: Apache-2.0
"""Working days, told through the windows."""
