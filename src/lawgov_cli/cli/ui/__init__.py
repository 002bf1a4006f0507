"""`lawgov ui`: the same plan, journal and doubts on one screen."""
