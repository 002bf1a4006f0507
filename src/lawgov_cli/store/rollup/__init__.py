"""Many places in one small database: finding their files, reading them, asking questions."""
