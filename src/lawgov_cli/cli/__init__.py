"""The commands: the only part that reads arguments, prints, and decides the exit code."""
