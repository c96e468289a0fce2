"""What every chart keeps, found by discovery: it draws, changes nothing, says when there is nothing, hides nothing."""

from __future__ import annotations

import ast
import inspect
import json
import pickle
from importlib import import_module
from pkgutil import iter_modules
from types import ModuleType

import plotly.graph_objects as go
import pytest
from demo import claims as demo_claims

from dashboard import charts
from dashboard.charts import timeline
from dashboard.drawing.layout import Sheet
from data_prep import UsageError, empty
from data_prep.frame import from_rows

FOUND = [import_module(f"{charts.__name__}.{info.name}") for info in iter_modules(charts.__path__)]
CHARTS = [chart for chart in FOUND if "claims" in inspect.signature(chart.build).parameters]
"""The map is drawn from points (see its own tests)."""
EVERY = pytest.mark.parametrize("chart", CHARTS, ids=lambda chart: chart.__name__.rsplit(".", 1)[-1])
WIDTHS = (360, 980, 1400)


def texts(figure: go.Figure) -> str:
    """Every text of a figure."""
    written = [str(annotation.text) for annotation in figure.layout.annotations]
    return " ".join([*written, *(str(trace.name) for trace in figure.data)])


def test_there_are_charts() -> None:
    assert len(CHARTS) >= 2


@EVERY
@pytest.mark.parametrize("width", WIDTHS)
def test_it_draws_at_every_width_and_says_what_it_measured(chart: ModuleType, width: int) -> None:
    figure = chart.build(demo_claims(), width_hint=width)
    sheet = Sheet(**figure.layout.meta["sheet"])
    assert sheet.width == width
    assert sheet.height == figure.layout.height
    assert sheet.plot_width > width / 2


@EVERY
def test_it_leaves_the_claims_alone(chart: ModuleType) -> None:
    claims = demo_claims()
    before = claims.copy()
    chart.build(claims)
    assert claims.equals(before)


@EVERY
@pytest.mark.parametrize("theme", ["light", "dark"])
def test_nothing_to_draw_is_said_in_words(chart: ModuleType, theme: str) -> None:
    figure = chart.build(empty(), theme=theme, width_hint=360)
    assert len(figure.data) == 0
    assert "No events to draw" in texts(figure).replace("<br>", " ")


@EVERY
def test_one_claim_is_enough(chart: ModuleType) -> None:
    figure = chart.build(demo_claims().iloc[[0]])
    assert any(trace.customdata is not None for trace in figure.data)


@EVERY
def test_it_goes_to_json_without_dates_as_text(chart: ModuleType) -> None:
    """Epoch milliseconds: text dates cost the page seconds on large data."""
    for trace in json.loads(chart.build(demo_claims()).to_json())["data"]:
        for places in (trace.get("x") or [], trace.get("base") or []):
            values = [] if isinstance(places, dict) else places  # numbers packed as such have a dtype and no text
            assert all(value is None or isinstance(value, int | float) for value in values)


@EVERY
def test_text_from_a_source_is_never_markup_or_a_formula(chart: ModuleType) -> None:
    nasty = "<a href='x'>$x^2$</a>"
    row = {
        "claim_id": "a",
        "event_id": "a",
        "dataset": "report",
        "stance": "reported",
        "sub_event_type": "Attack",
        "date_start": "2016-03-19",
        "date_end": "2016-03-19",
        "date_precision": "day",
        "perpetrators": [nasty],
        "place": nasty,
        "source": nasty,
        "date_text": nasty,
    }
    choices = {"lanes": "actor"} if "lanes" in inspect.signature(chart.build).parameters else {"stack": "actor"}
    figure = chart.build(from_rows([row]), **choices)
    whole = figure.to_json()
    assert "<a href" not in whole.replace("\\u003c", "<")
    assert "$x" not in whole


@EVERY
def test_a_theme_that_does_not_exist_is_named(chart: ModuleType) -> None:
    with pytest.raises(UsageError, match="sepia"):
        chart.build(demo_claims(), theme="sepia")


@EVERY
def test_a_chart_imports_neither_streamlit_nor_files(chart: ModuleType) -> None:
    tree = ast.parse(inspect.getsource(chart))
    names = {alias.name for node in ast.walk(tree) if isinstance(node, ast.Import) for alias in node.names}
    names |= {str(node.module) for node in ast.walk(tree) if isinstance(node, ast.ImportFrom)}
    assert not {name.split(".")[0] for name in names} & {"streamlit", "pathlib", "os", "io"}


def test_a_figure_can_be_copied_and_changed_as_any_of_plotlys() -> None:
    figure = timeline.build(demo_claims())
    copied = pickle.loads(pickle.dumps(figure))
    assert copied.to_json() == figure.to_json()
    copied.update_layout(title_text="Another title")
    assert json.loads(copied.to_json())["layout"]["title"]["text"] == "Another title"
    assert "title" not in json.loads(figure.to_json())["layout"]
