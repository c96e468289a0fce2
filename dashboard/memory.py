"""How the C library keeps memory for a server that works on large arrays in many threads: little, and given back."""

from __future__ import annotations

import ctypes
import sys
from functools import cache

ARENAS, MAPPED = -8, -3
"""``M_ARENA_MAX`` and ``M_MMAP_THRESHOLD`` of glibc's ``mallopt``."""
LARGE = 4 << 20
"""Bytes from which on a piece of memory goes back to the machine as soon as nobody needs it."""


@cache
def spare() -> None:
    """One pool of memory for all threads, where glibc would keep one for each; large arrays outside of it. Each click
    of a visitor runs in a thread of its own, and what one has freed would not be there for the next. Other systems need
    none of it."""
    set_option = getattr(ctypes.CDLL(None), "mallopt", None) if sys.platform == "linux" else None
    if set_option is not None:
        set_option(ARENAS, 1)
        set_option(MAPPED, LARGE)
