"""A file of any accepted kind → the text of the document in it."""
