# SPDX-License-Identifier: Apache-2.0
"""The edge: parse, call one service, answer; no rules."""
