"""What the columns of a table were taken for, remembered for the next table with the same header."""

from __future__ import annotations

import hashlib
import json
import os
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING, Any

from platformdirs import user_config_dir

from data_prep.tables.plain import normal

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

HOME = "CONFLICT_TIMELINE_HOME"
"""The environment variable that names another folder than the platform's for configuration."""
MOST = 200
"""Headers that are remembered; the one used longest ago is forgotten first."""


def fingerprint(names: Sequence[str]) -> str:
    """The same for the same columns in the same order, whatever their capitals and underscores."""
    return hashlib.sha256("\n".join(map(normal, names)).encode()).hexdigest()


def recall(names: Sequence[str]) -> dict[str, str] | None:
    """The mapping (target -> column) that was remembered for this header, in the names given now; None if none was."""
    places = _load().get(fingerprint(names))
    return None if places is None else {target: names[at] for target, at in places.items() if at < len(names)}


def remember(names: Sequence[str], mapping: Mapping[str, str]) -> None:
    """Remember a mapping for this header, in place of an older one. Columns that the header has not are left out.

    Where the folder cannot be written to, nothing is remembered: that must not stop a table from being read.
    """
    known = _load()
    known.pop(fingerprint(names), None)
    known[fingerprint(names)] = {target: names.index(column) for target, column in mapping.items() if column in names}
    _store(dict(list(known.items())[-MOST:]))


def all_remembered() -> str:
    """A text that is another one whenever something else is remembered."""
    return json.dumps(_load(), sort_keys=True)


def forget(names: Sequence[str] | None = None) -> None:
    """Forget what was remembered for a header, or with no header everything."""
    known = {} if names is None else _load()
    if names is not None:
        known.pop(fingerprint(names), None)
    _store(known)


def _file() -> Path:
    return Path(os.environ.get(HOME) or user_config_dir("conflict-timeline")) / "columns.json"


def _load() -> dict[str, dict[str, int]]:
    """Fingerprint -> target -> place of its column; what is damaged is left out."""
    try:
        read = json.loads(_file().read_text(encoding="utf-8"))
    except (OSError, ValueError, RecursionError):
        return {}
    return {key: places for key, places in read.items() if _is_sound(places)} if isinstance(read, dict) else {}


def _is_sound(places: Any) -> bool:
    return isinstance(places, dict) and all(type(at) is int and at >= 0 for at in places.values())


def _store(known: Mapping[str, Mapping[str, int]]) -> None:
    """Written beside the file and moved into its place, so that it is never half a file."""
    path = _file()
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        handle, beside = tempfile.mkstemp(dir=path.parent, prefix=path.name)
    except OSError:
        return
    try:
        with os.fdopen(handle, "w", encoding="utf-8") as file:
            json.dump(known, file, indent=1)
        Path(beside).replace(path)
    except OSError:
        Path(beside).unlink(missing_ok=True)
