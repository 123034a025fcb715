"""A sentence embedding: the files of the model, and from a text to its vector. Knows no term."""
