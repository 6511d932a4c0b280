# SPDX-License-Identifier: Apache-2.0
"""What every test gets: an offscreen Qt, a private home, Hypothesis profiles, and a watch on the log.

Nothing unexpected passes quietly: a warning is an error (pyproject.toml), a Qt message of level WARNING fails
the test (pytest-qt), and so does a log record of level WARNING that the test did not announce:

    def test_a_torn_answer_is_told(expected_logs: LogWatch) -> None:
        expected_logs.expect("cut inside its headers")
"""

import logging
import os
import re
import tempfile
from collections.abc import Iterator

import pytest
from hypothesis import HealthCheck, Phase, settings

# Before anything imports Qt. A test must look the same on a desktop, in a container and in CI.
os.environ["QT_QPA_PLATFORM"] = "offscreen"
# There is no accessibility bus offscreen; Qt would say so at each start.
os.environ["QT_LOGGING_RULES"] = "qt.accessibility.atspi=false"
os.environ.pop("QT_SCALE_FACTOR", None)
os.environ.pop("QT_STYLE_OVERRIDE", None)
# A test never reaches the developer's own desk or key store, even if it forgets to say where.
_home = tempfile.TemporaryDirectory(prefix="ruangkerja-test-", ignore_cleanup_errors=True)
os.environ["RUANGKERJA_HOME"] = _home.name
os.environ["PYTHON_KEYRING_BACKEND"] = "keyring.backends.fail.Keyring"

settings.register_profile("fast", max_examples=50, deadline=None)
settings.register_profile("ci", max_examples=200, deadline=None, print_blob=True)
settings.register_profile(
    "torture",
    max_examples=5_000,
    deadline=None,
    print_blob=True,
    phases=[Phase.explicit, Phase.reuse, Phase.generate, Phase.target, Phase.shrink],
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large],  # long runs are its purpose
)
settings.load_profile("fast")  # `--hypothesis-profile=ci` overrides it


class LogWatch(logging.Handler):
    """Collects records of level WARNING and above: announced and logged must be the same."""

    def __init__(self) -> None:
        super().__init__(logging.WARNING)
        self.records: list[logging.LogRecord] = []
        self._expected: list[str] = []

    def emit(self, record: logging.LogRecord) -> None:
        self.records.append(record)

    def expect(self, pattern: str) -> None:
        """Announce records whose text ("logger: message") contains the regular expression `pattern`."""
        self._expected.append(pattern)

    def complaints(self) -> list[str]:
        """Records nobody announced, then announcements nothing came of."""
        texts = [f"{record.name}: {record.getMessage()}" for record in self.records]
        unannounced = [text for text in texts if not any(re.search(p, text) for p in self._expected)]
        silent = [p for p in self._expected if not any(re.search(p, text) for text in texts)]
        return [f"logged unexpectedly: {text}" for text in unannounced] + [
            f"never logged: {p}" for p in silent
        ]


@pytest.fixture(autouse=True)
def expected_logs() -> Iterator[LogWatch]:
    """Fail the test for log records of level WARNING or above that it did not announce with `expect`."""
    watch = LogWatch()
    root = logging.getLogger()
    root.addHandler(watch)
    yield watch
    root.removeHandler(watch)
    complaints = watch.complaints()
    if complaints:
        pytest.fail("\n".join(complaints), pytrace=False)
