"""Event tables of any format to claims: files are opened, recognised, and read by the data file of their format."""
