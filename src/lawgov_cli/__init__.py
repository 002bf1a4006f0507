"""lawgov: a government's yearly work document as a task tree, tracked from the shell."""

__version__ = "0.1.0"
