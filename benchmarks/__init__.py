"""Measures what a user waits for: ``python -m benchmarks``."""
