"""What the C library is told about memory: on glibc, and nothing elsewhere."""

from __future__ import annotations

import ctypes
import sys
from types import SimpleNamespace

import pytest

from dashboard import memory


def told(monkeypatch: pytest.MonkeyPatch, platform: str, library: object) -> None:
    monkeypatch.setattr(sys, "platform", platform)
    monkeypatch.setattr(ctypes, "CDLL", lambda _name: library)
    memory.spare.cache_clear()
    memory.spare()
    memory.spare()
    memory.spare.cache_clear()


def test_glibc_keeps_one_pool_and_gives_large_arrays_back(monkeypatch: pytest.MonkeyPatch) -> None:
    said: list[tuple[int, int]] = []
    told(monkeypatch, "linux", SimpleNamespace(mallopt=lambda option, value: said.append((option, value))))
    assert said == [(memory.ARENAS, 1), (memory.MAPPED, memory.LARGE)]


@pytest.mark.parametrize(("platform", "library"), [("darwin", None), ("win32", None), ("linux", SimpleNamespace())])
def test_other_systems_are_left_alone(monkeypatch: pytest.MonkeyPatch, platform: str, library: object) -> None:
    told(monkeypatch, platform, library)
