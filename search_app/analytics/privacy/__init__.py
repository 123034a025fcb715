"""Protection of visitors: redaction, keys, retention."""
