"""Grids, or text pasted from a chat, into what a unit answers for each task."""
