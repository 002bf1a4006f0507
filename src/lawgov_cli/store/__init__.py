"""Bytes on disk: the workspace, the plan's file, the journal, caches, checks."""
