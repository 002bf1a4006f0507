"""The text of a document → the tree of its headings and items."""
