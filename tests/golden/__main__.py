# SPDX-License-Identifier: Apache-2.0
"""Write the golden files anew:

    python -m tests.golden --write

Only after a change of a shape was meant. The difference is read in review: old laptops and old databases must
still be understood (new fields have defaults; anything else is a new noun, a new `v`, or a new message).
"""

import argparse
import sys

from tests.golden import corners, day, shapes


def main() -> int:
    """The command line; without --write it tells which files differ."""
    parser = argparse.ArgumentParser(prog="python -m tests.golden", description=__doc__.splitlines()[0])
    parser.add_argument("--write", action="store_true")
    given = parser.parse_args()
    meant = {name: shapes.text(name) for name in shapes.FILES}
    meant |= {day.FILE: day.record(), corners.FILE: corners.record()}
    changed = []
    for name, wanted in meant.items():
        file = shapes.FOLDER / name
        if not file.exists() or file.read_text(encoding="utf-8") != wanted:
            changed.append(name)
            if given.write:
                file.write_text(wanted, encoding="utf-8", newline="\n")
    print("\n".join(changed) or "nothing differs")
    return 0 if given.write or not changed else 1


if __name__ == "__main__":
    sys.exit(main())
