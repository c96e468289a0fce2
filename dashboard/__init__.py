"""The Streamlit dashboard: draws from the claim frame, parses nothing."""
