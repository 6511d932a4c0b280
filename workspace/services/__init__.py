# SPDX-License-Identifier: Apache-2.0
"""Deeds: one class per screenful of intent; every deed returns Changes."""
