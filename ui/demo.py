# SPDX-License-Identifier: Apache-2.0
"""`python -m ui.demo`: an invented agency on this machine, and the desk of one of its officers.

The agency's server is a child process that ends with us; desk and agency lie in a temporary folder. The desk is
signed in before your eyes, in the real fields. Without a display, or with --shots, the working day is played
instead (tests/journeys): windows without a screen, a picture of every step, and a transcript.
"""

from __future__ import annotations

import argparse
import json
import os
import signal
import subprocess
import sys
import tempfile
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

PASSPHRASE = "ruang kerja contoh kami"  # noqa: S105 - of a desk that is thrown away at the end
DAY = Path("build/day")


def main(argv: Sequence[str] | None = None) -> int:
    """Show the demo; the exit code of what was run."""
    parser = argparse.ArgumentParser(prog="python -m ui.demo", description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--shots", type=Path, help="play the working day; pictures and transcript go there")
    parser.add_argument(
        "--post", default="", help="whose desk: the short name of a post, as listed at the start"
    )
    args = parser.parse_args(argv)
    if args.shots is not None or not has_display(os.environ, sys.platform):
        return play(args.shots)
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(1))  # so that the folder and the children go with us
    with tempfile.TemporaryDirectory(prefix="ruang-kerja-demo-", ignore_cleanup_errors=True) as folder:
        return show(Path(folder), args.post)


def has_display(environ: Mapping[str, str], platform: str) -> bool:
    """Whether a window could be seen."""
    if platform in ("win32", "darwin"):
        return True
    if environ.get("QT_QPA_PLATFORM", "").startswith(("offscreen", "minimal")):
        return False
    return bool(environ.get("DISPLAY") or environ.get("WAYLAND_DISPLAY"))


def play(shots: Path | None) -> int:
    """Play the working day without a screen."""
    folder = (shots or DAY).resolve()
    if shots is None:
        print("demo: there is no display here, so the working day is played without one")
    print(f"demo: about a minute; pictures and transcript go to {folder}", flush=True)
    done = subprocess.run([sys.executable, "-m", "tests.journeys.day", "--shots", str(folder)], check=False)  # noqa: S603
    if done.returncode == 0:
        print(f"demo: all went well; read {folder / 'transcript.md'}")
    else:
        print(f"demo: something is not as it must be; {folder / 'transcript.md'} says what", file=sys.stderr)
    return done.returncode


def show(folder: Path, post: str) -> int:
    """Serve the agency and open one desk until its window is closed."""
    with (folder / "server.log").open("wb") as log:
        server = subprocess.Popen(  # noqa: S603
            [sys.executable, "-m", "server", "demo", str(folder / "agency")],
            stdin=subprocess.PIPE,  # it ends when this does, however we end
            stdout=subprocess.PIPE,
            stderr=log,
            text=True,
            encoding="utf-8",
        )
    try:
        line = server.stdout.readline() if server.stdout else ""
        if not line:
            print((folder / "server.log").read_text(encoding="utf-8"), file=sys.stderr)
            return 1
        told = json.loads(line)
        account = _account(told, post)
        _introduce(told, account)
        story = folder / "story.jsonl"
        story.write_text(
            "".join(json.dumps(step) + "\n" for step in arrival(told, account)), encoding="utf-8"
        )
        command = [sys.executable, "-m", "ui", "--home", str(folder / "desk"), "--story", str(story)]
        return subprocess.run(command, check=False, stdout=subprocess.DEVNULL).returncode  # noqa: S603
    finally:
        server.communicate()  # closes its standard input and waits


def _account(told: Mapping[str, Any], post: str) -> Mapping[str, str]:
    wanted = post or told["hero"]
    found: Mapping[str, str] = next((a for a in told["accounts"] if a["post"] == wanted), told["accounts"][0])
    return found


def _introduce(told: Mapping[str, Any], account: Mapping[str, str]) -> None:
    print(f"\n{told['agency']}, at {told['address']}")
    print(f"password of everybody: {told['password']}; passphrase of this desk: {PASSPHRASE}\n")
    for each in told["accounts"]:
        mark = "→" if each is account else " "
        print(f" {mark} {each['post']:17} {each['nip']}  {each['name']}, {each['title']}")
    print("\nClose the window, or leave with Ctrl+Q, to end the demo.", flush=True)


def arrival(told: Mapping[str, Any], account: Mapping[str, str]) -> list[dict[str, Any]]:
    """The steps of a first sign-in (ui/story.py)."""
    fields = {
        "signin.server": told["address"],
        "signin.nip": account["nip"],
        "signin.password": told["password"],
    }
    return [
        {"do": "await", "what": "page", "is": "sign-in", "within_s": 60},
        *({"do": "type", "name": name, "text": text} for name, text in fields.items()),
        {"do": "click", "name": "signin.shared"},
        {"do": "type", "name": "signin.passphrase", "text": PASSPHRASE},
        {"do": "click", "name": "signin.send"},
        {"do": "end"},
    ]


if __name__ == "__main__":
    sys.exit(main())
