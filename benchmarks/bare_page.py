"""The peer of the dashboard: the smallest Streamlit page with one plotly chart and one filter."""

import plotly.graph_objects as go
import streamlit as st

NAMES = ["one", "two", "three"]

chosen = st.pills("Who did it", NAMES, selection_mode="multi", key="attribution")
st.plotly_chart(go.Figure(go.Bar(x=chosen or NAMES, y=[2, 1, 3])))
