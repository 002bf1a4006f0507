"""YAML written by hand → located values, with every fault found in one run."""
