"""How well reports are read, against corpora coded by people: ``python -m benchmarks.accuracy``."""
