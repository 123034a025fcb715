"""What a term is: how one is written, checked, rendered and read from disk. Knows no index and no web."""
