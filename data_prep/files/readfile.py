"""What every reader of a kind of file returns."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from datetime import date


@dataclass(frozen=True)
class ReadFile:
    """A file's text, its name without folder, and what its own metadata says; '' and None where they do not say."""

    text: str
    name: str
    title: str = ""
    publisher: str = ""
    url: str = ""
    published: date | None = None
