"""Text → Word files (.docx) in the form of official papers, and what people wrote in them."""
