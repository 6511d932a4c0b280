# SPDX-License-Identifier: Apache-2.0
"""The agency's server: the same rules, judged with today's authority."""
