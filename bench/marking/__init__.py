"""The cost of marking words in a browser."""
