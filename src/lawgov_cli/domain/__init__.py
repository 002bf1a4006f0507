"""What the words mean: plan, records, the state on a date. Values in, values out; no files."""
