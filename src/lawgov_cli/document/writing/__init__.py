"""Plan → text: the document as it was issued, and the YAML of the plan."""
