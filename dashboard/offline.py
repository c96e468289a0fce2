"""A chart as a page of its own that opens anywhere, without a net: plotly is inside it, and nothing else may run."""

from __future__ import annotations

import json
from base64 import b64encode
from collections.abc import Sequence
from functools import cache
from hashlib import sha256
from html import escape
from pathlib import Path
from typing import TYPE_CHECKING, Any

from dashboard.language import locale
from dashboard.texts import say

if TYPE_CHECKING:
    from dashboard.caption import Caption
    from dashboard.drawing.figure import Figure

HERE = Path(__file__).parent
RULES = "default-src 'none'; base-uri 'none'; form-action 'none'"
"""What the page may not do, whatever somebody wrote into the claims: nothing but its own scripts and styles works."""


def page(figures: Sequence[Figure], caption: Caption, alt: str, table: str) -> bytes:
    """A chart as one HTML file: ``figures`` are the same chart built for several widths, of which the reader's window
    shows the widest that fits; they are bare, as the caption stands around them as text. ``table``: as HTML."""
    scripts = (_plotly(), _script("offline.js"))
    allowed = f"script-src {' '.join(map(_hashed, scripts))}; style-src 'unsafe-inline'; img-src data:"
    return "\n".join(
        [
            f'<!doctype html>\n<html {_language()}>\n<head>\n<meta charset="utf-8">',
            f'<meta http-equiv="Content-Security-Policy" content="{RULES}; {allowed}">',
            '<meta name="viewport" content="width=device-width, initial-scale=1">',
            f"<title>{escape(caption.title)}</title>\n<style>{_script('offline.css')}</style>\n</head>\n<body>",
            _body(caption, alt, table),
            f'<script type="application/json" id="figures">{_data(figures)}</script>',
            *(f"<script>{script}</script>" for script in scripts),
            "</body>\n</html>\n",
        ]
    ).encode()


def _language() -> str:
    return f'lang="{escape(locale("code"))}" dir="{escape(locale("direction"))}"'


def _body(caption: Caption, alt: str, table: str) -> str:
    below = [caption.counts_line, " ".join(caption.notes), caption.sources]
    return "\n".join(
        [
            f'<main>\n<h1 dir="auto">{escape(caption.title)}</h1>',
            f'<p dir="auto">{escape(caption.subtitle)}</p>\n<figure>',
            # Time runs to the right whatever the language: plotly places its labels by the direction around them.
            f'<div id="chart" dir="ltr" role="img" aria-label="{escape(alt)}"></div>\n<figcaption>',
            *(f'<p dir="auto">{escape(text)}</p>' for text in below if text),
            f"</figcaption>\n</figure>\n{_table(table)}\n</main>",
        ]
    )


def _table(table: str) -> str:
    """``table``, as HTML, folded up."""
    return f"<details>\n<summary>{escape(say('leaving.table'))}</summary>\n{table}\n</details>" if table else ""


def _data(figures: Sequence[Figure]) -> str:
    """The figures as JSON that cannot end the script element that holds it."""
    found = [_figure(figure) for figure in figures]
    return json.dumps(found, separators=(",", ":"), ensure_ascii=False).replace("<", "\\u003c")


def _figure(figure: Figure) -> dict[str, Any]:
    from plotly.io.json import to_json_plotly

    held: dict[str, Any] = json.loads(to_json_plotly(figure.to_dict()))
    return {"data": held["data"], "layout": held["layout"]}


@cache
def _plotly() -> str:
    from plotly.offline import get_plotlyjs

    return str(get_plotlyjs())


@cache
def _script(name: str) -> str:
    return (HERE / name).read_text(encoding="utf-8")


@cache
def _hashed(script: str) -> str:
    return f"'sha256-{b64encode(sha256(script.encode()).digest()).decode()}'"
