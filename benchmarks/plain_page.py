"""The peer of the dashboard on many events: the page that one would write first, with what Streamlit and plotly give.

The Parquet file of claims is named by the environment variable ``CONFLICT_TIMELINE_INPUT``.
"""

import os

import pandas as pd
import plotly.express as px
import streamlit as st

COLUMNS = ["event_id", "date_start", "event_type", "perpetrators", "place", "country", "killed_best", "source"]


@st.cache_data
def load(path: str) -> pd.DataFrame:
    """The events in the columns that the page shows; of several who did it the first, so that it can be an axis."""
    frame = pd.read_parquet(path, columns=COLUMNS)
    frame["actor"] = frame["perpetrators"].str[0].fillna("nobody named")
    return frame.drop(columns="perpetrators").dropna(subset=["date_start"])


st.set_page_config(layout="wide")
st.title("Events")
events = load(os.environ["CONFLICT_TIMELINE_INPUT"])

actors = st.sidebar.multiselect("Actors", sorted(events["actor"].unique()), key="actor")
first, last = events["date_start"].min().date(), events["date_start"].max().date()
start, end = st.sidebar.slider("Dates", first, last, (first, last), key="days")

shown = events[events["date_start"].between(pd.Timestamp(start), pd.Timestamp(end))]
if actors:
    shown = shown[shown["actor"].isin(actors)]

st.write(f"{len(shown):,} events")
st.plotly_chart(px.scatter(shown, x="date_start", y="actor", color="event_type", hover_name="place"), key="timeline")
weeks = shown.groupby(pd.Grouper(key="date_start", freq="W")).size().reset_index(name="events")
st.plotly_chart(px.bar(weeks, x="date_start", y="events"), key="weeks")
st.dataframe(shown)
