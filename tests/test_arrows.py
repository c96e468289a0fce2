"""Which module may import which: the one-way streets of the project, read from the source of every module."""

from __future__ import annotations

import ast
import inspect
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

import data_prep
from benchmarks.serve import ROOT

if TYPE_CHECKING:
    from collections.abc import Iterator

# data_prep, lowest layer first: a module imports from its own layer and from lower ones.
LAYERS = (
    (
        "data_prep.frame",
        "data_prep.frame_arrow",
        "data_prep.frame_conform",
        "data_prep.ranges",
        "data_prep.errors",
        "data_prep.cache",
    ),
    ("data_prep.vocab",),
    (
        "data_prep.files",
        "data_prep.tables",
        "data_prep.tables_io",
        "data_prep.claim_file",
        "data_prep.as_csv",
        "data_prep.as_geojson",
        "data_prep.as_package",
        "data_prep.as_parquet",
        "data_prep.as_timelinejs",
        "data_prep.as_xlsx",
        "data_prep.export_texts",
        "data_prep.exports",
        "data_prep.own_files",
        "data_prep.plain_cells",
        "data_prep.slide_days",
        "data_prep.slide_text",
        "data_prep.workbook_out",
        "data_prep.streams",
        "data_prep.reports",
        "data_prep.codebook",
        "data_prep.given",
    ),
    ("data_prep.link",),
    ("data_prep.reading", "data_prep.processes", "data_prep.kinds", "data_prep.importing"),
    ("data_prep.explaining", "data_prep.many"),
    ("data_prep.prepare",),
    ("data_prep.texts",),
    ("data_prep",),
    ("data_prep.cli",),
)
SCREENS = ("dashboard", "streamlit", "plotly", "kaleido", "playwright")
# Who may not import what, and why.
FORBIDDEN = (
    ("data_prep", SCREENS, "data_prep knows nothing of screens"),
    ("dashboard.charts", ("streamlit", "dashboard.views", "dashboard.app", "dashboard.load"), "a chart only draws"),
    ("dashboard.opening", ("streamlit", "dashboard.views", "dashboard.app", "dashboard.load"), "opening is below load"),
    ("dashboard.filters", ("streamlit", "dashboard.views", "dashboard.app", "dashboard.load"), "a filter only filters"),
    ("dashboard.charts", ("dashboard.filters",), "a chart draws what it is given"),
    ("dashboard.views", ("dashboard.app", "dashboard.page"), "the page is above the views"),
    ("dashboard.load", ("dashboard.charts", "dashboard.filters", "dashboard.views", "dashboard.app"), "load is below"),
    ("dashboard.state", ("dashboard.charts", "dashboard.views", "dashboard.app", "dashboard.load"), "state is below"),
)
# The only modules of the dashboard that call data_prep; the others know its constants and types.
CALLERS = ("dashboard.load", "dashboard.opening", "dashboard.cli")


@dataclass(frozen=True)
class Import:
    """One imported name; ``name`` is empty for ``import module``."""

    path: Path
    line: int
    module: str
    name: str

    @property
    def full(self) -> str:
        return f"{self.module}.{self.name}" if self.name else self.module

    def wrong(self, why: str) -> str:
        return f"{self.path}:{self.line} imports {self.full}: {why}"


def within(module: str, parent: str) -> bool:
    return module == parent or module.startswith(parent + ".")


def module_name(path: Path) -> str:
    return ".".join(path.with_suffix("").parts).removesuffix(".__init__")


