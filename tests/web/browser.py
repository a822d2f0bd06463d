"""Which browser the tests of the pages run in: a Chromium that is installed, found or named by CALLOUT_CHROMIUM.

python tests/web/browser.py    says what it found; installs the system's Chromium where it may, and says so
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome")
PLACES = (
    "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
    "/Applications/Chromium.app/Contents/MacOS/Chromium",
)
ARGUMENTS = (
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
)


def chromium() -> str | None:
    """The path of a Chromium; null where there is none."""
    named = os.environ.get("CALLOUT_CHROMIUM")
    if named:
        return shutil.which(named)
    for name in (*NAMES, *PLACES):
        found = shutil.which(name)
        if found:
            return found
    return None


def _may_install() -> bool:
    return bool(shutil.which("apt-get")) and hasattr(os, "geteuid") and os.geteuid() == 0


def main() -> int:
    found = chromium()
    if found is None and _may_install():
        print("browser: none found; installing the system's chromium with apt-get", flush=True)
        environment = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
        for command in (["apt-get", "update", "-qq"], ["apt-get", "install", "-y", "-qq", "chromium"]):
            done = subprocess.run(command, env=environment, stdout=subprocess.DEVNULL, check=False)
            if done.returncode:
                break
        found = chromium()
    if found:
        print(f"browser: {Path(found)}")
    else:
        print("browser: none, so its tests are skipped. Install Chromium, or name one in CALLOUT_CHROMIUM")
    return 0


if __name__ == "__main__":
    sys.exit(main())
