"""How official documents speak: numbers, bodies, roles, dates, sentences."""
