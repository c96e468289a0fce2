"""Reports and tables of armed conflict, read into one claim frame. The names in ``__all__`` are the whole door."""

from importlib import import_module
from typing import TYPE_CHECKING, Any

from data_prep.as_csv import claims_csv, problems_csv
from data_prep.as_geojson import claims_geojson
from data_prep.as_package import claims_package
from data_prep.as_parquet import claims_parquet, giving_back
from data_prep.as_timelinejs import claims_timelinejs
from data_prep.as_xlsx import claims_xlsx
from data_prep.cache import CacheState
from data_prep.cache import clear as clear_cache
from data_prep.cache import state as cache_state
from data_prep.claim_file import ClaimFile
from data_prep.errors import (
    ConflictTimelineError,
    FrameError,
    OwnClaimsError,
    UnreadableError,
    UsageError,
    VocabularyError,
)
from data_prep.exports import EXPORTS, Export, write_claims
from data_prep.frame import (
    ATTRIBUTIONS,
    CLAIMS,
    EVENT_TYPE_OF,
    PRECISIONS,
    STANCES,
    SUB_EVENT_TYPES,
    empty,
    problems_frame,
)
from data_prep.frame_conform import conform
from data_prep.prepare import Options, Prepared, Written, combine, prepare, prepare_file
from data_prep.streams import Summary
from data_prep.tables.datasets import DATASETS, DatasetInfo, terms
from data_prep.tables.look import TableLook, forget_columns, look_at
from data_prep.tables_io import claims_of_events, is_claim_table, open_claims
from data_prep.vocab import mapping, members, unarmed

if TYPE_CHECKING:
    from data_prep.explaining import explain, explain_text
    from data_prep.reports.actors import aliases
    from data_prep.reports.dates import DateMention, find_dates
    from data_prep.reports.explain import Explanation, Finding
    from data_prep.texts import read_report, read_text, source_text

_LATER = {
    "data_prep.explaining": ("explain", "explain_text"),
    "data_prep.reports.actors": ("aliases",),
    "data_prep.reports.dates": ("DateMention", "find_dates"),
    "data_prep.reports.explain": ("Explanation", "Finding"),
    "data_prep.texts": ("read_report", "read_text", "source_text"),
}
"""Names that are loaded when they are first asked for: the grammar of reports takes half a second, and whoever reads
tables needs none of it."""


def __getattr__(name: str) -> Any:
    for module, names in _LATER.items():
        if name in names:
            found = getattr(import_module(module), name)
            globals()[name] = found
            return found
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")


FLAGS = mapping("flags", "flag", "meaning")
"""Every flag that a claim can carry, and what it tells a reader."""

MEMBERS = members()
"""The members of each actor that has any, as a coalition, an umbrella or a state: canonical names."""

UNARMED = unarmed()
"""Actors that do not fight, or that nobody knows: civilians, organisations that document or help, media."""

COUNTRIES = mapping("countries", "alpha3", "name")
"""The English name of each country by its ISO 3166-1 alpha-3 code."""

__all__ = [
    "ATTRIBUTIONS",
    "CLAIMS",
    "COUNTRIES",
    "DATASETS",
    "EVENT_TYPE_OF",
    "EXPORTS",
    "FLAGS",
    "MEMBERS",
    "PRECISIONS",
    "STANCES",
    "SUB_EVENT_TYPES",
    "UNARMED",
    "CacheState",
    "ClaimFile",
    "ConflictTimelineError",
    "DatasetInfo",
    "DateMention",
    "Explanation",
    "Export",
    "Finding",
    "FrameError",
    "Options",
    "OwnClaimsError",
    "Prepared",
    "Summary",
    "TableLook",
    "UnreadableError",
    "UsageError",
    "VocabularyError",
    "Written",
    "aliases",
    "cache_state",
    "claims_csv",
    "claims_geojson",
    "claims_of_events",
    "claims_package",
    "claims_parquet",
    "claims_timelinejs",
    "claims_xlsx",
    "clear_cache",
    "combine",
    "conform",
    "empty",
    "explain",
    "explain_text",
    "find_dates",
    "forget_columns",
    "giving_back",
    "is_claim_table",
    "look_at",
    "open_claims",
    "prepare",
    "prepare_file",
    "problems_csv",
    "problems_frame",
    "read_report",
    "read_text",
    "source_text",
    "terms",
    "write_claims",
]
