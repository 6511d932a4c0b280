# SPDX-License-Identifier: Apache-2.0
"""The simulated world: one server, many laptops, a clock, a bad network."""
