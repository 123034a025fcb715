"""Protection of visitors: redaction, daily keys, retention."""