def imports(path: Path, source: str) -> Iterator[Import]:
    """Every import in a file, also those inside functions and those for type checking."""
    package = module_name(path).split(".")
    package = package if path.name == "__init__.py" else package[:-1]
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.Import):
            yield from (Import(path, node.lineno, alias.name, "") for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            above = package[: len(package) - node.level + 1] if node.level else []
            module = ".".join([*above, *([node.module] if node.module else [])])
            yield from (Import(path, node.lineno, module, alias.name) for alias in node.names)


def layer(module: str) -> int | None:
    """The height of a data_prep module or of a name imported from one; None when it has no place yet."""
    exact = [height for height, names in enumerate(LAYERS) if module in names]
    under = [
        height for height, names in enumerate(LAYERS) for name in names if name != "data_prep" and within(module, name)
    ]
    return next(iter(exact + under), None)


def offences(path: Path, source: str) -> list[str]:
    """What a module imports and may not, each as a sentence that names the line."""
    found = list(imports(path, source))
    rules = (_forbidden, _upwards) if path.parts[0] == "data_prep" else (_forbidden, _past_the_door)
    return [why for rule in rules for each in found for why in rule(module_name(path), each)]


def _forbidden(module: str, each: Import) -> Iterator[str]:
    for importer, banned, why in FORBIDDEN:
        if within(module, importer) and any(within(each.full, name) for name in banned):
            yield each.wrong(why)


def _upwards(module: str, each: Import) -> Iterator[str]:
    own = layer(module)
    assert own is not None, f"{module} has no place in LAYERS of {Path(__file__).name}: give it one"
    if not within(each.module, "data_prep"):
        return
    target = layer(each.full) if layer(each.full) is not None else layer(each.module)
    if target is not None and target > own:
        yield each.wrong(f"{LAYERS[target][0]} is above {module}")


def _past_the_door(module: str, each: Import) -> Iterator[str]:
    if not within(each.module, "data_prep"):
        return
    if each.module != "data_prep" or (each.name and each.name not in data_prep.__all__):
        yield each.wrong("the dashboard takes from data_prep only the names of its __all__")
    elif module not in CALLERS and (not each.name or inspect.isfunction(getattr(data_prep, each.name))):
        yield each.wrong(f"only {' and '.join(CALLERS)} call data_prep; elsewhere import a constant or a type by name")


MODULES = sorted(path.relative_to(ROOT) for wing in ("data_prep", "dashboard") for path in (ROOT / wing).rglob("*.py"))


@pytest.mark.parametrize("path", MODULES, ids=str)
def test_a_module_imports_only_what_it_may(path: Path) -> None:
    assert offences(path, (ROOT / path).read_text(encoding="utf-8")) == []


@pytest.mark.parametrize(
    ("path", "source", "offender"),
    [
        ("data_prep/link.py", "def f():\n    import streamlit as st", "data_prep/link.py:2 imports streamlit"),
        ("data_prep/frame.py", "from data_prep import vocab", "data_prep/frame.py:1 imports data_prep.vocab"),
        ("data_prep/vocab/__init__.py", "from data_prep import prepare", "imports data_prep.prepare"),
        ("data_prep/reports/dates/find.py", "from ...link import link", "imports data_prep.link.link"),
        ("data_prep/errors.py", "from dashboard import theme", "imports dashboard.theme"),
        ("dashboard/views/data.py", "from data_prep.frame import CLAIMS", "imports data_prep.frame.CLAIMS"),
        ("dashboard/views/data.py", "from data_prep import prepare", "imports data_prep.prepare"),
        ("dashboard/filters.py", "import data_prep", "imports data_prep"),
        ("dashboard/charts/timeline.py", "import streamlit", "imports streamlit"),
        ("dashboard/charts/timeline.py", "from ..views import data", "imports dashboard.views.data"),
    ],
)
def test_a_wrong_import_is_named(path: str, source: str, offender: str) -> None:
    found = offences(Path(path), source)
    assert [offender in each for each in found] == [True]


@pytest.mark.parametrize(
    ("path", "source"),
    [
        ("data_prep/reports/claims.py", "from data_prep.frame import CLAIMS\nfrom data_prep import vocab"),
        ("data_prep/__init__.py", "from data_prep.prepare import prepare"),
        ("dashboard/load.py", "import streamlit\nfrom data_prep import prepare"),
        ("dashboard/views/data.py", "import streamlit\nfrom data_prep import CLAIMS\nfrom dashboard import charts"),
    ],
)
def test_a_right_import_passes(path: str, source: str) -> None:
    assert offences(Path(path), source) == []
