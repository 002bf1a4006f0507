"""Snapshot → the rows and report contexts that every output shows alike."""
