# SPDX-License-Identifier: Apache-2.0
"""The windows of Ruang Kerja."""
