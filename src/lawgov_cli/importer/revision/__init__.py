"""A plan that follows another: a corrected document, or next year's."""
