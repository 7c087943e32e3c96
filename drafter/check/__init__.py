"""Finds the key elements in a text and says how well each is kept. spaCy is at home here and nowhere else."""
