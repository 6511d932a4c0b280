# SPDX-License-Identifier: Apache-2.0
"""What must be on the machine before the venv: Python 3.11 with venv, and the libraries Qt loads; with
`--tests` also what the tests use.

Started by `make setup` with whatever python3 there is, so: standard library only, plain syntax. As root on
Debian or Ubuntu it installs what is missing with apt and says so; elsewhere it prints the one command, fails.
"""

import ctypes
import importlib.util
import os
import shutil
import subprocess
import sys

OFFSCREEN = {  # library Qt opens -> Debian package
    "libGL.so.1": "libgl1",
    "libEGL.so.1": "libegl1",
    "libxkbcommon.so.0": "libxkbcommon0",
    "libdbus-1.so.3": "libdbus-1-3",
    "libfontconfig.so.1": "libfontconfig1",
    "libglib-2.0.so.0": "libglib2.0-0",
}
VENV = "Python's venv"
X11 = {
    "libxcb-cursor.so.0": "libxcb-cursor0",
    "libxcb-icccm.so.4": "libxcb-icccm4",
    "libxcb-image.so.0": "libxcb-image0",
    "libxcb-keysyms.so.1": "libxcb-keysyms1",
    "libxcb-render-util.so.0": "libxcb-render-util0",
    "libxcb-shape.so.0": "libxcb-shape0",
    "libxkbcommon-x11.so.0": "libxkbcommon-x11-0",
}
TESTING = {  # program -> Debian package
    "strace": "strace",  # records what a store does to its files, from which the tests cut the power
    "soffice": "libreoffice-writer-nogui",  # opens the letters we hand on, as most offices will
    "pdftotext": "poppler-utils",  # reads the letters we print, with other eyes than those that printed them
}


def loads(library: str) -> bool:
    """Whether the dynamic linker finds `library`: true for any way of having installed it."""
    try:
        ctypes.CDLL(library)
    except OSError:
        return False
    return True


def missing(*, tests: bool = False) -> dict[str, str]:
    """What this machine lacks (name -> Debian package). A window on X11 needs more than an offscreen one.

    What only tests use is asked for where it can be installed at once; elsewhere they say what they leave out.
    """
    lacks = {}
    if importlib.util.find_spec("ensurepip") is None or importlib.util.find_spec("venv") is None:
        lacks[VENV] = f"python{sys.version_info[0]}.{sys.version_info[1]}-venv"
    if sys.platform.startswith("linux"):
        wanted = dict(OFFSCREEN, **X11) if os.environ.get("DISPLAY") else OFFSCREEN
        lacks.update({library: package for library, package in wanted.items() if not loads(library)})
        can_install = shutil.which("apt-get") and os.geteuid() == 0  # noqa: TID251 - only Linux has apt-get
        if tests and can_install:
            lacks.update(
                {program: package for program, package in TESTING.items() if not shutil.which(program)}
            )
    return lacks


def main() -> int:
    """Return 0 when everything is there (now)."""
    found = f"{sys.version_info[0]}.{sys.version_info[1]}"
    if sys.version_info < (3, 11):  # noqa: UP036 - an old Python gets as far as this line, and a reason
        print(f"setup: Python 3.11 or newer is needed, this is {found}; try `make PYTHON=python3.11 setup`.")
        return 1
    lacks = missing(tests="--tests" in sys.argv)
    if not lacks:
        return 0
    print("setup: this machine lacks " + ", ".join(lacks))
    packages = sorted(set(lacks.values()))
    install = ["apt-get", "install", "-y", "--no-install-recommends", *packages]
    if not shutil.which("apt-get"):
        print(
            "setup: please install them with the system's package manager; Debian calls them "
            + " ".join(packages)
        )
        return 1
    if os.geteuid() != 0:  # noqa: TID251 - only Linux has apt-get
        print("setup: please run    sudo " + " ".join(install))
        return 1
    print("setup: as root, so installing " + " ".join(packages), flush=True)
    environment = dict(os.environ, DEBIAN_FRONTEND="noninteractive")
    for command in (["apt-get", "update"], install):
        done = subprocess.run(
            command, env=environment, stdin=subprocess.DEVNULL, capture_output=True, text=True, check=False
        )
        if done.returncode:
            print(done.stdout + done.stderr)
            print("setup: failed: " + " ".join(command))
            return 1
    left = [library for library in lacks if library not in (VENV, *TESTING) and not loads(library)]
    if left:
        print("setup: still missing: " + ", ".join(left))
    return 1 if left else 0


if __name__ == "__main__":
    sys.exit(main())
