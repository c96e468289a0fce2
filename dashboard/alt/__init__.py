"""Charts for who cannot see them: in a few sentences written from their data, and as tables."""
