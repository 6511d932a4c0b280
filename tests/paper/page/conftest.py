# SPDX-License-Identifier: Apache-2.0
"""One warm press for all, as the program has it."""

import pytest

from workspace.paper.page.press import Press


@pytest.fixture(scope="session")
def press() -> Press:
    """A press: it keeps nothing of a letter between two pages."""
    return Press()
