# SPDX-License-Identifier: Apache-2.0
"""Speed, measured: every figure beside the floor of the same run."""
