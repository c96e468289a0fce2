"""Dates in reports: the words found, and the interval of days that they can mean."""
