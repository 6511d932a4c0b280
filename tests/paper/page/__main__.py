# SPDX-License-Identifier: Apache-2.0
"""Write the golden pages anew:

    python -m tests.paper.page --write

Only after a page was meant to change; then look at every picture in golden/. Without --write it tells which differ.
"""

import argparse
import sys
import tempfile
from pathlib import Path

from tests.paper.page import reader
from tests.paper.page.letters import SAMPLES
from workspace.paper.page.data import page
from workspace.paper.page.press import Press

GOLDEN = Path(__file__).with_name("golden")
FAR = 32  # levels of grey in the square of four pixels that differs most. Poppler's versions smooth edges otherwise,
# which is less; a line that moved by a pixel or a letter that is missing is more than twice as much.


def main() -> int:
    """The command line."""
    parser = argparse.ArgumentParser(prog="python -m tests.paper.page", description=__doc__.splitlines()[0])
    parser.add_argument("--write", action="store_true")
    given = parser.parse_args()
    press, differs = Press(), False
    for name, (fields, lines) in SAMPLES.items():
        pdf = press.pdf(page(fields, lines))
        file = GOLDEN / f"{name}.txt"
        differs |= not file.exists() or file.read_text(encoding="utf-8") != reader.text(pdf)
        if given.write:
            for old in GOLDEN.glob(f"{name}-?.png"):
                old.unlink()
            file.write_text(reader.text(pdf), encoding="utf-8", newline="\n")
        with tempfile.TemporaryDirectory() as folder:
            for no, drawn in enumerate(reader.drawn(pdf, Path(folder)), 1):
                shot = GOLDEN / f"{name}-{no}.png"
                differs |= not shot.exists() or reader.apart(reader.grey(shot), drawn) > FAR
                if given.write:
                    drawn.save(str(shot))
    print("written" if given.write else "differs" if differs else "nothing differs")
    return 0 if given.write or not differs else 1


if __name__ == "__main__":
    sys.exit(main())
