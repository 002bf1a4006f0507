"""What was read before, kept ready for the next command."""
