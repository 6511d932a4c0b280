# SPDX-License-Identifier: Apache-2.0
"""An invented agency, the same on every machine."""
