"""One module per chart: a frame in, a plotly figure out."""
