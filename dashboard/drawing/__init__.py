"""What the charts share: text and its width, the window of days, lanes, hover texts, the layout."""
