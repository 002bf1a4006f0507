"""A document's text → plan, and plan → text."""
