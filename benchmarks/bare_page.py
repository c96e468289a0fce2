"""The peer of the dashboard: the smallest Streamlit page with one plotly chart and one filter."""

import plotly.graph_objects as go
import streamlit as st

chosen = st.multiselect("Actor", ["one", "two", "three"], key="actor")
st.plotly_chart(go.Figure(go.Bar(x=chosen or ["one", "two", "three"], y=[2, 1, 3])))
