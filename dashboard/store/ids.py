"""Ids as numbers: whether a million of them are all different, and in which row one stands, without a single text."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import pyarrow as pa

if TYPE_CHECKING:
    from numpy.typing import NDArray

WORD = 8
_MULTIPLIERS = np.array([0x9E3779B97F4A7C15, 0xBF58476D1CE4E5B9, 0x94D049BB133111EB], dtype=np.uint64)
"""Odd numbers without a pattern (those of SplitMix64, by Steele, Lea and Flood)."""


def hashes(ids: pa.ChunkedArray) -> NDArray[np.uint64]:
    """A number for each text: the same for the same text, and for two different ones with a chance of 2**-64. A missing
    text has that of an empty one."""
    found = [_hashes(chunk.cast(pa.large_string())) for chunk in ids.chunks]
    return np.concatenate(found) if found else np.empty(0, dtype=np.uint64)


def hash_of(text: str) -> np.uint64:
    """The number of one text."""
    return np.uint64(hashes(pa.chunked_array([[text]], pa.large_string()))[0])


def _hashes(ids: pa.LargeStringArray) -> NDArray[np.uint64]:
    """Eight bytes at a time of every text at once; the bytes behind a text's end are masked away."""
    _, offsets_bytes, data = ids.buffers()
    ends = np.frombuffer(offsets_bytes, dtype=np.int64)[ids.offset : ids.offset + len(ids) + 1]
    start, lengths = ends[:-1], np.diff(ends)
    content = np.zeros((data.size if data else 0) + WORD, dtype=np.uint8)
    content[: len(content) - WORD] = np.frombuffer(data, dtype=np.uint8) if data else 0
    windows = np.ndarray(len(content) - WORD + 1, dtype="<u8", buffer=content.data, strides=(1,))
    found: NDArray[np.uint64] = lengths.astype(np.uint64) * _MULTIPLIERS[0]
    for place in range(0, int(lengths.max(initial=0)), WORD):
        left = np.clip(lengths - place, 0, WORD)
        inside = left > 0
        words = windows[np.where(inside, start + place, 0)]
        words &= _mask(left)
        found = np.where(inside, _mixed(found ^ words), found)
    return found


def _mask(left: NDArray[np.int64]) -> NDArray[np.uint64]:
    """As many whole bytes of ones as there are left, from 0 to 8."""
    masks = np.array([(1 << (8 * count)) - 1 for count in range(WORD + 1)], dtype=np.uint64)
    found: NDArray[np.uint64] = masks[left]
    return found


def _mixed(numbers: NDArray[np.uint64]) -> NDArray[np.uint64]:
    """The finishing steps of SplitMix64: every bit of the input moves half of the output's."""
    numbers = (numbers + _MULTIPLIERS[0]) & np.uint64(0xFFFFFFFFFFFFFFFF)
    numbers = (numbers ^ (numbers >> np.uint64(30))) * _MULTIPLIERS[1]
    numbers = (numbers ^ (numbers >> np.uint64(27))) * _MULTIPLIERS[2]
    numbers ^= numbers >> np.uint64(31)
    return numbers
