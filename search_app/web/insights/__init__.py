"""The editors' page."""
