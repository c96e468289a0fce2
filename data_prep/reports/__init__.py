"""One report in, its claims out."""
