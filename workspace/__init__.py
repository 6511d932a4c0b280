# SPDX-License-Identifier: Apache-2.0
"""The headless core of Ruang Kerja: no window, no Qt."""
