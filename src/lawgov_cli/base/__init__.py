"""What any such program needs: errors, problems, dates, numerals, cells, words, shipped files."""
