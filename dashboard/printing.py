"""The one browser that draws pictures on the server: found before it is started, one figure at a time.

Kaleido mixes up the figures of two threads and waits for ever where there is no browser. So it lives here in a thread
and an event loop of its own, behind a lock, and every wait has an end.
"""

from __future__ import annotations

import asyncio
import atexit
from concurrent.futures import TimeoutError as TookTooLong
from contextlib import AsyncExitStack, suppress
from pathlib import Path
from threading import Lock, Thread
from typing import TYPE_CHECKING, Any

from dashboard.words import words
from data_prep import ConflictTimelineError

if TYPE_CHECKING:
    from collections.abc import Coroutine, Mapping

START, DRAW, CLOSE = 60.0, 60.0, 10.0
"""Seconds that starting the browser, drawing one figure, and closing it may take."""


class ExportError(ConflictTimelineError):
    """A picture could not be made; the text says why and what to do, and is fit to be shown to a user."""


def browser() -> str | None:
    """The path of the Chromium or Chrome that draws (``BROWSER_PATH``, else the usual places); None if none is."""
    from choreographer.browsers.chromium import Chromium

    path = Chromium.find_browser(skip_local=False)
    return str(path) if path and Path(path).is_file() else None


def print_picture(figure: Mapping[str, Any], *, format: str, width: float, height: float, scale: float) -> bytes:
    """A plotly figure, given as a dictionary, as ``format``: ``png`` of width * scale by height * scale pixels, ``svg``
    of that size, or ``pdf`` of one page of it (96 to the inch). Raises ExportError; safe from any thread."""
    global _press
    path = browser()
    if path is None:
        raise ExportError(words("print")["no_browser"])
    options = {"format": format, "width": width, "height": height, "scale": scale}
    with _LOCK:
        try:
            _press = _press or _Press(path)
            return _press.draw(figure, options)
        except TookTooLong as error:
            _stop()
            raise ExportError(words("print")["too_slow"]) from error
        except Exception as error:  # whatever the browser dies of, the page goes on and says so
            _stop()
            raise ExportError(words("print")["failed"].format(error=error)) from error


class _Press:
    """A running browser."""

    def __init__(self, path: str) -> None:
        self._loop = asyncio.new_event_loop()
        self._thread = Thread(target=self._loop.run_forever, name="pictures", daemon=True)
        self._thread.start()
        self._open = AsyncExitStack()
        try:
            self._kaleido = self._wait(self._start(path), START)
        except Exception:
            self.close()
            raise
        atexit.register(self.close)  # after kaleido's own clean-up was registered, so that ours runs first

    def draw(self, figure: Mapping[str, Any], options: Mapping[str, Any]) -> bytes:
        return bytes(self._wait(self._kaleido.calc_fig(dict(figure), opts=dict(options)), DRAW))

    def close(self) -> None:
        atexit.unregister(self.close)
        with suppress(Exception):
            self._wait(self._open.aclose(), CLOSE)
        self._loop.call_soon_threadsafe(self._loop.stop)
        self._thread.join(CLOSE)
        if not self._thread.is_alive():
            self._loop.close()

    async def _start(self, path: str) -> Any:
        from kaleido import Kaleido

        return await self._open.enter_async_context(Kaleido(n=1, timeout=DRAW, mathjax=False, path=path))

    def _wait(self, work: Coroutine[Any, Any, Any], seconds: float) -> Any:
        return asyncio.run_coroutine_threadsafe(work, self._loop).result(seconds)


_LOCK = Lock()
_press: _Press | None = None


def stop() -> None:
    """Ends the browser, if one runs, once the figure that it draws is drawn; the next figure starts a new one."""
    with _LOCK:
        _stop()


def _stop() -> None:
    global _press
    if _press is not None:
        _press.close()
        _press = None
