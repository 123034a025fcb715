"""Terms: their formats, validation, rendering and review. Knows no index and no web."""
