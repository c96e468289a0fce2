"""Reports and tables of armed conflict, read into one claim frame. The names in ``__all__`` are the whole door."""

from data_prep.frame import CLAIMS, conform, empty

__all__ = ["CLAIMS", "conform", "empty"]
