# SPDX-License-Identifier: Apache-2.0
"""The rules: frozen values and pure functions, one file per noun, standard library only."""
