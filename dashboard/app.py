"""The dashboard: `streamlit run dashboard/app.py`."""

from __future__ import annotations

from importlib import import_module

from dashboard.ahead import charts_ahead

with charts_ahead():  # what it needs is imported only now: the browser has something to fetch meanwhile
    import_module("dashboard.page").show()
