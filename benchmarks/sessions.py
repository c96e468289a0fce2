"""Several visitors at once, who speak to the server as a browser does and draw nothing.

Ten browsers on the machine that also serves would measure the browsers. So each visitor is a WebSocket with Streamlit's
own messages: it opens the page, finds the filter of actors in what the server sends, and then chooses an actor or takes
it off again every two seconds. A click that cannot be made in time, because the one before is not yet answered, waits,
and its wait counts; one that is still waiting when all is over counts with its wait until then. As a browser does, a
visitor says which messages it still holds, and is sent only their names.
"""

from __future__ import annotations

import asyncio
import time
from dataclasses import dataclass, field
from typing import TYPE_CHECKING
from urllib.parse import urlencode

from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg
from websockets.asyncio.client import connect
from websockets.typing import Subprotocol

from benchmarks.memory import watching
from benchmarks.page import Times
from benchmarks.serve import running
from benchmarks.visit import chosen_actors, environment_for, reason

if TYPE_CHECKING:
    from pathlib import Path

    from streamlit.proto.Delta_pb2 import Delta
    from websockets.asyncio.client import ClientConnection

    from benchmarks.drive import Driven

VISITORS, EVERY, CLICKS = 10, 2.0, 6
"""So many visitors, each of whom clicks so often, every so many seconds."""
LIMIT = 60.0
"""Seconds after which an answer is given up."""
PATIENCE = 40.0
"""Seconds after a visitor's first click in which the others are made."""
MESSAGE_AGE = 2
"""Runs of the script for which a browser holds a message that was not used (``global.maxCachedMessageAge``)."""
PROTOCOL = Subprotocol("streamlit")
ACTOR = "-actor"
"""How the id of the filter of actors ends."""


@dataclass(frozen=True)
class Crowd:
    """From click to the end of the script, and bytes that the server holds with one visitor and with all."""

    waits: Times
    alone: int
    together: int


class SessionError(Exception):
    """A script failed, did not end in time, or has no filter of actors."""


@dataclass
class Session:
    """One visitor: a connection, and what a browser would hold of the page."""

    connection: ClientConnection
    query: str = ""
    filter_id: str = ""
    fragment: str = ""
    in_address: str = ""
    """The name under which the filter stands in the address bar; empty where the server itself writes it there."""
    options: list[str] = field(default_factory=list)
    runs: int = 0
    held: dict[str, int] = field(default_factory=dict)
    """The messages that need not be sent again: hash -> the run that used it last."""

    async def run(self, values: list[str] | None = None) -> None:
        """Have the script run, with the filter set where ``values`` are given, and wait for its end.

        Raises SessionError with what the page says, when it fails.
        """
        message = BackMsg()
        state = message.rerun_script
        if values is not None:
            widget = state.widget_states.widgets.add(id=self.filter_id)
            widget.string_array_value.data.extend(values)
            state.fragment_id = self.fragment
            if self.in_address:
                self.query = urlencode([(self.in_address, value) for value in values])
        state.query_string = self.query
        self.runs += 1
        self.held = {known: run for known, run in self.held.items() if self.runs - run <= MESSAGE_AGE}
        state.cached_message_hashes.extend(self.held)
        await self.connection.send(message.SerializeToString())
        await self._until_done()

    async def _until_done(self) -> None:
        done = (ForwardMsg.FINISHED_SUCCESSFULLY, ForwardMsg.FINISHED_FRAGMENT_RUN_SUCCESSFULLY)
        while True:
            message = ForwardMsg.FromString(await self._next())
            kind = message.WhichOneof("type")
            if kind == "ref_hash" or message.metadata.cacheable:
                self.held[message.ref_hash or message.hash] = self.runs
            if kind == "delta":
                self._see(message.delta)
            elif kind == "page_info_changed":
                self.query = message.page_info_changed.query_string
            elif kind == "script_finished" and message.script_finished in done:
                return

    async def _next(self) -> bytes:
        try:
            received = await asyncio.wait_for(self.connection.recv(), LIMIT)
        except TimeoutError as error:
            raise SessionError(f"not done within {LIMIT:.0f} s") from error
        return received if isinstance(received, bytes) else received.encode()

    def _see(self, delta: Delta) -> None:
        element = delta.new_element
        if element.HasField("exception"):
            raise SessionError(reason(element.exception.message))
        if element.HasField("multiselect") and element.multiselect.id.endswith(ACTOR):
            self.filter_id, self.fragment = element.multiselect.id, delta.fragment_id
            self.in_address, self.options = element.multiselect.query_param_key, list(element.multiselect.options)

    def option(self, name: str) -> str:
        """The words of the filter for an actor: the name, and what may be said after it."""
        found = (option for option in self.options if option == name or option.startswith(f"{name} ("))
        if option := next(found, None):
            return option
        raise SessionError(f"no filter that offers {name!r}")


def crowd(page: Driven, file: Path, *, visitors: int = VISITORS, clicks: int = CLICKS) -> Crowd:
    """So many visitors at once on a page that shows this file. Raises SessionError as ``Session.run`` does."""
    environment = environment_for(file, cache="")
    with running(page.script, environment=environment) as server, watching(server.process) as memory:
        address = f"{server.url.replace('http', 'ws', 1)}/_stcore/stream"
        asyncio.run(_all(address, 1, 1))  # reads the file, which needs more memory than all that follows
        memory.peak = 0
        asyncio.run(_all(address, 1, clicks // 2))
        alone, memory.peak = memory.peak, 0
        waits = asyncio.run(_all(address, visitors, clicks))
        return Crowd(Times(tuple(waits)), alone, memory.peak)


async def _all(address: str, visitors: int, clicks: int) -> list[float]:
    """The waits of all visitors, who come at even intervals within the time between two clicks of one."""
    found = await asyncio.gather(*(_visitor(address, number, clicks, visitors) for number in range(visitors)))
    return [wait for waits in found for wait in waits]


async def _visitor(address: str, number: int, clicks: int, visitors: int) -> list[float]:
    async with connect(address, subprotocols=[PROTOCOL], max_size=None, compression=None) as connection:
        session = Session(connection)
        await session.run()
        names = chosen_actors(visitors * clicks)
        begin, waits = time.perf_counter() + EVERY * number / visitors, []
        for at in range(clicks):
            name = names[(number + at * visitors) % len(names)] if at % 2 == 0 else ""
            due, is_late = begin + EVERY * at, time.perf_counter() - begin > PATIENCE
            waits.append(time.perf_counter() - due if is_late else await _click(session, due, name))
        return waits


async def _click(session: Session, due: float, name: str) -> float:
    """Seconds from when the click was due to the end of the script; no name takes the filter off."""
    await asyncio.sleep(max(0.0, due - time.perf_counter()))
    await session.run([session.option(name)] if name else [])
    return time.perf_counter() - due
