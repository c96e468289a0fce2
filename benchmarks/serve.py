"""Start Streamlit as its own process and find a browser: shared by the benchmarks, the tests and the screenshots."""

from __future__ import annotations

import os
import shutil
import socket
import subprocess
import sys
import tempfile
import time
import urllib.request
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

ROOT = Path(__file__).parents[1]
APP = "dashboard/app.py"
BROWSERS = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome")
MAC_CHROME = Path("/Applications/Google Chrome.app/Contents/MacOS/Google Chrome")
QUIET = ("--server.headless=true", "--server.fileWatcherType=none", "--browser.gatherUsageStats=false")
HOW_TO_HAVE_CHROMIUM = (
    "install Chromium (Debian and Ubuntu: sudo apt install chromium; macOS: brew install --cask chromium) "
    "or name a Chrome with BROWSER_PATH=/path/to/chrome"
)


def find_chromium() -> str | None:
    """The path of a Chromium or Chrome: ``BROWSER_PATH``, else the first on the PATH, else macOS's usual place."""
    named = os.environ.get("BROWSER_PATH")
    found = (shutil.which(name) for name in ((named,) if named else BROWSERS))
    usual = str(MAC_CHROME) if MAC_CHROME.exists() and not named else None
    return next((path for path in found if path), usual)


def free_port() -> int:
    """A port that nothing listens on."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


@dataclass(frozen=True)
class Server:
    """A running Streamlit: its address, and the number of its process."""

    url: str
    process: int


@contextmanager
def streamlit(
    script: str | Path = APP,
    *,
    streamlit_program: Sequence[str | Path] = (Path(sys.executable).with_name("streamlit"),),
    folder: Path = ROOT,
    environment: dict[str, str] | None = None,
    seconds: float = 60,
) -> Iterator[str]:
    """Run ``streamlit run <script>`` in ``folder`` and give its address once it answers; stopped at the end.

    Raises RuntimeError with what the process printed when it ends early or does not answer in ``seconds``.
    """
    with running(
        script, streamlit_program=streamlit_program, folder=folder, environment=environment, seconds=seconds
    ) as server:
        yield server.url


@contextmanager
def running(
    script: str | Path = APP,
    *,
    streamlit_program: Sequence[str | Path] = (Path(sys.executable).with_name("streamlit"),),
    folder: Path = ROOT,
    environment: dict[str, str] | None = None,
    seconds: float = 60,
) -> Iterator[Server]:
    """As ``streamlit``, with the number of the process too."""
    port = free_port()
    command = [*streamlit_program, "run", script, "--server.port", str(port), *QUIET]
    with tempfile.TemporaryFile() as log:
        process = subprocess.Popen(
            [str(part) for part in command],
            cwd=folder,
            env=environment,
            stdin=subprocess.DEVNULL,
            stdout=log,
            stderr=subprocess.STDOUT,
        )
        try:
            if not _answers_in(seconds, process, port):
                log.seek(0)
                raise RuntimeError(f"streamlit did not start:\n{log.read().decode(errors='replace')}")
            yield Server(f"http://127.0.0.1:{port}", process.pid)
        finally:
            _end(process)


def _end(process: subprocess.Popen[bytes]) -> None:
    """A server that is busy with a long script, and does not end when asked to, is ended."""
    process.terminate()
    try:
        process.wait(timeout=15)
    except subprocess.TimeoutExpired:
        process.kill()
        process.wait()


def _answers_in(seconds: float, process: subprocess.Popen[bytes], port: int) -> bool:
    deadline = time.monotonic() + seconds
    while process.poll() is None and time.monotonic() < deadline:
        if _answers(port):
            return True
        time.sleep(0.02)
    return False


def _answers(port: int) -> bool:
    try:
        with urllib.request.urlopen(f"http://127.0.0.1:{port}/_stcore/health", timeout=2) as answer:
            return bool(answer.status == 200)
    except OSError:
        return False
